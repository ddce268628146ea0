"""Event types (vendor's Event Types page)."""

import sqlite3

from starlette.routing import Route

from slatis_tui.sandbox.answers import operation
from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.event_type_changes import create, remove, update
from slatis_tui.sandbox.keys import Scope
from slatis_tui.sandbox.refusals import not_found
from slatis_tui.sandbox.wire import event_type_object, event_type_summary, field_object

_READ = (Scope.EVENT_TYPES_READ,)
_WRITE = (Scope.EVENT_TYPES_WRITE,)


def routes(backend: Backend, base: str) -> list[Route]:
    """List, one, the fields of one; create, update and delete."""
    every, one = f"{base}/event-types", f"{base}/event-types/{{id}}"
    return [
        operation(backend, "GET", every, _READ, _list),
        operation(backend, "POST", every, _WRITE, create),
        operation(backend, "GET", one, _READ, _get),
        operation(backend, "PATCH", one, _WRITE, update),
        operation(backend, "DELETE", one, _WRITE, remove),
        operation(backend, "GET", f"{one}/fields", _READ, _fields),
    ]


def _list(backend: Backend, _: Call) -> Answer:
    """The active ones, sorted by name."""
    query = "SELECT * FROM event_types WHERE is_active AND deleted_ms IS NULL ORDER BY name COLLATE NOCASE, id"
    return Answer({"event_types": [event_type_summary(row) for row in backend.database.rows(query)]})


def _get(backend: Backend, call: Call) -> Answer:
    """Any of them, active or not: bookings of an inactive one remain."""
    event_type = _find(backend.database, call.path["id"])
    return Answer({"event_type": event_type_object(event_type, fields_of(backend.database, call.path["id"]))})


def _fields(backend: Backend, call: Call) -> Answer:
    """The schema of its form alone."""
    _find(backend.database, call.path["id"])
    return Answer({"fields": [field_object(row) for row in fields_of(backend.database, call.path["id"])]})


def _find(database: Database, event_type_id: str) -> sqlite3.Row:
    found = database.row("SELECT * FROM event_types WHERE id = ?", (event_type_id,))
    if found is None:
        raise not_found("Event type")
    return found


def fields_of(database: Database, event_type_id: str) -> list[sqlite3.Row]:
    """The custom fields in display order."""
    return database.rows('SELECT * FROM fields WHERE event_type_id = ? ORDER BY "order"', (event_type_id,))
