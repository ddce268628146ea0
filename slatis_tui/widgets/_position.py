"""Where a list's cursor and its topmost line go. Pure: rows and lines are counted from 0."""

from collections.abc import Sequence
from typing import NamedTuple

from slatis_tui.widgets._layout import Layout


class Position(NamedTuple):
    """Which row has the cursor (−1 where there is no row), and which line stands topmost."""

    cursor: int = -1
    top: int = 0

    def moved(self, cursor: int, rows: int | Layout, height: int) -> "Position":
        """With the cursor on another row, and no more scrolled than needed to see it."""
        layout = _laid_out(rows)
        if layout.rows == 0:
            return Position()
        cursor = _clamp(cursor, layout.rows)
        return Position(cursor, _showing(cursor, self.top, layout, height))

    def paged(self, by: int, rows: int | Layout, height: int) -> "Position":
        """As `moved`, but the lines scroll by as much, so that the cursor keeps its line as long as it can."""
        layout = _laid_out(rows)
        if layout.rows == 0:
            return Position()
        line = _clamp(layout.line_of(self.cursor) + by, layout.lines)
        cursor = layout.row_from(line)
        if by < 0 and layout.is_divider(line) and cursor == self.cursor:
            cursor -= 1
        top = max(0, min(self.top + by, layout.lines - height))
        return Position(max(0, cursor), _showing(max(0, cursor), top, layout, height))

    def after(
        self,
        old: Sequence[str],
        new: Sequence[str],
        height: int,
        old_layout: Layout | None = None,
        new_layout: Layout | None = None,
    ) -> "Position":
        """Where to stand once `new` has replaced `old`.

        The cursor stays with its id, and its row keeps its line on the screen as far as that is possible. Where
        its row has left, the next row that stayed takes its place, else the one before. A cursor that had been
        scrolled out of sight leaves the topmost row where it was.
        """
        if not new:
            return Position()
        if not 0 <= self.cursor < len(old):
            return Position(0, 0)
        before, after = old_layout or Layout(len(old)), new_layout or Layout(len(new))
        cursor = successor(old, new, self.cursor)
        line, topmost = before.line_of(self.cursor) - self.top, before.row_from(self.top)
        if not 0 <= line < max(1, height) and topmost < len(old):
            above = before.line_of(topmost) - self.top
            top = after.line_of(successor(old, new, topmost)) - above
            return Position(cursor, max(0, min(top, after.lines - height)))
        return Position(cursor, _showing(cursor, after.line_of(cursor) - line, after, height))


def successor(old: Sequence[str], new: Sequence[str], index: int) -> int:
    """Which row of `new` (not empty) stands for the row `index` of `old`."""
    key = old[index]
    if index < len(new) and new[index] == key:
        return index
    try:
        return new.index(key)
    except ValueError:
        return _neighbour(old, new, index)


def _neighbour(old: Sequence[str], new: Sequence[str], index: int) -> int:
    """The next row that stayed, else the one before; usually only the one row has left, and that is seen at once."""
    if index + 1 < len(old) and index < len(new) and new[index] == old[index + 1]:
        return index
    stayed = set(new)
    for place in (*range(index + 1, len(old)), *range(index - 1, -1, -1)):
        if old[place] in stayed:
            return new.index(old[place])
    return _clamp(index, len(new))


def _clamp(index: int, rows: int) -> int:
    return max(0, min(index, rows - 1))


def _showing(cursor: int, top: int, layout: Layout, height: int) -> int:
    """The topmost line nearest to `top` with which the cursor is seen, with the divider above it where there is room,
    and no line is wasted at the end."""
    height = max(1, height)
    line = layout.line_of(cursor)
    first = line - 1 if height > 1 and layout.is_divided(cursor) else line
    top = max(line - height + 1, min(top, first))
    return max(0, min(top, layout.lines - height))


def _laid_out(rows: int | Layout) -> Layout:
    return Layout(rows) if isinstance(rows, int) else rows
