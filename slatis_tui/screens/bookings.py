"""Bookings: the views as tabs with their counts, the table, and the verbs on the row under the cursor."""

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from slatis_tui.domain.instants import local_date
from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.views import ViewKey
from slatis_tui.errors import SlatisError
from slatis_tui.presentation.answers import answer_text
from slatis_tui.presentation.booking_cells import booking_cells
from slatis_tui.presentation.columns import Cell
from slatis_tui.presentation.list_text import empty_lines, position_line, unconnected_lines
from slatis_tui.screens._marking import MarkingScreen
from slatis_tui.screens._queue import QueueScreen
from slatis_tui.screens._saving_views import SavingViewsScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.messages import MoveTheDay, OpenBooking
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.frame import FrameLine, TabLine
from slatis_tui.widgets.line_table import LineTable


class BookingsScreen(MarkingScreen, QueueScreen, SavingViewsScreen):
    """The start of the console."""

    kind: ClassVar[str] = "bookings"
    heading: ClassVar[str] = "Bookings"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk, view: str = "pending") -> None:
        super().__init__(desk, view)
        self._was_whole = False
        """Whether the list was loaded to its end when it was shown last."""
        self._shown: tuple[ViewKey, int, int] | None = None
        """Which version of which list was shown last."""
        self._was_offline = False
        self._filtered: int | None = None
        """How many rows a text filter leaves; None where there is none."""

    def compose_body(self) -> ComposeResult:
        """Tabs, chips, the table, and where in it one is."""
        yield TabLine(id="tabs")
        yield FrameLine(id="chips")
        yield from self.compose_panes(LineTable(self._cells, id="bookings"))
        yield FrameLine(id="position")

    def on_mount(self) -> None:
        """Draw the frame of an empty list; its rows come when they come."""
        self.table.set_columns(self.columns)
        self.table.divider = self.day_of
        super().on_mount()
        self.start_as_saved()
        self.show_sort()
        self.show(from_top=True)
        self.load()
        self.start_refreshing()
        self.arrange_panes()

    def on_screen_resume(self) -> None:
        """Back from a booking, the cursor is on it, once what has come meanwhile is shown."""
        self.call_next(self._go_to_visited)

    def _go_to_visited(self) -> None:
        visited, self.desk.visited = self.desk.visited, ""
        if visited:
            self.table.move_to(visited)

    def target(self) -> BookingRow | None:
        """The row under the cursor."""
        key = self.table.cursor_key
        return self.desk.store.get(key) if key else None

    def action_move_day(self) -> None:
        """New times for the day of the booking under the cursor, of whoever has it."""
        row = self.target()
        day = local_date(row.start, self.desk.zone_of(None)) if row is not None and row.start is not None else None
        self.post_message(MoveTheDay(row.assigned_to_id if row is not None else "", day))

    def among(self) -> tuple[str, ...]:
        """Every row that is shown."""
        return tuple(self.table.keys)

    def bring_target_into_sight(self) -> bool:
        """The wheel scrolls without the cursor: the first press of a verb brings its row back, the second decides."""
        table = self.table
        return not table.is_cursor_in_sight and table.move_to(table.cursor_key or "")

    def refresh_data(self) -> None:
        """Load the view again; what is on screen stays until it is complete."""
        self.load(anew=True)

    def desk_changed(self, news: set[Topic]) -> None:
        """Show what has come; the cursor stays with its booking."""
        is_other = self._shown != self.version or self._was_offline != self.desk.link.offline
        all_rows = bool(news & {Topic.DIRECTORY, Topic.OUTBOX, Topic.ZONE, Topic.CLOCK})
        self.show(redraw=is_other or all_rows, all_rows=all_rows)
        self.announce_arrivals()
        self.mark_recalled()
        self.load_missing()

    def filter_changed(self) -> None:
        """Show the rows that have the text."""
        self.show(all_rows=False)

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Open the booking; `[` and `]` go on in this list."""
        self.post_message(OpenBooking(event.key, self.among()))

    def load(self, *, anew: bool = False) -> None:
        self.run_worker(self._load_key(self.key, anew=anew), group="view")

    async def _load_key(self, key: ViewKey, *, anew: bool) -> None:
        """Load the view to its end, then what the other tabs say. An error stays with the list, which shows it.

        The others wait until the rows are drawn: what their answers import takes the interpreter away from that.
        """
        loading, zone = self.desk.loading, self.desk.zone
        with suppress(SlatisError):
            await (loading.refresh(key, zone) if anew else loading.open(key, zone))
        if self.desk.is_public:
            return  # nothing of this may be listed; what may be is loaded where it is shown
        self.desk.announce(Topic.BOOKINGS)
        await self.wait_for_refresh()
        await self.look_back(key, anew=anew)
        await loading.background(zone, key.filters)

    def _refreshes_itself(self) -> bool:
        desk = self.desk
        return desk.loading.refreshes_itself(self.key, desk.link.rate, desk.refresh_seconds)

    def show(self, *, from_top: bool = False, redraw: bool = True, all_rows: bool = True) -> None:
        self.show_tabs()
        if redraw or from_top:
            ids = self.text_filter.apply(self.view_list, self.needle)
            changed = None if from_top or all_rows else self.told
            self.table.empty_lines = self._empty_lines()
            with self.rows_may_move():
                to_first = from_top or self._fills_untouched()
                self.table.set_rows(ids, from_top=to_first, divided=self.days(ids), changed=changed)
            self.forget_told()
            self._was_whole = self.view_list.whole
            self.is_awaited = not ids and not self._was_whole
            self._shown = self.version
            self._filtered = len(ids) if self.needle else None
            self.show_position()
            self.show_chips()
            self.follow()

    def _fills_untouched(self) -> bool:
        """Whether rows still came since the list was shown last, and nobody has moved in it: then stay on its first."""
        return not self._was_whole and not self.table.touched

    def show_position(self) -> None:
        """Below the table: how much of it is loaded and shown, and how much is marked."""
        self._was_offline = self.desk.link.offline
        line = position_line(
            self.view_list,
            shown=self._filtered,
            refreshes_itself=self._refreshes_itself() and not self._was_offline,
            zone=self.desk.zone,
            key=self.key_of,
        )
        self.query_one("#position", FrameLine).show([*line[:1], *self.marks_line(), *line[1:], *self.remarks()])

    def _empty_lines(self) -> Sequence[str]:
        if self.desk.services is None:
            return unconnected_lines(self.desk.connection_problem, self.key_of)
        return empty_lines(self.view_list, self.needle, self.key_of)

    def _cells(self, key: str) -> Sequence[Cell]:
        desk = self.desk
        row = desk.store.get(key)
        if row is None:
            return ()
        cells = booking_cells(
            row,
            zone=desk.zone_of(row),
            now=desk.clock(),
            event_type_name=desk.directory.event_type_name(row.event_type_id),
            member_name=desk.directory.member_name(row.assigned_to_id),
            change=desk.latest_change(row.id),
            changed=self.is_changed(key),
        )
        return desk.own.columns.arranged(cells, lambda field: answer_text(row.answer(field)))
