"""What the server has of a change whose outcome is unknown: the booking, or those that could be it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slatis_tui.domain.changes import Change, Verb
from slatis_tui.domain.models import Booking, BookingQuery, BookingRow
from slatis_tui.domain.ports import BookingReader
from slatis_tui.domain.times import parse_instant
from slatis_tui.errors import ApiError

_WINDOW = 24 * 60 * 60
"""Seconds before and after the wanted time within which a booking may be the one."""
_MOST_PAGES = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A booking on the server that may be what was wanted."""

    booking: Booking
    is_certain: bool
    """It carries the change's own reference: it is the one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the server has; `error` where it could not be asked."""

    candidates: tuple[Candidate, ...] = ()
    error: ApiError | None = None


async def look_up(reader: BookingReader, change: Change, wanted: Mapping[str, Any]) -> Found:
    """Ask the server. Raises nothing: what could not be asked is part of the answer."""
    try:
        if change.booking_id:
            booking = await reader.get_booking(change.booking_id)
            moved = await _moved(reader, booking, wanted) if change.verb is Verb.RESCHEDULE else ()
            return Found((Candidate(booking, True), *moved))
        if change.verb is Verb.CREATE:
            return Found(await _made(reader, change, wanted))
    except ApiError as error:
        return Found(error=error)
    return Found()


async def _made(reader: BookingReader, change: Change, wanted: Mapping[str, Any]) -> tuple[Candidate, ...]:
    attendee = wanted.get("attendee")
    email = str(attendee.get("email", "")) if isinstance(attendee, Mapping) else ""
    start = _wanted_start(wanted)
    if not email and start is None:
        return ()
    found: list[Candidate] = []
    for row in await _near(reader, email, start):
        booking = row.whole()
        is_certain = booking.metadata.get("client_ref") == change.op_id
        if is_certain or _fits(row, email, start):
            found.append(Candidate(booking, is_certain))
    return tuple(sorted(found, key=lambda one: not one.is_certain))


async def _moved(reader: BookingReader, original: Booking, wanted: Mapping[str, Any]) -> tuple[Candidate, ...]:
    """What a reschedule may have made: the attendee's other bookings at the time that was wanted."""
    email, start = original.row.email, _wanted_start(wanted)
    if not email or start is None:
        return ()
    others = [row for row in await _near(reader, email, start) if row.id != original.id]
    return tuple(Candidate(row.whole(), False) for row in others if _fits(row, email, start))


def _wanted_start(wanted: Mapping[str, Any]) -> int | None:
    return parse_instant(str(wanted.get("requested_time", "")))


def _fits(row: BookingRow, email: str, start: int | None) -> bool:
    return (not email or row.email.casefold() == email.casefold()) and row.start in (start, None)


async def _near(reader: BookingReader, email: str, start: int | None) -> list[BookingRow]:
    """The bookings of that address within a day of that time, as far as they can be read."""
    query = BookingQuery(
        attendee_email=email,
        start_date=None if start is None else start - _WINDOW,
        end_date=None if start is None else start + _WINDOW,
    )
    found: list[BookingRow] = []
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        page = await reader.list_bookings(query, cursor)
        found += (row for row in page.rows if not row.problem)
        cursor = page.next_cursor
        if cursor is None:
            break
    return found
