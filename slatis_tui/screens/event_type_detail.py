"""One event type: everything it says, and the fields of its form."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from slatis_tui.domain.models import EventType
from slatis_tui.domain.slot_reasons import day_reasons, first_bookable, general_reasons
from slatis_tui.domain.text import clean
from slatis_tui.domain.zones import Zone
from slatis_tui.errors import SlatisError
from slatis_tui.loading.event_type_slots import WeekSlots, load_week_slots
from slatis_tui.presentation.event_type_text import event_type_lines
from slatis_tui.presentation.lines import Line, heading
from slatis_tui.presentation.slot_text import reason_lines, slot_lines, slot_summary
from slatis_tui.screens._event_type_verbs import EventTypeVerbs
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.text_block import TextBlock


class EventTypeDetailScreen(EventTypeVerbs):
    """Reads the event type with its fields once it is opened; what the list knew stands at once."""

    kind: ClassVar[str] = "event type"
    heading: ClassVar[str] = "Event type"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    @dataclass
    class SlotsRead(Message):
        """The free slots of the days to come, as far as they could be read."""

        slots: WeekSlots

    def __init__(self, desk: Desk, event_type_id: str) -> None:
        super().__init__(desk)
        self._event_type_id = event_type_id
        self._error = ""
        self._slots: WeekSlots | None = None
        self._slots_of: EventType | None = None
        """The event type as it was when they were read."""
        self._slots_at = 0
        """The line at which they begin."""

    def compose_body(self) -> ComposeResult:
        """One block of text."""
        yield TextBlock()

    def on_mount(self) -> None:
        """Show what is known, and ask for the fields."""
        super().on_mount()
        self._show()
        self.query_one(TextBlock).focus()
        self.refresh_data()

    def refresh_data(self) -> None:
        """Load it again, and its free slots."""
        self.run_worker(self._load(), group="event-type", exclusive=True)

    async def _load(self) -> None:
        self._error = ""
        try:
            event_type = await self.desk.directory.load_event_type(self._event_type_id)
        except SlatisError as error:
            self._error = error.explained()
            self.desk.announce(Topic.DIRECTORY)
            return
        await self._load_slots(event_type)

    async def _load_slots(self, event_type: EventType) -> None:
        desk, self._slots_of = self.desk, event_type
        slots = await load_week_slots(desk.reader, desk.team, event_type, zone=desk.zone_of(None), now=desk.clock())
        self.post_message(self.SlotsRead(slots))

    def on_event_type_detail_screen_slots_read(self, event: SlotsRead) -> None:
        """Show them."""
        self._slots = event.slots
        self._show()

    def desk_changed(self, news: set[Topic]) -> None:
        """Show what has arrived; in another zone, and of what was changed, the free slots are others."""
        known, found = self.desk.directory.event_type(self._event_type_id), self._slots
        is_other_zone = found is not None and found.zone != self.desk.zone_of(None)
        if found is not None and known is not None and (is_other_zone or known != self._slots_of):
            self._slots = None
            self.run_worker(self._load_slots(known), group="event-type", exclusive=True)
        if news & {Topic.DIRECTORY, Topic.ZONE}:
            self._show()

    def target_id(self) -> str:
        """The one that is shown."""
        return self._event_type_id

    def action_slots(self) -> None:
        """Scroll to its free slots."""
        block = self.query_one(TextBlock)
        block.scroll_to_line(self._slots_at)

    def _show(self) -> None:
        self.query_one(TextBlock).show(self._lines)

    def _lines(self, width: int) -> list[Line]:
        known = self.desk.directory.event_type(self._event_type_id)
        event_type = known or EventType(self._event_type_id, clean(self._event_type_id))
        zone, now = self.desk.zone_of(None), self.desk.clock()
        lines = event_type_lines(
            event_type,
            error=self._error,
            team_name=self.desk.directory.team_name(event_type.team_id),
            slots="" if self._slots is None else slot_summary(self._slots.by_day, zone=zone, now=now),
            now=now,
            zone=zone,
            width=width,
        )
        self._slots_at = len(lines) + 1
        return lines + self._slot_lines(event_type, zone, now, width)

    def _slot_lines(self, event_type: EventType, zone: Zone, now: float, width: int) -> list[Line]:
        found = self._slots
        if found is None:
            return [] if self._error else [*heading("Free slots"), [("asking …", "muted")]]
        lines: list[Line] = []
        if found.by_day:
            reasons = day_reasons(event_type, found.empty_days, found.loads, zone=zone, now=now)
            lines += slot_lines(found.by_day, reasons, zone=zone, width=width)
        else:
            lines += [*heading("Free slots"), [("none", "muted")]] if found.error is None else heading("Free slots")
        if found.error is not None:
            lines += [[], [(f"Not all could be read: {found.error.explained()}", "error")]]
        if found.empty_days or not found.by_day:
            why = general_reasons(event_type)
            lines += reason_lines(why, first=first_bookable(event_type, now), zone=zone, width=width)
        return lines
