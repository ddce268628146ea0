"""What the server has of the bookings of a bulk run of which nobody knows what became of them."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

from slatis_tui.domain.changes import Change
from slatis_tui.domain.models import BookingQuery, BookingRow
from slatis_tui.domain.ports import BookingReader
from slatis_tui.errors import NotFound

_FEW = 10
"""As many are read one by one; of more the list of those in the status that they were in is looked through first."""
_AT_ONCE = 4

Found = Mapping[str, BookingRow | None]
"""Booking id → the booking as the server has it now, or None where it has none of that id."""


async def as_on_server(reader: BookingReader, changes: Sequence[Change]) -> AsyncIterator[Found]:
    """Ask for the booking of each change, and tell of some at a time.

    What was not sent mostly stands where it stood, so a list of a hundred answers for a hundred. All of it gives way
    while the rate is low.

    Raises:
        ApiError: the server can't be asked; what was told of until then holds.
    """
    missing = dict.fromkeys(change.booking_id for change in changes)
    by_status = defaultdict(list)
    for change in changes:
        by_status[change.prior_status].append(change.booking_id)
    for status, booking_ids in by_status.items():
        if status and len(booking_ids) > _FEW:
            async for found in _listed(reader, status, set(booking_ids)):
                for booking_id in found:
                    missing.pop(booking_id, None)
                yield found
    left = list(missing)
    for place in range(0, len(left), _AT_ONCE):
        some = left[place : place + _AT_ONCE]
        rows = await asyncio.gather(*(_one(reader, booking_id) for booking_id in some))
        yield dict(zip(some, rows, strict=True))


async def _listed(reader: BookingReader, status: str, booking_ids: set[str]) -> AsyncIterator[Found]:
    """Those of them that are in that status, as long as pages hold any."""
    cursor: str | None = None
    while booking_ids:
        page = await reader.list_bookings(BookingQuery(status=status), cursor, background=True)
        found = _among(page.rows, booking_ids)
        booking_ids.difference_update(found)
        yield found
        cursor = page.next_cursor
        if cursor is None or not found:
            return


def _among(rows: Iterable[BookingRow], booking_ids: set[str]) -> Found:
    return {row.id: row for row in rows if row.id in booking_ids and not row.problem}


async def _one(reader: BookingReader, booking_id: str) -> BookingRow | None:
    try:
        return (await reader.get_booking(booking_id, background=True)).row
    except NotFound:
        return None
