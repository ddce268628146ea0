"""What the team screens read: a day of all members, a week's load, and who is booked at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from slatis_tui.domain.models import BookingQuery, BookingRow
from slatis_tui.domain.ports import BookingReader
from slatis_tui.domain.team import Capacity, MemberDay, MemberLoad, TeamReader
from slatis_tui.domain.team_days import busy_at, week_of

MINUTES = 30
"""For something of so many minutes a member has to have room, to be free on a day."""
_AROUND = 24 * 60 * 60
"""Seconds: no booking that runs at a time started longer before it."""
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class TeamDay:
    """All members on one day."""

    day: date
    members: Mapping[str, MemberDay] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """The load of one week."""

    monday: date
    capacity: Capacity

    @property
    def loads(self) -> dict[str, MemberLoad]:
        """Member id → load."""
        return {one.member.id: one for one in self.capacity.members}


@dataclass(frozen=True, slots=True)
class TeamMoment:
    """Who is booked at a time."""

    instant: int
    busy: Mapping[str, list[BookingRow]]


async def load_day(team: TeamReader, day: date) -> TeamDay:
    """All members on that day; raises ApiError."""
    members = await team.members_on(day, duration=MINUTES)
    return TeamDay(day, {one.member.id: one for one in members})


async def load_week(team: TeamReader, day: date, member_id: str = "") -> TeamWeek:
    """The load of the week of that day, of all members or of one; raises ApiError."""
    monday, sunday = week_of(day)
    return TeamWeek(monday, await team.capacity(monday, sunday, member_id=member_id))


async def load_moment(reader: BookingReader, instant: int) -> TeamMoment:
    """Who is booked at that time (Unix seconds); raises ApiError."""
    query = BookingQuery(start_date=instant - _AROUND, end_date=instant + _AROUND)
    rows: dict[str, BookingRow] = {}
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        page = await reader.list_bookings(query, cursor)
        rows |= {row.id: row for row in page.rows}
        cursor = page.next_cursor
        if cursor is None:
            break
    return TeamMoment(instant, busy_at(rows.values(), instant))
