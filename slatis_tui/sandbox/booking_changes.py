"""Creating, rescheduling and editing a booking (vendor's Bookings page)."""

import json
import sqlite3

from slatis_tui.sandbox.attendees import check_attendee, check_attendee_change
from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.calendars import assign
from slatis_tui.sandbox.custom_answers import check_answers
from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.idempotency import check_key, keep, replay
from slatis_tui.sandbox.incoming import parse_object
from slatis_tui.sandbox.instants import parse_instant
from slatis_tui.sandbox.lifecycle import ACTIVE, UNDECIDED, read_reason
from slatis_tui.sandbox.records import NewBooking, end_of, find, fresh, insert, move, settle
from slatis_tui.sandbox.refusals import Detail, conflict, invalid
from slatis_tui.sandbox.routes_event_types import fields_of
from slatis_tui.sandbox.wire import DRAFT, JsonObject, booking_object, encode

CREATED = 201


def create(backend: Backend, call: Call) -> Answer:
    """Book; with an `Idempotency-Key` that was used before, answer what was answered then.

    Raises:
        Refusal: 400 with details, or 409 where nobody is free.
    """
    database, now_ms, key = backend.database, backend.clock.now_ms(), call.idempotency_key
    if key is not None:
        check_key(key)
    with database.transaction():
        if key is not None and (earlier := replay(database, key, now_ms)):
            return earlier
        booking = _book(database, call, now_ms)
        answer = encode({"success": True, "booking": booking})
        if key is not None:
            keep(database, key, answer, now_ms)
    return Answer({}, CREATED, encoded=answer)


def _book(database: Database, call: Call, now_ms: int) -> JsonObject:
    """Make the booking as a draft; its routing shows a moment later."""
    body = parse_object(call.body)
    event_type = _bookable(database, body.get("event_type_id"))
    attendee = check_attendee(body.get("attendee"))
    start_ms, time_problems = _requested_time(body, now_ms)
    answers, answer_problems = _answers(database, event_type, body.get("custom_fields"))
    problems = time_problems + attendee.problems + answer_problems + _shape_problems(body)
    if event_type is None:
        problems.insert(0, Detail("event_type_id", "is not an active event type"))
    if event_type is None or problems:
        raise invalid(*problems)
    end_ms = end_of(start_ms, event_type)
    wished, metadata = body.get("assign_to"), body.get("metadata")
    member_id = assign(database, event_type, start_ms, end_ms, wished=wished if isinstance(wished, str) else None)
    new = NewBooking(
        event_type_id=event_type["id"],
        assigned_to_id=member_id,
        start_ms=start_ms,
        end_ms=end_ms,
        name=attendee.values["name"] or "",
        email=attendee.values["email"] or "",
        phone=attendee.values["phone"],
        timezone=attendee.values["timezone"],
        custom_fields=json.dumps(answers),
        metadata=metadata if isinstance(metadata, dict) else {},
    )
    settles_to = "PENDING_CONFIRMATION" if event_type["requires_confirmation"] else "SCHEDULED"
    made = insert(database, new, call.principal.name, now_ms, DRAFT, settles_to)
    return booking_object(fresh(database, made))


def _bookable(database: Database, event_type_id: object) -> sqlite3.Row | None:
    """The event type of that id, if bookings of it may be made."""
    if not isinstance(event_type_id, str):
        return None
    query = "SELECT * FROM event_types WHERE id = ? AND is_active AND deleted_ms IS NULL"
    return database.row(query, (event_type_id,))


def _requested_time(body: JsonObject, now_ms: int) -> tuple[int, list[Detail]]:
    """When it is to start, in Unix milliseconds. A time that has passed is refused: our reading."""
    given = body.get("requested_time")
    try:
        start_ms = parse_instant(given if isinstance(given, str) else "")
    except ValueError:
        return 0, [Detail("requested_time", "must be an ISO 8601 date-time such as 2026-05-01T14:00:00Z")]
    return start_ms, [Detail("requested_time", "has passed")] if start_ms < now_ms else []


