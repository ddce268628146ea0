"""Creating a booking (vendor's Bookings page, "Create a booking")."""

from typing import Any

import pytest

from tests.sandbox.api import ATTENDEE, Api, Json, half_hours, refusal, wrong_fields


def body(start: str, **more: Any) -> Json:
    return {"event_type_id": "evt_04question", "requested_time": start, "attendee": ATTENDEE} | more


def test_a_booking_starts_as_a_draft_and_is_scheduled_a_moment_later(api: Api) -> None:
    made = api.post("/bookings", body("2026-06-01T09:00:00Z"))
    assert made.status_code == 201
    draft = made.json()["booking"]
    assert (draft["status"], draft["assigned_to_id"]) == ("DRAFT", None)
    settled = api.settled(draft["id"])
    assert settled["status"] == "SCHEDULED"
    assert settled["assigned_to_id"].startswith("mem_")
    assert settled["updated_at"] > draft["updated_at"]
    assert settled | {"status": "DRAFT", "assigned_to_id": None, "updated_at": draft["updated_at"]} == draft


def test_one_that_requires_confirmation_becomes_pending(api: Api) -> None:
    answers = {"agency": "Blue", "region": "Europe"}
    booking = api.book("2026-06-01T10:00:00Z", "evt_07partner", custom_fields=answers)
    assert booking["status"] == "PENDING_CONFIRMATION"


def test_a_settled_booking_is_listed_under_its_status(api: Api) -> None:
    booking = api.book("2026-06-01T11:00:00Z")
    listed = api.every_booking(status="SCHEDULED", start_date="2026-06-01T11:00:00Z", end_date="2026-06-01T11:00:00Z")
    assert booking["id"] in [one["id"] for one in listed]


def test_what_was_sent_is_what_is_kept(api: Api) -> None:
    attendee = {
        "name": "Łukasz \x1b[31m[/]",
        "email": "l@post.example",
        "phone": "+1-555-0123",
        "timezone": "Asia/Tokyo",
    }
    metadata = {"source": "website", "nested": {"a": [1, None]}}
    booking = api.book("2026-06-01T14:30:00+02:00", attendee=attendee, metadata=metadata)
    assert booking["start_time"] == "2026-06-01T12:30:00.000Z"
    assert booking["end_time"] == "2026-06-01T12:45:00.000Z"
    assert booking["attendee"] == attendee
    assert booking["metadata"] == metadata


def test_optional_parts_may_be_null(api: Api) -> None:
    attendee = ATTENDEE | {"phone": None, "timezone": None}
    booking = api.book("2026-06-01T13:00:00Z", attendee=attendee, custom_fields=None, metadata=None, assign_to=None)
    assert (booking["attendee"], booking["custom_fields"], booking["metadata"]) == (attendee, {}, {})


def test_a_wish_for_a_member_is_honoured(api: Api) -> None:
    assert api.book("2026-06-01T14:00:00Z", assign_to="mem_03ines")["assigned_to_id"] == "mem_03ines"


@pytest.mark.parametrize("member", ["mem_none", "mem_06haruto", 7])
def test_a_wish_for_nobody_who_works_there_is_refused(api: Api, member: object) -> None:
    assert wrong_fields(api.post("/bookings", body("2026-06-01T15:00:00Z", assign_to=member))) == ["assign_to"]


def test_round_robin_goes_round(api: Api) -> None:
    days = [f"2026-09-{day:02d}T09:00:00Z" for day in range(1, 7)]
    made = [api.make(day, "evt_09office")["id"] for day in days]
    taken = [api.settled(booking)["assigned_to_id"] for booking in made]
    assert len(set(taken[:3])) == 3
    assert taken[:3] == taken[3:]


def test_nobody_is_booked_twice_at_the_same_time(api: Api) -> None:
    start = "2026-06-02T03:00:00Z"
    made = [api.make(start)["id"] for _ in range(3)]
    assert len({api.settled(booking)["assigned_to_id"] for booking in made}) == 3
    taken = api.post("/bookings", body(start))
    assert refusal(taken) == (409, "conflict")
    assert taken.json()["error"]["details"] == [{"field": "requested_time", "message": "nobody is free then"}]
    assert refusal(api.post("/bookings", body("2026-06-02T03:10:00Z", assign_to="mem_01amelia"))) == (409, "conflict")


def test_a_collective_booking_needs_the_whole_team(api: Api) -> None:
    answers = {"account": "42"}
    api.make("2026-06-03T03:00:00Z")
    review = {"event_type_id": "evt_05review", "custom_fields": answers}
    assert refusal(api.post("/bookings", body("2026-06-03T02:30:00Z") | review)) == (409, "conflict")
    api.make("2026-06-03T04:00:00Z", "evt_05review", custom_fields=answers)
    assert refusal(api.post("/bookings", body("2026-06-03T04:30:00Z"))) == (409, "conflict")


