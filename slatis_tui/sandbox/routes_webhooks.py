"""Webhooks and their delivery history, to be read (API Conventions page, "Offset-based pagination").

That both exist and are paged by offset is documented; paths below `/webhooks` and what they hold are our reading.
"""

import json
import sqlite3

from starlette.routing import Route

from slatis_tui.sandbox.answers import operation
from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.keys import Scope
from slatis_tui.sandbox.members import offset_page
from slatis_tui.sandbox.refusals import not_found
from slatis_tui.sandbox.wire import JsonObject

_READ = (Scope.WEBHOOKS_READ,)


def routes(backend: Backend, base: str) -> list[Route]:
    """All of them, and what one has delivered."""
    return [
        operation(backend, "GET", f"{base}/webhooks", _READ, _list),
        operation(backend, "GET", f"{base}/webhooks/{{id}}/deliveries", _READ, _deliveries),
    ]


def _list(backend: Backend, call: Call) -> Answer:
    return offset_page(call, "webhooks", backend.database.rows("SELECT * FROM webhooks ORDER BY id"), _document)


def _deliveries(backend: Backend, call: Call) -> Answer:
    """The newest first."""
    webhook_id = call.path["id"]
    if backend.database.row("SELECT id FROM webhooks WHERE id = ?", (webhook_id,)) is None:
        raise not_found("Webhook")
    query = "SELECT * FROM deliveries WHERE webhook_id = ? ORDER BY seq DESC"
    return offset_page(call, "deliveries", backend.database.rows(query, (webhook_id,)), _document)


def _document(row: sqlite3.Row) -> JsonObject:
    document: JsonObject = json.loads(row["document"])
    return document
