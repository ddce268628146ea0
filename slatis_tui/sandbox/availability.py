"""Which starts are free: working hours, bookings, buffers, notice, slot interval and the most bookings of a day."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from slatis_tui.sandbox.calendars import COLLECTIVE, Calendar, Loads, active_members, calendars
from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.instants import DAY_MS, MINUTE_MS, to_ms, zone

_NOBODY_BUSY = Calendar(())


def free_starts(
    database: Database, event_type: sqlite3.Row, start: date, end: date, asked: ZoneInfo | None, now_ms: int
) -> list[int]:
    """The free starts on those days, both included, sorted, in Unix milliseconds.

    A day and its working hours are those of the event type's own zone where it has one, else of the zone that was
    asked for, else of each member's. One member of the team must be free, all of them for a collective event.
    """
    override = zone(event_type["timezone"]) if event_type["timezone"] else asked
    first_ms, last_ms = _bounds(start, end)
    busy = calendars(database, first_ms, last_ms, with_buffers=True)
    loads = Loads(database, first_ms, last_ms)
    earliest = now_ms + event_type["minimum_booking_notice"] * MINUTE_MS
    by_member = [
        {
            start_ms
            for start_ms in _starts_of(member, event_type, start, end, override or zone(member["timezone"]))
            if start_ms >= earliest
            and _fits(busy.get(member["id"], _NOBODY_BUSY), event_type, start_ms)
            and loads.has_room(member, start_ms)
        }
        for member in active_members(database, event_type["team_id"])
    ]
    if not by_member:
        return []
    if event_type["scheduling_type"] == COLLECTIVE:
        return sorted(set.intersection(*by_member))
    return sorted(set.union(*by_member))


def _bounds(start: date, end: date) -> tuple[int, int]:
    """Those days in any zone there is, in Unix milliseconds."""
    utc = zone("UTC")
    first = to_ms(datetime.combine(start, time(), utc))
    last = to_ms(datetime.combine(end, time(), utc))
    return first - DAY_MS, last + 2 * DAY_MS


def _starts_of(member: sqlite3.Row, event_type: sqlite3.Row, start: date, end: date, where: ZoneInfo) -> Iterator[int]:
    """Every start that a member's working hours allow."""
    duration = event_type["duration"] * MINUTE_MS
    step = (event_type["slot_interval"] or event_type["duration"]) * MINUTE_MS
    day = start
    while day <= end:
        if str(day.isoweekday()) in member["weekdays"]:
            midnight = datetime.combine(day, time(), where)
            opens = to_ms(midnight + timedelta(minutes=member["opens"]))
            closes = to_ms(midnight + timedelta(minutes=member["closes"]))
            yield from range(opens, closes - duration + 1, step)
        day += timedelta(days=1)


def _fits(calendar: Calendar, event_type: sqlite3.Row, start_ms: int) -> bool:
    """Whether a member is free for it with its buffers."""
    before = event_type["buffer_before"] * MINUTE_MS
    after = (event_type["duration"] + event_type["buffer_after"]) * MINUTE_MS
    return calendar.is_free(start_ms - before, start_ms + after)
