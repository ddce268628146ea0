"""The pane beside a list: one block of text that never scrolls and never takes the focus."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import events
from textual.widgets import Static

from slatis_tui.presentation.lines import Line
from slatis_tui.widgets._cells import padded, steady
from slatis_tui.widgets.content import to_content

_COLUMN, _GAP = 36, 2
"""Cells of one of several columns, with those that are left blank between two."""
_NOT_ALL: Line = [("… more inside", "muted")]


class PreviewPane(Static):
    """Lines that are written for the width there is, in columns where they are too many, and cut off at its height."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, markup=False)
        self._lines: Callable[[int], Sequence[Line]] | None = None

    def show(self, lines: Callable[[int], Sequence[Line]]) -> None:
        """Show what `lines` gives for a width in cells, now and at every other width."""
        self._lines = lines
        self._write()

    def on_resize(self, _event: events.Resize) -> None:
        """Write it anew."""
        self._write()

    def _write(self) -> None:
        width, height = self.content_size
        if self._lines is None or not (width and height):
            return
        count = max(1, width // _COLUMN)
        lines = self._lines(width // count - _GAP * (count > 1))
        if count > 1 and len(lines) <= height:
            count, lines = 1, self._lines(width)
        room = count * height
        shown = lines if len(lines) <= room else [*lines[: room - 1], _NOT_ALL]
        self.update(to_content(_in_columns(shown, count, height, width // count)), layout=False)


def _in_columns(lines: Sequence[Line], count: int, height: int, width: int) -> Sequence[Line]:
    """The lines from top to bottom, and then in the next column."""
    if count == 1:
        return lines
    columns = [lines[place * height : (place + 1) * height] for place in range(count)]
    return [
        [span for column in columns for span in _fitted(column[place] if place < len(column) else [], width)]
        for place in range(min(height, len(lines)))
    ]


def _fitted(line: Line, width: int) -> Line:
    """The line in exactly so many cells; letters of two cells may have made it longer than it was written for."""
    spans: Line = []
    for text, style in line:
        shown = steady(text)
        spans.append((padded(shown, min(cell_len(shown), width)), style))
        width -= cell_len(spans[-1][0])
    return [*spans, (" " * width, "")]
