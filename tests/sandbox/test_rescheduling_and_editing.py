"""Rescheduling a booking and editing its attendee (vendor's Bookings page)."""

import pytest

from tests.sandbox.api import Api, Json, half_hours, refusal, wrong_fields

FIXED = ("DRAFT", "COMPLETED", "CANCELLED", "NO_SHOW")


def test_rescheduling_cancels_the_original_and_answers_with_a_new_booking(api: Api) -> None:
    old = api.book("2026-06-22T09:00:00Z", metadata={"source": "website"})
    body: Json = {"requested_time": "2026-06-23T10:00:00Z", "reason": "ill"}
    new = api.post(f"/bookings/{old['id']}/reschedule", body).json()["booking"]
    assert (new["status"], new["start_time"], new["end_time"]) == (
        "RESCHEDULED", "2026-06-23T10:00:00.000Z", "2026-06-23T10:15:00.000Z",
    )  # fmt: skip
    assert new["id"] != old["id"]
    assert new["metadata"] == {"source": "website", "rescheduled_from": old["id"], "reschedule_reason": "ill"}
    assert {name: new[name] for name in ("attendee", "assigned_to_id", "event_type_id")} == {
        name: old[name] for name in ("attendee", "assigned_to_id", "event_type_id")
    }
    original = api.booking(old["id"])
    assert (original["status"], original["metadata"]["rescheduled_to"]) == ("CANCELLED", new["id"])


def test_a_booking_may_be_moved_by_less_than_its_length(api: Api) -> None:
    """It is not in its own way."""
    old = api.book("2026-06-22T11:00:00Z", assign_to="mem_02marcus")
    new = api.post(f"/bookings/{old['id']}/reschedule", {"requested_time": "2026-06-22T11:05:00Z"}).json()["booking"]
    assert new["assigned_to_id"] == "mem_02marcus"


def test_a_rescheduled_booking_can_be_confirmed(api: Api) -> None:
    old = api.book("2026-06-22T12:00:00Z")
    new = api.post(f"/bookings/{old['id']}/reschedule", {"requested_time": "2026-06-22T13:00:00Z"}).json()["booking"]
    assert api.post(f"/bookings/{new['id']}/confirm").json()["booking"]["status"] == "SCHEDULED"


@pytest.mark.parametrize("status", [*FIXED, "RESCHEDULED", "PENDING_CONFIRMATION"])
def test_only_a_scheduled_booking_can_be_rescheduled(api: Api, status: str) -> None:
    booking = api.any_booking(status)
    answer = api.post(f"/bookings/{booking['id']}/reschedule", {"requested_time": "2026-06-24T09:00:00Z"})
    assert refusal(answer) == (409, "conflict")
    assert api.booking(booking["id"]) == booking


@pytest.mark.parametrize("body", [{}, {"requested_time": "soon"}, {"requested_time": "2026-05-01T09:00:00Z"}])
def test_a_new_time_that_is_none_or_has_passed_is_refused(api: Api, body: Json) -> None:
    booking = api.any_booking("SCHEDULED")
    assert wrong_fields(api.post(f"/bookings/{booking['id']}/reschedule", body)) == ["requested_time"]
    assert api.booking(booking["id"]) == booking


def test_a_time_when_nobody_is_free_is_a_conflict_and_keeps_the_original(api: Api) -> None:
    for _ in range(3):
        api.make("2026-06-25T03:00:00Z")
    booking = api.book("2026-06-25T05:00:00Z")
    answer = api.post(f"/bookings/{booking['id']}/reschedule", {"requested_time": "2026-06-25T03:05:00Z"})
    assert refusal(answer) == (409, "conflict")
    assert [detail["field"] for detail in answer.json()["error"]["details"]] == ["requested_time"]
    assert api.booking(booking["id"]) == booking


def test_a_booking_moves_within_its_full_day_but_not_into_another_full_one(api: Api) -> None:
    """The booking that moves does not count on the day that it leaves."""
    *most, last_one = half_hours("2026-07-20")
    for start in most:
        api.make(start, assign_to="mem_02marcus")
    twelfth = api.book(last_one, assign_to="mem_02marcus")
    new = api.post(f"/bookings/{twelfth['id']}/reschedule", {"requested_time": "2026-07-20T21:00:00Z"}).json()[
        "booking"
    ]
    assert new["assigned_to_id"] == "mem_02marcus"
    other = api.book("2026-07-21T13:00:00Z", assign_to="mem_02marcus")
    moved = api.post(f"/bookings/{other['id']}/reschedule", {"requested_time": "2026-07-20T12:00:00Z"}).json()
    assert moved["booking"]["assigned_to_id"] != "mem_02marcus"


def test_a_part_of_the_attendee_can_be_changed(api: Api) -> None:
    before = api.book("2026-06-26T09:00:00Z")
    after = api.patch(f"/bookings/{before['id']}", {"attendee": {"email": "new@example.com"}}).json()["booking"]
    assert after["attendee"] == before["attendee"] | {"email": "new@example.com"}
    assert after["updated_at"] > before["updated_at"]
    assert after == before | {"attendee": after["attendee"], "updated_at": after["updated_at"]}
    assert api.booking(before["id"]) == after


def test_null_clears_an_optional_part(api: Api) -> None:
    booking = api.book("2026-06-26T10:00:00Z")
    for attendee in ({"phone": "+1-555-0123", "timezone": "Europe/Madrid"}, {"phone": None, "timezone": None}):
        answer = api.patch(f"/bookings/{booking['id']}", {"attendee": attendee}).json()["booking"]
        assert {name: answer["attendee"][name] for name in attendee} == attendee


@pytest.mark.parametrize("status", ["SCHEDULED", "RESCHEDULED", "PENDING_CONFIRMATION"])
def test_an_attendee_can_be_changed_in_three_states(api: Api, status: str) -> None:
    booking = api.any_booking(status)
    answer = api.patch(f"/bookings/{booking['id']}", {"attendee": {"name": "Somebody Else"}})
    assert answer.json()["booking"]["status"] == status


@pytest.mark.parametrize("status", FIXED)
def test_an_attendee_can_not_be_changed_in_the_others(api: Api, status: str) -> None:
    booking = api.any_booking(status)
    answer = api.patch(f"/bookings/{booking['id']}", {"attendee": {"name": "Somebody Else"}})
    assert refusal(answer) == (409, "conflict")
    assert api.booking(booking["id"]) == booking


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"status": "COMPLETED", "attendee": {"name": "Jane"}}, "status"),
        ({"requested_time": "2026-06-26T11:00:00Z", "attendee": {"name": "Jane"}}, "requested_time"),
        ({"assigned_to_id": "mem_01amelia", "attendee": {"name": "Jane"}}, "assigned_to_id"),
        ({}, "attendee"),
        ({"attendee": {}}, "attendee"),
        ({"attendee": {"name": None}}, "attendee.name"),
        ({"attendee": {"email": "nowhere"}}, "attendee.email"),
        ({"attendee": {"timezone": "Nowhere"}}, "attendee.timezone"),
        ({"attendee": {"status": "SCHEDULED"}}, "attendee.status"),
    ],
)
def test_nothing_but_a_valid_attendee_can_be_changed(api: Api, body: Json, field: str) -> None:
    booking = api.any_booking("SCHEDULED")
    assert wrong_fields(api.patch(f"/bookings/{booking['id']}", body)) == [field]
    assert api.booking(booking["id"]) == booking


def test_an_unknown_booking_can_not_be_edited(api: Api) -> None:
    assert refusal(api.patch("/bookings/bkg_none", {"attendee": {"name": "Jane"}})) == (404, "not_found")
