"""Orders of a list of bookings."""

from collections.abc import Callable
from enum import StrEnum

from slatis_tui.domain.models import BookingRow, Status

SortKey = tuple[int | str, int, str]
"""What is compared: first what the order is named for, then a time, then the id, so that no two are equal."""

_NO_TIME = 1 << 62
_NO_NAME = "\U0010ffff"
_LIFECYCLE = (
    Status.DRAFT,
    Status.PENDING_CONFIRMATION,
    Status.SCHEDULED,
    Status.RESCHEDULED,
    Status.COMPLETED,
    Status.CANCELLED,
    Status.NO_SHOW,
)
_RANK = {status: str(place) for place, status in enumerate(_LIFECYCLE)}


class Sort(StrEnum):
    """The orders that `s` goes through; the value is the word shown. What is not known comes last."""

    WHEN_UP = "when up"
    WHEN_DOWN = "when down"
    ATTENDEE = "attendee"
    STATUS = "status"

    @property
    def next(self) -> "Sort":
        """The one after this; after the last, the first."""
        orders = list(Sort)
        return orders[(orders.index(self) + 1) % len(orders)]

    @property
    def key(self) -> Callable[[BookingRow], SortKey]:
        """What to compare of a row. Equal attendees and statuses go by time, equal times by id."""
        return _KEYS[self]


def _when_up(row: BookingRow) -> SortKey:
    return (_NO_TIME if row.start is None else row.start, 0, row.id)


def _when_down(row: BookingRow) -> SortKey:
    return (_NO_TIME if row.start is None else -row.start, 0, row.id)


def _attendee(row: BookingRow) -> SortKey:
    return (row.name.casefold() or _NO_NAME, _NO_TIME if row.start is None else row.start, row.id)


def _status(row: BookingRow) -> SortKey:
    """In the order of the lifecycle; statuses unknown to this version after those, by their names."""
    rank = _RANK.get(row.status) or f"9{row.status}"
    return (rank, _NO_TIME if row.start is None else row.start, row.id)


_KEYS: dict[Sort, Callable[[BookingRow], SortKey]] = {
    Sort.WHEN_UP: _when_up,
    Sort.WHEN_DOWN: _when_down,
    Sort.ATTENDEE: _attendee,
    Sort.STATUS: _status,
}
