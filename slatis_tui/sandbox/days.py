"""Days as queries name them, and as a member has them."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from slatis_tui.sandbox.backend import Call
from slatis_tui.sandbox.instants import parse_date, to_ms, zone
from slatis_tui.sandbox.refusals import invalid_field

LONGEST_SPAN = timedelta(days=92)
_ONE = timedelta(days=1)


def day_of(call: Call, name: str) -> date:
    """The `YYYY-MM-DD` of the query.

    Raises:
        Refusal: 400, there is none, or it is none.
    """
    try:
        day = parse_date(call.query.get(name, ""))
    except ValueError:
        raise invalid_field(name, "must be a date as YYYY-MM-DD") from None
    if not 1970 < day.year < 9000:
        raise invalid_field(name, "is out of range")
    return day


def days_between(start: date, end: date) -> Iterator[date]:
    """Each of them, both included."""
    while start <= end:
        yield start
        start += _ONE


def span_of(call: Call) -> tuple[date, date]:
    """`start_date` and `end_date`, both included.

    Raises:
        Refusal: 400, one is missing, or they lie too far apart.
    """
    start, end = day_of(call, "start_date"), day_of(call, "end_date")
    if not start <= end <= start + LONGEST_SPAN:
        raise invalid_field("end_date", f"must be from start_date to {LONGEST_SPAN.days} days after it")
    return start, end


def works_on(member: sqlite3.Row, day: date) -> bool:
    """Whether it is one of the member's working days."""
    return str(day.isoweekday()) in member["weekdays"]


def hours_of(member: sqlite3.Row, day: date) -> tuple[int, int]:
    """When the member's hours of that day begin and end, in Unix milliseconds."""
    midnight = datetime.combine(day, time(), zone(member["timezone"]))
    opens, closes = (midnight + timedelta(minutes=member[edge]) for edge in ("opens", "closes"))
    return to_ms(opens), to_ms(closes)


def bounds_of(member: sqlite3.Row, day: date) -> tuple[int, int]:
    """The first instant of that day where the member is, and the first of the next, in Unix milliseconds."""
    where = zone(member["timezone"])
    return to_ms(datetime.combine(day, time(), where)), to_ms(datetime.combine(day + _ONE, time(), where))


def local_day(member: sqlite3.Row, instant_ms: int) -> date:
    """The day of that instant where the member is."""
    return datetime.fromtimestamp(instant_ms / 1000, zone(member["timezone"])).date()
