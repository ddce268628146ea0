"""When members are busy, and who is to take a booking."""

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.instants import DAY_MS, MINUTE_MS
from slatis_tui.sandbox.refusals import conflict, invalid_field

COLLECTIVE = "COLLECTIVE"
_OCCUPYING = "('SCHEDULED', 'RESCHEDULED', 'PENDING_CONFIRMATION', 'DRAFT')"
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
    rows = database.rows(
        "SELECT bookings.id, assigned_to_id, start_ms, end_ms, buffer_before, buffer_after, scheduling_type, team_id"
        " FROM bookings JOIN event_types ON event_types.id = event_type_id"
        f" WHERE status IN {_OCCUPYING} AND start_ms > ? AND start_ms < ? AND end_ms > ?",
        (start_ms - _LONGEST_MS, end_ms + _LONGEST_MS, start_ms - _LONGEST_MS),
    )
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if row["id"] == without:
            continue
        before, after = (row["buffer_before"], row["buffer_after"]) if with_buffers else (0, 0)
        for member_id in _attending(database, row):
            spans[member_id].append((row["start_ms"] - before * MINUTE_MS, row["end_ms"] + after * MINUTE_MS))
    return {member_id: Calendar(busy) for member_id, busy in spans.items()}


def _attending(database: Database, row: sqlite3.Row) -> list[str]:
    """Who a booking keeps busy: all of the team where it is collective."""
    if row["scheduling_type"] == COLLECTIVE:
        return [member["id"] for member in active_members(database, row["team_id"])]
    return [row["assigned_to_id"]] if row["assigned_to_id"] else []


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
    was last given one longest ago. For a collective booking all of the team must be free. A time outside of
    the working hours is allowed: keeping to the free slots is up to who books.

    Raises:
        Refusal: 409, nobody suitable is free; 400, the wished member is unknown or not active.
    """
    busy = calendars(database, start_ms, end_ms, with_buffers=False, without=moved["id"] if moved else "")

    def is_free(member: sqlite3.Row) -> bool:
        return member["id"] not in busy or busy[member["id"]].is_free(start_ms, end_ms)

    team = active_members(database, event_type["team_id"])
    candidates = team if wished is None else [_active_member(database, wished)]
    free = [member for member in candidates if is_free(member)]
    if not free or (event_type["scheduling_type"] == COLLECTIVE and not all(map(is_free, team))):
        raise conflict("Nobody who could take this booking is free at that time")
    had_it = [member["id"] for member in free if moved and member["id"] == moved["assigned_to_id"]]
    chosen = had_it[0] if had_it else _whose_turn(event_type, free)
    database.execute("UPDATE members SET turn = (SELECT max(turn) + 1 FROM members) WHERE id = ?", (chosen,))
    return str(chosen)


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
