"""What is shown of a time, typed back, is the same instant: in every zone, over every change of its clocks."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slatis_tui.domain.free_slots import as_typed
from slatis_tui.domain.instants import local, offset, written
from slatis_tui.domain.times import Zone, find_zone, zone_exists
from slatis_tui.domain.typed_times import At, Fold, Gap, understand
from slatis_tui.presentation.times import choice, full, when

MINUTE, HOUR, DAY = 60, 3_600, 86_400
FIRST, LAST = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (2000, 2040))
STEP = 14 * DAY
"""Seconds. Nowhere were clocks changed and changed back within so short a time in these years."""
ZONES = tuple(sorted(name for name in available_timezones() if zone_exists(name)))


def test_every_zone_of_the_database_is_known() -> None:
    """Besides the names of areas and cities there are `localtime` and the like, which are no names of zones."""
    assert {name for name in available_timezones() if not zone_exists(name)} <= {"localtime", "posixrules"}
    assert len(ZONES) > 400


def test_what_is_shown_of_any_minute_is_that_minute_when_typed_back() -> None:
    @settings(max_examples=300, deadline=None)
    @given(st.sampled_from(ZONES), st.integers(FIRST // MINUTE, LAST // MINUTE - 1))
    def holds(name: str, minute: int) -> None:
        zone, instant = find_zone(name), minute * MINUTE
        come_back(zone, instant)
        assert understand(when(instant, zone, instant), zone, instant) == At(instant)

    holds()


def test_what_is_shown_around_every_change_of_every_zones_clocks_is_that_minute_when_typed_back() -> None:
    changes = [(zone, at) for zone in distinct_zones() for at in changes_of(zone)]
    assert len(changes) > 5_000
    for zone, at in changes:
        for instant in around(zone, at):
            come_back(zone, instant)


def test_what_comes_twice_is_asked_about_and_both_answers_are_found() -> None:
    asked = 0
    for zone in distinct_zones():
        for at in changes_of(zone):
            skipped = shift_of(zone, at)
            if skipped >= timedelta():
                continue
            asked += 1
            wall = local(at, zone).replace(tzinfo=None)
            meant = understand(f"{wall:%Y-%m-%d %H:%M}", zone, FIRST)
            assert isinstance(meant, Fold), (zone.name, wall)
            assert (meant.first, meant.second) == (at + int(skipped.total_seconds()), at)
            for word, instant in (("first", meant.first), ("second", meant.second)):
                shown = f"{wall:%Y-%m-%d %H:%M} {offset(local(instant, zone))}"
                assert understand(shown, zone, FIRST) == At(instant)
                assert understand(f"{wall:%Y-%m-%d %H:%M} {word}", zone, FIRST) == At(instant)
                assert f"({offset(local(instant, zone))})" in choice(instant, zone)
    assert asked > 2_000


def test_what_is_skipped_is_refused_with_both_neighbours() -> None:
    refused = 0
    for zone in distinct_zones():
        for at in changes_of(zone):
            skipped = shift_of(zone, at)
            if skipped <= timedelta():
                continue
            refused += 1
            wall = (local(at, zone) - skipped).replace(tzinfo=None)
            meant = understand(f"{wall:%Y-%m-%d %H:%M}", zone, FIRST)
            assert isinstance(meant, Gap), (zone.name, wall)
            assert understand(meant.before, zone, FIRST) == At(at - MINUTE), (zone.name, wall)
            assert understand(meant.after, zone, FIRST) == At(at), (zone.name, wall)
    assert refused > 2_000


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "America", "localtime", "../../etc/passwd", "Europe/Berlin\x1b[31m"]
)
def test_a_zone_that_is_none_warns_and_shows_utc(name: str) -> None:
    zone = find_zone(name)
    assert zone.warning
    come_back(zone, FIRST)
    assert full(FIRST, zone).endswith("UTC")


def come_back(zone: Zone, instant: int) -> None:
    """Both ways to write it are understood as that instant, whatever day it is."""
    for text in (written(instant, zone), as_typed(instant, zone)):
        assert understand(text, zone, FIRST) == At(instant), (zone.name, text)


def around(zone: Zone, at: int) -> Iterator[int]:
    """The minutes at both ends of what a change of clocks skips or repeats."""
    length = abs(int(shift_of(zone, at).total_seconds()))
    for edge in dict.fromkeys((at - length, at, at + length)):
        for minutes in (-1, 0):
            yield (edge + minutes * MINUTE) // MINUTE * MINUTE


def shift_of(zone: Zone, at: int) -> timedelta:
    """How far forward the clocks are put at that instant; nothing where only their name changes."""
    before, after = (local(instant, zone).utcoffset() for instant in (at - 1, at))
    assert before is not None
    assert after is not None
    return after - before


@cache
def distinct_zones() -> tuple[Zone, ...]:
    """One of each family of names for the same clocks."""
    return tuple({changes: find_zone(name) for name in ZONES if (changes := history(name))}.values())


@cache
def history(name: str) -> tuple[tuple[int, str, timedelta | None], ...]:
    """What the clocks of a zone were called and how far they were ahead, from when on."""
    zone = find_zone(name)
    found = [(FIRST, *state(zone, FIRST))]
    for before, after in pairwise(range(FIRST, LAST + STEP, STEP)):
        if state(zone, after) != found[-1][1:]:
            at = first_after(zone, before, after)
            found.append((at, *state(zone, at)))
    return tuple(found)


@cache
def changes_of(zone: Zone) -> tuple[int, ...]:
    """When the zone's clocks changed."""
    return tuple(at for at, _, _ in history(zone.name)[1:])


def state(zone: Zone, instant: int) -> tuple[str, timedelta | None]:
    moment = datetime.fromtimestamp(instant, zone.info)
    return moment.tzname() or "", moment.utcoffset()


def first_after(zone: Zone, before: int, after: int) -> int:
    old = state(zone, before)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if state(zone, middle) == old else (before, middle)
    return after
