"""The outbox in words: its list, and what a change wanted, met and has on the server."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from slatis_tui.domain.changes import EVENT_TYPE_VERBS, Change, ChangeState, Step, Verb
from slatis_tui.domain.models import Booking
from slatis_tui.domain.runs import Run, RunPhase
from slatis_tui.domain.text import clean, clean_json
from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.answers import answer_text
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.presentation.lines import Line, heading, labelled
from slatis_tui.presentation.run_text import counts, run_what
from slatis_tui.presentation.status import status_word
from slatis_tui.presentation.strip import outcome, what
from slatis_tui.presentation.times import clock_time, countdown, full

OUTBOX_COLUMNS = (
    Column("state", "State", 12, 14, 0),
    Column("what", "What", 16, 30, 1, flexible=True),
    Column("at", "At", 9, 9, 3, max_width=10),
    Column("outcome", "Outcome", 12, 40, 2, flexible=True),
)
_ORDER = (
    ChangeState.NEEDS_REVIEW,
    ChangeState.WAITING,
    ChangeState.SENDING,
    ChangeState.REJECTED,
    ChangeState.DONE,
    ChangeState.RECALLED,
    ChangeState.DROPPED,
)
_LOOKS = {
    ChangeState.NEEDS_REVIEW: ("! needs review", "error"),
    ChangeState.WAITING: ("» waiting", "waiting"),
    ChangeState.SENDING: ("» sending", "sending"),
    ChangeState.REJECTED: ("× failed", "error"),
    ChangeState.DONE: ("✓ done", "success"),
    ChangeState.RECALLED: ("· recalled", "muted"),
    ChangeState.DROPPED: ("· dropped", "muted"),
}


def count_text(number: int) -> str:
    """`1 change`, `3 changes`."""
    return "1 change" if number == 1 else f"{number} changes"


def outbox_order(changes: Iterable[Change], runs: Iterable[Run] = ()) -> list[Change | Run]:
    """Those that need a person first, then what is under way, then how the others ended, the newest first.

    A bulk run is one entry; its changes have none of their own.
    """
    entries: list[Change | Run] = [*(change for change in changes if not change.run_id), *runs]
    return sorted(entries, key=lambda entry: (_ORDER.index(_state_of(entry)), -entry.created_at))


def needs_review(entry: Change | Run) -> bool:
    """Whether it waits for a person."""
    return _state_of(entry) is ChangeState.NEEDS_REVIEW


def run_cells(run: Run, *, now: float, zone: Zone) -> tuple[Cell, ...]:
    """One bulk run as a row."""
    word, style = ("» paused", "warning") if run.phase is RunPhase.PAUSED else _LOOKS[_state_of(run)]
    wait = f"in {countdown(max(0.0, run.due_at - now))}" if run.phase is RunPhase.WAITING else ""
    return (
        Cell(word, style),
        Cell(run_what(run)),
        Cell(clock_time(run.created_at, zone), "muted"),
        Cell(wait or counts(run) or f"{run.settled}/{run.total}", "muted"),
    )


def _state_of(entry: Change | Run) -> ChangeState:
    """The state in which an entry stands among the others."""
    if not isinstance(entry, Run):
        return entry.state
    if entry.needs_review:
        return ChangeState.NEEDS_REVIEW
    if entry.is_open:
        return ChangeState.WAITING if entry.phase is RunPhase.WAITING else ChangeState.SENDING
    if entry.failed:
        return ChangeState.REJECTED
    return ChangeState.DONE if entry.done else ChangeState.RECALLED


def outbox_cells(change: Change, *, now: float, zone: Zone) -> tuple[Cell, ...]:
    """One change as a row."""
    word, style = _LOOKS[change.state]
    return (
        Cell(word, style),
        Cell(what(change)),
        Cell(clock_time(change.created_at, zone), "muted"),
        Cell(outcome_text(change, now), "" if change.state is ChangeState.DONE else "muted"),
    )


def outcome_text(change: Change, now: float) -> str:
    """How it went, or what it waits for."""
    if change.state.is_open and change.due_at > now:
        return f"in {countdown(change.due_at - now)}" + (f": {change.error}" if change.error else "")
    if change.state is ChangeState.WAITING:
        return change.error or "waits to be sent"
    if change.state is ChangeState.DONE and change.verb in EVENT_TYPE_VERBS:
        return f"{outcome(change)}. {change.error}" if change.error else outcome(change)
    if change.state is ChangeState.DONE:
        done = status_word(change.result_status)
        return f"{done}, already created, nothing new was made" if change.replayed else done
    return change.error


def wanted_lines(change: Change, wanted: Mapping[str, Any], zone: Zone) -> list[Line]:
    """What the operator asked for, and when."""
    lines = heading("What was wanted")
    lines += labelled("Change", what(change))
    lines += labelled("Asked for", full(int(change.created_at), zone))
    if change.booking_id:
        what_it_is = "Event type" if change.verb in EVENT_TYPE_VERBS else "Booking"
        lines += labelled(what_it_is, clean(change.booking_id))
    if change.prior_status:
        lines += labelled("It was", status_word(change.prior_status))
    for key, value in _flat(wanted):
        lines += labelled(clean(key, 40), clean(value, 400))
    return lines


def server_lines(found: Sequence[tuple[Booking, bool]], change: Change, zone: Zone) -> list[Line]:
    """What the server has: pairs of a booking and whether it is certainly the one."""
    lines = heading("What the server has")
    if not found:
        nothing = "no booking of this attendee at this time" if change.verb is Verb.CREATE else "nothing"
        return [*lines, [(nothing, "")]]
    for booking, is_certain in found:
        row = booking.row
        when = full(row.start, zone) if row.start is not None else "no time"
        mark = "this change's own booking" if is_certain and change.verb is Verb.CREATE else ""
        lines += labelled(status_word(row.status), f"{row.name or row.email}  {when}  {clean(row.id)}  {mark}".rstrip())
    return lines


def trail_lines(steps: Iterable[Step], zone: Zone) -> list[Line]:
    """What became of it, step by step."""
    lines = heading("What was sent, and what came back")
    return lines + [
        line for step in steps for line in labelled(clock_time(step.at, zone), f"{step.state}  {step.note}".rstrip())
    ]


def _flat(wanted: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """The body's values with the path to each; empty where there is no body."""
    pairs: list[tuple[str, str]] = []
    for key, value in clean_json(dict(wanted)).items():
        name = f"{prefix}{key}"
        pairs += _flat(value, f"{name}.") if isinstance(value, dict) else [(name, answer_text(value))]
    return pairs
