"""Creating, updating and deleting event types (vendor's Event Types page, "Write operations")."""

import sqlite3

from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.database import Database, Value
from slatis_tui.sandbox.event_type_checks import REQUIRED, check_event_type
from slatis_tui.sandbox.incoming import parse_object
from slatis_tui.sandbox.instants import to_iso
from slatis_tui.sandbox.refusals import Detail, invalid, not_found
from slatis_tui.sandbox.wire import event_type_written

_CREATED = 201
_SPREAD = 0x9E3779B97F4A7C15
_DEFAULTS: dict[str, Value] = {
    "description": None,
    "slot_interval": None,
    "buffer_before": 0,
    "buffer_after": 0,
    "minimum_booking_notice": 0,
    "scheduling_type": "ROUND_ROBIN",
    "requires_confirmation": 0,
    "timezone": None,
    "is_active": 1,
}
"""What the page does not say of a new event type: our reading."""


def create(backend: Backend, call: Call) -> Answer:
    """Make one. The page has no `Idempotency-Key` here: the same request again makes another.

    Raises:
        Refusal: 400 with details.
    """
    database, now_ms = backend.database, backend.clock.now_ms()
    body = parse_object(call.body)
    checked = check_event_type(database, body)
    missing = {name: Detail(name, "is required") for name in REQUIRED if body.get(name) is None}
    if missing or checked.problems:
        raise invalid(*missing.values(), *(one for one in checked.problems if one.field not in missing))
    with database.transaction():
        number = database.number("SELECT count(*) FROM event_types") + 1
        made = f"evt_{number * _SPREAD % 2**40:010x}"
        values = _DEFAULTS | {"slug": _slug(str(body["name"]))} | checked.values
        values |= {"id": made, "created_ms": now_ms, "updated_ms": now_ms}
        names = ", ".join(values)
        database.execute(f"INSERT INTO event_types ({names}) VALUES ({_marks(values)})", tuple(values.values()))
    return Answer({"event_type": event_type_written(_find(database, made))}, _CREATED)


def update(backend: Backend, call: Call) -> Answer:
    """Change what is given and nothing else; `warning` where disabling leaves active bookings behind.

    Raises:
        Refusal: 400 with details; 404, there is none or it was deleted.
    """
    database, now_ms = backend.database, backend.clock.now_ms()
    with database.transaction():
        before = _undeleted(database, call.path["id"])
        checked = check_event_type(database, parse_object(call.body))
        if checked.problems:
            raise invalid(*checked.problems)
        values = checked.values | {"updated_ms": now_ms}
        columns = ", ".join(f"{name} = ?" for name in values)
        database.execute(f"UPDATE event_types SET {columns} WHERE id = ?", (*values.values(), before["id"]))
        after = _find(database, before["id"])
        warning = _warning(database, before, after, now_ms)
    return Answer({"event_type": event_type_written(after)} | ({"warning": warning} if warning else {}))


def remove(backend: Backend, call: Call) -> Answer:
    """Soft-delete it; its bookings stay. Deleting it again answers the same: our reading.

    Raises:
        Refusal: 404, there is none.
    """
    database = backend.database
    with database.transaction():
        row = _find(database, call.path["id"])
        if row["deleted_ms"] is None:
            now_ms = backend.clock.now_ms()
            database.execute("UPDATE event_types SET deleted_ms = ? WHERE id = ?", (now_ms, row["id"]))
            row = _find(database, row["id"])
    return Answer({"event_type": {"id": row["id"], "deleted_at": to_iso(row["deleted_ms"])}})


def _warning(database: Database, before: sqlite3.Row, after: sqlite3.Row, now_ms: int) -> str:
    """The page's own words, where an event type is disabled that has bookings still to come."""
    if not before["is_active"] or after["is_active"]:
        return ""
    active = database.number(
        "SELECT count(*) FROM bookings WHERE event_type_id = ? AND end_ms > ?"
        " AND status IN ('SCHEDULED', 'RESCHEDULED', 'PENDING_CONFIRMATION')",
        (after["id"], now_ms),
    )
    bookings = "1 active booking" if active == 1 else f"{active} active bookings"
    them = "it" if active == 1 else "them"
    return f"This event type has {bookings}. Disabling it will not cancel {them}." if active else ""


def _undeleted(database: Database, event_type_id: str) -> sqlite3.Row:
    row = _find(database, event_type_id)
    if row["deleted_ms"] is not None:
        raise not_found("Event type")
    return row


def _find(database: Database, event_type_id: str) -> sqlite3.Row:
    found = database.row("SELECT * FROM event_types WHERE id = ?", (event_type_id,))
    if found is None:
        raise not_found("Event type")
    return found


def _slug(name: str) -> str:
    words = "".join(char if char.isalnum() else " " for char in name.lower()).split()
    return "-".join(words) or "event"


def _marks(values: dict[str, Value]) -> str:
    return ", ".join("?" * len(values))
