"""Bulk runs in words: in the strip, in the outbox, and as a receipt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.lifecycle import WISHED
from slatis_tui.domain.runs import Run, RunPhase
from slatis_tui.domain.text import clean
from slatis_tui.domain.zones import UTC_ZONE
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.plan_text import about, counted
from slatis_tui.presentation.status import status_word
from slatis_tui.presentation.times import countdown, full

_BAR = 12
"""Cells of the progress bar."""
_SOON = 10.0
"""What is done within so many seconds needs no telling when."""
_FULL, _EMPTY = "█", "░"


def run_what(run: Run) -> str:
    """`Confirm 300 bookings`."""
    return f"{run.verb.value.capitalize()} {run.subject}"


def progress_bar(run: Run, width: int = _BAR) -> str:
    """`██████░░░░░░`: as much of it as has an end."""
    cells = width * run.settled // max(1, run.total)
    return _FULL * cells + _EMPTY * (width - cells)


def counts(run: Run) -> str:
    """How many ended how: `298 done, 2 failed`; empty before the first has."""
    parts = (
        (run.done, "done"),
        (run.failed, "failed"),
        (run.review, "to review"),
        (run.recalled, "not sent"),
    )
    return ", ".join(f"{number} {word}" for number, word in parts if number)


def strip_progress(run: Run, outbox_key: str) -> Line:
    """`sending █████░░░░░░░ 120/300 · Confirm 300 bookings · 2 failed · O to pause`."""
    is_paused = run.phase is RunPhase.PAUSED
    word, style = ("paused", "warning") if is_paused else ("sending", "sending")
    line: Line = [(f"{word} {progress_bar(run)} {run.settled}/{run.total}", style), (f" · {run_what(run)}", "")]
    if run.failed:
        line.append((f" · {run.failed} failed", "error"))
    if run.review:
        line.append((f" · {run.review} to review", "error"))
    if run.note:
        line.append((f" · {run.note}", "error"))
    return [*line, (f" · {outbox_key} to {'resume' if is_paused else 'pause'}", "muted")]


@dataclass(frozen=True, slots=True)
class ServerSays:
    """What the server has of those that need review, as far as it was asked."""

    statuses: Mapping[str, str] = field(default_factory=dict)
    """Booking id → its status now, or empty where there is none of that id."""
    is_asking: bool = False
    problem: str = ""
    """Why it could not be asked, or not to the end."""
    reason: str = ""
    """Which was given for all of them when they were planned."""


def progress_text(run: Run, says: ServerSays | None = None, *, blocked: float = 0.0, left: float = 0.0) -> str:
    """The run's dialog above its rows.

    Args:
        says: what the server has of those that need review; None where none does.
        blocked: seconds for which the rate limit stops everything; 0 when it does not.
        left: seconds that the rest of it takes, as far as that can be told.
    """
    so_far = counts(run)
    if says is not None and not run.was_sent_here:
        lines = [f"left by an earlier session  {so_far}"]
    else:
        heads = {RunPhase.WAITING: "waits to be sent", RunPhase.RUNNING: "sending", RunPhase.PAUSED: "paused"}
        bar = f"{heads.get(run.phase, 'ended')} {progress_bar(run, 30)} {run.settled}/{run.total}"
        lines = [f"{bar}  {so_far}" if so_far else bar]
    lines.append(run.note)
    waits = f"rate limit: waiting {countdown(blocked)}" if blocked > 0 else ""
    goes_on = run.phase is RunPhase.RUNNING and max(left, blocked) > _SOON
    lines.append(" · ".join(filter(None, (waits, f"about {about(max(left, blocked))} to go" if goes_on else ""))))
    if says is not None:
        lines.append(f"Reason: {clean(says.reason)}" if says.reason else "")
        lines.append(f"{run.review} unsent or unknown; what others decided meanwhile is not overwritten")
        lines.append(server_text(run, says))
    return "\n".join(filter(None, lines))


def server_text(run: Run, says: ServerSays) -> str:
    """`On the server now: 120 Pending, 58 Scheduled as wanted, 1 not there`."""
    numbers = Counter(says.statuses.values()).most_common()
    told = ", ".join(f"{number} {_as_found(status, run.verb)}" for status, number in numbers)
    if says.is_asking:
        asked = f"Asking the server: {len(says.statuses)} of {run.review}"
    elif says.problem:
        asked = f"{len(says.statuses)} of {run.review} could be asked for. {says.problem}"
    else:
        asked = "On the server now" if told else ""
    return f"{asked}: {told}" if told else asked


def _as_found(status: str, verb: Verb) -> str:
    if not status:
        return "not there"
    return f"{status_word(status)} as wanted" if status == WISHED.get(verb) else status_word(status)


def result_of(change: Change, says: ServerSays | None = None) -> tuple[str, str]:
    """How one of a run stands, and its style; of one for review also what the server has, where that is known."""
    if says is not None and change.booking_id in says.statuses and change.state is ChangeState.NEEDS_REVIEW:
        found = _as_found(says.statuses[change.booking_id], change.verb)
        return f"{found} on the server; needs review", "error" if _is_odd(change, says) else "warning"
    match change.state:
        case ChangeState.DONE:
            return status_word(change.result_status) if change.result_status else "done", "success"
        case ChangeState.REJECTED:
            return f"failed: {change.error}", "error"
        case ChangeState.NEEDS_REVIEW:
            return f"needs review: {change.error}", "error"
        case ChangeState.RECALLED | ChangeState.DROPPED:
            return f"{change.state}: not sent", "muted"
        case state:
            return str(state), "waiting" if state is ChangeState.WAITING else "sending"


def results_first(changes: Sequence[Change], says: ServerSays | None = None) -> list[Change]:
    """In their order, but what did not end well above all else, and what somebody else has decided above that."""
    troubled = (ChangeState.REJECTED, ChangeState.NEEDS_REVIEW)
    return sorted(changes, key=lambda change: (change.state not in troubled, not _is_odd(change, says)))


def _is_odd(change: Change, says: ServerSays | None) -> bool:
    """Whether it needs review, and the server has its booking neither as it was nor as it was to be."""
    if says is None or change.state is not ChangeState.NEEDS_REVIEW or change.booking_id not in says.statuses:
        return False
    return says.statuses[change.booking_id] not in (change.prior_status, WISHED.get(change.verb))


def receipt(run: Run, changes: Sequence[Change], *, badge: str, place: str, reason: str = "") -> str:
    """What was done, for a file or a message: a heading, then a line for each booking, its cells parted by tabs."""
    head = [
        f"{run_what(run)} · {badge} {place}",
        f"Run {run.run_id}, planned {full(int(run.created_at), UTC_ZONE)}",
        f"{counted(run.total, 'booking')}: {counts(run) or 'nothing sent yet'}",
        *([f"Reason: {clean(reason, 1000)}"] if reason else []),
        "",
        "\t".join(("booking", "attendee", "was", "result", "request id")),
    ]
    lines = [
        "\t".join(
            clean(cell, 1000)
            for cell in (
                change.booking_id,
                change.subject,
                status_word(change.prior_status),
                result_of(change)[0],
                change.request_id,
            )
        )
        for change in changes
    ]
    return "\n".join([*head, *lines]) + "\n"
