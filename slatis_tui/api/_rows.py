"""Booking objects → rows and bookings. Only `id` and `status` are relied upon; whatever else is odd reads as empty.

A page of a hundred is read on the event loop while keys are being pressed, hence the plain functions: no
models, no intermediate objects, and texts that repeat from row to row (zones, ids) kept once.
"""

import json
from hashlib import blake2s
from sys import intern
from typing import Any

from slatis_tui.api._values import identifier, instant, mapping, recurring_text, text
from slatis_tui.domain.models import Attendee, Booking, BookingRow, Source, Status
from slatis_tui.domain.text import BLOCK_LIMIT, clean, clean_json

_NESTING = 4
"""Levels of lists and objects inside a custom answer that the search looks into."""

_STATUSES = {status: status for status in Status.KNOWN}


def read_row(item: object, source: Source, place: int) -> BookingRow:
    """The booking as a list shows it. Never raises: what can't be read at all is a row that says so."""
    if not isinstance(item, dict):
        return _unreadable(item, "it is not an object", source, place)
    booking_id = identifier(item.get("id"))
    if not booking_id:
        return _unreadable(item, "it has no usable id", source, place)
    status = _status(item.get("status"))
    if not status:
        return _unreadable(item, "it has no status", source, place)
    attendee = mapping(item.get("attendee"))
    name, email = recurring_text(attendee.get("name")), recurring_text(attendee.get("email"))
    return BookingRow(
        booking_id,
        status,
        instant(item.get("start_time")),
        instant(item.get("end_time")),
        name,
        email,
        intern(text(attendee.get("timezone"))),
        intern(identifier(item.get("event_type_id"))),
        intern(identifier(item.get("assigned_to_id"))),
        _search(name, email, booking_id, mapping(item.get("custom_fields"))),
        "",
        source,
        place,
    )


def read_booking(item: object, source: Source, place: int) -> Booking:
    """The whole booking. Never raises."""
    document = mapping(item)
    attendee = mapping(document.get("attendee"))
    return Booking(
        row=read_row(item, source, place),
        attendee=Attendee(*(text(attendee.get(part)) for part in ("name", "email", "phone", "timezone"))),
        custom_fields=mapping(clean_json(mapping(document.get("custom_fields")))),
        metadata=mapping(clean_json(mapping(document.get("metadata")))),
        created_at=instant(document.get("created_at")),
        updated_at=instant(document.get("updated_at")),
        document=document,
    )


def _status(value: object) -> str:
    if not isinstance(value, str):
        return ""
    return _STATUSES.get(value) or intern(clean(value).strip())


def _search(name: str, email: str, booking_id: str, answers: dict[str, Any]) -> str:
    parts = [name, email, booking_id]
    if answers:
        parts += [
            clean(answer, BLOCK_LIMIT) if isinstance(answer, str) else _spoken(answer, _NESTING)
            for answer in answers.values()
        ]
    return "\n".join(filter(None, parts)).casefold()


def _spoken(value: object, levels: int) -> str:
    """An answer as someone would type it into the search."""
    if isinstance(value, str):
        return clean(value, BLOCK_LIMIT)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list) or levels <= 0:
        return ""
    return ", ".join(filter(None, (_spoken(item, levels - 1) for item in value)))


def _unreadable(item: object, reason: str, source: Source, place: int) -> BookingRow:
    """A row in the place of what could not be read; its id is the same whenever the same comes again."""
    digest = blake2s(json.dumps(clean_json(item), sort_keys=True).encode(), digest_size=6).hexdigest()
    problem = f"This row could not be read: {reason}"
    return BookingRow(f"unreadable:{digest}", "", None, None, "", "", "", "", "", "", problem, source, place)
