"""What people type is understood, refused with a reason, or asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slatis_tui.domain.times import Zone, find_zone, parse_instant, to_wire
from slatis_tui.domain.typed_times import At, Fold, Gap, Problem, understand

BERLIN = find_zone("Europe/Berlin")
SAO_PAULO = find_zone("America/Sao_Paulo")


def instant(text: str) -> int:
    """The instant of an ISO text that is right."""
    found = parse_instant(text)
    assert found is not None
    return found


NOW = instant("2026-11-20T11:00:00Z")
"""Friday 20 November 2026, 12:00 in Berlin."""


def meant(text: str, zone: Zone = BERLIN, now: float = NOW) -> str:
    """What was understood, as it would be sent."""
    understood = understand(text, zone, now)
    assert isinstance(understood, At), understood
    return to_wire(understood.instant)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("2026-05-01 14:00", "2026-05-01T12:00:00Z"),
        ("2026-5-1 9:05", "2026-05-01T07:05:00Z"),
        ("tomorrow 9:30", "2026-11-21T08:30:00Z"),
        ("today 16:00", "2026-11-20T15:00:00Z"),
        ("today 8:00", "2026-11-20T07:00:00Z"),
        ("15:00", "2026-11-20T14:00:00Z"),
        ("12:00", "2026-11-21T11:00:00Z"),
        ("11:59", "2026-11-21T10:59:00Z"),
        ("fri 15:00", "2026-11-20T14:00:00Z"),
        ("fri 9:00", "2026-11-27T08:00:00Z"),
        ("Thursday 15:00", "2026-11-26T14:00:00Z"),
        ("sat 9:00", "2026-11-21T08:00:00Z"),
        ("+2d 10:00", "2026-11-22T09:00:00Z"),
        ("+ 2 days 10:00", "2026-11-22T09:00:00Z"),
        ("+0d 10:00", "2026-11-20T09:00:00Z"),
        ("Fri 20 Nov 13:30", "2026-11-20T12:30:00Z"),
        ("Fri 20 Nov 9:00", "2026-11-20T08:00:00Z"),
        ("20 Nov 2027 13:30", "2027-11-20T12:30:00Z"),
        ("20 Nov 13:30", "2026-11-20T12:30:00Z"),
        ("5 January 13:30", "2027-01-05T12:30:00Z"),
        ("Mon 5 Jan 13:30", "2026-01-05T12:30:00Z"),
        ("Tue 5 Jan 13:30", "2027-01-05T12:30:00Z"),
        ("Fri 20 Nov 2026 13:30 CET", "2026-11-20T12:30:00Z"),
        ("2026-11-20 13:30 CET", "2026-11-20T12:30:00Z"),
        ("2026-05-01 14:00 cest", "2026-05-01T12:00:00Z"),
        ("  FRI,  20 nov  2026,\t13:30   cet ", "2026-11-20T12:30:00Z"),
        ("2026-05-01T14:00:00Z", "2026-05-01T14:00:00Z"),
        ("2026-05-01t14:00:00.000z", "2026-05-01T14:00:00Z"),
        ("2026-05-01T14:00", "2026-05-01T12:00:00Z"),
        ("2026-05-01T14:00:00-05:00", "2026-05-01T19:00:00Z"),
        ("2026-05-01 14:00 UTC", "2026-05-01T14:00:00Z"),
        ("2026-05-01 14:00 +0530", "2026-05-01T08:30:00Z"),
        ("2026-05-01 14:00 −03", "2026-05-01T17:00:00Z"),
        ("11:30 UTC", "2026-11-20T11:30:00Z"),
        ("2026-11-20 13:30 first", "2026-11-20T12:30:00Z"),
    ],
)
def test_a_typed_time_is_understood(text: str, sent: str) -> None:
    assert meant(text) == sent


def test_a_zone_without_letters_takes_its_offset() -> None:
    assert meant("Fri 20 Nov 2026 13:30 -03", SAO_PAULO) == "2026-11-20T16:30:00Z"


def test_today_is_that_of_the_zone_that_is_shown() -> None:
    late = instant("2026-11-20T23:30:00Z")
    assert meant("today 10:00", BERLIN, late) == "2026-11-21T09:00:00Z"
    assert meant("today 10:00", SAO_PAULO, late) == "2026-11-20T13:00:00Z"


def test_29_february_without_a_year_is_that_of_the_next_year_that_has_one() -> None:
    assert meant("29 Feb 10:00", BERLIN, instant("2027-06-01T10:00:00Z")) == "2028-02-29T09:00:00Z"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "2026-05-01 14:00"),
        ("whenever", "Add a time of day"),
        ("tomorrow", "Add a time of day"),
        ("2026-05-01", "Add a time of day"),
        ("fri 3pm", "24-hour clock"),
        ("fri 3:30 p.m.", "24-hour clock"),
        ("fri 25:00", "0:00 to 23:59"),
        ("fri 9:75", "0:00 to 23:59"),
        ("2026-02-30 10:00", "Feb 2026 has no day 30"),
        ("30 Feb 10:00", "Feb 2026 has no day 30"),
        ("2026-13-01 10:00", "no month 13"),
        ("0001-01-01 10:00", "year from 1900 to 2999"),
        ("Mon 20 Nov 2026 13:30", "Fri 20 Nov 2026 is not a Mon"),
        ("2026-11-20 13:30 CEST", "CEST is not in force then; type CET"),
        ("2026-11-20 13:30 PST", "PST is not in force then"),
        ("2026-11-20 13:30 +99:00", "offset"),
        ("20 Foo 10:00", "Type the month"),
        ("someday 10:00", "fri 15:00"),
        ("[/bold] 10:00", "fri 15:00"),
        ("01.05.2026 10:00", "2026-05-01 14:00"),
        ("9" * 500 + ":00", "2026-05-01 14:00"),
    ],
)
def test_what_is_not_understood_says_what_would_be(text: str, says: str) -> None:
    understood = understand(text, BERLIN, NOW)
    assert isinstance(understood, Problem)
    assert says in understood.message


@pytest.mark.parametrize(
    ("zone", "text", "before", "after"),
    [
        ("Europe/Berlin", "2026-03-29 02:30", "Sun 29 Mar 2026 01:59 CET", "Sun 29 Mar 2026 03:00 CEST"),
        ("America/New_York", "2026-03-08 02:30", "Sun 8 Mar 2026 01:59 EST", "Sun 8 Mar 2026 03:00 EDT"),
        ("Europe/London", "2026-03-29 01:30", "Sun 29 Mar 2026 00:59 GMT", "Sun 29 Mar 2026 02:00 BST"),
        ("Australia/Lord_Howe", "2026-10-04 02:15", "Sun 4 Oct 2026 01:59 +1030", "Sun 4 Oct 2026 02:30 +11"),
        ("Pacific/Apia", "2011-12-30 12:00", "Thu 29 Dec 2011 23:59 -10", "Sat 31 Dec 2011 00:00 +14"),
    ],
)
def test_a_skipped_time_is_refused_with_its_neighbours(zone: str, text: str, before: str, after: str) -> None:
    gap = understand(text, find_zone(zone), NOW)
    assert isinstance(gap, Gap)
    assert (gap.before, gap.after) == (before, after)
    assert before in gap.message
    assert after in gap.message
    assert instant(meant(after, find_zone(zone))) - instant(meant(before, find_zone(zone))) == 60


@pytest.mark.parametrize(
    ("zone", "text", "first", "second", "offsets"),
    [
        ("Europe/Berlin", "2026-10-25 02:30", "00:30", "01:30", "+02:00 (CEST, the first) or +01:00 (CET, the second)"),
        ("America/New_York", "2026-11-01 01:30", "05:30", "06:30", "-04:00 (EDT"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "14:45", "15:15", "+11:00 (+11"),
    ],
)
def test_a_time_that_comes_twice_is_asked_about(zone: str, text: str, first: str, second: str, offsets: str) -> None:
    fold = understand(text, find_zone(zone), NOW)
    assert isinstance(fold, Fold)
    assert to_wire(fold.first)[11:16] == first
    assert to_wire(fold.second)[11:16] == second
    assert offsets in fold.message


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("2026-10-25 02:30 +02:00", "2026-10-25T00:30:00Z"),
        ("2026-10-25 02:30+01:00", "2026-10-25T01:30:00Z"),
        ("2026-10-25 02:30 CEST", "2026-10-25T00:30:00Z"),
        ("sun 25 oct 2026 02:30 cet", "2026-10-25T01:30:00Z"),
        ("2026-10-25 02:30 first", "2026-10-25T00:30:00Z"),
        ("2026-10-25 02:30 second", "2026-10-25T01:30:00Z"),
    ],
)
def test_typing_the_choice_settles_it(typed: str, sent: str) -> None:
    assert meant(typed) == sent


def test_letters_that_do_not_tell_the_two_apart_take_first_or_second() -> None:
    moscow = find_zone("Europe/Moscow")
    assert isinstance(understand("2014-10-26 01:30 MSK", moscow, NOW), Fold)
    assert meant("2014-10-26 01:30 MSK second", moscow) == "2014-10-25T22:30:00Z"


@given(st.text(alphabet="0123456789:+-tz apmfrisundecnov.,", max_size=30) | st.text(max_size=40))
def test_nothing_typed_is_an_error(text: str) -> None:
    assert understand(text, BERLIN, NOW)
