"""Times as text: every one carries its zone, in English names and on the 24-hour clock, whatever the locale.

Instants are Unix seconds, and `now` is the console's clock.
"""

import math
from functools import lru_cache
from typing import NamedTuple

from slatis_tui.domain.instants import DAYS, MONTHS, abbreviation, letters, local, offset, written, written_day
from slatis_tui.domain.zones import UTC_ZONE, Zone

NO_TIME = "—"
_NEAR = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}
_MINUS = "\u2212"
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_MOST_DAYS = 99
_DAYS_A_MONTH = 30.44
_MONTHS_BEFORE_YEARS = 24


def when(instant: int | None, zone: Zone, now: float) -> str:
    """For a row: `Fri 20 Nov 13:30 CET`, with the year where it is not this one; `—` where the time is not known."""
    if instant is None:
        return NO_TIME
    parts = _parts(instant, zone)
    return parts.short if parts.year == local(now, zone).year else parts.long


def day(instant: int | None, zone: Zone, now: float) -> str:
    """For the line above a day's rows: `Today, Wed 18 Nov`, `Fri 20 Nov 2027`; in words where the time is not known."""
    if instant is None:
        return "time not known"
    moment, today = local(instant, zone), local(now, zone)
    text = written_day(moment).removesuffix(f" {today.year}")
    word = _NEAR.get((moment.date() - today.date()).days)
    return f"{word}, {text}" if word else text


def full(instant: int, zone: Zone, with_year: bool = True) -> str:
    """In full, as one may type it back: `Fri 20 Nov 2026 13:30 CET`."""
    parts = _parts(instant, zone)
    return parts.long if with_year else parts.short


def relative(instant: int | None, now: float) -> str:
    """How far from now, the unit cut to a whole number: `in 2 d`, `3 h ago`, `now`; empty for None."""
    if instant is None:
        return ""
    seconds = abs(instant - now)
    if seconds < _MINUTE:
        return "now"
    distance = _distance(seconds)
    return f"in {distance}" if instant > now else f"{distance} ago"


def beside(instant: int, zone: Zone, mine: Zone) -> str:
    """Another zone's clock beside my own: `07:30 EST`, and `07:30 +1 JST` where its date differs."""
    moment = local(instant, zone)
    days = (moment.date() - local(instant, mine).date()).days
    mark = f" {days:+d}".replace("-", _MINUS) if days else ""
    return f"{moment:%H:%M}{mark} {letters(moment)}"


def clock_beside(instant: int, zone: Zone, mine: Zone) -> str:
    """The clock alone, where its zone stands elsewhere: `07:30`, and `07:30+1` where its date differs from mine."""
    moment = local(instant, zone)
    days = (moment.date() - local(instant, mine).date()).days
    return f"{moment:%H:%M}" + (f"{days:+d}".replace("-", _MINUS) if days else "")


def understood(instant: int, mine: Zone, attendee: Zone | None = None) -> str:
    """What a typed time means to everyone: `Fri 20 Nov 2026 13:30 CET · 07:30 EST attendee · 12:30 UTC`."""
    parts = [full(instant, mine), beside(instant, UTC_ZONE, mine)]
    if attendee is not None:
        parts.insert(1, f"{beside(instant, attendee, mine)} attendee")
    return " · ".join(parts)


def span(start: int | None, end: int | None, zone: Zone, now: float) -> str:
    """From start to end: `Fri 20 Nov 13:30–14:00 CET`; the second day or abbreviation where it is another."""
    if start is None or end is None:
        return when(start, zone, now)
    first, last = local(start, zone), local(end, zone)
    if first.date() != last.date():
        return f"{when(start, zone, now)} – {when(end, zone, now)}"
    begin = when(start, zone, now)
    if letters(first) == letters(last):
        begin = begin.removesuffix(f" {letters(first)}")
    return f"{begin}–{last:%H:%M} {letters(last)}"


def clock_time(instant: float, zone: Zone) -> str:
    """`14:02 CET`: only where the day is plain, as for something that happened in this session."""
    moment = local(int(instant), zone)
    return f"{moment:%H:%M} {letters(moment)}"


def choice(instant: int, zone: Zone) -> str:
    """One of the two times of a fold, told apart by its offset: `02:30 CEST (+02:00)`."""
    moment = local(instant, zone)
    return f"{moment:%H:%M} {abbreviation(moment)} ({offset(moment)})"


def duration(minutes: int | None) -> str:
    """A length of time: `30 min`, `1 h 30 min`, `2 h`; `—` where it is not known."""
    if minutes is None:
        return NO_TIME
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def countdown(seconds: float) -> str:
    """What is left of a wait, rounded up: `5 s`, `1 min 5 s`, `2 h 3 min`; never below `0 s`."""
    left = max(0, math.ceil(seconds))
    if left < _MINUTE:
        return f"{left} s"
    if left < _HOUR:
        return f"{left // _MINUTE} min {left % _MINUTE} s"
    return f"{left // _HOUR} h {left % _HOUR // _MINUTE} min"


class _Parts(NamedTuple):
    year: int
    short: str
    long: str


@lru_cache(maxsize=4096)
def _parts(instant: int, zone: Zone) -> _Parts:
    """Kept, because the rows on screen are written anew with every key."""
    moment = local(instant, zone)
    day = f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"
    return _Parts(moment.year, f"{day} {moment:%H:%M} {letters(moment)}", written(instant, zone))


def _distance(seconds: float) -> str:
    if seconds < _HOUR:
        return f"{int(seconds // _MINUTE)} m"
    if seconds < _DAY:
        return f"{int(seconds // _HOUR)} h"
    days = seconds / _DAY
    if days < _MOST_DAYS + 1:
        return f"{int(days)} d"
    months = days / _DAYS_A_MONTH
    return f"{int(months)} mo" if months < _MONTHS_BEFORE_YEARS else f"{int(days / 365.25)} y"