def test_a_day_on_which_a_member_takes_no_more_is_a_conflict_that_names_the_time(api: Api) -> None:
    """Twelve a day, on the calendar of New York: 03:00 UTC there is the evening before."""
    for start in half_hours("2026-06-10"):
        api.make(start, assign_to="mem_02marcus")
    for full in ("2026-06-10T11:00:00Z", "2026-06-11T03:00:00Z"):
        answer = api.post("/bookings", body(full, assign_to="mem_02marcus"))
        assert refusal(answer) == (409, "conflict")
        assert answer.json()["error"]["details"] == [{"field": "requested_time", "message": "that day is full"}]
    api.make("2026-06-10T03:00:00Z", assign_to="mem_02marcus")
    api.make("2026-06-10T11:00:00Z")


def test_a_cancelled_booking_gives_its_place_on_the_day_back(api: Api) -> None:
    made = [api.make(start, assign_to="mem_02marcus")["id"] for start in half_hours("2026-06-12")]
    assert api.post("/bookings", body("2026-06-12T12:00:00Z", assign_to="mem_02marcus")).status_code == 409
    api.settled(made[0])
    api.post(f"/bookings/{made[0]}/cancel")
    api.make("2026-06-12T12:00:00Z", assign_to="mem_02marcus")


def test_every_problem_is_told_at_once(api: Api) -> None:
    answer = api.post("/bookings", {})
    assert wrong_fields(answer) == ["event_type_id", "requested_time", "attendee"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"event_type_id": "evt_none"}, "event_type_id"),
        ({"event_type_id": "evt_10legacy"}, "event_type_id"),
        ({"event_type_id": 5}, "event_type_id"),
        ({"requested_time": "tomorrow"}, "requested_time"),
        ({"requested_time": "2026-06-01T14:00:00"}, "requested_time"),
        ({"requested_time": "2026-06-31T14:00:00Z"}, "requested_time"),
        ({"requested_time": "2026-05-03T14:00:00Z"}, "requested_time"),
        ({"attendee": "Jane"}, "attendee"),
        ({"attendee": {"email": "jane@example.com"}}, "attendee.name"),
        ({"attendee": {"name": "  ", "email": "jane@example.com"}}, "attendee.name"),
        ({"attendee": ATTENDEE | {"name": "x" * 201}}, "attendee.name"),
        ({"attendee": ATTENDEE | {"email": "jane"}}, "attendee.email"),
        ({"attendee": ATTENDEE | {"phone": 5550123}}, "attendee.phone"),
        ({"attendee": ATTENDEE | {"timezone": "Mars/Olympus"}}, "attendee.timezone"),
        ({"attendee": ATTENDEE | {"timezone": "America"}}, "attendee.timezone"),
        ({"attendee": ATTENDEE | {"timezone": "../etc/passwd"}}, "attendee.timezone"),
        ({"custom_fields": ["company"]}, "custom_fields"),
        ({"metadata": "website"}, "metadata"),
    ],
)
def test_a_wrong_part_is_named(api: Api, changed: Json, field: str) -> None:
    assert wrong_fields(api.post("/bookings", body("2026-06-04T09:00:00Z") | changed)) == [field]


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"[]", b'"text"', b"null", b"\xff\xfe{}x", b'{"metadata": {"n": NaN}}',
        b'{"metadata": {"n": 1e999}}', b'{"attendee": {"name": "\\ud800"}}', b"[" * 100_000,
        b'{"n": ' + b"9" * 5000 + b"}",
    ],
    ids=["empty", "cut", "list", "text", "null", "bytes", "nan", "infinite", "surrogate", "deep", "long number"],
)  # fmt: skip
def test_a_body_that_is_no_json_object_is_refused(api: Api, raw: bytes) -> None:
    assert wrong_fields(api.http.post("/bookings", content=raw)) == []


def test_a_body_over_256_kb_is_refused(api: Api) -> None:
    padding = "x" * (256 * 1024)
    answer = api.post("/bookings", body("2026-06-04T09:00:00Z", metadata={"padding": padding}))
    assert refusal(answer) == (413, "payload_too_large")
    assert api.get("/event-types").status_code == 200


def test_a_body_of_almost_256_kb_is_taken(api: Api) -> None:
    api.make("2026-06-04T10:00:00Z", metadata={"padding": "x" * (255 * 1024)})
