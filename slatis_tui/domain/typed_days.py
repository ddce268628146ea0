"""Days as people type them: `tomorrow`, `fri`, `+2d`, `20 Nov`, `Fri 20 Nov 2026`, `2026-11-20`."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from slatis_tui.domain.field_values import BadValue
from slatis_tui.domain.instants import DAYS, MONTHS, written_day

EXAMPLES = "Type a time such as 2026-05-01 14:00, tomorrow 9:30, fri 15:00 or +2d 10:00"


_LONGEST_DAY = 40


class NotUnderstood(Exception):
    """Why, and what would be accepted."""


_IN_DAYS = re.compile(r"\+ ?([0-9]{1,3}) ?(?:d|day|days)")
_WEEKDAY = r"(?:(?P<weekday>[a-z]{2,9})\.? )?"
_ISO_DAY = re.compile(_WEEKDAY + r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_NAMED_DAY = re.compile(_WEEKDAY + r"(?P<day>[0-9]{1,2})\.? (?P<month>[a-z]{3,9})\.?(?: (?P<year>[0-9]{4}))?")
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def meant_wall(day: str, clock: time, now: datetime) -> datetime:
    """What the clock on the wall shows at the time that is meant.

    Args:
        day: as typed, in lower case with single spaces; empty where none was.
        clock: the time of day.
        now: naive, as is the result: both are what clocks of one zone show.

    Raises:
        NotUnderstood: the day is none, or is no date of the calendar.
    """

    def at(day: date) -> datetime:
        return datetime.combine(day, clock)

    today = now.date()
    if day in ("", "today", "tomorrow"):
        is_today = day == "today" or (day == "" and at(today) > now)
        return at(today if is_today else today + timedelta(days=1))
    if match := _IN_DAYS.fullmatch(day):
        return at(today + timedelta(days=int(match[1])))
    if match := _ISO_DAY.fullmatch(day):
        found = _date(int(match["year"]), int(match["month"]), int(match["day"]))
        return at(_checked(found, match["weekday"]))
    if match := _NAMED_DAY.fullmatch(day):
        return at(_named_date(match, today, lambda candidate: at(candidate) > now))
    ahead = (_place(day, _DAY_NAMES, "day") - today.weekday()) % 7
    if ahead == 0 and at(today) <= now:
        ahead = 7
    return at(today + timedelta(days=ahead))


def read_day(text: str, today: date) -> date:
    """The day that a person means by `fri`, `tomorrow`, `+2d` or `20 Nov`; a weekday's name may mean today.

    Raises:
        BadValue: none, and how to write it.
    """
    day = " ".join(text.replace(",", " ").split()).casefold()
    try:
        if not day or len(day) > _LONGEST_DAY:
            raise NotUnderstood
        return meant_wall(day, time(23, 59), datetime.combine(today, time())).date()
    except NotUnderstood:
        raise BadValue("Not a date; write it like 2026-05-01, fri or +2d") from None


def _named_date(match: re.Match[str], today: date, is_ahead: Callable[[date], bool]) -> date:
    """The date of `20 Nov` or `Fri 20 Nov 2026`. Without a year: this or the next, by the weekday if one was typed."""
    month = _place(match["month"], _MONTH_NAMES, "month") + 1
    if match["year"]:
        return _checked(_date(int(match["year"]), month, int(match["day"])), match["weekday"])
    for year in (today.year, today.year + 1):
        try:
            candidate = _checked(_date(year, month, int(match["day"])), match["weekday"])
        except NotUnderstood:
            continue
        if match["weekday"] or is_ahead(candidate):
            return candidate
    return _checked(_date(today.year, month, int(match["day"])), match["weekday"])


def _date(year: int, month: int, day: int) -> date:
    if not 1900 <= year <= 2999:
        raise NotUnderstood("Type a year from 1900 to 2999")
    try:
        return date(year, month, day)
    except ValueError:
        name = f"{MONTHS[month - 1]} {year} has no day {day}" if 1 <= month <= 12 else f"there is no month {month}"
        raise NotUnderstood(f"No such date: {name}") from None


def _checked(day: date, weekday: str | None) -> date:
    if weekday and _place(weekday, _DAY_NAMES, "day") != day.weekday():
        typed = DAYS[_place(weekday, _DAY_NAMES, "day")]
        raise NotUnderstood(f"{written_day(day)} is not a {typed}; leave the weekday out or correct it")
    return day


def _place(typed: str, names: tuple[str, ...], what: str) -> int:
    for place, name in enumerate(names):
        if len(typed) >= 2 and name.startswith(typed):
            return place
    raise NotUnderstood(EXAMPLES if what == "day" else "Type the month as Jan, Feb, … or a date such as 2026-05-01")
