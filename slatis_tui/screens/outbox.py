"""The outbox: what waits, what is being sent, what needs a person, and how the rest of this session ended."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from slatis_tui.presentation.columns import Cell
from slatis_tui.presentation.outbox_text import OUTBOX_COLUMNS, count_text, outbox_cells, outbox_order
from slatis_tui.screens._base import ConsoleScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.reviewing import ReviewDialog
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
        self._changes = {change.op_id: change for change in desk.changes}

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
        change = self._changes.get(event.key)
        if change is not None:
            self.app.push_screen(ReviewDialog(self.desk, change), self._answered)

    def _answered(self, problem: str | None) -> None:
        if problem:
            self.say(problem, "error")

    def _show(self) -> None:
        changes = outbox_order(self.desk.changes)
        self._changes = {change.op_id: change for change in changes}
        table = self.query_one(LineTable)
        table.empty_lines = ("Nothing waits, and nothing was sent in this session.",)
        table.set_rows([change.op_id for change in changes])
        table.refresh_visible()
        under_way, review = len(self.desk.open_changes()), len(self.desk.in_review())
        self.query_one("#position", FrameLine).show(
            [(f" {count_text(len(changes))}, {under_way} under way, {review} to review", "muted")]
        )

    def _cells(self, key: str) -> Sequence[Cell]:
        change = self._changes.get(key)
        return outbox_cells(change, now=self.desk.clock(), zone=self.desk.zone) if change else ()
