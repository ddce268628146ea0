"""On which line of a list each of its rows stands, where dividers stand between them. Pure: all is counted from 0."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


class Layout:
    """So many rows, with a line of its own above some of them. Each question costs a search among the dividers."""

    def __init__(self, rows: int, divided: Sequence[int] = ()) -> None:
        """Lay them out.

        Args:
            rows: how many.
            divided: the rows with a divider above them, in order.
        """
        self.rows = rows
        self._divided = divided
        self._dividers = [row + place for place, row in enumerate(divided)]
        """The lines of the dividers."""

    @property
    def lines(self) -> int:
        """How many there are."""
        return self.rows + len(self._divided)

    def line_of(self, row: int) -> int:
        """Where the row stands."""
        return row + bisect_right(self._divided, row)

    def row_from(self, line: int) -> int:
        """The row on that line, or the one below the divider on it; past the end of the list, more than there are."""
        return line - bisect_left(self._dividers, line)

    def is_divider(self, line: int) -> bool:
        """Whether a divider stands on that line."""
        place = bisect_left(self._dividers, line)
        return place < len(self._dividers) and self._dividers[place] == line

    def is_divided(self, row: int) -> bool:
        """Whether a divider stands above the row."""
        place = bisect_left(self._divided, row)
        return place < len(self._divided) and self._divided[place] == row
