"""How much of the team's time is taken, counted from the bookings (vendor's documentation, capacity).

Days are those of each member's own zone, utilization is in per cent of the bookings that are possible, and whatever is
not cancelled counts: our reading. What is available of a day is what its members have left on it, each for themselves.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.days import bounds_of, days_between, hours_of, local_day, works_on
from slatis_tui.sandbox.instants import HOUR_MS
from slatis_tui.sandbox.wire import JsonObject, member_object

TAKEN = "status IN ('SCHEDULED', 'RESCHEDULED', 'PENDING_CONFIRMATION', 'COMPLETED', 'NO_SHOW')"
_STILL_TO_COME = ("SCHEDULED", "RESCHEDULED", "PENDING_CONFIRMATION")
GROUPS = ("day", "week", "month")


@dataclass(slots=True)
class _Group:
    """One entry of the timeline."""

    possible: int = 0
    taken: int = 0
    scheduled: int = 0
    free: int = 0

    def to_object(self, day: date) -> JsonObject:
        return {
            "date": day.isoformat(),
            "total_bookings": self.taken,
            "scheduled_bookings": self.scheduled,
            "utilization": _percent(self.taken, self.possible),
            "available_slots": self.free,
        }


@dataclass(slots=True)
class Reckoning:
    """What is added up, member by member."""

    start: date
    end: date
    group_by: str
    members: list[JsonObject] = field(default_factory=list)
    active: int = 0
    possible: int = 0
    taken: int = 0
    free: int = 0
    timeline: dict[date, _Group] = field(default_factory=lambda: defaultdict(_Group))

    def add(self, database: Database, member: sqlite3.Row) -> None:
        """Take one member in."""
        days = (
            [day for day in days_between(self.start, self.end) if works_on(member, day)] if member["is_active"] else []
        )
        bookings = self._bookings(database, member)
        taken = [row for row in bookings if row["taken"]]
        possible = len(days) * member["max_bookings_per_day"]
        hours = sum(closes - opens for opens, closes in (hours_of(member, day) for day in days)) / HOUR_MS
        booked = sum(row["end_ms"] - row["start_ms"] for row in taken) / HOUR_MS
        self.active += bool(member["is_active"])
        self.possible += possible
        self.taken += len(taken)
        free = self._add_days(member, days, Counter(local_day(member, row["start_ms"]) for row in taken))
        self.free += free
        for row in taken:
            group = self.timeline[self._group(local_day(member, row["start_ms"]))]
            group.taken += 1
            group.scheduled += row["status"] in _STILL_TO_COME
        self.members.append(
            member_object(member)
            | {
                "capacity": {
                    "max_bookings_per_day": member["max_bookings_per_day"],
                    "max_bookings_in_range": possible,
                    "current_bookings": len(taken),
                    "utilization": _percent(len(taken), possible),
                    "available_slots": free,
                },
                "workload": {
                    "total_hours": round(hours, 2),
                    "booked_hours": round(booked, 2),
                    "available_hours": round(max(0.0, hours - booked), 2),
                },
                "bookings_by_status": dict(sorted(Counter(row["status"] for row in bookings).items())),
            }
        )

    def _add_days(self, member: sqlite3.Row, days: Sequence[date], taken: Counter[date]) -> int:
        """Take a member's working days in; what is left on all of them."""
        free = 0
        for day in days:
            group, left = self.timeline[self._group(day)], max(0, member["max_bookings_per_day"] - taken[day])
            group.possible += member["max_bookings_per_day"]
            group.free += left
            free += left
        return free

    def to_object(self) -> JsonObject:
        """The `capacity` of the answer."""
        for day in days_between(self.start, self.end):
            self.timeline[self._group(day)].possible += 0
        return {
            "overview": {
                "total_members": len(self.members),
                "active_members": self.active,
                "average_utilization": _percent(self.taken, self.possible),
                "total_bookings": self.taken,
                "available_slots": self.free,
            },
            "members": self.members,
            "timeline": [group.to_object(day) for day, group in sorted(self.timeline.items())],
        }

    def _bookings(self, database: Database, member: sqlite3.Row) -> list[sqlite3.Row]:
        first, _ = bounds_of(member, self.start)
        _, last = bounds_of(member, self.end)
        return database.rows(
            f"SELECT status, start_ms, end_ms, {TAKEN} AS taken FROM bookings"
            " WHERE assigned_to_id = ? AND start_ms >= ? AND start_ms < ?",
            (member["id"], first, last),
        )

    def _group(self, day: date) -> date:
        """The first day of the group that a day falls in; weeks start on Monday."""
        if self.group_by == "week":
            return day - timedelta(days=day.weekday())
        return day.replace(day=1) if self.group_by == "month" else day


def _percent(taken: int, possible: int) -> float:
    return round(100 * taken / possible, 1) if possible else 0.0
