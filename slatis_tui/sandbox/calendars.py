"""When members are busy, how many bookings a day they have, and who is to take one."""

import sqlite3
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.instants import DAY_MS, MINUTE_MS, zone
from slatis_tui.sandbox.refusals import Detail, Refusal, conflict, invalid_field

COLLECTIVE = "COLLECTIVE"
_OCCUPYING = "('SCHEDULED', 'RESCHEDULED', 'PENDING_CONFIRMATION', 'DRAFT')"
_COUNTED = "('SCHEDULED', 'RESCHEDULED', 'PENDING_CONFIRMATION', 'DRAFT', 'COMPLETED', 'NO_SHOW')"
"""What a member had or has on a day is one of the bookings of that day, also once it is over: our reading."""
_LONGEST_MS = DAY_MS
"""No booking, with its buffers, is longer."""


class Calendar:
    """When one member is busy."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def is_free(self, start_ms: int, end_ms: int) -> bool:
        """Whether nothing overlaps that span."""
        first_later = bisect_right(self._ends, start_ms)
        return first_later == len(self._ends) or self._starts[first_later] >= end_ms


def active_members(database: Database, team_id: str) -> list[sqlite3.Row]:
    """Those of a team who take bookings."""
    return database.rows("SELECT * FROM members WHERE team_id = ? AND is_active ORDER BY id", (team_id,))


def calendars(
    database: Database, start_ms: int, end_ms: int, *, with_buffers: bool, without: str = ""
) -> dict[str, Calendar]:
    """Member id → calendar of that span; who is not in it is free.

    Args:
        with_buffers: whether a booking also takes the buffers of its event type.
        without: the id of a booking that does not count, because it is being moved.
    """
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for member_id, row in _taken(database, start_ms, end_ms, without):
        before, after = (row["buffer_before"], row["buffer_after"]) if with_buffers else (0, 0)
        spans[member_id].append((row["start_ms"] - before * MINUTE_MS, row["end_ms"] + after * MINUTE_MS))
    return {member_id: Calendar(busy) for member_id, busy in spans.items()}


class Loads:
    """How many bookings each member has on each day; a day is one of the member's own calendar."""

    def __init__(self, database: Database, start_ms: int, end_ms: int, *, without: str = "") -> None:
        """Count those of the days that hold this span; `without` is the id of one that does not count."""
        zones = {member["id"]: member["timezone"] for member in database.rows("SELECT id, timezone FROM members")}
        self._counts = Counter(
            (member_id, _day(row["start_ms"], zones[member_id]))
            for member_id, row in _taken(database, start_ms - DAY_MS, end_ms + DAY_MS, without, statuses=_COUNTED)
        )

    def has_room(self, member: sqlite3.Row, start_ms: int) -> bool:
        """Whether the member may take one more booking on the day of that start."""
        return self._counts[member["id"], _day(start_ms, member["timezone"])] < int(member["max_bookings_per_day"])


def _day(instant_ms: int, zone_name: str) -> date:
    return datetime.fromtimestamp(instant_ms / 1000, zone(zone_name)).date()


def _taken(
    database: Database, start_ms: int, end_ms: int, without: str, *, statuses: str = _OCCUPYING
) -> Iterator[tuple[str, sqlite3.Row]]:
    """Each member with each booking near that span that takes their time: all of the team where it is collective."""
    rows = database.rows(
        "SELECT bookings.id, assigned_to_id, start_ms, end_ms, buffer_before, buffer_after, scheduling_type, team_id"
        " FROM bookings JOIN event_types ON event_types.id = event_type_id"
        f" WHERE status IN {statuses} AND start_ms > ? AND start_ms < ? AND end_ms > ?",
        (start_ms - _LONGEST_MS, end_ms + _LONGEST_MS, start_ms - _LONGEST_MS),
    )
    teams: dict[str, list[str]] = {}
    for row in rows:
        if row["id"] == without:
            continue
        if row["scheduling_type"] != COLLECTIVE:
            attending = [row["assigned_to_id"]] if row["assigned_to_id"] else []
        else:
            if row["team_id"] not in teams:
                teams[row["team_id"]] = [member["id"] for member in active_members(database, row["team_id"])]
            attending = teams[row["team_id"]]
        for member_id in attending:
            yield member_id, row


def assign(
    database: Database,
    event_type: sqlite3.Row,
    start_ms: int,
    end_ms: int,
    *,
    wished: str | None = None,
    moved: sqlite3.Row | None = None,
) -> str:
    """The id of the member who takes a booking at that time.

    The wished one; else, for a booking that is moved, who had it, if free; else whoever of the team is free and
    was last given one longest ago. For a collective booking all of the team must be free. Who has as many bookings
    on that day as they take is not free. A time outside of the working hours is allowed: keeping to the free slots
    is up to who books.

    Raises:
        Refusal: 409, nobody suitable is free; 400, the wished member is unknown or not active.
    """
    without = moved["id"] if moved else ""
    busy = calendars(database, start_ms, end_ms, with_buffers=False, without=without)
    loads = Loads(database, start_ms, end_ms, without=without)

    def is_idle(member: sqlite3.Row) -> bool:
        return member["id"] not in busy or busy[member["id"]].is_free(start_ms, end_ms)

    def has_room(member: sqlite3.Row) -> bool:
        return loads.has_room(member, start_ms)

    team = active_members(database, event_type["team_id"])
    candidates = team if wished is None else [_active_member(database, wished)]
    needed = team if event_type["scheduling_type"] == COLLECTIVE else []
    idle = [member for member in candidates if is_idle(member)]
    if not idle or not all(map(is_idle, needed)):
        raise _unavailable("Nobody who could take this booking is free at that time", "nobody is free then")
    free = [member for member in idle if has_room(member)]
    if not free or not all(map(has_room, needed)):
        raise _unavailable("Who could take this booking takes no more on that day", "that day is full")
    had_it = [member["id"] for member in free if moved and member["id"] == moved["assigned_to_id"]]
    chosen = had_it[0] if had_it else _whose_turn(event_type, free)
    database.execute("UPDATE members SET turn = (SELECT max(turn) + 1 FROM members) WHERE id = ?", (chosen,))
    return str(chosen)


def _unavailable(message: str, why: str) -> Refusal:
    """The conflict of a time that can't be had, which names the field: our reading."""
    return conflict(message, Detail("requested_time", why))


def _active_member(database: Database, member_id: str) -> sqlite3.Row:
    member = database.row("SELECT * FROM members WHERE id = ? AND is_active", (member_id,))
    if member is None:
        raise invalid_field("assign_to", "is not an active member")
    return member


def _whose_turn(event_type: sqlite3.Row, free: list[sqlite3.Row]) -> str:
    """Round robin goes round; solo and collective take the first (vendor's Event Types page, "Scheduling types")."""
    if event_type["scheduling_type"] == "ROUND_ROBIN":
        return str(min(free, key=lambda member: (member["turn"], member["id"]))["id"])
    return str(free[0]["id"])
