"""Why there are no free slots: only what the rules and the team's days tell."""

from datetime import date

import pytest

from slatis_tui.domain.models import EventType, Member
from slatis_tui.domain.slot_reasons import DayLoads, day_loads, day_reasons, first_bookable, general_reasons
from slatis_tui.domain.team import MemberDay
from slatis_tui.domain.times import find_zone

UTC = find_zone("UTC")
NOW = 1_795_000_000.0
"""Wed 18 Nov 2026 11:06 UTC."""
TODAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 20)
CALL = EventType("evt_1", "Call", duration=30, minimum_booking_notice=1440, scheduling_type="ROUND_ROBIN")


def reason(load: DayLoads | None, event_type: EventType = CALL, day: date = FRIDAY) -> str:
    loads = {} if load is None else {day: load}
    return day_reasons(event_type, [day], loads, zone=UTC, now=NOW)[day]


def test_what_the_notice_forbids_needs_no_other_reason() -> None:
    assert "notice" in reason(DayLoads(3, 3, 0), day=TODAY)
    assert first_bookable(CALL, NOW) == NOW + 86_400


@pytest.mark.parametrize(
    ("load", "words"),
    [
        (None, ""),
        (DayLoads(3, 0, 0, unknown=3), ""),
        (DayLoads(0, 0, 0), "the team has no active member"),
        (DayLoads(3, 0, 3), "all 3 members are fully booked"),
        (DayLoads(3, 0, 1), "none of 3 members is free (1 fully booked): booked, or outside their working hours"),
        (DayLoads(3, 0, 0), "none of 3 members is free: booked, or outside their working hours"),
        (DayLoads(3, 2, 1), "2 of 3 members are free at some time, but not with its buffers, notice and hours"),
    ],
)
def test_a_day_says_what_its_members_tell(load: DayLoads | None, words: str) -> None:
    assert reason(load) == words


def test_a_collective_one_needs_everybody() -> None:
    together = EventType("evt_2", "Review", scheduling_type="COLLECTIVE")
    assert reason(DayLoads(3, 2, 1), together) == (
        "all 3 must be free at once, 2 are free at some time, 1 fully booked"
    )


def test_rules_are_told_as_they_are() -> None:
    rules = EventType("e", "E", duration=60, slot_interval=30, buffer_before=10, buffer_after=5, timezone="Asia/Tokyo")
    assert general_reasons(rules) == [
        "Its working hours are those of Asia/Tokyo, whoever takes it.",
        "With its buffers it needs 75 min in a row, where it lasts 60 min.",
        "It can start every 30 min.",
        "Working hours and absences are not told by the API.",
    ]
    assert general_reasons(EventType("e", "E", is_active=False))[0].startswith("It is not active")
    assert general_reasons(EventType("e", "E", is_active=False, deleted_at=1))[0].startswith("It was deleted")
    assert general_reasons(EventType("e", "E")) == ["Working hours and absences are not told by the API."]


def test_who_has_left_does_not_count() -> None:
    def on(is_available: bool | None, booked: int | None, is_active: bool = True) -> MemberDay:
        return MemberDay(Member("m", "M", is_active=is_active), is_available, None, booked, 8)

    members = [on(True, 1), on(False, 8), on(False, 2), on(None, None), on(False, 0, is_active=False)]
    assert day_loads(members) == DayLoads(members=4, free=1, full=1, unknown=1)
