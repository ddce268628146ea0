"""Bulk runs in words: in the strip, in the outbox, and as a receipt."""

from collections.abc import Sequence

from slatis_tui.domain.changes import Change, ChangeState
from slatis_tui.domain.runs import Run, RunPhase
from slatis_tui.domain.text import clean
from slatis_tui.domain.zones import UTC_ZONE
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.plan_text import counted
from slatis_tui.presentation.status import status_word
from slatis_tui.presentation.times import full

_BAR = 12
"""Cells of the progress bar."""
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
    """`sending █████░░░░░░░ 120/300 · Confirm 300 bookings · 2 failed`."""
    is_paused = run.phase is RunPhase.PAUSED
    word, style = ("paused", "warning") if is_paused else ("sending", "sending")
    line: Line = [(f"{word} {progress_bar(run)} {run.settled}/{run.total}", style), (f" · {run_what(run)}", "")]
    if run.failed or run.review:
        line.append((f" · {run.failed + run.review} failed", "error"))
    if run.note:
        line.append((f" · {run.note}", "error"))
    return [*line, (f" · {outbox_key} {'resumes' if is_paused else 'pauses'}", "muted")]


def progress_text(run: Run) -> str:
    """The run's dialog above its rows."""
    heads = {
        RunPhase.WAITING: "waits to be sent",
        RunPhase.RUNNING: "sending",
        RunPhase.PAUSED: "paused",
        RunPhase.ENDED: "ended" if run.was_sent_here else "left by an earlier session",
    }
    so_far = counts(run)
    text = f"{heads[run.phase]} {progress_bar(run, 30)} {run.settled}/{run.total}" + (f"  {so_far}" if so_far else "")
    if run.note:
        text += f"\n{run.note}"
    if run.needs_review:
        text += f"\n{run.review} were not sent, or nobody knows: each is looked at on the server before it goes again"
    return text


def result_of(change: Change) -> tuple[str, str]:
    """How one of a run stands, and its style."""
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


def results_first(changes: Sequence[Change]) -> list[Change]:
    """In their order, but what did not end well above all else."""
    troubled = (ChangeState.REJECTED, ChangeState.NEEDS_REVIEW)
    return sorted(changes, key=lambda change: change.state not in troubled)


def receipt(run: Run, changes: Sequence[Change], *, badge: str, place: str) -> str:
    """What was done, for a file or a message: a heading, then a line for each booking, its cells parted by tabs."""
    head = [
        f"{run_what(run)} · {badge} {place}",
        f"Run {run.run_id}, planned {full(int(run.created_at), UTC_ZONE)}",
        f"{counted(run.total, 'booking')}: {counts(run) or 'nothing sent yet'}",
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
