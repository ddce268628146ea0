"""What the server has of a change of an event type whose outcome is unknown, and the bookings that outlive one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slatis_tui.domain.changes import Change
from slatis_tui.domain.models import BookingQuery, BookingRow, EventType, Status
from slatis_tui.domain.ports import BookingReader
from slatis_tui.errors import ApiError

_MOST_PAGES = 10
_STILL_TO_COME = Status.ACTIVE | {Status.PENDING_CONFIRMATION, Status.DRAFT}


@dataclass(frozen=True, slots=True)
class FoundEventTypes:
    """The event types that may be meant; `error` where the server could not be asked."""

    event_types: tuple[EventType, ...] = ()
    error: ApiError | None = None


async def look_up_event_type(reader: BookingReader, change: Change, wanted: Mapping[str, Any]) -> FoundEventTypes:
    """The event type of the change; for a create, those of its name. Raises nothing."""
    try:
        if change.booking_id:
            return FoundEventTypes((await reader.get_event_type(change.booking_id),))
        name = str(wanted.get("name", "")).strip().casefold()
        listed = await reader.list_event_types()
        return FoundEventTypes(tuple(one for one in listed if one.name.casefold() == name))
    except ApiError as error:
        return FoundEventTypes(error=error)


@dataclass(frozen=True, slots=True)
class FutureBookings:
    """How many bookings of an event type are still to come."""

    count: int
    is_all: bool = True
    """False where there are more than were worth counting."""


async def count_future_bookings(reader: BookingReader, event_type_id: str, now: float) -> FutureBookings:
    """Count those that start from `now` (Unix seconds) on and are neither over nor cancelled.

    Raises:
        ApiError: they can't be listed.
    """
    query = BookingQuery(event_type_id=event_type_id, start_date=int(now))
    found: set[str] = set()
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        page = await reader.list_bookings(query, cursor)
        found |= {row.id for row in page.rows if _is_to_come(row, event_type_id, now)}
        cursor = page.next_cursor
        if cursor is None:
            return FutureBookings(len(found))
    return FutureBookings(len(found), is_all=False)


def _is_to_come(row: BookingRow, event_type_id: str, now: float) -> bool:
    is_its = row.event_type_id in ("", event_type_id)
    return is_its and row.status in _STILL_TO_COME and (row.start is None or row.start >= now)
