"""Which of some bookings keep a member busy at a time, and which days make a week."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from slatis_tui.domain.models import BookingRow, Status

_BUSY = Status.ACTIVE | {Status.PENDING_CONFIRMATION, Status.DRAFT}
_USUAL_SECONDS = 30 * 60
"""How long a booking is taken to last that does not say when it ends."""


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of that day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def busy_at(rows: Iterable[BookingRow], instant: int) -> Mapping[str, list[BookingRow]]:
    """Member id → the bookings that they have at that time (Unix seconds)."""
    found: dict[str, list[BookingRow]] = defaultdict(list)
    for row in rows:
        if row.assigned_to_id and row.status in _BUSY and row.start is not None:
            end = row.end if row.end is not None else row.start + _USUAL_SECONDS
            if row.start <= instant < end:
                found[row.assigned_to_id].append(row)
    return found
