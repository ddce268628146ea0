"""Instants from the wire and back, and days of 23 to 25 hours."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slatis_tui.domain.times import day_bounds, find_zone, local_date, parse_instant, to_wire, week_start

TWO_PM = int(datetime(2026, 5, 1, 14, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-01T14:00:00Z",
        "2026-05-01T14:00:00.999999Z",
        "2026-05-01T14:00Z",
        "2026-05-01T16:00:00+02:00",
        "2026-05-01T09:00:00-05:00",
        "2026-05-01T14:00:00",
        "2026-05-01 14:00:00Z",
        " 2026-05-01T14:00:00Z ",
    ],
)
def test_a_date_time_is_read_to_the_second(text: str) -> None:
    assert parse_instant(text) == TWO_PM


def test_a_date_alone_is_its_midnight() -> None:
    assert parse_instant("2026-05-01") == TWO_PM - 14 * 3600


def test_a_fraction_before_1970_is_cut_downwards() -> None:
    assert parse_instant("1969-12-31T23:59:59.5Z") == -1


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2026-13-01T00:00:00Z", "2026-05-01T24:30:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z",
     "٢٠٢٦-05-01T14:00:00Z", "2026-05-01T14:00:00Z" + "0" * 1000, "1777644000", "NaN"],
)  # fmt: skip
def test_what_is_no_date_time_is_none(text: str) -> None:
    assert parse_instant(text) is None


@given(st.text(max_size=50))
def test_no_text_is_an_error(text: str) -> None:
    parse_instant(text)


@given(st.integers(-60_000_000_000, 250_000_000_000))
def test_what_is_sent_reads_back_the_same(instant: int) -> None:
    assert to_wire(instant).endswith("Z")
    assert parse_instant(to_wire(instant)) == instant


def test_the_wire_form_is_the_documented_one() -> None:
    """API Conventions page, "Dates and times"."""
    assert to_wire(TWO_PM) == "2026-05-01T14:00:00Z"


@pytest.mark.parametrize(
    ("zone", "noon", "hours", "start"),
    [
        ("Europe/Berlin", "2026-05-01T10:00:00Z", 24, "2026-04-30T22:00:00Z"),
        ("Europe/Berlin", "2026-03-29T10:00:00Z", 23, "2026-03-28T23:00:00Z"),
        ("Europe/Berlin", "2026-10-25T10:00:00Z", 25, "2026-10-24T22:00:00Z"),
        ("Australia/Lord_Howe", "2026-04-05T02:00:00Z", 24.5, "2026-04-04T13:00:00Z"),
        ("Africa/Cairo", "2026-04-24T10:00:00Z", 23, "2026-04-23T22:00:00Z"),
        ("Asia/Beirut", "2026-03-29T10:00:00Z", 23, "2026-03-28T22:00:00Z"),
        ("America/Havana", "2026-11-01T17:00:00Z", 25, "2026-11-01T04:00:00Z"),
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(zone: str, noon: str, hours: float, start: str) -> None:
    instant = parse_instant(noon)
    assert instant is not None
    first, end = day_bounds(instant, find_zone(zone))
    assert to_wire(first) == start
    assert end - first == hours * 3600


@given(
    st.sampled_from(["Europe/Berlin", "Africa/Cairo", "Pacific/Apia", "America/Nuuk", "Australia/Lord_Howe", "UTC"]),
    st.integers(1_400_000_000, 2_200_000_000),
)
def test_every_instant_lies_within_its_day(name: str, instant: int) -> None:
    zone = find_zone(name)
    start, end = day_bounds(instant, zone)
    assert start <= instant < end
    assert local_date(start, zone) == local_date(instant, zone) == local_date(end - 1, zone)
    assert local_date(end, zone) > local_date(instant, zone)
    assert local_date(instant, zone) - local_date(start - 1, zone) >= timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "weeks_ago", "monday"),
    [
        ("2026-03-30T00:00:00+02:00", 0, "2026-03-29T22:00:00Z"),  # a Monday, its first moment
        ("2026-03-29T23:59:59+02:00", 0, "2026-03-22T23:00:00Z"),  # a Sunday, on which the clocks went forward
        ("2026-04-01T12:00:00+02:00", 1, "2026-03-22T23:00:00Z"),  # that week has 167 hours
    ],
)
def test_weeks_start_on_monday_in_the_zone(text: str, weeks_ago: int, monday: str) -> None:
    instant = parse_instant(text)
    assert instant is not None
    assert to_wire(week_start(instant, find_zone("Europe/Madrid"), weeks_ago)) == monday
