"""A pane that follows the cursor of a list: beside it, or below it in a narrow window."""

from collections.abc import Sequence
from time import monotonic

from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer
from textual.widget import Widget

from slatis_tui.presentation.lines import Line
from slatis_tui.screens._listing import ListScreen
from slatis_tui.widgets.line_table import LineTable
from slatis_tui.widgets.preview_pane import PreviewPane

_BY_ITSELF_FROM = 120
"""Columns of the window from which the pane is there unless it was closed."""
_BESIDE_FROM = 110
"""Columns from which it stands beside the list; below it in a narrower window."""
_REST = 0.06
"""Seconds for which the cursor rests before the pane follows: a key that is held costs nothing but the list."""


class PaneScreen(ListScreen):
    """A list with such a pane."""

    _moved_at = 0.0
    _waiting: Timer | None = None

    def look_at_target(self) -> None:
        """The cursor rests: take what is under it, for the pane."""
        raise NotImplementedError

    def preview_lines(self, width: int) -> Sequence[Line]:
        """What the pane says of it, in lines of so many cells."""
        raise NotImplementedError

    def compose_panes(self, table: LineTable) -> ComposeResult:
        """The list, and the pane, which is not seen yet."""
        with Container(id="panes"):
            yield table
            yield PreviewPane(id="preview")

    @property
    def list_area(self) -> Widget:
        """What the filter line stands above."""
        return self.query_one("#panes")

    @property
    def is_previewing(self) -> bool:
        """Whether the pane is there: as the operator wants it, else where the window is wide enough."""
        wanted = self.desk.preview
        return self.app.size.width >= _BY_ITSELF_FROM if wanted is None else wanted

    def action_preview(self) -> None:
        """Open or close the pane."""
        self.desk.preview = not self.is_previewing
        self.arrange_panes()

    def on_resize(self) -> None:
        """The window may have become wide enough, or too narrow."""
        self.arrange_panes()

    def on_line_table_highlighted(self, event: LineTable.Highlighted) -> None:
        """The cursor has moved on: follow it once it rests."""
        self._moved_at = monotonic()
        self.follow()

    def arrange_panes(self) -> None:
        """Put the pane beside or below the list, or away."""
        panes, is_beside = self.query_one("#panes"), self.app.size.width >= _BESIDE_FROM
        panes.set_class(self.is_previewing and is_beside, "-beside")
        panes.set_class(self.is_previewing and not is_beside, "-below")
        self.follow()

    def follow(self) -> None:
        """Bring the pane up to date, soon."""
        if self.is_previewing and self._waiting is None:
            self._waiting = self.set_timer(_REST, self._come_up)

    def _come_up(self) -> None:
        left = self._moved_at + _REST - monotonic()
        if left > 0:
            self._waiting = self.set_timer(left, self._come_up)
            return
        self._waiting = None
        self.look_at_target()
        self.query_one(PreviewPane).show(self.preview_lines)
