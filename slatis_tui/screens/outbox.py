"""The outbox: what waits, what is being sent, what needs a person, and how the rest of this session ended."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from slatis_tui.domain.changes import Change
from slatis_tui.domain.runs import Run
from slatis_tui.presentation.columns import Cell
from slatis_tui.presentation.outbox_text import (
    OUTBOX_COLUMNS,
    count_text,
    needs_review,
    outbox_cells,
    outbox_order,
    run_cells,
)
from slatis_tui.screens._base import ConsoleScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.reviewing import ReviewDialog
from slatis_tui.screens.running import RunDialog
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.frame import FrameLine
from slatis_tui.widgets.line_table import LineTable


class OutboxScreen(ConsoleScreen):
    """Every change of this session and those in need of review; Enter opens one."""

    kind: ClassVar[str] = "outbox"
    heading: ClassVar[str] = "Outbox"
    AUTO_FOCUS: ClassVar[str] = "LineTable"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._entries: dict[str, Change | Run] = {}

    def compose_body(self) -> ComposeResult:
        """The table, and how many need a person."""
        yield LineTable(self._cells, id="outbox")
        yield FrameLine(id="position")

    def on_mount(self) -> None:
        """Show them as they stand."""
        self.query_one(LineTable).set_columns(OUTBOX_COLUMNS)
        super().on_mount()
        self._show()

    def desk_changed(self, news: set[Topic]) -> None:
        """A change has moved on."""
        if news & {Topic.OUTBOX, Topic.ZONE, Topic.CLOCK}:
            self._show()

    def count_down(self) -> None:
        """The rows count down too."""
        super().count_down()
        self.query_one(LineTable).refresh_visible()

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """What was wanted, what was sent, what the server has."""
        entry = self._entries.get(event.key)
        if isinstance(entry, Run):
            self.app.push_screen(RunDialog(self.desk, entry), self._answered)
        elif entry is not None:
            self.app.push_screen(ReviewDialog(self.desk, entry), self._answered)

    def _answered(self, problem: str | None) -> None:
        if problem:
            self.say(problem, "error")

    def _show(self) -> None:
        entries = outbox_order(self.desk.changes, self.desk.runs)
        self._entries = {entry.run_id if isinstance(entry, Run) else entry.op_id: entry for entry in entries}
        table = self.query_one(LineTable)
        table.empty_lines = ("Nothing waits, and nothing was sent in this session.",)
        table.set_rows(list(self._entries))
        table.refresh_visible()
        under_way = sum(entry.is_open if isinstance(entry, Run) else entry.state.is_open for entry in entries)
        review = sum(needs_review(entry) for entry in entries)
        self.query_one("#position", FrameLine).show(
            [(f" {count_text(len(entries))}, {under_way} under way, {review} to review", "muted")]
        )

    def _cells(self, key: str) -> Sequence[Cell]:
        entry, now, zone = self._entries.get(key), self.desk.clock(), self.desk.zone
        if isinstance(entry, Run):
            return run_cells(entry, now=now, zone=zone)
        return outbox_cells(entry, now=now, zone=zone) if entry else ()
