"""Free slots (vendor's documentation, availability; API Conventions page, "Timezones in the API")."""

import sqlite3
from zoneinfo import ZoneInfo

from starlette.routing import Route

from slatis_tui.sandbox.answers import operation
from slatis_tui.sandbox.availability import free_starts
from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.days import span_of
from slatis_tui.sandbox.instants import MINUTE_MS, to_iso, zone
from slatis_tui.sandbox.keys import Scope
from slatis_tui.sandbox.refusals import invalid_field, not_found


def routes(backend: Backend, base: str) -> list[Route]:
    """The free slots of an event type."""
    return [operation(backend, "GET", f"{base}/availability", (Scope.AVAILABILITY_READ,), _free_slots)]


def _free_slots(backend: Backend, call: Call) -> Answer:
    """Those that start on the given days, both included, as UTC."""
    event_type = _event_type(backend, call)
    start, end = span_of(call)
    starts = free_starts(backend.database, event_type, start, end, _zone(call), backend.clock.now_ms())
    length = event_type["duration"] * MINUTE_MS
    return Answer({"slots": [{"start": to_iso(start_ms), "end": to_iso(start_ms + length)} for start_ms in starts]})


def _event_type(backend: Backend, call: Call) -> sqlite3.Row:
    """The event type asked for, if it is bookable."""
    event_type_id = call.query.get("event_type_id", "")
    if not event_type_id:
        raise invalid_field("event_type_id", "is required")
    query = "SELECT * FROM event_types WHERE id = ? AND is_active AND deleted_ms IS NULL"
    found = backend.database.row(query, (event_type_id,))
    if found is None:
        raise not_found("Event type")
    return found


def _zone(call: Call) -> ZoneInfo | None:
    """The zone whose working hours apply; None for each member's own."""
    name = call.query.get("timezone", "")
    try:
        return zone(name) if name else None
    except ValueError:
        raise invalid_field("timezone", "must be an IANA timezone such as Europe/Madrid") from None
