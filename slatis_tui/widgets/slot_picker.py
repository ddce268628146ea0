"""The grid of free slots: days across, times down. One widget that draws what is in sight."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from slatis_tui.domain.free_slots import FreeSlots, nearest_clock
from slatis_tui.domain.instants import DAYS, MONTHS, local, local_date
from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.slot_grid_text import MARK, grid_note, slot_told
from slatis_tui.presentation.times import clock_beside
from slatis_tui.widgets.component_style import component_style

_COLUMN = 12
"""Cells of a day: a blank, `Fri 20 Nov`, a blank."""
_DOUBLE_COLUMN = 14
"""With the attendee's clock beside mine: a blank or the mark, and `13:30 01:30+1`."""
_FEWEST_TIMES = 8
_WEEK = timedelta(days=7)
_HEADING = 1
"""Lines above the times."""


class SlotPicker(Widget, can_focus=True):
    """Arrows move through days and times, Enter picks. The days after those known are asked for before they are needed.

    Times stand in my zone, the attendee's beside them where that is another; below, the time under the cursor is said
    in full.
    """

    BINDINGS: ClassVar = [
        Binding("down", "move(0, 1)", "Later", show=False),
        Binding("up", "move(0, -1)", "Earlier", show=False),
        Binding("right", "move(1, 0)", "Next day", show=False),
        Binding("left", "move(-1, 0)", "Previous day", show=False),
        Binding("pagedown", "turn(1)", "Next week", show=False),
        Binding("pageup", "turn(-1)", "Previous week", show=False),
        Binding("home", "move(0, -9999)", "First of the day", show=False),
        Binding("end", "move(0, 9999)", "Last of the day", show=False),
        Binding("enter,space", "pick", "Pick", show=False),
        Binding("escape", "leave", "Back", show=False),
    ]
    COMPONENT_CLASSES: ClassVar = {
        "slots--day", "slots--cursor", "slots--marked", "slots--attendee", "slots--note",
    }  # fmt: skip

    @dataclass
    class Picked(Message):
        """A slot was picked."""

        instant: int

    @dataclass
    class MoreWanted(Message):
        """The days after the last one known are wanted."""

        ahead: bool = False
        """Not missed yet: they will be soon."""

    @dataclass
    class Left(Message):
        """Back to the typed time, without a pick."""

    free: reactive[FreeSlots] = reactive(FreeSlots(), init=False)
    """The slots to choose from, and the zone in which they stand."""
    attendee: reactive[Zone | None] = reactive(None, init=False, layout=True)
    """The attendee's zone, as far as it is known."""
    marked: reactive[int | None] = reactive(None, init=False)
    """The time that a booking has now: it stands among the free ones, with a mark."""
    length: reactive[int] = reactive(0, init=False)
    """Seconds that the meeting lasts, for the attendee's day; 0 where that is not known."""
    note: reactive[str] = reactive("")
    """What is going on, in place of the help."""
    cursor: reactive[tuple[int, int]] = reactive((0, 0))
    """The place of the day, and of the time within it."""

    def __init__(self) -> None:
        super().__init__()
        self._days = self.free.by_day()
        self._wanted: date | None = None
        """From which day on a day is waited for, to go there."""
        self._first_day = 0
        """The place of the first day in sight."""

    def watch_free(self) -> None:
        """Take over what arrived; the cursor stays with its slot, or goes to the day that was waited for."""
        instant = self.instant
        self._days = self.free.by_day(also=self.marked)
        day, time = self._place_of(instant) if instant is not None else (0, 0)
        awaited = self._first_from(self._wanted) if self._wanted is not None else None
        if awaited is not None:
            self._wanted = None
            day, time = awaited, self._nearest(awaited, instant)
        self.cursor = (day, time)
        self.refresh(layout=True)
        if self.display:
            self._look_ahead()

    def watch_marked(self) -> None:
        """It takes a place among the times."""
        self.watch_free()

    def validate_cursor(self, cursor: tuple[int, int]) -> tuple[int, int]:
        """It stays on a slot, as long as there is one."""
        if not self._days:
            return (0, 0)
        day = max(0, min(cursor[0], len(self._days) - 1))
        return day, max(0, min(cursor[1], len(self._days[day][1]) - 1))

    def watch_cursor(self, cursor: tuple[int, int]) -> None:
        """Keep it in sight."""
        self._first_day = max(min(self._first_day, cursor[0]), cursor[0] - self._columns + 1)

    @property
    def instant(self) -> int | None:
        """The start of the slot under the cursor."""
        return self._days[self.cursor[0]][1][self.cursor[1]] if self._days else None

    def go_to(self, instant: int) -> None:
        """Put the cursor on this slot, or the one nearest to it."""
        if self._days:
            self.cursor = self._place_of(instant)

    def on_focus(self) -> None:
        """It is in use from now on."""
        self._look_ahead()

    def action_move(self, days: int, times: int) -> None:
        """Move the cursor; beyond the grid: up goes back to the typed time, right asks for later days."""
        day, time = self.cursor
        if days > 0 and day + 1 >= len(self._days):
            self._want(self._days[-1][0] + timedelta(days=1) if self._days else date.min)
        elif days:
            self.cursor = (day + days, self._nearest(day + days, self.instant))
        elif times == -1 and time == 0:
            self.action_leave()
        else:
            self.cursor = (day, time + times)
        self._look_ahead()

    def action_turn(self, weeks: int) -> None:
        """Turn the page by a week, to the same weekday or the next that has a free slot, which then comes first."""
        if not self._days:
            return
        aim = self._days[self.cursor[0]][0] + weeks * _WEEK
        place = self._first_from(aim)
        if weeks > 0 and place is None:
            self._want(aim)
            return
        self._first_day = place or 0 if weeks > 0 else max(0, min(place or 0, self.cursor[0] - 1))
        self.cursor = (self._first_day, self._nearest(self._first_day, self.instant))
        self._look_ahead()
        self.refresh()

    def action_pick(self) -> None:
        """Pick the slot under the cursor."""
        if self.instant is not None:
            self.post_message(self.Picked(self.instant))

    def action_leave(self) -> None:
        """Go back without a pick."""
        self._wanted = None
        self.post_message(self.Left())

    def on_key(self, event: events.Key) -> None:
        """Letters never mean a command while a time is chosen."""
        if event.is_printable and event.key != "space":
            event.prevent_default().stop()

    def on_blur(self) -> None:
        """A grid without the focus is of no use, unless the whole terminal has lost it."""
        if self.app.app_focus:
            self.post_message(self.Left())

    def on_resize(self) -> None:
        """Fewer days may fit now."""
        self.watch_cursor(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Pick the slot that was clicked."""
        day, time = self._first_day + event.x // self._width, self._first_time + event.y - _HEADING
        if event.y >= _HEADING and day < len(self._days) and time < len(self._days[day][1]):
            self.cursor = (day, time)
            self.action_pick()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for the days, one for each time as far as there is room (more in a tall window), and below."""
        longest = max((len(times) for _, times in self._days), default=0)
        return min(longest, max(_FEWEST_TIMES, viewport.height // 2 - 4)) + _HEADING + self._footing if longest else 1

    def render(self) -> Content:
        """The days and times around the cursor, and what is said below."""
        note_style = component_style(self, "slots--note")
        if not self._days:
            return Content.styled(f" {self.note or 'no free slots are known'}", note_style)
        days = range(self._first_day, min(self._first_day + self._columns, len(self._days)))
        times = range(self._first_time, self._first_time + self._rows)
        lines = [
            Content("").join(self._heading(day) for day in days),
            *(Content("").join(self._cell(day, time) for day in days) for time in times),
            *(Content(f" {line}") for line in self._told()),
            Content.styled(f" {self._note()}", note_style),
        ]
        return Content("\n").join(line.truncate(max(self.size.width, 1), ellipsis=True) for line in lines)

    # --- What is in sight --------------------------------------------------------------------------------------

    @property
    def _width(self) -> int:
        return _DOUBLE_COLUMN if self._is_double else _COLUMN

    @property
    def _is_double(self) -> bool:
        return self.attendee is not None and self.attendee.name != self.free.zone.name

    @property
    def _columns(self) -> int:
        return max(1, self.size.width // self._width)

    @property
    def _rows(self) -> int:
        return max(1, self.size.height - _HEADING - self._footing)

    @property
    def _footing(self) -> int:
        """Lines below the times."""
        return 2 if self.attendee is None else 3

    @property
    def _first_time(self) -> int:
        """The place of the first time in sight: as many as fit, the cursor among them."""
        return max(0, self.cursor[1] - self._rows + 1)

    def _heading(self, place: int) -> Content:
        day = self._days[place][0]
        text = f" {DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
        return Content.styled(text.ljust(self._width), component_style(self, "slots--day"))

    def _cell(self, day: int, time: int) -> Content:
        times = self._days[day][1]
        if time >= len(times):
            return Content(" " * self._width)
        instant = times[time]
        is_old = instant == self.marked
        cell = Content(f"{local(instant, self.free.zone):%H:%M}")
        if is_old:
            cell = cell.stylize(component_style(self, "slots--marked"))
        if self.attendee is not None and self._is_double:
            beside = f" {clock_beside(instant, self.attendee, self.free.zone)}"
            cell += Content.styled(beside, component_style(self, "slots--attendee"))
        if (day, time) == self.cursor:
            cell = cell.stylize(component_style(self, "slots--cursor"))
        lead = Content.styled(MARK, component_style(self, "slots--marked")) if is_old else Content(" ")
        return lead + cell + Content(" " * (self._width - cell.cell_length - 1))

    def _told(self) -> list[str]:
        """The time under the cursor, in full."""
        if self.instant is None:
            return []
        return slot_told(self.instant, self.length, self.free.zone, self.attendee, self.instant == self.marked)

    def _note(self) -> str:
        below = len(self._days[self.cursor[0]][1]) - self._first_time - self._rows
        return self.note or grid_note(below, self.marked is not None)

    # --- Where to go -------------------------------------------------------------------------------------------

    def _want(self, day: date) -> None:
        """Go to the first day from that one on, once it is known."""
        self._wanted = day
        self.post_message(self.MoreWanted())

    def _look_ahead(self) -> None:
        """Ask for the week after the cursor's, before anybody waits for it."""
        last, instant = self.free.last, self.instant
        if last is not None and instant is not None and last - local_date(instant, self.free.zone) < _WEEK:
            self.post_message(self.MoreWanted(ahead=True))

    def _first_from(self, day: date) -> int | None:
        """The place of the first day that is not before that one."""
        return next((place for place, (known, _) in enumerate(self._days) if known >= day), None)

    def _place_of(self, instant: int) -> tuple[int, int]:
        """The place of that slot; of the nearest one where it is not among them."""
        places = ((day, time) for day, (_, times) in enumerate(self._days) for time in range(len(times)))
        return min(places, key=lambda at: abs(self._days[at[0]][1][at[1]] - instant), default=(0, 0))

    def _nearest(self, day: int, instant: int | None) -> int:
        """The place of the time on that day which is nearest to the clock time of the instant."""
        if instant is None or not 0 <= day < len(self._days):
            return 0
        return nearest_clock(self._days[day][1], instant, self.free.zone)
