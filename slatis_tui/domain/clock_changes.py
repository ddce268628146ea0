"""When the clocks of a zone change between two instants: a meeting's familiar hour is another one after that."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from slatis_tui.domain.instants import local
from slatis_tui.domain.zones import Zone

_DAY = 86_400
_FARTHEST = 3 * 366 * _DAY
"""Seconds; beyond that nobody reckons with today's clocks."""


class ClockChange(NamedTuple):
    """Clocks of a zone that are put forward or back."""

    at: int
    """The first instant under the new offset, in Unix seconds."""
    seconds: int
    """How far forward; negative for back."""


def clock_changes(zone: Zone, start: float, end: float) -> tuple[ClockChange, ...]:
    """Those after `start` and not after `end` (Unix seconds), in order; at most those of three years."""
    if end <= start:
        return ()
    return tuple(one for one in _changes(zone, int(start // _DAY * _DAY), int(end)) if one.at > start)


@lru_cache(maxsize=256)
def _changes(zone: Zone, start: int, end: int) -> tuple[ClockChange, ...]:
    """Kept, because what is on screen is written anew with every key; so the start is that of a day."""
    found: list[ClockChange] = []
    at, end = start, min(end, start + _FARTHEST)
    while at < end:
        after = min(at + _DAY, end)
        moved = _offset(after, zone) - _offset(at, zone)
        if moved:
            found.append(ClockChange(_first_after(at, after, zone), int(moved.total_seconds())))
        at = after
    return tuple(found)


def _first_after(before: int, after: int, zone: Zone) -> int:
    old = _offset(before, zone)
    while after - before > 1:
        middle = (before + after) // 2
        if _offset(middle, zone) == old:
            before = middle
        else:
            after = middle
    return after


def _offset(instant: int, zone: Zone) -> timedelta:
    moment: datetime = local(instant, zone)
    return moment.utcoffset() or timedelta()
