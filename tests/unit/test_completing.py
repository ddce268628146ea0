"""Answers that say less than was known before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slatis_tui.api._rows import read_booking
from slatis_tui.domain.models import Booking, BookingRow
from slatis_tui.domain.store import BookingStore

WHOLE = {
    "id": "bkg_1",
    "status": "PENDING_CONFIRMATION",
    "start_time": "2026-05-01T14:00:00Z",
    "end_time": "2026-05-01T14:30:00Z",
    "attendee": {"name": "Ada Lovelace", "email": "ada@example.com", "timezone": "Europe/London"},
    "event_type_id": "evt_01abc",
    "assigned_to_id": "mem_1",
    "custom_fields": {"company": "Acme"},
}


@dataclass(frozen=True)
class Answer:
    """An answer of the server about one booking."""

    item: Mapping[str, Any]

    def booking(self, place: int) -> Booking:
        """The booking; `place` has no meaning here."""
        return read_booking(dict(self.item), self, place)

    def custom_answer(self, place: int, key: str) -> object:
        """One of its answers."""
        return self.booking(place).custom_fields.get(key)


def told(item: Mapping[str, Any]) -> BookingRow:
    """The row of such an answer."""
    return Answer(item).booking(0).row


def test_an_answer_with_id_and_status_alone_changes_the_status_alone() -> None:
    store = BookingStore()
    store.put_answer(told(WHOLE))
    store.put_answer(told({"id": "bkg_1", "status": "SCHEDULED"}))
    row = store.get("bkg_1")
    assert row is not None
    assert (row.status, row.name, row.event_type_id, row.assigned_to_id) == (
        "SCHEDULED",
        "Ada Lovelace",
        "evt_01abc",
        "mem_1",
    )
    assert "acme" in row.search
    whole = row.whole()
    assert whole.row == row
    assert (whole.attendee.email, whole.custom_fields) == ("ada@example.com", {"company": "Acme"})
    assert whole.document == {**WHOLE, "status": "SCHEDULED"}


def test_what_an_answer_gives_as_null_is_gone() -> None:
    store = BookingStore()
    store.put_answer(told(WHOLE))
    store.put_answer(told({"id": "bkg_1", "status": "SCHEDULED", "assigned_to_id": None}))
    row = store.get("bkg_1")
    assert row is not None
    assert (row.assigned_to_id, row.name) == ("", "Ada Lovelace")
