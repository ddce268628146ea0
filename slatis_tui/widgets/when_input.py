"""`When`: a time as it is typed, at once what was understood, and the grid of free slots behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from slatis_tui.domain.fields import Raw
from slatis_tui.domain.free_slots import FreeSlots, as_typed
from slatis_tui.domain.instants import local_date
from slatis_tui.domain.typed_times import At, Understood, understand
from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.day_ruler import clock_notes, ruler_spans
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.times import understood, when
from slatis_tui.widgets.content import to_content
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.slot_picker import SlotPicker
from slatis_tui.widgets.text_inputs import LineInput

OUTSIDE = "outside the free slots"
_PAUSE_SECONDS = 0.3
"""How long nobody types before the slots of a typed day are asked for."""


class WhenLine(LineInput):
    """The typed time; down goes into the grid."""

    BINDINGS: ClassVar = [Binding("down", "enter_grid", "Free slots", show=False)]

    @dataclass
    class GridWanted(Message):
        """Down was pressed."""

    def action_enter_grid(self) -> None:
        """Ask for the grid."""
        self.post_message(self.GridWanted())


class WhenInput(Vertical, FieldInput):
    """A time in the zone that is shown. It starts as the first free slot, unless something was typed before."""

    @dataclass
    class DayWanted(Message):
        """A time was typed on a day whose free slots are not known."""

        day: date
        in_grid: bool = False
        """Whether the grid is to reach that day."""

    def __init__(self, *, zone: Zone, clock: Callable[[], float]) -> None:
        super().__init__()
        self._clock = clock
        self._attendee_zone: Zone | None = None
        self._free = FreeSlots(zone)
        self._status = ""
        self._offered = ""
        """The text that was filled in here; while it stands there, nobody has typed anything."""
        self._length = 0
        self._taken: int | None = None
        """The time that the server refused last."""
        self._aim: int | None = None
        """The time to which the grid goes once its day is known."""
        self._pause: Timer | None = None
        self._meaning: Understood = understand("", zone, clock())
        self._line = WhenLine(placeholder="2026-05-01 14:00, tomorrow 9:30, fri 15:00, +2d 10:00")
        self._said = Static(classes="when-understood")
        self._grid = SlotPicker()

    def compose(self) -> ComposeResult:
        """The line, what was understood, and the grid, which is out of sight until it is entered."""
        self._said.display = self._grid.display = False
        yield self._line
        yield self._said
        yield self._grid

    @property
    def raw(self) -> Raw:
        """The text as it was typed."""
        return self._line.value

    @raw.setter
    def raw(self, raw: Raw) -> None:
        self._line.raw = raw

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has typed or picked a time."""
        return self._line.value in ("", self._offered)

    def put(self, text: str, instant: int | None = None) -> None:
        """This typed time, which was that instant; nothing: the first free slot again."""
        if instant is not None:
            text = as_typed(instant, self._free.zone)
        self._line.value = text or self._offered
        self._meaning = understand(self._line.value, self._free.zone, self._clock())

    @property
    def zone(self) -> Zone:
        """In which the time stands."""
        return self._free.zone

    @property
    def is_grid_open(self) -> bool:
        """Whether the grid is in sight."""
        return bool(self._grid.display)

    @property
    def meaning(self) -> Understood:
        """What the text means, as it was said when it was typed: `9:30` stays that day's."""
        return self._meaning

    @property
    def problem(self) -> str:
        """What stands under the text when it is no time; empty when it is one, or nothing was typed."""
        return "" if isinstance(self._meaning, At) or not self._line.value.strip() else self._meaning.message

    def take_focus(self) -> None:
        """On the typed time."""
        self._line.focus()

    def show_free(self, free: FreeSlots, status: str = "") -> None:
        """These slots are known now; `status` says what is going on, such as that more are being loaded.

        A typed time stays the same moment when they stand in another zone than before: it is spelt anew.
        """
        if free.zone != self._free.zone:
            self._spell_in(free.zone)
        self._free, self._status = free, status
        self._grid.free, self._grid.note = free, status
        self._go_on_to_aim()
        earliest = free.earliest()
        if earliest is not None and self.is_untouched:
            self._offered = as_typed(earliest, free.zone)
            self.put(self._offered)
            if self._line.has_focus:
                self._line.action_select_all()  # as it is when the focus comes: what is typed takes its place
        self._line.select_on_focus = self.is_untouched
        self._say()

    def show_attendee_zone(self, zone: Zone | None) -> None:
        """The attendee's zone, as far as it is known."""
        self._attendee_zone = self._grid.attendee = zone
        self._say()

    def show_length(self, seconds: int) -> None:
        """How long the meeting lasts, for the attendee's day; 0 where that is not known."""
        self._length = self._grid.length = seconds
        self._say()

    def mark(self, instant: int) -> None:
        """The time that the booking has now: it stands marked in the grid."""
        self._grid.marked = instant

    def show_taken(self, instant: int) -> None:
        """This time was refused: the grid opens there once its day is known anew, with the free times around it."""
        self._taken = instant
        self._offered = ""  # it was chosen by being sent: the next first slot does not take its place unasked
        self._say()
        self._open_grid(instant)

    def close_grid(self) -> None:
        """Back to the typed time."""
        if self.is_grid_open:
            had_focus = self._grid.has_focus
            self._grid.display = False
            self._say()
            if had_focus:
                self._line.focus()

    def on_field_input_edited(self, event: FieldInput.Edited) -> None:
        """Say at once what is understood; ask for the slots of the day once nobody types any more."""
        if event.field_input is self:
            return
        event.stop()
        self._line.select_on_focus = self.is_untouched
        self._meaning = understand(self._line.value, self._free.zone, self._clock())
        self._say()
        self._ask_later()
        self.post_message(self.Edited(self))

    def on_when_line_grid_wanted(self, event: WhenLine.GridWanted) -> None:
        """Open the grid on the typed time or the slot nearest to it; on the marked one while nobody has typed any."""
        event.stop()
        typed = self._meaning.instant if isinstance(self._meaning, At) else None
        self._open_grid(self._grid.marked if self.is_untouched and self._grid.marked is not None else typed)

    def on_slot_picker_picked(self, event: SlotPicker.Picked) -> None:
        """Take the slot as if it had been typed."""
        event.stop()
        self._line.value = as_typed(event.instant, self._free.zone)
        self._line.action_end()
        self.close_grid()

    def on_slot_picker_left(self, event: SlotPicker.Left) -> None:
        """Close the grid."""
        event.stop()
        self.close_grid()

    def _open_grid(self, instant: int | None) -> None:
        """With the cursor on that time or the slot nearest to it, once its day is known."""
        self._grid.display = True
        self._grid.focus()
        self._say()
        self._aim = instant
        self._go_on_to_aim()
        if self._aim is not None and self._free.last is not None:
            self.post_message(self.DayWanted(local_date(self._aim, self._free.zone), in_grid=True))

    def _go_on_to_aim(self) -> None:
        if self._aim is not None and self.is_grid_open:
            self._grid.go_to(self._aim)
            if self._free.reaches(local_date(self._aim, self._free.zone)):
                self._aim = None

    def _spell_in(self, zone: Zone) -> None:
        """The same moment as one would type it in that zone; nothing was edited by that."""
        if isinstance(self._meaning, At):
            text = as_typed(self._meaning.instant, zone)
            if self._line.value == self._offered:
                self._offered = text
            with self.prevent(LineInput.Changed):
                self._line.value = text

    def _neighbours(self) -> str:
        """Which times are free next to the one that was refused."""
        if self._taken is None or not isinstance(self._meaning, At) or self._meaning.instant != self._taken:
            return ""
        near = [when(start, self._free.zone, self._clock()) for start in self._free.around(self._taken)]
        return f"taken; free around it: {' and '.join(near)}" if near else "taken"

    def _say(self) -> None:
        """What the text means, whether it is a free slot, and what is going on."""
        status = "" if self.is_grid_open else self._status  # the grid says it
        lines: list[Line] = [[(self.problem, "error")]]
        if isinstance(self._meaning, At):
            instant = self._meaning.instant
            outside = OUTSIDE if self._free.is_outside(instant) else ""
            fully = understood(instant, self._free.zone, self._attendee_zone)
            lines = [[(fully, "success")], *self._day_lines(instant), [(self._neighbours() or outside, "warning")]]
        lines = [line for line in [*lines, [(status, "muted")]] if line[0][0]]
        self._said.update(to_content(lines))
        self._said.display = bool(lines)

    def _day_lines(self, instant: int) -> list[Line]:
        """The attendee's day with the meeting in it, unless the grid shows that of its slot; and whose clocks change
        until then.
        """
        zone = self._attendee_zone
        notes = clock_notes(instant, self._clock(), [self._free.zone, *([zone] if zone else [])])
        lines: list[Line] = [[(note, "warning")] for note in notes]
        if zone is not None and not self.is_grid_open:
            lines.insert(0, ruler_spans(instant, instant + self._length, zone))
        return lines

    def _ask_later(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE_SECONDS, self._ask_for_day)

    def _ask_for_day(self) -> None:
        if isinstance(self._meaning, At):
            day = local_date(self._meaning.instant, self._free.zone)
            if not self._free.knows(day) and self._free.last is not None:
                self.post_message(self.DayWanted(day))
