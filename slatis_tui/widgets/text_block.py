"""A block of text that scrolls: what the detail screens are made of. One widget, however much it says."""

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from slatis_tui.commands import Context, commands_of
from slatis_tui.presentation.lines import TEXT_WIDTH, Line
from slatis_tui.widgets.bindings import bindings_for
from slatis_tui.widgets.content import to_content

_PADDING = 4
_SCROLLBAR = 1
"""Cells beside the text."""


class TextBlock(VerticalScroll, inherit_bindings=False):
    """Lines that are written for the width there is, scrolled by the keys of lists."""

    BINDINGS: ClassVar = bindings_for(commands_of([Context.TEXT]))

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

    def scroll_to_line(self, place: int) -> None:
        """Bring this line, counted from 0, to the top, as far as there is enough below it."""
        room = max(1, self._width)
        lines = list(self._lines(self._width))[:place] if self._lines is not None else []
        wrapped = sum(max(1, -(-sum(cell_len(text) for text, _ in line) // room)) for line in lines)
        self.scroll_to(y=wrapped, animate=False)

    def action_down(self) -> None:
        """A line down."""
        self._scroll_by(1)

    def action_up(self) -> None:
        """A line up."""
        self._scroll_by(-1)

    def action_first(self) -> None:
        """To the beginning."""
        self.scroll_home(animate=False)

    def action_last(self) -> None:
        """To the end."""
        self.scroll_end(animate=False)

    def action_half_page_down(self) -> None:
        """Half of what is seen down."""
        self._scroll_by(self.size.height // 2)

    def action_half_page_up(self) -> None:
        """Half of what is seen up."""
        self._scroll_by(-(self.size.height // 2))

    def action_page_down(self) -> None:
        """What is seen down, less a line, which stays in sight."""
        self._scroll_by(self.size.height - 1)

    def action_page_up(self) -> None:
        """What is seen up, less a line."""
        self._scroll_by(1 - self.size.height)

    def _scroll_by(self, lines: int) -> None:
        self.scroll_relative(y=lines, animate=False)

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
