"""What is left of a member's day: whether they can take one more, and when (vendor's documentation, team members)."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

from slatis_tui.sandbox.backend import Backend
from slatis_tui.sandbox.calendars import Calendar, Loads, calendars
from slatis_tui.sandbox.capacity import TAKEN
from slatis_tui.sandbox.days import bounds_of, days_between, hours_of, works_on
from slatis_tui.sandbox.instants import DAY_MS, MINUTE_MS, to_iso
from slatis_tui.sandbox.wire import JsonObject

_GRID_MS = 15 * MINUTE_MS
_LOOK_AHEAD = timedelta(days=14)
_NOBODY_BUSY = Calendar(())


class MemberDays:
    """Availability on one day for something of that duration."""

    def __init__(self, backend: Backend, day: date, duration: int) -> None:
        self._database = backend.database
        self._now_ms = backend.clock.now_ms()
        self._day = day
        self._length_ms = duration * MINUTE_MS
        self._known: tuple[dict[str, Calendar], Loads] | None = None

    def availability(self, member: sqlite3.Row) -> JsonObject:
        """The `availability` of a member: they are available where a slot that day is free and the day not full."""
        begin_ms, end_ms = bounds_of(member, self._day)
        booked = self._database.number(
            f"SELECT count(*) FROM bookings WHERE assigned_to_id = ? AND start_ms >= ? AND start_ms < ? AND {TAKEN}",
            (member["id"], begin_ms, end_ms),
        )
        following = next(self._free_starts(member), None) if member["is_active"] else None
        return {
            "is_available": following is not None and following < end_ms,
            "next_available_slot": None if following is None else to_iso(following),
            "booked_slots": booked,
            "max_bookings_per_day": member["max_bookings_per_day"],
        }

    def _free_starts(self, member: sqlite3.Row) -> Iterator[int]:
        busy, loads = self._taken(member)
        calendar = busy.get(member["id"], _NOBODY_BUSY)
        for day in days_between(self._day, self._day + _LOOK_AHEAD):
            if not works_on(member, day):
                continue
            opens, closes = hours_of(member, day)
            for start_ms in range(opens, closes - self._length_ms + 1, _GRID_MS):
                is_free = calendar.is_free(start_ms, start_ms + self._length_ms)
                if start_ms >= self._now_ms and is_free and loads.has_room(member, start_ms):
                    yield start_ms

    def _taken(self, member: sqlite3.Row) -> tuple[dict[str, Calendar], Loads]:
        """Everybody's calendars and counts around the day, read once."""
        if self._known is None:
            begin_ms, _ = bounds_of(member, self._day)
            end_ms = begin_ms + (_LOOK_AHEAD.days + 3) * DAY_MS
            busy = calendars(self._database, begin_ms - DAY_MS, end_ms, with_buffers=True)
            self._known = busy, Loads(self._database, begin_ms - DAY_MS, end_ms)
        return self._known
