"""What headers say about time, and what counts as not said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slatis_tui.api._headers import asked_to_wait, rate_of, seconds_to_reset
from slatis_tui.domain.models import Rate
from tests.api.fakes import START

NOW = START
DATE = "Fri, 15 Jan 2027 08:00:00 GMT"
"""The same instant as NOW."""


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("7", 7),
        (" 7 ", 7),
        ("1.5", 1.5),
        ("121", 121),
        ("86401", 86_401),
        ("1000000000", 1_000_000_000),
        ("3, 10", 10),
        ("nonsense, 4", 4),
        ("Fri, 15 Jan 2027 08:00:20 GMT", 20),
        ("Fri, 15 Jan 2027 07:59:00 GMT", None),
        ("Wed, 21 Oct 2099 07:28:00 GMT", 2_296_250_880),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("nan", None),
        ("inf", None),
        ("1e309", None),
        ("1_0", None),
        ("٣", None),
        ("9" * 400, None),
        ("soon", None),
        ("Fri, 99 Jan 2027 08:00:00 GMT", None),
        ("Fri, 15 Jan 99999999999 08:00:00 GMT", None),
    ],
)
def test_retry_after_is_a_number_or_a_date_and_else_nothing(value: str, seconds: float | None) -> None:
    assert asked_to_wait({"retry-after": value, "date": DATE}, NOW) == seconds


def test_a_date_counts_from_the_answers_own_date_and_without_one_from_our_clock() -> None:
    until = "Fri, 15 Jan 2027 08:00:20 GMT"
    an_hour_off = NOW + 3600
    assert asked_to_wait({"retry-after": until, "date": DATE}, an_hour_off) == 20
    assert asked_to_wait({"retry-after": until}, NOW + 5) == 15
    assert asked_to_wait({"retry-after": until, "date": "yesterday"}, NOW + 5) == 15


@settings(deadline=None)
@given(st.text(max_size=40))
def test_no_header_value_raises(value: str) -> None:
    wait = asked_to_wait({"retry-after": value, "date": value}, NOW)
    assert wait is None or wait >= 0
    assert rate_of({f"x-ratelimit-{name}": value for name in ("limit", "remaining", "reset")}) is None or value.strip()


@pytest.mark.parametrize(
    ("limit", "remaining", "reset", "rate"),
    [
        ("100", "99", "1800000060", Rate(100, 99, 1_800_000_060)),
        ("100", "0", "1800000060", Rate(100, 0, 1_800_000_060)),
        ("0", "0", "1800000060", None),
        ("100", "-1", "1800000060", None),
        ("100", "many", "1800000060", None),
        ("100", "99", "", None),
        ("1e2", "99", "1800000060", None),
        ("100", "99", "9" * 400, None),
    ],
)
def test_the_rate_is_known_when_all_of_it_makes_sense(
    limit: str, remaining: str, reset: str, rate: Rate | None
) -> None:
    headers = {"x-ratelimit-limit": limit, "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset}
    assert rate_of(headers) == rate


@pytest.mark.parametrize(
    ("reset", "date", "seconds"),
    [
        (60, 0, 60),
        (60, None, 60),
        (60, 50, 10),
        (60, 60, 60),
        (60, 10_000, 60),
        (0, 0, None),
        (-5, None, None),
        (3_601, None, None),
        (100_000, 99_990, 10),
    ],
)
def test_the_reset_is_reckoned_by_the_servers_clock_or_else_by_ours(
    reset: int, date: float | None, seconds: float | None
) -> None:
    """All but `seconds` are relative to our clock."""
    rate = Rate(100, 0, int(NOW) + reset)
    assert seconds_to_reset(rate, None if date is None else NOW + date, NOW) == seconds