def _answers(database: Database, event_type: sqlite3.Row | None, given: object) -> tuple[JsonObject, list[Detail]]:
    """The answers to the custom fields, checked; `_shape_problems` tells of what is no object at all."""
    if event_type is None or not isinstance(given, dict | None):
        return {}, []
    return check_answers(fields_of(database, event_type["id"]), given or {})


def _shape_problems(body: JsonObject) -> list[Detail]:
    """What of the optional parts has the wrong type."""
    problems = [
        Detail(name, "must be an object")
        for name in ("custom_fields", "metadata")
        if not isinstance(body.get(name), dict | None)
    ]
    if not isinstance(body.get("assign_to"), str | None):
        problems.append(Detail("assign_to", "must be the id of a member"))
    return problems


def reschedule(backend: Backend, call: Call) -> Answer:
    """Cancel the booking and make one at the new time, with links both ways in the metadata: our reading.

    Raises:
        Refusal: 400, 404, or 409 where it is not SCHEDULED or nobody is free.
    """
    body = parse_object(call.body)
    reason = read_reason(body)
    database, now_ms = backend.database, backend.clock.now_ms()
    start_ms, problems = _requested_time(body, now_ms)
    if problems:
        raise invalid(*problems)
    with database.transaction():
        settle(database, now_ms)
        old = find(database, call.path["id"], call.principal)
        if old["status"] != "SCHEDULED":
            raise conflict(f"A booking that is {old['status']} can't be rescheduled")
        new_id = _book_anew(database, old, start_ms, now_ms, reason)
        move(database, old, "CANCELLED", now_ms, {"rescheduled_to": new_id})
    return Answer({"booking": booking_object(fresh(database, new_id))})


def _book_anew(database: Database, old: sqlite3.Row, start_ms: int, now_ms: int, reason: str) -> str:
    """The same booking at another time; its id. It lasts as long as the old one did."""
    event_type = database.row("SELECT * FROM event_types WHERE id = ?", (old["event_type_id"],))
    assert event_type is not None
    end_ms = start_ms + old["end_ms"] - old["start_ms"]
    notes: JsonObject = {"rescheduled_from": old["id"]} | ({"reschedule_reason": reason} if reason else {})
    new = NewBooking(
        event_type_id=old["event_type_id"],
        assigned_to_id=assign(database, event_type, start_ms, end_ms, moved=old),
        start_ms=start_ms,
        end_ms=end_ms,
        name=old["name"],
        email=old["email"],
        phone=old["phone"],
        timezone=old["timezone"],
        custom_fields=old["custom_fields"],
        metadata=json.loads(old["metadata"]) | notes,
    )
    return insert(database, new, old["created_by"], now_ms, "RESCHEDULED")


def edit_attendee(backend: Backend, call: Call) -> Answer:
    """Change the attendee's details and nothing else.

    Raises:
        Refusal: 400, 404, or 409 where its status does not permit it.
    """
    body = parse_object(call.body)
    checked = check_attendee_change(body.get("attendee"))
    fixed = [Detail(name, "can't be changed; only attendee can") for name in body if name != "attendee"]
    if fixed or checked.problems:
        raise invalid(*fixed, *checked.problems)
    database, now_ms = backend.database, backend.clock.now_ms()
    with database.transaction():
        settle(database, now_ms)
        row = find(database, call.path["id"], call.principal)
        if row["status"] not in ACTIVE | UNDECIDED:
            raise conflict(f"The attendee of a booking that is {row['status']} can't be changed")
        columns = ", ".join(f"{name} = ?" for name in checked.values)
        values = (*checked.values.values(), now_ms, row["seq"])
        database.execute(f"UPDATE bookings SET {columns}, updated_ms = ? WHERE seq = ?", values)
    return Answer({"booking": booking_object(fresh(database, row["id"]))})
