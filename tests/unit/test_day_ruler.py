"""The attendee's day as a strip, and the changes of the clocks until then."""

import pytest

from slatis_tui.domain.clock_changes import ClockChange, clock_changes
from slatis_tui.domain.daylight import is_at_night
from slatis_tui.domain.times import find_zone, parse_instant
from slatis_tui.presentation.day_ruler import clock_notes, day_ruler, ruler_line, ruler_words

BERLIN = find_zone("Europe/Berlin")
NEW_YORK = find_zone("America/New_York")
KATHMANDU = find_zone("Asia/Kathmandu")
LORD_HOWE = find_zone("Australia/Lord_Howe")
HOUR = 3_600


def instant(text: str) -> int:
    found = parse_instant(text)
    assert found is not None
    return found


NOON = instant("2026-11-20T12:00:00Z")


@pytest.mark.parametrize(
    ("start", "minutes", "zone", "strip"),
    [
        ("2026-11-20T12:00:00Z", 30, BERLIN, "░░░░░░░──────█────────░░"),
        ("2026-11-20T12:00:00Z", 60, BERLIN, "░░░░░░░──────█────────░░"),
        ("2026-11-20T12:30:00Z", 60, BERLIN, "░░░░░░░──────██───────░░"),
        ("2026-11-20T12:00:00Z", 30, NEW_YORK, "░░░░░░░█──────────────░░"),
        ("2026-11-20T02:00:00Z", 180, BERLIN, "░░░███░───────────────░░"),
        ("2026-11-20T22:30:00Z", 90, BERLIN, "░░░░░░░───────────────░█"),
        ("2026-11-20T12:00:00Z", 30, KATHMANDU, "░░░░░░░──────────██───░░"),
    ],
)
def test_the_meeting_stands_in_the_day_there(start: str, minutes: int, zone: object, strip: str) -> None:
    assert isinstance(zone, type(BERLIN))
    begin = instant(start)
    assert day_ruler(begin, begin + minutes * 60, zone) == strip
    assert len(strip) == 24


def test_without_an_end_the_hour_of_the_start_is_marked() -> None:
    assert day_ruler(NOON, None, BERLIN) == day_ruler(NOON, NOON, BERLIN) == day_ruler(NOON, NOON + 60, BERLIN)


def test_the_hour_that_comes_twice_is_one_cell_and_the_skipped_one_is_none_of_the_meeting() -> None:
    twice = instant("2026-10-25T00:30:00Z")
    assert day_ruler(twice, twice + HOUR, BERLIN) == "░░█░░░░───────────────░░"
    skipped = instant("2026-03-29T00:30:00Z")
    assert day_ruler(skipped, skipped + HOUR, BERLIN) == "░█░█░░░───────────────░░"


def test_night_is_told_in_words_too() -> None:
    assert ruler_line(NOON, NOON + 1800, BERLIN) == "00 ░░░░░░░──────█────────░░ 24 attendee's day, 13:00 CET"
    assert ruler_line(NOON - 8 * HOUR, None, BERLIN).endswith("24 attendee's day, 05:00 CET, at night")
    assert ruler_words(NOON - 8 * HOUR, None, BERLIN) == "00 ░░░░░█░───────────────░░ 24, at night"
    late = instant("2026-11-20T20:30:00Z")
    assert is_at_night(late + HOUR, BERLIN)
    assert not is_at_night(late, BERLIN)
    assert ruler_line(late, late + HOUR, BERLIN).endswith("at night")
    assert ruler_line(late, late + HOUR // 2, BERLIN).endswith("attendee's day, 21:30 CET")


def test_a_change_of_the_clocks_before_then_is_noted_for_each_zone_once() -> None:
    start = instant("2027-04-05T12:00:00Z")
    assert clock_notes(start, NOON, [BERLIN, NEW_YORK, BERLIN]) == [
        "Clocks change before then in Europe/Berlin: +1 h on Sun 28 Mar 2027",
        "Clocks change before then in America/New_York: +1 h on Sun 14 Mar 2027",
    ]
    assert clock_notes(start, NOON, [KATHMANDU]) == []


def test_nothing_is_noted_where_the_clocks_do_not_change_or_it_is_over() -> None:
    assert clock_notes(NOON + 86_400, NOON, [BERLIN, NEW_YORK]) == []
    assert clock_notes(NOON - 365 * 86_400, NOON, [BERLIN, NEW_YORK]) == []


def test_several_changes_and_half_hours_are_told() -> None:
    start = instant("2028-01-05T12:00:00Z")
    assert clock_notes(start, NOON, [BERLIN]) == [
        "Clocks change before then in Europe/Berlin: +1 h on Sun 28 Mar 2027, −1 h on Sun 31 Oct 2027"
    ]
    assert clock_notes(start, NOON, [LORD_HOWE]) == [
        "Clocks change before then in Australia/Lord_Howe: −30 min on Sun 4 Apr 2027, +30 min on Sun 3 Oct 2027"
    ]
    assert clock_notes(start + 366 * 86_400, NOON, [BERLIN])[0].endswith(" and 2 more")


def test_the_change_is_found_to_the_second() -> None:
    spring = instant("2027-03-28T01:00:00Z")
    assert clock_changes(BERLIN, NOON, spring) == (ClockChange(spring, HOUR),)
    assert clock_changes(BERLIN, NOON, spring - 1) == ()
    assert clock_changes(BERLIN, spring, spring + 10 * 86_400) == ()
    assert clock_changes(BERLIN, spring - 60, spring + 60) == (ClockChange(spring, HOUR),)
