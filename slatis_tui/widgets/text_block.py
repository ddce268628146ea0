"""A block of text that scrolls: what the detail screens are made of. One widget, however much it says."""

from collections.abc import Callable, Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from slatis_tui.presentation.lines import TEXT_WIDTH, Line
from slatis_tui.widgets.content import to_content

_PADDING = 4
_SCROLLBAR = 1
"""Cells beside the text."""


class TextBlock(VerticalScroll):
    """Lines that are written for the width there is."""

    _lines: Callable[[int], Iterable[Line]] | None = None
    _written_for = 0

    def compose(self) -> ComposeResult:
        """The text."""
        yield Static(markup=False)

    def show(self, lines: Callable[[int], Iterable[Line]], *, from_top: bool = False) -> None:
        """Show what `lines` gives for a width in cells, now and at every other width."""
        self._lines = lines
        self._write()
        if from_top:
            self.scroll_home(animate=False)

    def on_resize(self, _event: events.Resize) -> None:
        """Write it anew for another width."""
        if self._width != self._written_for:
            self._write()

    @property
    def _width(self) -> int:
        return min(TEXT_WIDTH, (self.size.width or self.app.size.width - _PADDING) - _SCROLLBAR)

    def _write(self) -> None:
        if self._lines is not None:
            self._written_for = self._width
            self.query_one(Static).update(to_content(self._lines(self._width)))
