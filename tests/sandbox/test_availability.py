"""Free slots (vendor's documentation, availability). The clock starts on Monday, 4 May 2026, 08:00 UTC."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tests.sandbox.api import Api, Json, refusal, wrong_fields

SOLO = "evt_04question"
FAR = {"start_date": "2026-11-16", "end_date": "2026-11-16"}
"""A Monday beyond every seeded booking."""


def starts(api: Api, event_type: str, **query: str) -> list[str]:
    answer = api.get("/availability", event_type_id=event_type, **(FAR | query))
    assert answer.status_code == 200, answer.text
    return [slot["start"] for slot in answer.json()["slots"]]


def test_slots_are_sorted_utc_spans_of_the_duration(api: Api) -> None:
    query = FAR | {"event_type_id": "evt_03workshop", "timezone": "Europe/Berlin"}
    slots: list[Json] = api.get("/availability", **query).json()["slots"]
    assert slots == sorted(slots, key=lambda slot: slot["start"])
    for slot in slots:
        start, end = (datetime.fromisoformat(slot[name]) for name in ("start", "end"))
        assert slot["start"].endswith(".000Z")
        assert end - start == timedelta(minutes=90)


@pytest.mark.parametrize(
    ("event_type", "minutes"), [("evt_03workshop", 30), ("evt_04question", 15), ("evt_01discovery", 15)]
)
def test_starts_follow_the_slot_interval_or_else_the_duration(api: Api, event_type: str, minutes: int) -> None:
    times = [datetime.fromisoformat(start) for start in starts(api, event_type, timezone="UTC")]
    assert {later - earlier for earlier, later in pairwise(times)} == {timedelta(minutes=minutes)}


def test_the_working_hours_are_those_of_the_zone_asked_for(api: Api) -> None:
    """Customer Success works from 9 to 18 at the latest, wherever that is asked for."""
    for name in ("Europe/Berlin", "Asia/Tokyo", "America/New_York", "Asia/Kathmandu"):
        local = [datetime.fromisoformat(start).astimezone(ZoneInfo(name)) for start in starts(api, SOLO, timezone=name)]
        assert {time.date().isoformat() for time in local} == {"2026-11-16"}
        assert (local[0].strftime("%H:%M"), local[-1].strftime("%H:%M")) == ("09:00", "17:45")


def test_without_a_zone_each_member_works_where_they_live(api: Api) -> None:
    found = starts(api, SOLO)
    assert found[0] == "2026-11-16T08:00:00.000Z"  # 9:00 in Berlin
    assert found[-1] == "2026-11-16T21:45:00.000Z"  # 16:45 in New York


def test_the_zone_of_an_event_type_overrides_the_one_asked_for(api: Api) -> None:
    found = starts(api, "evt_09office", timezone="Asia/Tokyo")
    assert found == starts(api, "evt_09office")
    assert found[0] == "2026-11-16T14:00:00.000Z"  # 9:00 in New York


def test_working_hours_keep_to_the_wall_clock_over_a_change_of_clocks(api: Api) -> None:
    query = {"start_date": "2026-10-23", "end_date": "2026-10-26", "timezone": "Europe/Berlin"}
    found = starts(api, SOLO, **query)
    assert "2026-10-23T07:00:00.000Z" in found
    assert "2026-10-26T08:00:00.000Z" in found
    assert "2026-10-26T07:00:00.000Z" not in found


def test_nobody_works_at_the_weekend(api: Api) -> None:
    assert starts(api, SOLO, start_date="2026-11-21", end_date="2026-11-22", timezone="UTC") == []


def test_a_booking_with_its_buffers_takes_its_time(api: Api) -> None:
    """The workshop lasts 90 minutes with 15 before and after, from 12:00; a question lasts 15."""
    day = {"start_date": "2026-11-17", "end_date": "2026-11-17", "timezone": "UTC"}
    answers = {
        "company": "Acme", "goals": "All", "participants": 2, "recording": True, "language": "English",
        "modules": ["Routing"], "format": "Online",
    }  # fmt: skip
    before = set(starts(api, SOLO, **day))
    for member in ("mem_01amelia", "mem_02marcus", "mem_03ines"):
        api.make("2026-11-17T12:00:00Z", "evt_03workshop", custom_fields=answers, assign_to=member)
    taken = sorted(before - set(starts(api, SOLO, **day)))
    assert (taken[0], taken[-1]) == ("2026-11-17T11:45:00.000Z", "2026-11-17T13:30:00.000Z")
    assert len(taken) == 8


def test_a_cancelled_booking_gives_its_time_back(api: Api) -> None:
    day = {"start_date": "2026-11-18", "end_date": "2026-11-18", "timezone": "UTC"}
    before = starts(api, SOLO, **day)
    made = [api.make("2026-11-18T10:00:00Z") for _ in range(3)]
    assert set(before) - set(starts(api, SOLO, **day)) == {"2026-11-18T10:00:00.000Z"}
    api.settled(made[0]["id"])
    api.post(f"/bookings/{made[0]['id']}/cancel")
    assert starts(api, SOLO, **day) == before


def test_a_collective_slot_needs_all_of_the_team(api: Api) -> None:
    day = {"start_date": "2026-11-19", "end_date": "2026-11-19", "timezone": "UTC"}
    assert "2026-11-19T10:00:00.000Z" in starts(api, "evt_05review", **day)
    api.make("2026-11-19T10:00:00Z", assign_to="mem_03ines")
    assert "2026-11-19T10:00:00.000Z" not in starts(api, "evt_05review", **day)
    assert "2026-11-19T10:00:00.000Z" in starts(api, SOLO, **day)


def test_a_member_with_as_many_bookings_as_they_take_has_no_more_slots_that_day(api: Api) -> None:
    """Each of the three of Customer Success takes twelve a day, so that the first who is full closes a review."""
    day = {"start_date": "2026-11-24", "end_date": "2026-11-24", "timezone": "UTC"}
    for clock in (f"{hour:02}:{minute:02}" for hour in (8, 9, 10) for minute in (0, 15, 30, 45)):
        assert "2026-11-24T12:30:00.000Z" in starts(api, "evt_05review", **day)
        api.make(f"2026-11-24T{clock}:00Z", assign_to="mem_02marcus")
    assert starts(api, "evt_05review", **day) == []
    assert "2026-11-24T12:30:00.000Z" in starts(api, SOLO, **day)
    assert "2026-11-25T12:30:00.000Z" in starts(
        api, "evt_05review", start_date="2026-11-25", end_date="2026-11-25", timezone="UTC"
    )


def test_the_notice_is_kept(api: Api) -> None:
    """A workshop takes a day's notice, a question none."""
    today = {"start_date": "2026-05-04", "end_date": "2026-05-05", "timezone": "UTC"}
    assert min(starts(api, "evt_03workshop", **today)) >= "2026-05-05T08:00:00.000Z"
    assert "2026-05-04T08:00:00.000Z" < min(starts(api, SOLO, **today)) < "2026-05-04T12:00:00.000Z"


