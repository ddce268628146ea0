"""Where days begin in a list, and on which lines its rows stand then."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slatis_tui.domain.days import days_begin
from slatis_tui.domain.instants import local_date
from slatis_tui.domain.names import NoNames
from slatis_tui.domain.sorting import WHEN_DOWN, WHEN_UP, Sort
from slatis_tui.domain.times import UTC_ZONE, Zone, find_zone
from slatis_tui.presentation.times import day
from slatis_tui.widgets._layout import Layout
from slatis_tui.widgets._position import Position
from tests.support.rows import DAY, HOUR, NOON, row

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""On a busy machine it is the machine that is slow."""


def found(starts: list[int | None], sort: Sort, zone: Zone = UTC_ZONE) -> tuple[list[int], list[int]]:
    """Where days begin, and where they begin as one sees by going through all."""
    rows = {str(place): row(str(place), start=start) for place, start in enumerate(starts)}
    key = sort.order(NoNames()).key
    ids = sorted(rows, key=lambda one: key(rows[one]))
    days = [None if (start := rows[one].start) is None else local_date(start, zone) for one in ids]
    plain = [place for place in range(len(days)) if place == 0 or days[place] != days[place - 1]]
    return days_begin([int(key(rows[one])[0]) for one in ids], zone, ascending=sort.ascending), plain


@UNHURRIED
@given(st.lists(st.none() | st.integers(NOON - 5 * DAY, NOON + 5 * DAY), max_size=60), st.booleans())
def test_days_begin_where_another_day_is_seen(starts: list[int | None], down: bool) -> None:
    mine, plain = found(starts, WHEN_DOWN if down else WHEN_UP)
    assert mine == plain


@pytest.mark.parametrize("zone", ["Europe/Madrid", "America/Asuncion", "Pacific/Auckland"])
def test_days_are_those_of_the_zone_also_where_clocks_change(zone: str) -> None:
    chance = random.Random(3)
    starts: list[int | None] = [NOON + chance.randrange(-400 * DAY, 400 * DAY) for _ in range(2_000)]
    mine, plain = found(starts, WHEN_UP, find_zone(zone))
    assert mine == plain


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (NOON, "Today, Fri 21 Nov"),
        (NOON + DAY, "Tomorrow, Sat 22 Nov"),
        (NOON - DAY, "Yesterday, Thu 20 Nov"),
        (NOON + 2 * DAY, "Sun 23 Nov"),
        (NOON + 60 * DAY, "Tue 20 Jan 2026"),
        (None, "time not known"),
    ],
)
def test_a_day_in_words(instant: int | None, text: str) -> None:
    assert day(instant, UTC_ZONE, NOON + HOUR) == text


LAYOUTS = st.integers(1, 40).flatmap(
    lambda rows: st.sets(st.integers(0, rows - 1)).map(lambda divided: Layout(rows, sorted(divided)))
)


@UNHURRIED
@given(LAYOUTS)
def test_every_line_is_a_row_or_the_divider_above_one(layout: Layout) -> None:
    drawn: list[int | str] = []
    for number in range(layout.rows):
        drawn += [f"above {number}", number] if layout.is_divided(number) else [number]
    assert layout.lines == len(drawn)
    for line, what in enumerate(drawn):
        assert layout.is_divider(line) == isinstance(what, str)
        expected = what if isinstance(what, int) else int(what.split()[1])
        assert layout.row_from(line) == expected
        assert isinstance(what, str) or layout.line_of(what) == line
    assert layout.row_from(layout.lines) == layout.rows


@UNHURRIED
@given(LAYOUTS, st.integers(1, 12), st.lists(st.sampled_from([1, -1, "page down", "page up", "home", "end"])))
def test_wherever_one_goes_the_cursor_is_on_a_row_in_sight(layout: Layout, height: int, ways: list[int | str]) -> None:
    position = Position().moved(0, layout, height)
    for way in ways:
        before = position
        if isinstance(way, int):
            position = position.moved(position.cursor + way, layout, height)
        elif way in ("home", "end"):
            position = position.moved(0 if way == "home" else layout.rows - 1, layout, height)
        else:
            position = position.paged(height - 1 if way == "page down" else 1 - height, layout, height)
            assert (position.cursor >= before.cursor) if way == "page down" else (position.cursor <= before.cursor)
        assert 0 <= position.cursor < layout.rows
        assert 0 <= layout.line_of(position.cursor) - position.top < height
        assert 0 <= position.top <= max(0, layout.lines - height)
        if height > 1 and layout.is_divided(position.cursor):
            assert layout.line_of(position.cursor) > position.top


def test_pages_come_to_the_end_and_back() -> None:
    layout = Layout(50, list(range(0, 50, 2)))
    position = Position().moved(0, layout, 10)
    for _ in range(20):
        position = position.paged(9, layout, 10)
    assert position.cursor == 49
    for _ in range(20):
        position = position.paged(-9, layout, 10)
    assert position == Position(0, 0)


def test_a_row_keeps_its_line_when_dividers_come_above_it() -> None:
    keys = [f"k{number}" for number in range(60)]
    before, after = Layout(60, [0, 10, 20]), Layout(60, [0, 5, 10, 15, 20])
    position = Position(30, before.line_of(30) - 4).after(keys, keys, 10, before, after)
    assert (position.cursor, after.line_of(30) - position.top) == (30, 4)
    scrolled = Position(0, before.line_of(40)).after(keys, keys, 10, before, after)
    assert (scrolled.cursor, scrolled.top) == (0, after.line_of(40))
