"""The seeded webhooks, and what they have delivered of late."""

import json
from collections.abc import Iterator
from random import Random

from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.instants import DAY_MS, MINUTE_MS, to_iso

_CALENDAR, _WAREHOUSE = "whk_01calendar", "whk_02warehouse"
_EVENTS = (
    "BOOKING_CREATED", "BOOKING_UPDATED", "BOOKING_CANCELLED", "BOOKING_RESCHEDULED", "BOOKING_COMPLETED",
    "BOOKING_NO_SHOW", "ASSIGNMENT_CHANGED",
)  # fmt: skip
"""Vendor's documentation, webhooks."""
_WEBHOOKS = (
    (_CALENDAR, "https://hooks.northlight.example/slatis/calendar", _EVENTS[:4], True),
    (_WAREHOUSE, "https://warehouse.northlight.example/in/bookings", _EVENTS, False),
)
_DELIVERIES = 140
"""More than a page of a hundred holds."""
_ONE_FAILS_IN = 12


def fill_webhooks(database: Database, seed: int, now_ms: int) -> None:
    """Two webhooks; the first has delivered, the second never did."""
    for webhook_id, url, events, is_active in _WEBHOOKS:
        document = {
            "id": webhook_id,
            "url": url,
            "events": list(events),
            "is_active": is_active,
            "created_at": to_iso(now_ms - 200 * DAY_MS),
        }
        database.execute("INSERT INTO webhooks VALUES (?, ?)", (webhook_id, json.dumps(document)))
    database.execute_many("INSERT INTO deliveries VALUES (?, ?, ?)", _deliveries(Random(f"webhooks {seed}"), now_ms))


def _deliveries(rng: Random, now_ms: int) -> Iterator[tuple[int, str, str]]:
    at_ms = now_ms - _DELIVERIES * 45 * MINUTE_MS
    for number in range(1, _DELIVERIES + 1):
        at_ms += rng.randrange(5, 85) * MINUTE_MS // 2
        failed = rng.randrange(_ONE_FAILS_IN) == 0
        document = {
            "id": f"dlv_{number:05d}",
            "event": rng.choice(_WEBHOOKS[0][2]),
            "status": "failed" if failed else "delivered",
            "response_status": rng.choice((500, 503, None)) if failed else 200,
            "attempts": 3 if failed else 1,
            "created_at": to_iso(at_ms),
        }
        yield number, _CALENDAR, json.dumps(document)
