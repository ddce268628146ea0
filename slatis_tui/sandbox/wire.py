"""Rows as the JSON objects of the vendor's pages."""

import json
import sqlite3

from slatis_tui.sandbox.instants import to_iso

JsonObject = dict[str, object]

DRAFT = "DRAFT"
WORKLOAD = ("prep", "meeting", "implementation", "admin")
"""The parts of an event type's workload, in minutes (vendor's Event Types page, "workload object")."""


def encode(value: object) -> bytes:
    """JSON as it goes over the wire."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def booking_object(row: sqlite3.Row) -> JsonObject:
    """A booking (vendor's Bookings page). A draft names no member: it is still being routed."""
    return {
        "id": row["id"],
        "status": row["status"],
        "event_type_id": row["event_type_id"],
        "assigned_to_id": None if row["status"] == DRAFT else row["assigned_to_id"],
        "start_time": to_iso(row["start_ms"]),
        "end_time": to_iso(row["end_ms"]),
        "attendee": {
            "name": row["name"],
            "email": row["email"],
            "phone": row["phone"],
            "timezone": row["timezone"],
        },
        "custom_fields": json.loads(row["custom_fields"]),
        "metadata": json.loads(row["metadata"]),
        "created_at": to_iso(row["created_ms"]),
        "updated_at": to_iso(row["updated_ms"]),
    }


def event_type_summary(row: sqlite3.Row) -> JsonObject:
    """An event type as the list has it (vendor's Event Types page, "List event types")."""
    names = (
        "id", "name", "slug", "description", "duration", "slot_interval", "buffer_before", "buffer_after",
        "minimum_booking_notice", "scheduling_type", "team_id",
    )  # fmt: skip
    return {name: row[name] for name in names}


def event_type_object(row: sqlite3.Row, fields: list[sqlite3.Row]) -> JsonObject:
    """An event type with everything about it (vendor's Event Types page, "Get a specific event type")."""
    return event_type_summary(row) | {
        "requires_confirmation": bool(row["requires_confirmation"]),
        "timezone": row["timezone"],
        "mode": "SIMPLE",
        "is_active": bool(row["is_active"]),
        "is_personal": False,
        "created_at": to_iso(row["created_ms"]),
        "updated_at": to_iso(row["updated_ms"]),
        "deleted_at": None if row["deleted_ms"] is None else to_iso(row["deleted_ms"]),
        "workload": {part: row[part] for part in WORKLOAD},
        "custom_fields": [field_object(field) for field in fields],
    }


def event_type_written(row: sqlite3.Row) -> JsonObject:
    """An event type as a write answers it (vendor's Event Types page, "Create an event type"), with its workload."""
    whole = event_type_object(row, [])
    del whole["custom_fields"]
    return whole


def field_object(row: sqlite3.Row) -> JsonObject:
    """A custom field; `options` only where it has some."""
    field: JsonObject = {name: row[name] for name in ("id", "key", "label", "type")}
    field["required"] = bool(row["required"])
    if row["options"] is not None:
        field["options"] = json.loads(row["options"])
    return field | {"order": row["order"]}


def member_object(row: sqlite3.Row) -> JsonObject:
    """A member of a team, from a row joined with the team's name (vendor's documentation, team members)."""
    return {
        "object": "team_member",
        "id": row["id"],
        "name": row["name"],
        "email": row["email"],
        "avatar_url": None,
        "role": row["role"],
        "skills": json.loads(row["skills"]),
        "is_active": bool(row["is_active"]),
        "team": {"id": row["team_id"], "name": row["team_name"]},
    }
