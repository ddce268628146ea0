"""The lifecycle (vendor's Bookings page, "Lifecycle" and "Status transitions")."""

import pytest

from tests.sandbox.api import Api, Json, refusal, wrong_fields

STATUSES = ("DRAFT", "SCHEDULED", "PENDING_CONFIRMATION", "RESCHEDULED", "COMPLETED", "CANCELLED", "NO_SHOW")
ALLOWED = {
    "confirm": {"PENDING_CONFIRMATION": "SCHEDULED", "RESCHEDULED": "SCHEDULED", "SCHEDULED": "SCHEDULED"},
    "complete": {"SCHEDULED": "COMPLETED", "RESCHEDULED": "COMPLETED", "COMPLETED": "COMPLETED"},
    "no-show": {"SCHEDULED": "NO_SHOW", "RESCHEDULED": "NO_SHOW", "NO_SHOW": "NO_SHOW"},
    "cancel": {
        "SCHEDULED": "CANCELLED", "RESCHEDULED": "CANCELLED", "PENDING_CONFIRMATION": "CANCELLED",
        "CANCELLED": "CANCELLED",
    },
}  # fmt: skip


@pytest.mark.parametrize("verb", ALLOWED)
@pytest.mark.parametrize("status", STATUSES)
def test_a_transition_does_what_the_lifecycle_says(api: Api, verb: str, status: str) -> None:
    """From every status, by every operation: the next status, or a conflict that changes nothing."""
    before = api.any_booking(status)
    answer = api.post(f"/bookings/{before['id']}/{verb}")
    if status in ALLOWED[verb]:
        assert answer.status_code == 200
        assert answer.json()["booking"]["status"] == ALLOWED[verb][status]
        assert api.booking(before["id"]) == answer.json()["booking"]
    else:
        assert refusal(answer) == (409, "conflict")
        assert status in answer.json()["error"]["message"]
        assert api.booking(before["id"]) == before


@pytest.mark.parametrize("verb", ALLOWED)
def test_repeating_a_transition_changes_nothing(api: Api, verb: str) -> None:
    booking = api.any_booking("PENDING_CONFIRMATION" if verb in ("confirm", "cancel") else "SCHEDULED")
    first = api.post(f"/bookings/{booking['id']}/{verb}").json()
    assert first["booking"]["updated_at"] > booking["updated_at"]
    assert api.post(f"/bookings/{booking['id']}/{verb}").json() == first


def test_a_cancellation_keeps_its_first_reason(api: Api) -> None:
    booking = api.any_booking("SCHEDULED")
    for reason in ("moved away", "something else"):
        answer = api.post(f"/bookings/{booking['id']}/cancel", {"reason": reason}).json()["booking"]
    assert answer["metadata"] == booking["metadata"] | {"cancellation_reason": "moved away"}


@pytest.mark.parametrize("reason", [5, ["a"], "x" * 2001])
def test_a_reason_that_is_no_short_text_is_refused(api: Api, reason: object) -> None:
    booking = api.any_booking("SCHEDULED")
    assert wrong_fields(api.post(f"/bookings/{booking['id']}/cancel", {"reason": reason})) == ["reason"]
    assert api.booking(booking["id"]) == booking


def test_a_transition_with_a_malformed_body_is_refused(api: Api) -> None:
    booking = api.any_booking("PENDING_CONFIRMATION")
    assert wrong_fields(api.http.post(f"/bookings/{booking['id']}/confirm", content=b"{")) == []
    assert api.booking(booking["id"]) == booking


@pytest.mark.parametrize("verb", [*ALLOWED, "reschedule"])
def test_an_unknown_booking_is_not_found(api: Api, verb: str) -> None:
    body: Json = {"requested_time": "2026-06-16T09:00:00Z"}
    assert refusal(api.post(f"/bookings/bkg_none/{verb}", body)) == (404, "not_found")
    assert refusal(api.get("/bookings/bkg_none")) == (404, "not_found")
