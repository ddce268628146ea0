"""Event types: the active ones, sorted by name."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from slatis_tui.domain.text import clean
from slatis_tui.errors import SlatisError
from slatis_tui.presentation.columns import Cell
from slatis_tui.presentation.event_type_text import EVENT_TYPE_COLUMNS, event_type_cells, event_type_search
from slatis_tui.presentation.list_text import unconnected_lines
from slatis_tui.screens._listing import ListScreen
from slatis_tui.screens.desk import Topic
from slatis_tui.screens.messages import OpenBookingForm, OpenEventType, ShowBookingsOf
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.frame import FrameLine
from slatis_tui.widgets.line_table import LineTable


class EventTypesScreen(ListScreen):
    """The list of event types; from here to one of them, its bookings, or a new booking of it."""

    kind: ClassVar[str] = "event types"
    heading: ClassVar[str] = "Event types"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def compose_body(self) -> ComposeResult:
        """The table and the line below it."""
        yield LineTable(id="event-types")
        yield FrameLine(id="position")

    def on_mount(self) -> None:
        """Show what is known, and ask for what is not."""
        table = self.table
        table.cells = self._cells
        table.set_columns(EVENT_TYPE_COLUMNS)
        super().on_mount()
        self._error = ""
        self._show()
        if not self.desk.directory.event_types_loaded:
            self.refresh_data()

    def refresh_data(self) -> None:
        """Load the list again."""
        self.run_worker(self._load(), group="event-types", exclusive=True)

    async def _load(self) -> None:
        self._error = ""
        try:
            await self.desk.directory.load_event_types()
        except SlatisError as error:
            self._error = error.explained()
            self.desk.announce(Topic.DIRECTORY)

    def desk_changed(self, news: set[Topic]) -> None:
        """New names or a new list."""
        if Topic.DIRECTORY in news:
            self._show()

    def filter_changed(self) -> None:
        """Show what the needle leaves."""
        self._show()

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Open one."""
        self.post_message(OpenEventType(event.key))

    def action_book(self) -> None:
        """Book the one under the cursor."""
        if self.table.cursor_key:
            self.post_message(OpenBookingForm(self.table.cursor_key))

    def action_bookings(self) -> None:
        """The bookings of the one under the cursor."""
        if self.table.cursor_key:
            self.post_message(ShowBookingsOf(self.table.cursor_key))

    def _show(self) -> None:
        directory = self.desk.directory
        known = directory.event_types
        needle = self.needle.casefold()
        found = [one.id for one in known if needle in event_type_search(one)]
        self.table.empty_lines = self._empty_lines(bool(known))
        self.table.set_rows(found)
        spans = [(f" {len(found)} of {len(known)}", "muted")] if directory.event_types_loaded else []
        if self._error and known:
            spans.append((f"  {self.key_of('app.refresh')} tries again: {self._error}", "error"))
        self.query_one("#position", FrameLine).show(spans)

    def _empty_lines(self, any_known: bool) -> Sequence[str]:
        if self.desk.services is None:
            return unconnected_lines(self.desk.connection_problem, self.key_of)
        if any_known:
            return (f"No event type has this text. {self.key_of('app.escape')} clears the filter.",)
        if self._error:
            again = f"{self.key_of('app.refresh')} tries again."
            return ("The event types could not be loaded.", self._error, again)
        if self.desk.directory.event_types_loaded:
            return ("There is no active event type.", "The API lists active ones only.")
        return ("Loading …",)

    def _cells(self, key: str) -> Sequence[Cell]:
        event_type = self.desk.directory.event_type(key)
        return event_type_cells(event_type) if event_type else (Cell(clean(key)),)
