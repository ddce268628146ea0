"""Days as they are typed into a filter."""

from datetime import datetime

import pytest

from slatis_tui.domain.filter_days import edge_of
from slatis_tui.domain.times import UTC_ZONE, Zone, find_zone
from slatis_tui.domain.typed_days import NotUnderstood
from tests.support.rows import NOON

MADRID = find_zone("Europe/Madrid")


def edge(text: str, *, is_end: bool = False, zone: Zone = UTC_ZONE) -> str:
    """For a filter typed on Friday 21 November 2025 at noon, in UTC."""
    found = datetime.fromtimestamp(edge_of(text, zone, NOON, is_end=is_end), zone.info)
    return f"{found:%a %Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("today", "Fri 2025-11-21"),
        (" Today ", "Fri 2025-11-21"),
        ("tomorrow", "Sat 2025-11-22"),
        ("yesterday", "Thu 2025-11-20"),
        ("+7d", "Fri 2025-11-28"),
        ("+ 7 days", "Fri 2025-11-28"),
        ("-7d", "Fri 2025-11-14"),
        ("−2w", "Fri 2025-11-07"),
        ("in 3 days", "Mon 2025-11-24"),
        ("3 days ago", "Tue 2025-11-18"),
        ("mon", "Mon 2025-11-24"),
        ("fri", "Fri 2025-11-21"),
        ("last mon", "Mon 2025-11-17"),
        ("last friday", "Fri 2025-11-14"),
        ("last sat", "Sat 2025-11-15"),
        ("next fri", "Fri 2025-11-28"),
        ("next sat", "Sat 2025-11-22"),
        ("this mon", "Mon 2025-11-17"),
        ("last week", "Mon 2025-11-10"),
        ("this week", "Mon 2025-11-17"),
        ("next month", "Mon 2025-12-01"),
        ("last month", "Wed 2025-10-01"),
        ("2026-05-01", "Fri 2026-05-01"),
        ("1 May 2026", "Fri 2026-05-01"),
    ],
)
def test_a_day_begins_with_its_first_instant(text: str, begins: str) -> None:
    assert edge(text) == f"{begins} 00:00"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("today", "Sat 2025-11-22"),
        ("last mon", "Tue 2025-11-18"),
        ("this week", "Mon 2025-11-24"),
        ("last month", "Sat 2025-11-01"),
        ("2025-12-31", "Thu 2026-01-01"),
    ],
)
def test_a_day_as_an_end_is_still_in(text: str, ends: str) -> None:
    assert edge(text, is_end=True) == f"{ends} 00:00"


@pytest.mark.parametrize("text", ["2025-11-24 14:30", "last mon 9:00", "+1d 23:59"])
def test_a_time_of_day_is_exact_at_either_end(text: str) -> None:
    assert edge(text) == edge(text, is_end=True)
    assert edge(text).endswith(text.split()[-1].rjust(5, "0"))


def test_days_are_those_of_the_zone_that_is_shown() -> None:
    assert edge_of("today", MADRID, NOON, is_end=False) == edge_of("today", UTC_ZONE, NOON, is_end=False) - 3600


def test_what_clocks_show_twice_or_skip_holds_the_more() -> None:
    assert (
        edge_of("2026-10-25 2:30", MADRID, NOON, is_end=True) - edge_of("2026-10-25 2:30", MADRID, NOON, is_end=False)
        == 3600
    )
    assert edge("2026-03-29 2:30", zone=MADRID) == "Sun 2026-03-29 03:00"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("someday", "Type a day such as today"),
        ("7d", "Type a day such as today"),
        ("last nothing", "Type a day such as today"),
        ("2026-02-30", "No such date: Feb 2026 has no day 30"),
        ("thu 2025-11-21", "is not a Thu"),
        ("today 25:00", "Type a time of day"),
        ("2999-12-31 x", "Type a day such as today"),
        ("x" * 400, "Type a day such as today"),
    ],
)
def test_what_is_no_day_is_told_with_what_would_be(text: str, told: str) -> None:
    with pytest.raises(NotUnderstood, match=told):
        edge(text)