def test_every_slot_that_is_offered_can_be_booked(api: Api) -> None:
    for start in starts(api, SOLO, start_date="2026-05-06", end_date="2026-05-06", timezone="UTC")[:5]:
        assert api.make(start)["start_time"] == start


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"start_date": ""}, "start_date"),
        ({"start_date": "2026-5-1"}, "start_date"),
        ({"end_date": "2026-11-16T00:00:00Z"}, "end_date"),
        ({"end_date": "2026-11-15"}, "end_date"),
        ({"end_date": "2027-11-15"}, "end_date"),
        ({"start_date": "9999-12-31", "end_date": "9999-12-31"}, "start_date"),
        ({"timezone": "Nowhere"}, "timezone"),
        ({"event_type_id": ""}, "event_type_id"),
    ],
)
def test_a_wrong_parameter_is_named(api: Api, query: dict[str, str], field: str) -> None:
    assert wrong_fields(api.get("/availability", **({"event_type_id": SOLO} | FAR | query))) == [field]


@pytest.mark.parametrize("event_type", ["evt_none", "evt_10legacy"])
def test_an_event_type_that_can_not_be_booked_is_not_found(api: Api, event_type: str) -> None:
    assert refusal(api.get("/availability", event_type_id=event_type, **FAR)) == (404, "not_found")
