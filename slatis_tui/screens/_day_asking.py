"""Whose day is moved: the part of its screen that asks for a member and a day, and loads what stands on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from slatis_tui.domain.day_move import FreeStarts
from slatis_tui.domain.filter_days import edge_of
from slatis_tui.domain.instants import local_date
from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.typed_days import NotUnderstood
from slatis_tui.errors import SlatisError
from slatis_tui.loading.member_day import AskedDay, load_bookings, load_free_starts
from slatis_tui.screens._base import ConsoleScreen
from slatis_tui.screens._booking_form_choices import member_choices
from slatis_tui.screens._booking_form_hints import hints_for
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.widgets.choice_input import Choice, ChoiceInput, ChoiceMenu
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.form_field import FormField
from slatis_tui.widgets.frame import KeyHints
from slatis_tui.widgets.line_table import LineTable
from slatis_tui.widgets.text_inputs import LineInput

_CHOOSE = "Choose a member and a day"


class DayAskingScreen(ConsoleScreen):
    """Member and day; once both are known, the bookings and the free slots are loaded."""

    @dataclass
    class Loaded(Message):
        """The bookings of the day, and the slots to choose from."""

        asked: AskedDay
        rows: list[BookingRow]
        free: FreeStarts

    @dataclass
    class Failed(Message):
        """They could not be had; None where it is the members that could not."""

        asked: AskedDay | None
        error: SlatisError

    def __init__(self, desk: Desk, member_id: str = "", day: date | None = None) -> None:
        super().__init__(desk)
        self._wanted = member_id
        self._member = ChoiceInput()
        self._day = LineInput(day.isoformat() if day else "", placeholder="today, tomorrow, fri, +2d, 2026-05-01")
        self._day_field = FormField("Day", self._day, id="day")
        self.asked: AskedDay | None = None
        """What was asked for last."""
        self._asked_with: tuple[object, str] | None = None
        """What stood in both fields then."""
        self._asked_from: object = None
        """Which of them had the focus then."""

    def compose_whose(self) -> ComposeResult:
        """The two fields."""
        with Horizontal(id="whose"):
            yield FormField("Member", self._member, id="member")
            yield self._day_field

    def on_mount(self) -> None:
        """Offer the members; go to work where both are known."""
        super().on_mount()
        self._offer()
        self._member.raw = self._wanted or None
        self._asked_from = self._day if self._wanted else self._member
        self._asked_from.take_focus()
        self.run_worker(self._load_members(), group="names")

    @property
    def knows_both(self) -> bool:
        """Whether a member and a day stand there."""
        return bool(self._member.raw and self._day.value)

    @property
    def is_waited_for(self) -> bool:
        """Whether nobody has gone on or begun to ask for something else since: then the plan gets the focus."""
        stands = (self._member.raw, self._day.value)
        return stands == self._asked_with and self.focused in (None, self._asked_from)

    def day_asked(self) -> None:
        """Another day is being loaded: what was planned for the last one goes."""
        raise NotImplementedError

    def key_hints(self) -> Sequence[tuple[str, str]]:
        """On the plan its own keys, in an input those of the input."""
        focused = self.focused if self.is_attached else None
        return super().key_hints() if focused is None or isinstance(focused, LineTable) else hints_for(focused)

    def desk_changed(self, news: set[Topic]) -> None:
        """More names."""
        if Topic.DIRECTORY in news:
            self._offer()

    def escape_one(self) -> bool:
        """Close the menu of members; else the app leaves the screen."""
        if isinstance(self.focused, ChoiceMenu):
            self.focused.action_close()
            return True
        return super().escape_one()

    def on_descendant_focus(self, _event: events.DescendantFocus) -> None:
        """Other hints for another focus."""
        self.query_one(KeyHints).set_hints(self.key_hints())

    def on_field_input_edited(self, event: FieldInput.Edited) -> None:
        """A member was chosen, or a day is being typed."""
        event.stop()
        if (self._member.raw, self._day.value) == self._asked_with:
            return
        if event.field_input is self._member and self._member.raw:
            self.ask(quiet=True)

    def on_field_input_accepted(self, event: FieldInput.Accepted) -> None:
        """The day is typed."""
        event.stop()
        self.ask()

    def ask(self, *, quiet: bool = False) -> None:
        """Load that day of that member; where one is missing say so, unless it may still be typed."""
        member, zone = self._member.raw, self.desk.zone_of(None)
        try:
            day = local_date(edge_of(self._day.value, zone, self.desk.clock(), is_end=False), zone)
        except NotUnderstood as reason:
            self._day_field.show_problem("" if quiet and not self._day.value.strip() else str(reason))
            if quiet:
                self._day.take_focus()
            return
        if not isinstance(member, str) or not member:
            self.say(_CHOOSE, "warning")
            return
        asked = AskedDay(member, day, zone)
        if quiet and asked == self.asked:
            return
        self.asked, self._asked_with = asked, (member, self._day.value)
        if self.focused is not None:
            is_menu = isinstance(self.focused, ChoiceMenu)
            self._asked_from = self.focused.parent if is_menu else self.focused
        self.day_asked()
        self.run_worker(self._load(self.asked), group="day", exclusive=True)

    async def _load(self, asked: AskedDay) -> None:
        desk = self.desk
        try:
            rows = await load_bookings(desk.reader, desk.store, asked)
            free = await load_free_starts(desk.reader, {row.event_type_id for row in rows}, asked, desk.clock())
        except SlatisError as error:
            self.post_message(self.Failed(asked, error))
        else:
            self.post_message(self.Loaded(asked, rows, free))

    async def _load_members(self) -> None:
        try:
            if not self.desk.directory.members:
                await self.desk.directory.load_members()
        except SlatisError as error:
            self.post_message(self.Failed(None, error))

    def _offer(self) -> None:
        choices = member_choices(self.desk.directory.members)
        wanted = self._member.raw if isinstance(self._member.raw, str) else self._wanted
        if wanted and all(choice.value != wanted for choice in choices):
            choices.append(Choice(wanted, self.desk.directory.member_name(wanted)))
        self._member.offer(choices)
