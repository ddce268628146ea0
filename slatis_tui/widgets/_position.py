"""Where a list's cursor and its first visible row go. Pure: rows are counted from 0."""

from collections.abc import Sequence
from typing import NamedTuple


class Position(NamedTuple):
    """Which row has the cursor (−1 where there is no row), and which one stands topmost."""

    cursor: int = -1
    top: int = 0

    def moved(self, cursor: int, rows: int, height: int) -> "Position":
        """With the cursor on another row, and no more scrolled than needed to see it."""
        if rows == 0:
            return Position()
        cursor = _clamp(cursor, rows)
        return Position(cursor, _showing(cursor, self.top, rows, height))

    def paged(self, by: int, rows: int, height: int) -> "Position":
        """As `moved`, but the rows scroll by as much, so that the cursor keeps its line as long as it can."""
        if rows == 0:
            return Position()
        cursor = _clamp(self.cursor + by, rows)
        top = max(0, min(self.top + by, rows - height))
        return Position(cursor, _showing(cursor, top, rows, height))

    def after(self, old: Sequence[str], new: Sequence[str], height: int) -> "Position":
        """Where to stand once `new` has replaced `old`.

        The cursor stays with its id, and its row keeps its line on the screen as far as that is possible. Where
        its row has left, the next row that stayed takes its place, else the one before. A cursor that had been
        scrolled out of sight leaves the topmost row where it was.
        """
        if not new:
            return Position()
        if not 0 <= self.cursor < len(old):
            return Position(0, 0)
        cursor = successor(old, new, self.cursor)
        line = self.cursor - self.top
        if not 0 <= line < max(1, height) and self.top < len(old):
            return Position(cursor, max(0, min(successor(old, new, self.top), len(new) - height)))
        return Position(cursor, _showing(cursor, cursor - line, len(new), height))


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
    places = {key: place for place, key in enumerate(new)}
    for key in (*old[index + 1 :], *reversed(old[:index])):
        if key in places:
            return places[key]
    return _clamp(index, len(new))


def _clamp(index: int, rows: int) -> int:
    return max(0, min(index, rows - 1))


def _showing(cursor: int, top: int, rows: int, height: int) -> int:
    """The topmost row nearest to `top` with which the cursor is seen and no line is wasted at the end."""
    height = max(1, height)
    top = max(cursor - height + 1, min(top, cursor))
    return max(0, min(top, rows - height))
