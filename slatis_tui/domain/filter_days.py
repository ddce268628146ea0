"""Days as people type them into a filter: `today`, `+7d`, `last mon`, `2026-05-01`, also with a time of day.

Looking back is as usual here as looking ahead, and a mistake only shows other rows: what clocks show twice is
taken so that the filter holds the more.
"""

import re
from datetime import date, datetime, time, timedelta

from slatis_tui.domain.instants import day_start, gap_end, instants_of, local, parse_instant
from slatis_tui.domain.typed_days import NotUnderstood, meant_wall
from slatis_tui.domain.zones import Zone

WHAT_A_DAY_IS = "Type a day such as today, +7d, last mon or 2026-05-01, perhaps with a time"

_LONGEST = 40
_SPACES = re.compile(r"[\s,]+")
_WITH_TIME = re.compile(r"(.+?)[ t]([0-9]{1,2}):([0-9]{2})")
_IN_DAYS = re.compile(r"(?:(?P<sign>[+-]) ?|(?P<ahead>in )?)(?P<count>[0-9]{1,4}) ?(?P<unit>d|w)[a-z]*(?P<ago> ago)?")
_NAMED = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
_RELATIVE = re.compile(r"(last|this|next) ([a-z]+)")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def edge_of(text: str, zone: Zone, now: float, *, is_end: bool) -> int:
    """The instant (Unix seconds) at which a filter begins, or before which it ends.

    Args:
        text: as typed. A day begins with its first instant, and as an end it is still in; a week is from Monday on.
        zone: the one that is shown.
        now: Unix seconds.
        is_end: whether it is the end.

    Raises:
        NotUnderstood: with what would be accepted.
    """
    normal = _SPACES.sub(" ", text.replace("\u2212", "-")).strip().casefold()
    if len(normal) > _LONGEST:
        raise NotUnderstood(WHAT_A_DAY_IS)
    if normal.endswith("z") and (instant := parse_instant(text.strip())) is not None:
        return instant
    today = local(now, zone).date()
    try:
        if match := _WITH_TIME.fullmatch(normal):
            first, _ = _span(match[1], today)
            return _at(datetime.combine(first, _clock(int(match[2]), int(match[3]))), zone, is_end)
        first, last = _span(normal, today)
        return day_start(last + timedelta(days=1) if is_end else first, zone)
    except OverflowError:
        raise NotUnderstood("Type a year from 1900 to 2999") from None


def _clock(hour: int, minute: int) -> time:
    if hour > 23 or minute > 59:
        raise NotUnderstood("Type a time of day from 0:00 to 23:59")
    return time(hour, minute)


def _at(wall: datetime, zone: Zone, is_end: bool) -> int:
    instants = instants_of(wall, zone)
    return instants[-1 if is_end else 0] if instants else gap_end(wall, zone)


def _span(text: str, today: date) -> tuple[date, date]:
    """The first and the last day that are meant."""
    if text in _NAMED:
        day = today + timedelta(days=_NAMED[text])
        return day, day
    if match := _IN_DAYS.fullmatch(text):
        day = today + timedelta(days=_days(match))
        return day, day
    if match := _RELATIVE.fullmatch(text):
        return _relative(match[1], match[2], today)
    try:
        day = meant_wall(text, time.max, datetime.combine(today, time())).date()
    except NotUnderstood as reason:
        raise NotUnderstood(_why(str(reason))) from None
    return day, day


def _why(reason: str) -> str:
    return reason if reason.startswith(("No such date", "Type a year")) or " is not a " in reason else WHAT_A_DAY_IS


def _days(match: re.Match[str]) -> int:
    days = int(match["count"]) * (7 if match["unit"] == "w" else 1)
    if not (match["sign"] or match["ahead"] or match["ago"]):
        raise NotUnderstood(WHAT_A_DAY_IS)
    return -days if match["sign"] == "-" or match["ago"] else days


def _relative(which: str, what: str, today: date) -> tuple[date, date]:
    """`last mon` is before today and `next mon` after it; `this mon` is in the week of today."""
    monday = today - timedelta(days=today.weekday())
    if what == "week":
        first = monday + timedelta(weeks={"last": -1, "this": 0, "next": 1}[which])
        return first, first + timedelta(days=6)
    if what == "month":
        return _month(today, {"last": -1, "this": 0, "next": 1}[which])
    place = next((place for place, name in enumerate(_DAYS) if len(what) >= 2 and name.startswith(what)), None)
    if place is None:
        raise NotUnderstood(WHAT_A_DAY_IS)
    if which == "this":
        day = monday + timedelta(days=place)
    elif which == "last":
        day = today - timedelta(days=(today.weekday() - place - 1) % 7 + 1)
    else:
        day = today + timedelta(days=(place - today.weekday() - 1) % 7 + 1)
    return day, day


def _month(today: date, ahead: int) -> tuple[date, date]:
    first = _first_of_month(today.year * 12 + today.month - 1 + ahead)
    return first, _first_of_month(today.year * 12 + today.month + ahead) - timedelta(days=1)


def _first_of_month(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)
