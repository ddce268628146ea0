"""Who is available, and the team's capacity, against the sandbox's own bookings (vendor's documentation)."""

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.sandbox.api import Api, refusal, wrong_fields

MARCUS, PRIYA, HARUTO = "mem_02marcus", "mem_04priya", "mem_06haruto"
ZONES = {
    "mem_01amelia": "Europe/Berlin",
    MARCUS: "America/New_York",
    "mem_03ines": "Europe/Lisbon",
    PRIYA: "Asia/Kolkata",
    "mem_05jonas": "Europe/Stockholm",
    HARUTO: "Asia/Tokyo",
}
WEEK = {"start_date": "2026-05-04", "end_date": "2026-05-10"}


def taken(api: Api, member_id: str) -> Counter[str]:
    """The member's bookings that are not cancelled, by the day where the member is."""
    where = ZoneInfo(ZONES[member_id])
    return Counter(
        datetime.fromisoformat(one["start_time"]).astimezone(where).date().isoformat()
        for one in api.every_booking(assigned_to_id=member_id)
        if one["status"] not in ("CANCELLED", "DRAFT")
    )


def availability(api: Api, **query: Any) -> dict[str, dict[str, Any]]:
    """Member id → availability."""
    answer = api.get("/team/members/available", **query).json()
    assert answer["success"] is True
    return {member["id"]: member["availability"] for member in answer["members"]}


def test_a_member_has_the_documented_availability(api: Api) -> None:
    found = availability(api, date="2026-05-05", duration=30)
    assert set(found) == set(ZONES)
    for told in found.values():
        assert set(told) == {"is_available", "next_available_slot", "booked_slots", "max_bookings_per_day"}


def test_booked_slots_are_the_bookings_of_that_day(api: Api) -> None:
    found = availability(api, date="2026-05-05", duration=30)
    for member_id, told in found.items():
        assert told["booked_slots"] == taken(api, member_id)["2026-05-05"]


def test_who_has_left_is_not_available(api: Api) -> None:
    told = availability(api, date="2026-05-05", duration=30)[HARUTO]
    assert (told["is_available"], told["next_available_slot"]) == (False, None)


def test_on_a_sunday_the_next_slot_is_on_monday(api: Api) -> None:
    told = availability(api, date="2026-05-10", duration=30)[PRIYA]
    assert told["is_available"] is False
    assert told["next_available_slot"] >= "2026-05-11"


def test_the_next_slot_is_free_and_is_taken_once_it_is_booked(api: Api) -> None:
    query = {"date": "2026-06-02", "duration": 15}
    before = availability(api, **query)[MARCUS]
    assert before["is_available"] is True
    api.book(before["next_available_slot"], "evt_04question", assign_to=MARCUS)
    after = availability(api, **query)[MARCUS]
    assert after["next_available_slot"] > before["next_available_slot"]
    assert after["booked_slots"] == before["booked_slots"] + 1


def test_filters_and_pages_hold_for_availability_too(api: Api) -> None:
    answer = api.get("/team/members/available", date="2026-05-05", team_id="team_02", limit=2).json()
    assert answer["pagination"] == {"total": 3, "limit": 2, "offset": 0, "has_more": True}


@pytest.mark.parametrize("query", [{"date": "soon"}, {"date": ""}, {"date": "2026-05-05", "duration": "0"}])
def test_a_wrong_day_or_duration_is_named(api: Api, query: dict[str, str]) -> None:
    assert wrong_fields(api.get("/team/members/available", **query)) == [list(query)[-1]]


