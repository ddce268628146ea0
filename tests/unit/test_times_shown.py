"""Times as they stand on screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slatis_tui.domain.times import Zone, find_zone, parse_instant
from slatis_tui.domain.typed_times import At, understand
from slatis_tui.presentation.times import (
    beside,
    choice,
    clock_time,
    countdown,
    duration,
    full,
    relative,
    span,
    understood,
    when,
)

BERLIN = find_zone("Europe/Berlin")
NEW_YORK = find_zone("America/New_York")
TOKYO = find_zone("Asia/Tokyo")
ISTANBUL = find_zone("Europe/Istanbul")
MINUTE, HOUR, DAY = 60, 3600, 86400


def instant(text: str) -> int:
    """The instant of an ISO text that is right."""
    found = parse_instant(text)
    assert found is not None
    return found


LUNCH = instant("2026-11-20T12:30:00Z")
NOW = instant("2026-11-18T09:00:00Z")


@pytest.mark.parametrize(
    ("text", "zone", "shown"),
    [
        ("2026-11-20T12:30:00Z", BERLIN, "Fri 20 Nov 13:30 CET"),
        ("2026-05-01T14:00:00Z", BERLIN, "Fri 1 May 16:00 CEST"),
        ("2026-11-20T12:30:00Z", ISTANBUL, "Fri 20 Nov 15:30 +03"),
        ("2027-11-20T12:30:00Z", BERLIN, "Sat 20 Nov 2027 13:30 CET"),
        ("2025-11-20T12:30:00Z", BERLIN, "Thu 20 Nov 2025 13:30 CET"),
        ("2026-12-31T23:30:00Z", BERLIN, "Fri 1 Jan 2027 00:30 CET"),
        ("2026-12-31T23:30:00Z", NEW_YORK, "Thu 31 Dec 18:30 EST"),
    ],
)
def test_a_row_says_when(text: str, zone: Zone, shown: str) -> None:
    assert when(instant(text), zone, NOW) == shown


def test_an_unknown_zone_shows_utc() -> None:
    assert when(LUNCH, find_zone("Mars/Olympus"), NOW) == "Fri 20 Nov 12:30 UTC"


def test_a_time_that_is_not_known_is_a_dash() -> None:
    assert when(None, BERLIN, NOW) == "—"
    assert span(None, LUNCH, BERLIN, NOW) == "—"
    assert duration(None) == "—"
    assert relative(None, NOW) == ""


def test_the_year_is_shown_as_soon_as_the_year_has_turned() -> None:
    assert when(LUNCH, BERLIN, instant("2026-12-31T22:59:59Z")) == "Fri 20 Nov 13:30 CET"
    assert when(LUNCH, BERLIN, instant("2026-12-31T23:00:00Z")) == "Fri 20 Nov 2026 13:30 CET"


def test_in_full_it_always_has_the_year_unless_told() -> None:
    assert full(LUNCH, BERLIN) == "Fri 20 Nov 2026 13:30 CET"
    assert full(LUNCH, BERLIN, with_year=False) == "Fri 20 Nov 13:30 CET"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "now"),
        (59, "now"),
        (-59, "now"),
        (12 * MINUTE, "in 12 m"),
        (-59 * MINUTE - 59, "59 m ago"),
        (HOUR, "in 1 h"),
        (-3 * HOUR, "3 h ago"),
        (DAY - 1, "in 23 h"),
        (2 * DAY, "in 2 d"),
        (-99 * DAY, "99 d ago"),
        (100 * DAY - 1, "in 99 d"),
        (100 * DAY, "in 3 mo"),
        (-125 * DAY, "4 mo ago"),
        (365 * DAY, "in 11 mo"),
        (735 * DAY, "in 2 y"),
        (-800 * DAY, "2 y ago"),
    ],
)
def test_the_distance_from_now(seconds: int, shown: str) -> None:
    assert relative(NOW + seconds, NOW) == shown


def test_what_was_understood_is_said_in_every_zone() -> None:
    assert understood(LUNCH, BERLIN, NEW_YORK) == "Fri 20 Nov 2026 13:30 CET · 07:30 EST attendee · 12:30 UTC"
    assert understood(LUNCH, BERLIN, None) == "Fri 20 Nov 2026 13:30 CET · 12:30 UTC"


def test_another_date_is_marked() -> None:
    evening = instant("2026-11-20T22:30:00Z")
    assert understood(evening, BERLIN, TOKYO) == "Fri 20 Nov 2026 23:30 CET · 07:30 +1 JST attendee · 22:30 UTC"
    night = instant("2026-11-20T23:30:00Z")
    assert understood(night, BERLIN, NEW_YORK) == "Sat 21 Nov 2026 00:30 CET · 18:30 −1 EST attendee · 23:30 −1 UTC"
    assert beside(instant("2026-11-20T10:30:00Z"), find_zone("Pacific/Kiritimati"), find_zone("Etc/GMT+12")) == (
        "00:30 +2 +14"
    )


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2026-11-20T12:30:00Z", "2026-11-20T13:00:00Z", "Fri 20 Nov 13:30–14:00 CET"),
        ("2027-11-20T12:30:00Z", "2027-11-20T13:00:00Z", "Sat 20 Nov 2027 13:30–14:00 CET"),
        ("2026-11-20T22:30:00Z", "2026-11-20T23:30:00Z", "Fri 20 Nov 23:30 CET – Sat 21 Nov 00:30 CET"),
        ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "Sun 25 Oct 02:30 CEST–02:30 CET"),
    ],
)
def test_a_span_from_start_to_end(start: str, end: str, shown: str) -> None:
    assert span(instant(start), instant(end), BERLIN, NOW) == shown


def test_a_span_without_an_end_is_its_start() -> None:
    assert span(LUNCH, None, BERLIN, NOW) == "Fri 20 Nov 13:30 CET"


def test_the_two_times_of_a_fold_are_told_apart() -> None:
    assert choice(instant("2026-10-25T00:30:00Z"), BERLIN) == "02:30 CEST (+02:00)"
    assert choice(instant("2026-10-25T01:30:00Z"), BERLIN) == "02:30 CET (+01:00)"


def test_a_clock_time_alone_has_its_zone_too() -> None:
    assert clock_time(LUNCH + 59.9, BERLIN) == "13:30 CET"
    assert clock_time(LUNCH, ISTANBUL) == "15:30 +03"


@pytest.mark.parametrize(
    ("minutes", "shown"), [(0, "0 min"), (30, "30 min"), (60, "1 h"), (90, "1 h 30 min"), (1440, "24 h")]
)
def test_a_duration(minutes: int, shown: str) -> None:
    assert duration(minutes) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(-1, "0 s"), (0, "0 s"), (0.2, "1 s"), (4.2, "5 s"), (59.5, "1 min 0 s"), (65, "1 min 5 s"), (7380, "2 h 3 min")],
)
def test_a_countdown_never_promises_too_little(seconds: float, shown: str) -> None:
    assert countdown(seconds) == shown


@given(st.integers(1_770_000_000 // 60, 1_800_000_000 // 60), st.sampled_from([BERLIN, NEW_YORK, TOKYO, ISTANBUL]))
def test_a_row_can_be_typed_back(minutes: int, zone: Zone) -> None:
    """Also without the year, which is then this one (the fold's two hours have letters that tell them apart)."""
    assert understand(when(minutes * 60, zone, NOW), zone, NOW) == At(minutes * 60)
