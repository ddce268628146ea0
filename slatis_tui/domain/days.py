"""Where the days begin in a list that is in order of time."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from slatis_tui.domain.instants import day_start, local
from slatis_tui.domain.sorting import NO_TIME
from slatis_tui.domain.zones import Zone


def days_begin(starts: Sequence[int], zone: Zone, *, ascending: bool) -> list[int]:
    """The places of the first booking of each day, and of the first whose time is not known.

    Each day is found by a search from the one before: the price is that of the days, not that of the bookings.

    Args:
        starts: what the bookings are ordered by, in that order: when each starts, Unix seconds, as it is where the
            earliest stands first, else negative; `NO_TIME`, which comes last, where that is not known.
        zone: whose days.
        ascending: whether the earliest stands first.
    """
    found: list[int] = []
    place, known = 0, bisect_left(starts, NO_TIME)
    while place < known:
        found.append(place)
        if ascending:
            place = bisect_left(starts, _day_of(starts[place], zone)[1], place + 1, known)
        else:
            place = bisect_right(starts, -_day_of(-starts[place], zone)[0], place + 1, known)
    if known < len(starts):
        found.append(known)
    return found


def _day_of(instant: int, zone: Zone) -> tuple[int, int]:
    return _bounds(local(instant, zone).toordinal(), zone)


@lru_cache(maxsize=8192)
def _bounds(ordinal: int, zone: Zone) -> tuple[int, int]:
    day = date.fromordinal(ordinal)
    return day_start(day, zone), day_start(day + timedelta(days=1), zone)