def test_capacity_counts_the_bookings_there_are(api: Api) -> None:
    capacity = api.get("/capacity", **WEEK).json()["capacity"]
    by_day = {member_id: taken(api, member_id) for member_id in ZONES}
    days = [f"2026-05-{day:02d}" for day in range(4, 11)]
    for member in capacity["members"]:
        counted = sum(by_day[member["id"]][day] for day in days)
        assert member["capacity"]["current_bookings"] == counted
    for entry in capacity["timeline"]:
        assert entry["total_bookings"] == sum(counts[entry["date"]] for counts in by_day.values())
    assert [entry["date"] for entry in capacity["timeline"]] == days
    assert capacity["overview"]["total_bookings"] == sum(entry["total_bookings"] for entry in capacity["timeline"])
    left = sum(entry["available_slots"] for entry in capacity["timeline"])
    assert left == sum(member["capacity"]["available_slots"] for member in capacity["members"])
    assert left == capacity["overview"]["available_slots"]
    assert capacity["overview"]["total_members"] == 6
    assert capacity["overview"]["active_members"] == 5


def test_a_member_of_the_capacity_has_the_documented_parts(api: Api) -> None:
    member = api.get("/capacity", **WEEK, member_id=PRIYA).json()["capacity"]["members"][0]
    assert member["name"] == "Priya Raman"
    assert set(member["capacity"]) == {
        "max_bookings_per_day", "max_bookings_in_range", "current_bookings", "utilization", "available_slots",
    }  # fmt: skip
    assert member["capacity"]["max_bookings_in_range"] == 5 * member["capacity"]["max_bookings_per_day"]
    assert member["workload"]["total_hours"] == 45
    assert member["workload"]["booked_hours"] + member["workload"]["available_hours"] == 45
    assert sum(member["bookings_by_status"].values()) >= member["capacity"]["current_bookings"]


@pytest.mark.parametrize(("group_by", "first"), [("week", "2026-04-27"), ("month", "2026-04-01")])
def test_weeks_begin_on_monday_and_months_on_their_first(api: Api, group_by: str, first: str) -> None:
    query = {"start_date": "2026-04-29", "end_date": "2026-05-12", "group_by": group_by}
    answer = api.get("/capacity", **query).json()
    assert answer["date_range"] == {"start": "2026-04-29", "end": "2026-05-12", "group_by": group_by}
    assert answer["capacity"]["timeline"][0]["date"] == first
    assert len(answer["capacity"]["timeline"]) == {"week": 3, "month": 2}[group_by]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"start_date": "2026-05-04"}, "end_date"),
        ({"start_date": "2026-05-04", "end_date": "2026-05-03"}, "end_date"),
        ({"start_date": "2026-05-04", "end_date": "2027-05-03"}, "end_date"),
        (WEEK | {"group_by": "year"}, "group_by"),
    ],
)
def test_a_wrong_range_is_named(api: Api, query: dict[str, str], field: str) -> None:
    assert wrong_fields(api.get("/capacity", **query)) == [field]


def test_an_unknown_member_has_no_capacity(api: Api) -> None:
    assert refusal(api.get("/capacity", **WEEK, member_id="mem_none")) == (404, "not_found")


def test_a_public_key_may_read_the_team(public_api: Api) -> None:
    assert public_api.get("/team/members/available", date="2026-05-05").status_code == 200
    assert public_api.get("/capacity", **WEEK).status_code == 200


def test_a_booking_that_has_taken_place_still_counts_on_its_day(api: Api) -> None:
    def marcus() -> Any:
        members = api.get("/team/members/available", date="2026-06-30", duration="15").json()["members"]
        return next(one["availability"] for one in members if one["id"] == MARCUS)

    before = marcus()
    for number in range(before["max_bookings_per_day"] - before["booked_slots"]):
        made = api.book(
            f"2026-06-30T{8 + number // 2:02d}:{number % 2 * 30:02d}:00Z", "evt_04question", assign_to=MARCUS
        )
    assert marcus()["is_available"] is False
    assert api.post(f"/bookings/{made['id']}/complete").status_code == 200
    assert marcus() == before | {
        "is_available": False,
        "booked_slots": before["max_bookings_per_day"],
        "next_available_slot": marcus()["next_available_slot"],
    }
