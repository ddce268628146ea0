"""The outbox strip: one line on every screen that says what waits, what is being sent, and how it went."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.models import Status
from slatis_tui.domain.runs import Run, RunPhase
from slatis_tui.domain.text import clean
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.run_text import counts, run_what, strip_progress
from slatis_tui.presentation.status import status_word
from slatis_tui.presentation.times import countdown

_SUBJECT_LIMIT = 30
_SETTLED = (ChangeState.DONE, ChangeState.REJECTED, ChangeState.RECALLED)
_MADE = {
    Verb.CREATE_EVENT_TYPE: "event type created",
    Verb.EDIT_EVENT_TYPE: "event type changed",
    Verb.DELETE_EVENT_TYPE: "event type deleted",
}
_SEPARATOR = ("  │  ", "muted")


def strip_line(
    changes: Sequence[Change],
    runs: Sequence[Run] = (),
    *,
    now: float,
    trouble: str = "",
    blocked_until: float = 0.0,
    recall_key: str = "u",
    outbox_key: str = "O",
    status_now: Callable[[str], str] = lambda _: "",
) -> Line:
    """The strip. The end of a line that is too long is cut off, so what can least be missed stands first.

    That is, in this order: why nothing is sent at all; changes that need a person; a rate limit; the newest
    change that waits; what is being sent; how the last one went.

    Args:
        changes: oldest first; those of bulk runs among them, which are told of by their runs.
        runs: oldest first.
        now: Unix seconds by the console's clock, as are `blocked_until` and the changes' times.
        status_now: the status of the booking with this id as it is known now, or empty: one that was made in
            DRAFT is routed to someone later.
    """
    parts: list[Line] = []
    if trouble:
        parts.append([(trouble, "error")])
    changes = [change for change in changes if not change.run_id]
    review = sum(change.state is ChangeState.NEEDS_REVIEW for change in changes)
    parts += _review(review + sum(run.needs_review for run in runs))
    if blocked_until > now:
        parts.append([(f"rate limit: waiting {countdown(blocked_until - now)}", "warning")])
    parts += _waiting(_due(changes, runs), now, recall_key)
    parts += [strip_progress(run, outbox_key) for run in runs if run.phase in (RunPhase.RUNNING, RunPhase.PAUSED)]
    parts += _sending([change for change in changes if change.state is ChangeState.SENDING], now)
    parts += _settled([change for change in changes if change.state in _SETTLED], runs, status_now)
    line: Line = []
    for part in parts:
        line += [_SEPARATOR if line else (" ", ""), *part]
    return line


def what(change: Change) -> str:
    """What a change does, to whom: `Confirm Ada Lovelace`."""
    return f"{verb_name(change.verb)} {clean(change.subject, _SUBJECT_LIMIT) or clean(change.booking_id)}".strip()


def verb_name(verb: Verb) -> str:
    """A verb as a heading or a button has it: `No-show`."""
    return verb.value.capitalize()


def outcome(change: Change) -> str:
    """How a settled change went, without naming it."""
    if change.state is ChangeState.DONE:
        if change.replayed and change.verb is Verb.CREATE:
            return "already created, nothing new was made"
        if change.verb is Verb.EDIT_ATTENDEE:
            return "attendee saved"
        if change.verb in _MADE:
            return _MADE[change.verb]
        return status_word(change.result_status) if change.result_status else "done"
    return change.error or change.state.value


class _Due(NamedTuple):
    """What waits in its undo window: a change, or a bulk run as one."""

    created_at: float
    due_at: float
    what: str
    error: str = ""
    """Why it waits again, where it was sent already."""


def _due(changes: Sequence[Change], runs: Sequence[Run]) -> list[_Due]:
    waiting = [
        _Due(change.created_at, change.due_at, what(change), change.error)
        for change in changes
        if change.state is ChangeState.WAITING
    ]
    waiting += [_due_run(run) for run in runs if run.phase is RunPhase.WAITING]
    return sorted(waiting, key=lambda due: due.created_at)


def _due_run(run: Run) -> _Due:
    """A run of which somebody else has decided some meanwhile says so: those do not go with it."""
    without = f", {run.review} left out for review," if run.review else ""
    return _Due(run.created_at, run.due_at, f"{run_what(run)}{without}")


def _review(count: int) -> list[Line]:
    if not count:
        return []
    return [[("1 change needs review" if count == 1 else f"{count} changes need review", "error")]]


def _waiting(waiting: Sequence[_Due], now: float, recall_key: str) -> list[Line]:
    if not waiting:
        return []
    fresh = [due for due in waiting if not due.error]
    newest = (fresh or waiting)[-1]
    left = newest.due_at - now
    wait = f"in {countdown(left)}" if left > 0 else "waits to be sent"
    hint = f"{recall_key} recalls" if fresh else clean(newest.error, _SUBJECT_LIMIT)
    line: Line = [(f"{newest.what} {wait}", "waiting"), (f" · {hint}", "muted")]
    if len(waiting) > 1:
        line.append((f" · {len(waiting) - 1} more", "muted"))
    return [line]


def _sending(changes: Sequence[Change], now: float) -> list[Line]:
    if not changes:
        return []
    first, more = changes[0], f" and {len(changes) - 1} more" if len(changes) > 1 else ""
    line: Line = [("sending", "sending"), (f" · {what(first)}{more}", "")]
    if first.error and first.due_at > now:
        line.append((f" · again in {countdown(first.due_at - now)}", "muted"))
    return [line]


def _settled(changes: Sequence[Change], runs: Sequence[Run], status_now: Callable[[str], str]) -> list[Line]:
    """How the last one went, a change or a bulk run."""
    ended = [run for run in runs if not run.is_open and run.was_sent_here]
    if ended and (not changes or ended[-1].created_at >= changes[-1].created_at):
        run = ended[-1]
        style = "error" if run.failed or run.review else "success"
        return [[(counts(run), style), (f" · {run_what(run)}", "")]]
    if not changes:
        return []
    last = changes[-1]
    if last.state is ChangeState.REJECTED:
        return [[(f"{what(last)}: {outcome(last)}", "error")]]
    if last.state is ChangeState.RECALLED:
        return [[(f"recalled · {what(last)}", "muted")]]
    named = clean(last.subject, _SUBJECT_LIMIT) or clean(last.booking_id)
    routed = "" if last.replayed or last.result_status != Status.DRAFT else status_now(last.booking_id)
    return [[(status_word(routed) if routed else outcome(last), "success"), (f" · {named}", "")]]
