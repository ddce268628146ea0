"""Lists of bookings: cursor pages and filters (vendor's Bookings page, "List bookings")."""

import pytest

from tests.sandbox.api import Api, wrong_fields

WEEK = {"start_date": "2026-05-04T00:00:00Z", "end_date": "2026-05-10T23:59:59Z"}


def test_a_page_has_fifty_bookings_unless_asked_otherwise(api: Api) -> None:
    answer = api.get("/bookings").json()
    assert answer["success"] is True
    assert len(answer["bookings"]) == 50
    assert answer["pagination"]["has_more"] is True
    assert len(api.get("/bookings", limit=100).json()["bookings"]) == 100


def test_the_pages_hold_every_booking_once(api: Api) -> None:
    listed = [booking["id"] for booking in api.every_booking(end_date="2026-05-20T00:00:00Z")]
    assert len(listed) > 200
    assert len(listed) == len(set(listed))


def test_the_last_page_has_no_cursor(api: Api) -> None:
    answer = api.get("/bookings", attendee_email="nobody@nowhere.example").json()
    assert answer == {"success": True, "bookings": [], "pagination": {"next_cursor": None, "has_more": False}}


def test_a_page_that_is_exactly_full_is_the_last(api: Api) -> None:
    missed = api.every_booking(status="NO_SHOW", end_date="2026-07-31")
    answer = api.get("/bookings", status="NO_SHOW", end_date="2026-07-31", limit=len(missed)).json()
    assert answer["bookings"] == missed
    assert answer["pagination"] == {"next_cursor": None, "has_more": False}


def test_a_booking_has_the_documented_shape(api: Api) -> None:
    booking = api.any_booking("COMPLETED")
    assert set(booking) == {
        "id", "status", "event_type_id", "assigned_to_id", "start_time", "end_time", "attendee", "custom_fields",
        "metadata", "created_at", "updated_at",
    }  # fmt: skip
    assert set(booking["attendee"]) == {"name", "email", "phone", "timezone"}
    assert booking["start_time"].endswith(".000Z")
    assert booking["start_time"] < booking["end_time"]
    assert api.booking(booking["id"]) == booking


@pytest.mark.parametrize(
    "status", ["DRAFT", "SCHEDULED", "PENDING_CONFIRMATION", "RESCHEDULED", "COMPLETED", "CANCELLED", "NO_SHOW"]
)
def test_every_status_is_seeded_and_can_be_filtered(api: Api, status: str) -> None:
    found = api.every_booking(status=status)
    assert found
    assert {booking["status"] for booking in found} == {status}


def test_filters_by_event_type_and_member_agree_with_the_whole_list(api: Api) -> None:
    whole = api.every_booking(**WEEK)
    for name, wanted in (("event_type_id", "evt_08triage"), ("assigned_to_id", "mem_05jonas")):
        expected = [booking for booking in whole if booking[name] == wanted]
        assert expected
        assert api.every_booking(**WEEK, **{name: wanted}) == expected


def test_the_e_mail_filter_ignores_case(api: Api) -> None:
    email = api.any_booking("COMPLETED")["attendee"]["email"]
    found = api.every_booking(attendee_email=email.upper())
    assert found
    assert {booking["attendee"]["email"] for booking in found} == {email}


def test_the_dates_test_a_bookings_start(api: Api) -> None:
    whole = api.every_booking()
    expected = [one["id"] for one in whole if "2026-05-04" <= one["start_time"] <= "2026-05-10T23:59:59.000Z"]
    assert [one["id"] for one in api.every_booking(**WEEK)] == expected
    assert expected


def test_all_filters_work_together(api: Api) -> None:
    one = api.any_booking("COMPLETED")
    query = {name: one[name] for name in ("status", "event_type_id", "assigned_to_id")}
    query |= {
        "attendee_email": one["attendee"]["email"],
        "start_date": one["start_time"],
        "end_date": one["start_time"],
    }
    assert [booking["id"] for booking in api.every_booking(**query)] == [one["id"]]


def test_a_cursor_does_not_go_with_other_filters(api: Api) -> None:
    cursor = api.get("/bookings", status="COMPLETED").json()["pagination"]["next_cursor"]
    assert wrong_fields(api.get("/bookings", status="SCHEDULED", cursor=cursor)) == ["cursor"]
    assert wrong_fields(api.get("/bookings", cursor=cursor)) == ["cursor"]
    assert api.get("/bookings", status="COMPLETED", cursor=cursor, limit=7).status_code == 200


def test_a_cursor_does_not_go_with_another_key(api: Api, public_api: Api) -> None:
    cursor = api.get("/bookings").json()["pagination"]["next_cursor"]
    assert wrong_fields(public_api.get("/bookings", cursor=cursor)) == ["cursor"]


@pytest.mark.parametrize("cursor", ["bkg_01xyz", "!", "MS4yLjM", "é", "AAAA", "99999999999999999999"])
def test_a_made_up_cursor_is_refused(api: Api, cursor: str) -> None:
    assert wrong_fields(api.get("/bookings", cursor=cursor)) == ["cursor"]


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"}, {"limit": "101"}, {"limit": "ten"}, {"limit": "٣"}, {"status": "scheduled"},
        {"start_date": "yesterday"}, {"end_date": "2026-05-01T14:00:00"}, {"end_date": "2026-13-01T00:00:00Z"},
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_named(api: Api, query: dict[str, str]) -> None:
    assert wrong_fields(api.get("/bookings", **query)) == list(query)


def test_pages_stay_right_while_a_booking_is_made(api: Api) -> None:
    """No booking twice and none left out: the new one belongs to a page that was read already."""
    query = {"start_date": "2026-05-04T00:00:00Z", "end_date": "2026-12-31T00:00:00Z"}
    before = [booking["id"] for booking in api.every_booking(**query)]
    first = api.get("/bookings", **query, limit=50).json()
    made = api.book("2026-12-24T10:00:00Z")
    rest = api.get("/bookings", **query, limit=100, cursor=first["pagination"]["next_cursor"]).json()
    seen = [booking["id"] for booking in first["bookings"] + rest["bookings"]]
    assert seen == before[: len(seen)]
    assert made["id"] not in seen
