"""What the screens with a list have in common: the filter line, and copying an id."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget
from textual.widgets import Input

from slatis_tui.screens._copying import CopyingScreen
from slatis_tui.widgets.filter_bar import FilterBar
from slatis_tui.widgets.frame import KeyHints
from slatis_tui.widgets.line_table import LineTable

if TYPE_CHECKING:
    from slatis_tui.presentation.copying import Copyable


class ListScreen(CopyingScreen):
    """A screen with one table and a text filter over what is loaded."""

    AUTO_FOCUS: ClassVar[str] = "LineTable"
    needle: str = ""
    """What the list is filtered by; empty for not at all."""

    @property
    def table(self) -> LineTable:
        """The list."""
        return self.query_one(LineTable)

    @property
    def list_area(self) -> Widget:
        """What the filter line stands above."""
        return self.table

    def filter_changed(self) -> None:
        """Show the rows that the needle leaves."""

    def key_hints(self) -> Sequence[tuple[str, str]]:
        """While the filter is typed, letters are text: only what ends it is hinted at."""
        if isinstance(self.focused, Input):
            return [("Enter", "to the list"), (self.key_of("app.escape"), "clear")]
        return super().key_hints()

    def on_descendant_focus(self) -> None:
        """Other hints for another focus."""
        self.query_one(KeyHints).set_hints(self.key_hints())

    async def action_filter(self) -> None:
        """Open the filter line, with what it held. It has the focus before the next key comes: that is text."""
        if not self.query(FilterBar):
            await self.mount(FilterBar(self.needle), before=self.list_area)
        self.set_focus(self.query_one("FilterBar Input"))

    def action_copy(self) -> None:
        """Copy the id under the cursor."""
        if self.table.cursor_key:
            self.copy_id(self.table.cursor_key)

    def copyables(self) -> "Sequence[Copyable]":
        """Those of the row under the cursor, as it stands there."""
        from slatis_tui.presentation.copying import of_row

        key = self.table.cursor_key
        return of_row(key, [cell.text for cell in self.table.cells(key)]) if key else []

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        """Filter as one types."""
        self.needle = event.text.strip()
        self.filter_changed()

    def on_filter_bar_kept(self) -> None:
        """To the table; an empty filter line goes."""
        if not self.needle:
            self._close_filter()
        self.set_focus(self.table)

    def escape_one(self) -> bool:
        """Clear the text filter, if there is one."""
        if not self.needle and not self.query(FilterBar):
            return super().escape_one()
        self._close_filter()
        return True

    def set_needle(self, text: str) -> None:
        """Filter by this from now on, whatever is typed in the filter line, which goes."""
        self.query(FilterBar).remove()
        self.set_focus(self.table)
        self.needle = text

    def _close_filter(self) -> None:
        before = self.needle
        self.set_needle("")
        if before:
            self.filter_changed()
