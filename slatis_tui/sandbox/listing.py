"""Lists of bookings in cursor pages (vendor's Bookings page, "List bookings").

The order is not documented; here it is the latest start first. A page is read from where the last one
ended, by start and number, neither of which ever changes, so pages stay right while bookings come and go.
"""

import base64
import hashlib
import json
from dataclasses import dataclass

from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.database import Value
from slatis_tui.sandbox.incoming import whole_number
from slatis_tui.sandbox.instants import parse_instant_or_date
from slatis_tui.sandbox.keys import Scope
from slatis_tui.sandbox.records import settle
from slatis_tui.sandbox.refusals import invalid_field
from slatis_tui.sandbox.wire import booking_object

STATUSES = ("DRAFT", "SCHEDULED", "PENDING_CONFIRMATION", "RESCHEDULED", "COMPLETED", "CANCELLED", "NO_SHOW")
_FILTERS = ("status", "event_type_id", "assigned_to_id", "attendee_email", "start_date", "end_date")
_DEFAULT_LIMIT = 50
_LARGEST_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended."""

    start_ms: int
    seq: int


def list_bookings(backend: Backend, call: Call) -> Answer:
    """One page of those that pass the filters and that the key may see."""
    limit = whole_number(call.query, "limit", _DEFAULT_LIMIT, 1, _LARGEST_LIMIT)
    mark = _mark(call)
    conditions, values = _conditions(call)
    if cursor := call.query.get("cursor"):
        place = _read_cursor(cursor, mark)
        conditions.append("(start_ms, seq) < (?, ?)")
        values += (place.start_ms, place.seq)
    settle(backend.database, backend.clock.now_ms())
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    query = f"SELECT * FROM bookings {where} ORDER BY start_ms DESC, seq DESC LIMIT ?"
    rows = backend.database.rows(query, (*values, limit + 1))
    page, has_more = rows[:limit], len(rows) > limit
    next_cursor = _write_cursor(Place(page[-1]["start_ms"], page[-1]["seq"]), mark) if has_more else None
    return Answer(
        {
            "bookings": [booking_object(row) for row in page],
            "pagination": {"next_cursor": next_cursor, "has_more": has_more},
        }
    )


def _conditions(call: Call) -> tuple[list[str], list[Value]]:
    """The filters as SQL. The dates test a booking's start, both ends included: our reading."""
    conditions: list[str] = []
    values: list[Value] = []

    def add(condition: str, value: Value) -> None:
        conditions.append(condition)
        values.append(value)

    given = {name: call.query[name] for name in _FILTERS if call.query.get(name)}
    if "status" in given:
        add("status = ?", _status(given["status"]))
    if "event_type_id" in given:
        add("event_type_id = ?", given["event_type_id"])
    if "assigned_to_id" in given:
        add("status <> 'DRAFT' AND assigned_to_id = ?", given["assigned_to_id"])
    if "attendee_email" in given:
        add("email = ?", given["attendee_email"])
    if "start_date" in given:
        add("start_ms >= ?", _instant("start_date", given["start_date"]))
    if "end_date" in given:
        add("start_ms <= ?", _instant("end_date", given["end_date"]))
    if Scope.BOOKINGS_READ not in call.principal.scopes:
        add("created_by = ?", call.principal.name)
    return conditions, values


def _status(text: str) -> str:
    if text not in STATUSES:
        raise invalid_field("status", f"must be one of {', '.join(STATUSES)}")
    return text


def _instant(name: str, text: str) -> int:
    try:
        return parse_instant_or_date(text)
    except ValueError:
        raise invalid_field(name, "must be an ISO 8601 date-time such as 2026-05-01T00:00:00Z") from None


def _mark(call: Call) -> str:
    """A short print of the filters and the key: a cursor is good for the listing it came from alone."""
    told = json.dumps([call.principal.name, *(call.query.get(name, "") for name in _FILTERS)])
    return hashlib.blake2b(told.encode(), digest_size=6).hexdigest()


def _write_cursor(place: Place, mark: str) -> str:
    text = f"{place.start_ms}.{place.seq}.{mark}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(cursor: str, mark: str) -> Place:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        start_ms, seq, given_mark = base64.b64decode(padded.encode(), b"-_", validate=True).decode().split(".")
        place = Place(int(start_ms), int(seq))
    except ValueError:
        raise invalid_field("cursor", "is not one of this list") from None
    if given_mark != mark:
        raise invalid_field("cursor", "belongs to a list with other filters")
    if max(abs(place.start_ms), abs(place.seq)) >= 2**63:
        raise invalid_field("cursor", "is not one of this list")
    return place
