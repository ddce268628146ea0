"""The seeded bookings: who, what was answered, and what has become of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from random import Random

from slatis_tui.sandbox.database import Value
from slatis_tui.sandbox.instants import DAY_MS, HOUR_MS, MINUTE_MS
from slatis_tui.sandbox.keys import SECRET_PRINCIPAL
from slatis_tui.sandbox.records import booking_id
from slatis_tui.sandbox.seed_answers import answers_for, metadata_for
from slatis_tui.sandbox.seed_calendar import Placement, placements
from slatis_tui.sandbox.seed_people import Person, people

_RECENT_MS = 6 * DAY_MS
"""For so long an outcome may still be missing."""
_SEVERAL_EACH = 3
"""Bookings a person, about."""
_MOST_PEOPLE = 4_000
_ONE_DRAFT_IN = 200
"""One booking in so many is stuck in its routing."""


@dataclass(slots=True)
class _Seeded:
    """A booking on its way into the database."""

    placement: Placement
    person: Person
    status: str
    answers: dict[str, object]
    metadata: dict[str, object]
    created_ms: int
    updated_ms: int


def booking_rows(rng: Random, number: int, now_ms: int) -> Iterator[tuple[Value, ...]]:
    """The rows of the table, ready to insert. The same generator state, number and now give the same rows."""
    crowd = people(rng, min(_MOST_PEOPLE, number // _SEVERAL_EACH + 20))
    seeded = [_seeded(rng, placement, rng.choice(crowd), now_ms) for placement in placements(rng, number, now_ms)]
    _link_rescheduled(seeded)
    _leave_drafts(seeded, now_ms)
    for seq, booking in zip(count(1), seeded, strict=False):
        yield _row(seq, booking)


def _seeded(rng: Random, placement: Placement, person: Person, now_ms: int) -> _Seeded:
    lead = rng.randrange(HOUR_MS, 20 * DAY_MS)
    created_ms = min(placement.start_ms - lead, now_ms - rng.randrange(5 * MINUTE_MS, 9 * DAY_MS))
    status = _status(rng, placement, now_ms)
    touched_ms = placement.end_ms if placement.end_ms < now_ms else now_ms - rng.randrange(MINUTE_MS, 3 * HOUR_MS)
    return _Seeded(
        placement=placement,
        person=person,
        status=status,
        answers=answers_for(rng, placement.event_type, person, placement.start_ms),
        metadata=metadata_for(rng),
        created_ms=created_ms,
        updated_ms=created_ms if status == "SCHEDULED" else max(created_ms, touched_ms),
    )


def _status(rng: Random, placement: Placement, now_ms: int) -> str:
    """What has become of it by now."""
    chance = rng.random()
    confirms = placement.event_type.requires_confirmation
    if placement.end_ms < now_ms:
        if now_ms - placement.end_ms < _RECENT_MS and chance < 0.25:
            return "PENDING_CONFIRMATION" if confirms and chance < 0.1 else "SCHEDULED"
        return _first_above(chance, (0.72, "COMPLETED"), (0.80, "NO_SHOW"), (0.97, "CANCELLED"), (1.0, "COMPLETED"))
    if placement.start_ms <= now_ms:
        return "SCHEDULED"
    if confirms and chance < 0.45:
        return "PENDING_CONFIRMATION"
    return _first_above(chance, (0.84, "SCHEDULED"), (0.92, "CANCELLED"), (1.0, "RESCHEDULED"))


def _first_above(chance: float, *shares: tuple[float, str]) -> str:
    return next(status for share, status in shares if chance < share)


def _link_rescheduled(seeded: list[_Seeded]) -> None:
    """Give every RESCHEDULED booking the cancelled one that it comes from; without one it is SCHEDULED."""
    cancelled: dict[str, int] = {}
    for place, booking in enumerate(seeded):
        event_type_id = booking.placement.event_type.id
        if booking.status == "CANCELLED":
            cancelled[event_type_id] = place
        elif booking.status == "RESCHEDULED":
            origin = cancelled.pop(event_type_id, None)
            if origin is None:
                booking.status = "SCHEDULED"
                continue
            old = seeded[origin]
            booking.person, booking.answers = old.person, old.answers
            booking.metadata = old.metadata | {"rescheduled_from": booking_id(origin + 1)}
            old.metadata = old.metadata | {"rescheduled_to": booking_id(place + 1)}
            booking.created_ms = max(old.created_ms, old.updated_ms)
            booking.updated_ms = booking.created_ms


def _leave_drafts(seeded: list[_Seeded], now_ms: int) -> None:
    """Some of those to come are still being routed, and stay so: nobody was found for them."""
    upcoming = [booking for booking in seeded if booking.status == "SCHEDULED" and booking.placement.start_ms > now_ms]
    for booking in upcoming[-1 : -1 - len(seeded) // _ONE_DRAFT_IN : -1]:
        booking.status = "DRAFT"


def _row(seq: int, booking: _Seeded) -> tuple[Value, ...]:
    placement, person = booking.placement, booking.person
    return (
        seq, booking_id(seq), booking.status, None, placement.event_type.id,
        None if booking.status == "DRAFT" else placement.member_id,
        placement.start_ms, placement.end_ms, person.name, person.email, person.phone, person.timezone,
        json.dumps(booking.answers), json.dumps(booking.metadata), SECRET_PRINCIPAL.name,
        booking.created_ms, booking.updated_ms,
    )  # fmt: skip
