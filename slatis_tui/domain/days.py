"""Where the days begin in a list that is in order of time."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from slatis_tui.domain.instants import day_start, local
from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.zones import Zone


def days_begin(ids: Sequence[str], rows: Mapping[str, BookingRow], zone: Zone, *, ascending: bool) -> list[int]:
    """The places of the first booking of each day, and of the first whose time is not known.

    Each day is found by a search from the one before: the price is that of the days, not that of the bookings.

    Args:
        ids: in order of time; those without a time last.
        rows: the bookings by id.
        zone: whose days.
        ascending: whether the earliest stands first.
    """
    found: list[int] = []
    place = 0
    while place < len(ids):
        found.append(place)
        start = rows[ids[place]].start
        if start is None:
            break
        place = _end_of(ids, rows, place, _is_past(*_day_of(start, zone), ascending=ascending))
    return found


def _is_past(first: int, end: int, *, ascending: bool) -> Callable[[int | None], bool]:
    if ascending:
        return lambda start: start is None or start >= end
    return lambda start: start is None or start < first


def _end_of(
    ids: Sequence[str], rows: Mapping[str, BookingRow], place: int, is_past: Callable[[int | None], bool]
) -> int:
    """The first place behind `place` that is past: by steps that double, then halve."""
    low, step = place, 1
    while low + step < len(ids) and not is_past(rows[ids[low + step]].start):
        low += step
        step *= 2
    high = min(low + step, len(ids))
    while high - low > 1:
        middle = (low + high) // 2
        if is_past(rows[ids[middle]].start):
            high = middle
        else:
            low = middle
    return high


def _day_of(instant: int, zone: Zone) -> tuple[int, int]:
    return _bounds(local(instant, zone).toordinal(), zone)


@lru_cache(maxsize=8192)
def _bounds(ordinal: int, zone: Zone) -> tuple[int, int]:
    day = date.fromordinal(ordinal)
    return day_start(day, zone), day_start(day + timedelta(days=1), zone)
