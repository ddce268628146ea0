"""Booking rows: finding, making and moving them on."""

import json
import sqlite3
from dataclasses import dataclass

from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.instants import MINUTE_MS
from slatis_tui.sandbox.keys import Principal, Scope
from slatis_tui.sandbox.refusals import not_found
from slatis_tui.sandbox.wire import JsonObject

SETTLING_MS = 300
"""How long a new booking stays a DRAFT before its routing shows."""

_SPREAD = 0x9E3779B97F4A7C15
"""Odd, so that multiplying by it modulo a power of two never gives one id twice."""

INSERT_BOOKING = "INSERT INTO bookings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def booking_id(seq: int) -> str:
    """The id of the booking with that number: unique, the same in every run, and no number to be guessed along."""
    return f"bkg_{seq * _SPREAD % 2**56:014x}"


@dataclass(frozen=True, slots=True)
class NewBooking:
    """A booking that passed every check."""

    event_type_id: str
    assigned_to_id: str
    start_ms: int
    end_ms: int
    name: str
    email: str
    phone: str | None
    timezone: str | None
    custom_fields: str
    """As JSON."""
    metadata: JsonObject


def insert(
    database: Database, booking: NewBooking, created_by: str, now_ms: int, status: str, settles_to: str | None = None
) -> str:
    """Make a booking that belongs to the key of that name; its id."""
    seq = next_seq(database)
    row = (
        seq, booking_id(seq), status, settles_to, booking.event_type_id, booking.assigned_to_id,
        booking.start_ms, booking.end_ms, booking.name, booking.email, booking.phone, booking.timezone,
        booking.custom_fields, json.dumps(booking.metadata), created_by, now_ms, now_ms,
    )  # fmt: skip
    database.execute(INSERT_BOOKING, row)
    return booking_id(seq)


def next_seq(database: Database) -> int:
    """The number of the next booking."""
    return database.number("SELECT max(seq) FROM bookings") + 1


def settle(database: Database, now_ms: int) -> None:
    """Let the drafts whose routing is over by now take their status, as of when it was over."""
    database.execute(
        "UPDATE bookings SET status = settles_to, settles_to = NULL, updated_ms = created_ms + ?"
        " WHERE settles_to IS NOT NULL AND created_ms <= ?",
        (SETTLING_MS, now_ms - SETTLING_MS),
    )


def find(database: Database, booking_id: str, principal: Principal) -> sqlite3.Row:
    """One booking that this key may see.

    Raises:
        Refusal: 404, there is none, or it is not among those that the key made where it sees no others.
    """
    row = database.row("SELECT * FROM bookings WHERE id = ?", (booking_id,))
    if row is None or (Scope.BOOKINGS_READ not in principal.scopes and row["created_by"] != principal.name):
        raise not_found("Booking")
    return row


def move(database: Database, row: sqlite3.Row, status: str, now_ms: int, notes: JsonObject) -> sqlite3.Row:
    """Give a booking its next status, with notes added to its metadata; the booking as it then is."""
    metadata = json.dumps(json.loads(row["metadata"]) | notes) if notes else row["metadata"]
    database.execute(
        "UPDATE bookings SET status = ?, metadata = ?, updated_ms = ? WHERE seq = ?",
        (status, metadata, now_ms, row["seq"]),
    )
    return fresh(database, row["id"])


def fresh(database: Database, booking_id: str) -> sqlite3.Row:
    """A booking that is known to exist, as it is now."""
    row = database.row("SELECT * FROM bookings WHERE id = ?", (booking_id,))
    assert row is not None
    return row


def end_of(start_ms: int, event_type: sqlite3.Row) -> int:
    """When a booking of that type ends."""
    return start_ms + int(event_type["duration"]) * MINUTE_MS
