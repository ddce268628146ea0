"""What moving a member's day needs: the active bookings of that day, and the free slots after it."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from slatis_tui.domain.day_move import FreeStarts
from slatis_tui.domain.instants import day_start, local_date
from slatis_tui.domain.models import BookingQuery, BookingRow, Status
from slatis_tui.domain.ports import BookingReader
from slatis_tui.domain.store import BookingStore
from slatis_tui.domain.zones import Zone
from slatis_tui.errors import NotFound

DAYS_AHEAD = 14
"""Days after the one that is moved (or after today, where that is later) on which slots are looked for."""
_MOST_PAGES = 50
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class AskedDay:
    """Whose day it is, on the calendar of a zone."""

    member_id: str
    day: date
    zone: Zone

    def holds(self, row: BookingRow) -> bool:
        """Whether the booking is an active one of that member on that day."""
        is_theirs = row.assigned_to_id == self.member_id and row.is_active and not row.problem
        return is_theirs and row.start is not None and local_date(row.start, self.zone) == self.day

    def slot_days(self, now: float) -> tuple[date, date]:
        """The first and the last day on which slots are looked for."""
        first = max(self.day + timedelta(days=1), local_date(now, self.zone))
        return first, first + timedelta(days=DAYS_AHEAD - 1)


async def load_bookings(reader: BookingReader, store: BookingStore, asked: AskedDay) -> list[BookingRow]:
    """The active bookings of that day, as they are known once the store has taken in what came.

    Which edge of a booking the list's dates test is not documented, so a day more is asked for on both sides.

    Raises:
        ApiError: they could not be had.
    """
    ids: set[str] = set()
    for status in sorted(Status.ACTIVE):
        query = BookingQuery(
            status=status,
            assigned_to_id=asked.member_id,
            start_date=day_start(asked.day, asked.zone) - _DAY,
            end_date=day_start(asked.day + timedelta(days=1), asked.zone) + _DAY,
        )
        ids.update(await _listed(reader, store, query))
    known = [row for booking_id in ids if (row := store.get(booking_id)) is not None]
    return [row for row in known if asked.holds(row)]


async def load_free_starts(
    reader: BookingReader, event_type_ids: Iterable[str], asked: AskedDay, now: float
) -> FreeStarts:
    """The free starts of each event type on the days after; none for one that can't be booked any more.

    Raises:
        ApiError: they could not be had.
    """
    first, last = asked.slot_days(now)

    async def starts(event_type_id: str) -> list[int]:
        try:
            slots = await reader.free_slots(event_type_id, first, last, asked.zone.name)
        except NotFound:
            return []
        return sorted(slot.start for slot in slots if slot.start > now)

    wanted = sorted(set(event_type_ids))
    return dict(zip(wanted, await asyncio.gather(*map(starts, wanted)), strict=True))


async def _listed(reader: BookingReader, store: BookingStore, query: BookingQuery) -> list[str]:
    """The ids of that listing; what it says goes to the store."""
    ids: list[str] = []
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        stamp = store.stamp()
        page = await reader.list_bookings(query, cursor)
        for row in page.rows:
            if not row.problem:
                store.put_answer(row, stamp)
                ids.append(row.id)
        cursor = page.next_cursor
        if cursor is None:
            break
    return ids
