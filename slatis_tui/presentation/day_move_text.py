"""The plan of a day that is moved, as a list: each booking with its present and its new time, for both sides."""

from slatis_tui.domain.changes import Change, ChangeState
from slatis_tui.domain.day_move import DayMove, Proposal
from slatis_tui.domain.daylight import is_at_night
from slatis_tui.domain.zones import Zone, find_zone
from slatis_tui.presentation.booking_cells import attendee_name
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.presentation.day_ruler import ruler_spans
from slatis_tui.presentation.lines import UNKNOWN, Line
from slatis_tui.presentation.strip import outcome
from slatis_tui.presentation.times import NO_TIME, beside, full, when

DAY_MOVE_COLUMNS = (
    Column("attendee", "Attendee", 12, 18, 0, flexible=True, max_width=30, essential=True),
    Column("old", "Now", 9, 10, 3),
    Column("new", "New time", 15, 20, 1, max_width=27, essential=True),
    Column("theirs", "Theirs", 12, 18, 2, max_width=22, essential=True),
    Column("later", "Later by", 8, 8, 5),
    Column("state", "", 14, 24, 4, flexible=True),
)
"""While one chooses."""
RUN_COLUMNS = tuple(
    column._replace(priority=priority, essential=False)
    for column, priority in zip(DAY_MOVE_COLUMNS, (0, 4, 1, 3, 5, 2), strict=True)
)
"""Once the plan runs: how it goes counts more than how it was."""
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60
_STATES = {
    ChangeState.WAITING: ("» waits", "waiting"),
    ChangeState.SENDING: ("» sending", "sending"),
    ChangeState.RECALLED: ("recalled", "muted"),
    ChangeState.DROPPED: ("dropped", "muted"),
}


def day_move_cells(one: Proposal, *, zone: Zone, now: float, change: Change | None = None) -> tuple[Cell, ...]:
    """One booking of the plan.

    Args:
        zone: the one on screen.
        now: Unix seconds by the console's clock.
        change: its reschedule, once the plan runs.
    """
    row = one.row
    old = NO_TIME if row.start is None else beside(row.start, zone, zone)
    return (
        Cell(attendee_name(row)),
        Cell(old, "muted"),
        Cell(when(one.start, zone, now), "" if one.start is not None else "muted"),
        Cell(*_theirs(one, zone)),
        Cell(_later(one), "muted"),
        Cell(*_state(one, change)),
    )


def plan_words(plan: DayMove) -> str:
    """`2 to move, 1 stays`."""
    moving = len(plan.moving)
    staying = len(plan.proposals) - moving
    words = f"{moving} to move"
    return f"{words}, {staying} {'stays' if staying == 1 else 'stay'}" if staying else words


def beside_plan(one: Proposal, zone: Zone) -> Line:
    """What the line under the plan says of the booking under the cursor: the attendee's day with the new time."""
    attendee = find_zone(one.row.timezone)
    if one.start is None:
        return [(f"{attendee_name(one.row)} stays: {one.reason}", "muted")]
    if attendee.warning:
        return [(f"{full(one.start, zone)} · attendee's: {attendee.warning}", "warning")]
    return ruler_spans(one.start, one.end, attendee)


def run_text(plan: DayMove, zone: Zone) -> str:
    """What a run of the plan does, for the dialog before it."""
    starts = [one.start for one in plan.moving if one.start is not None]
    moved = "1 booking moves" if len(starts) == 1 else f"{len(starts)} bookings move"
    first, last = full(min(starts), zone), full(max(starts), zone)
    when = f"to {first}" if first == last else f"to times from {first} to {last}"
    return f"{moved} {when}. Each attendee is told of the new time."


def outcome_words(changes: list[Change]) -> str:
    """How the run went, or goes: `2 moved, 1 failed`."""
    counts = [
        (sum(one.state is ChangeState.DONE for one in changes), "moved"),
        (sum(one.state.is_open for one in changes), "under way"),
        (sum(one.state is ChangeState.REJECTED for one in changes), "failed"),
        (sum(one.state is ChangeState.NEEDS_REVIEW for one in changes), "for review"),
        (sum(one.state in (ChangeState.RECALLED, ChangeState.DROPPED) for one in changes), "recalled"),
    ]
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def _theirs(one: Proposal, zone: Zone) -> tuple[str, str]:
    """The attendee's clock at the new time, and whether they sleep then."""
    attendee = find_zone(one.row.timezone)
    if one.start is None:
        return "", ""
    if attendee.warning:
        return UNKNOWN, "warning"
    is_night = is_at_night(one.start, attendee)
    return f"{beside(one.start, attendee, zone)}{' night' if is_night else ''}", "warning" if is_night else ""


def _later(one: Proposal) -> str:
    if one.start is None or one.row.start is None:
        return ""
    seconds = one.start - one.row.start
    if seconds >= _DAY:
        return f"{seconds // _DAY} d"
    return f"{seconds // _HOUR} h" if seconds >= _HOUR else f"{seconds // _MINUTE} m"


def _state(one: Proposal, change: Change | None) -> tuple[str, str]:
    if change is None:
        return (f"stays: {one.reason}", "muted") if one.start is None else ("", "")
    if change.state is ChangeState.DONE:
        return f"✓ {outcome(change)}", "success"
    if change.state in (ChangeState.REJECTED, ChangeState.NEEDS_REVIEW):
        return f"! {outcome(change)}", "error"
    return _STATES[change.state]
