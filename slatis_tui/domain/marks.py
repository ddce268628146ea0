"""Marked rows: ids that stay marked however the list is sorted, filtered or loaded anew, and a range as it is drawn."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet


class Marks:
    """The marked ids, and perhaps a range between an anchor and the cursor that extends as the cursor moves.

    A step of the cursor costs the rows that it goes past, whatever the length of list and range.
    """

    def __init__(self) -> None:
        self._ids: dict[str, None] = {}
        self._before: AbstractSet[str] = frozenset()
        """What was marked when the range was started: going back over it does not unmark that."""
        self._anchor: int | None = None
        self._end = 0

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, booking_id: object) -> bool:
        return booking_id in self._ids

    @property
    def ids(self) -> Sequence[str]:
        """In the order in which they were marked."""
        return tuple(self._ids)

    @property
    def has_range(self) -> bool:
        """Whether moving extends a range."""
        return self._anchor is not None

    def toggle(self, booking_id: str) -> None:
        """Mark it, or unmark it."""
        if booking_id in self._ids:
            del self._ids[booking_id]
        else:
            self._ids[booking_id] = None

    def add(self, booking_ids: Iterable[str]) -> None:
        """Mark them all; a range ends."""
        self.end_range()
        self._ids.update(dict.fromkeys(booking_ids))

    def clear(self) -> None:
        """Nothing is marked any more."""
        self.end_range()
        self._ids.clear()

    def start_range(self, rows: Sequence[str], at: int) -> None:
        """Start one with the row at that place, which is marked by it."""
        self._before = frozenset(self._ids)
        self._anchor = self._end = at
        self._ids[rows[at]] = None

    def extend(self, rows: Sequence[str], to: int) -> None:
        """The cursor has come to that place of the rows that the range was started in: all between are marked."""
        if self._anchor is None:
            return
        anchor, old = self._anchor, self._end
        self._end = to
        for place in _left(anchor, old, to):
            if rows[place] not in self._before:
                self._ids.pop(rows[place], None)
        for place in _left(anchor, to, old):
            self._ids[rows[place]] = None

    def go_on_from(self, at: int) -> None:
        """The rows are others or in another order: what is marked stays so, and the range goes on from that place."""
        if self._anchor is not None:
            self._before = frozenset(self._ids)
            self._anchor = self._end = at

    def end_range(self) -> None:
        """What is marked stays so, wherever the cursor goes."""
        self._anchor, self._before = None, frozenset()


def _left(anchor: int, old: int, new: int) -> Iterable[int]:
    """The places between anchor and `old` that are not between anchor and `new`."""
    if old >= anchor:
        return range(max(anchor, new + 1) if new >= anchor else anchor + 1, old + 1)
    return range(old, min(anchor, new) if new < anchor else anchor)
