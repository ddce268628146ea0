"""Columns of a list, and which of them fit a width. Pure: widths are in terminal cells."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """What stands in one column of one row."""

    text: str
    """One line, cleaned."""
    style: str = ""
    """The name of a style of the theme; empty for the row's own."""


MARK_COLUMN = "mark"
"""The name of the column in which a marked row carries its mark."""
MARK = Cell("*", "mark")


class Column(NamedTuple):
    """One column. A flexible one takes the width that is left over; any other follows what it holds."""

    name: str
    title: str
    min_width: int
    """A flexible column is never narrower; an essential one may be squeezed to it."""
    want_width: int
    priority: int
    """Columns leave from the highest to the lowest, as the width shrinks; 0 always stays."""
    flexible: bool = False
    max_width: int = 0
    """The widest it becomes; 0 means `want_width`, or no bound for a flexible column."""
    essential: bool = False
    """Rather squeezed than gone."""
    gap: int = 2
    """Blank cells after it."""

    @property
    def limit(self) -> int:
        """The widest it may become."""
        return self.max_width or (_NO_BOUND if self.flexible else self.want_width)

    @property
    def is_measured(self) -> bool:
        """Whether it grows with what it holds."""
        return not self.flexible and self.limit > self.want_width

    def needed(self, seen: int) -> int:
        """The width without which it is not worth showing, when its longest text has `seen` cells."""
        return self.min_width if self.flexible else max(self.want_width, min(seen, self.limit))


_NO_BOUND = 10_000

Fit = list[tuple[Column, int]]
"""The columns that are shown, in their order on screen, with their widths."""


def fit(columns: Sequence[Column], width: int, seen: Mapping[str, int] | None = None) -> Fit:
    """The columns that fit into `width` cells.

    Columns leave strictly by priority, so the widest screen shows the most. Width to spare goes to the flexible
    columns, first until each has what it wants, then evenly up to their bounds.

    Args:
        seen: the longest text seen so far in each column that is measured, in cells.
    """
    longest = seen or {}
    by_priority = sorted(columns, key=lambda column: column.priority)
    needed = {column.name: column.needed(longest.get(column.name, 0)) for column in columns}
    squeezed = {column.name: column.min_width for column in columns}
    kept = _prefix(by_priority, width, needed)
    essential = _prefix([column for column in by_priority if column.essential or column.priority == 0], width, squeezed)
    if len(essential) > len(kept):
        kept, widths = essential, squeezed
    else:
        widths = needed
    shown = [column for column in columns if column in kept]
    given = {column.name: widths[column.name] for column in shown}
    spare = width - _total(shown, given)
    spare = _share(sorted(shown, key=lambda column: column.priority), given, spare, needed)
    flexible = [column for column in shown if column.flexible]
    spare = _share(flexible, given, spare, {column.name: column.want_width for column in flexible})
    _share(flexible, given, spare, {column.name: column.limit for column in flexible})
    return [(column, given[column.name]) for column in shown]


def _prefix(by_priority: Sequence[Column], width: int, widths: Mapping[str, int]) -> list[Column]:
    """As many columns as fit, from the most important on."""
    kept: list[Column] = []
    for column in by_priority:
        if column.priority > 0 and _total([*kept, column], widths) > width:
            break
        kept.append(column)
    return kept


def _total(columns: Sequence[Column], widths: Mapping[str, int]) -> int:
    if not columns:
        return 0
    return sum(widths[column.name] + column.gap for column in columns) - columns[-1].gap


def _share(columns: Sequence[Column], given: dict[str, int], spare: int, goals: Mapping[str, int]) -> int:
    """Widen the columns, cell by cell in turn, until each has its goal or nothing is left; what is left."""
    while spare > 0:
        growing = [column for column in columns if given[column.name] < goals[column.name]]
        if not growing:
            break
        step = max(1, spare // len(growing))
        for column in growing:
            more = min(step, spare, goals[column.name] - given[column.name])
            given[column.name] += more
            spare -= more
    return max(0, spare)
