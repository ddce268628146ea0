"""Bookings for tests, with believable values where a test does not care."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from slatis_tui.domain.models import Attendee, Booking, BookingRow, Status

NOON = 1_763_726_400
"""2025-11-21 12:00 UTC, a Friday."""
HOUR = 3_600
DAY = 24 * HOUR
_PARTS = (
    "start_time",
    "end_time",
    "attendee",
    "event_type_id",
    "assigned_to_id",
    "custom_fields",
    "metadata",
    "created_at",
    "updated_at",
)
"""What a whole answer mentions."""


@dataclass(frozen=True)
class KeptBooking:
    """A source of one booking."""

    row: BookingRow | None = None
    custom_fields: Mapping[str, Any] = field(default_factory=dict)

    def booking(self, place: int) -> Booking:
        """The booking; `place` has no meaning here."""
        assert self.row is not None, "this row has no kept answer"
        return booking(self.row)

    def custom_answer(self, place: int, key: str) -> object:
        """One of its answers."""
        return self.custom_fields.get(key)


def row(
    booking_id: str = "bkg_1",
    status: str = Status.SCHEDULED,
    start: int | None = NOON,
    *,
    minutes: int = 30,
    name: str = "Ada Lovelace",
    email: str = "ada@example.com",
    timezone: str = "Europe/London",
    event_type_id: str = "evt_demo",
    assigned_to_id: str = "usr_kay",
    answers: str = "",
    problem: str = "",
    custom_fields: Mapping[str, Any] | None = None,
) -> BookingRow:
    """A row; without a start it has no end either."""
    known = BookingRow(
        id=booking_id,
        status=status,
        start=start,
        end=None if start is None else start + minutes * 60,
        name=name,
        email=email,
        timezone=timezone,
        event_type_id=event_type_id,
        assigned_to_id=assigned_to_id,
        search="\n".join(filter(None, (name, email, booking_id, answers))).casefold(),
        problem=problem,
        source=KeptBooking(),
        place=0,
    )
    return known._replace(source=KeptBooking(known, custom_fields or {}))


def booking(known: BookingRow) -> Booking:
    """The whole booking behind a row."""
    return Booking(
        row=known,
        attendee=Attendee(known.name, known.email, timezone=known.timezone),
        custom_fields={},
        metadata={},
        created_at=None,
        updated_at=None,
        document=dict.fromkeys(_PARTS) | {"id": known.id, "status": known.status},
    )
