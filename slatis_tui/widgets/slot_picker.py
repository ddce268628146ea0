"""The grid of free slots: days across, times down. One widget that draws what is in sight."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from slatis_tui.domain.free_slots import FreeSlots
from slatis_tui.domain.instants import DAYS, MONTHS, local
from slatis_tui.widgets.component_style import component_style

_COLUMN = 12
"""Cells of a day: `Fri 20 Nov` and two blanks."""
_MOST_TIMES = 8
_HELP = "arrows choose · Enter takes it · Esc back"


class SlotPicker(Widget, can_focus=True):
    """Arrows move through days and times, Enter picks. Right past the last day asks for later ones."""

    BINDINGS: ClassVar = [
        Binding("down", "move(0, 1)", "Later", show=False),
        Binding("up", "move(0, -1)", "Earlier", show=False),
        Binding("right", "move(1, 0)", "Next day", show=False),
        Binding("left", "move(-1, 0)", "Previous day", show=False),
        Binding("pagedown", "move(0, 8)", "Much later", show=False),
        Binding("pageup", "move(0, -8)", "Much earlier", show=False),
        Binding("home", "move(0, -9999)", "First of the day", show=False),
        Binding("end", "move(0, 9999)", "Last of the day", show=False),
        Binding("enter,space", "pick", "Pick", show=False),
        Binding("escape", "leave", "Back", show=False),
    ]
    COMPONENT_CLASSES: ClassVar = {"slots--day", "slots--cursor", "slots--note"}

    @dataclass
    class Picked(Message):
        """A free slot was picked."""

        instant: int

    @dataclass
    class MoreWanted(Message):
        """The days after the last one shown are wanted."""

    @dataclass
    class Left(Message):
        """Back to the typed time, without a pick."""

    free: reactive[FreeSlots] = reactive(FreeSlots(), init=False)
    """The slots to choose from, and the zone in which they stand."""
    note: reactive[str] = reactive("")
    """What is going on, in place of the help."""
    cursor: reactive[tuple[int, int]] = reactive((0, 0))
    """The place of the day, and of the time within it."""

    def __init__(self) -> None:
        super().__init__()
        self._days = self.free.by_day()
        self._wants_next_day = False

    def watch_free(self, free: FreeSlots) -> None:
        """Take over what arrived; the cursor stays with its slot, or goes to the day that was waited for."""
        instant = self.instant
        self._days = free.by_day()
        day, time = self._place_of(instant) if instant is not None else (0, 0)
        if self._wants_next_day and day + 1 < len(self._days):
            self._wants_next_day = False
            day, time = day + 1, self._nearest(day + 1, instant)
        self.cursor = (day, time)
        self.refresh(layout=True)

    def validate_cursor(self, cursor: tuple[int, int]) -> tuple[int, int]:
        """It stays on a slot, as long as there is one."""
        if not self._days:
            return (0, 0)
        day = max(0, min(cursor[0], len(self._days) - 1))
        return day, max(0, min(cursor[1], len(self._days[day][1]) - 1))

    @property
    def instant(self) -> int | None:
        """The start of the slot under the cursor."""
        return self._days[self.cursor[0]][1][self.cursor[1]] if self._days else None

    def go_to(self, instant: int) -> None:
        """Put the cursor on this slot, or the one nearest to it."""
        if self._days:
            self.cursor = self._place_of(instant)

    def action_move(self, days: int, times: int) -> None:
        """Move the cursor; beyond the grid: up goes back to the typed time, right asks for later days."""
        day, time = self.cursor
        if days > 0 and day + 1 >= len(self._days):
            self._wants_next_day = True
            self.post_message(self.MoreWanted())
        elif days:
            self.cursor = (day + days, self._nearest(day + days, self.instant))
        elif times == -1 and time == 0:
            self.action_leave()
        else:
            self.cursor = (day, time + times)

    def action_pick(self) -> None:
        """Pick the slot under the cursor."""
        if self.instant is not None:
            self.post_message(self.Picked(self.instant))

    def action_leave(self) -> None:
        """Go back without a pick."""
        self.post_message(self.Left())

    def on_key(self, event: events.Key) -> None:
        """Letters never mean a command while a time is chosen."""
        if event.is_printable and event.key != "space":
            event.prevent_default().stop()

    def on_blur(self) -> None:
        """A grid without the focus is of no use, unless the whole terminal has lost it."""
        if self.app.app_focus:
            self.post_message(self.Left())

    def on_click(self, event: events.Click) -> None:
        """Pick the slot that was clicked."""
        first_day, first_time = self._first_shown()
        day, time = first_day + event.x // _COLUMN, first_time + event.y - 1
        if event.y > 0 and day < len(self._days) and time < len(self._days[day][1]):
            self.cursor = (day, time)
            self.action_pick()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for the days, one for each time as far as there is room, one for the note."""
        longest = max((len(times) for _, times in self._days), default=0)
        return min(longest, _MOST_TIMES) + 2 if longest else 1

    def render(self) -> Content:
        """The days and times around the cursor, and the note."""
        note_style = component_style(self, "slots--note")
        if not self._days:
            return Content.styled(self.note or "no free slots are known", note_style)
        first_day, first_time = self._first_shown()
        shown_days = range(first_day, min(first_day + self._columns, len(self._days)))
        shown_times = range(first_time, first_time + self.size.height - 2)
        lines = [
            Content("").join(self._heading(day) for day in shown_days),
            *(Content("").join(self._cell(day, time) for day in shown_days) for time in shown_times),
            Content.styled(self._note(first_time), note_style),
        ]
        return Content("\n").join(lines)

    @property
    def _columns(self) -> int:
        return max(1, self.size.width // _COLUMN)

    def _first_shown(self) -> tuple[int, int]:
        """The first day and the first time in sight: as many as fit, the cursor among them."""
        day, time = self.cursor
        rows = max(1, self.size.height - 2)
        return max(0, day - self._columns + 1), max(0, time - rows + 1)

    def _heading(self, place: int) -> Content:
        day = self._days[place][0]
        text = f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
        return Content.styled(text.ljust(_COLUMN), component_style(self, "slots--day"))

    def _cell(self, day: int, time: int) -> Content:
        times = self._days[day][1]
        if time >= len(times):
            return Content(" " * _COLUMN)
        text = f"{local(times[time], self.free.zone):%H:%M}"
        if (day, time) != self.cursor:
            return Content(text.ljust(_COLUMN))
        return Content.styled(text, component_style(self, "slots--cursor")) + Content(" " * (_COLUMN - len(text)))

    def _note(self, first_time: int) -> str:
        if self.note:
            return self.note
        below = len(self._days[self.cursor[0]][1]) - first_time - (self.size.height - 2)
        return (f"↓ {below} more that day · " if below > 0 else "") + _HELP

    def _place_of(self, instant: int) -> tuple[int, int]:
        """The place of that slot; of the nearest one where it is not among them."""
        places = ((day, time) for day, (_, times) in enumerate(self._days) for time in range(len(times)))
        return min(places, key=lambda at: abs(self._days[at[0]][1][at[1]] - instant), default=(0, 0))

    def _nearest(self, day: int, instant: int | None) -> int:
        """The place of the time on that day which is nearest to the clock time of the instant."""
        if instant is None or not 0 <= day < len(self._days):
            return 0
        clock = local(instant, self.free.zone).time()
        minutes = clock.hour * 60 + clock.minute

        def distance(place: int) -> int:
            other = local(self._days[day][1][place], self.free.zone).time()
            return abs(other.hour * 60 + other.minute - minutes)

        return min(range(len(self._days[day][1])), key=distance, default=0)
