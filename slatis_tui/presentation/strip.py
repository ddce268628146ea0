"""The outbox strip: one line on every screen that says what waits, what is being sent, and how it went."""

from collections.abc import Sequence

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.text import clean
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.status import status_word
from slatis_tui.presentation.times import countdown

_SUBJECT_LIMIT = 30
_SETTLED = (ChangeState.DONE, ChangeState.REJECTED, ChangeState.RECALLED)
_SEPARATOR = ("  │  ", "muted")


def strip_line(
    changes: Sequence[Change],
    *,
    now: float,
    trouble: str = "",
    blocked_until: float = 0.0,
    recall_key: str = "u",
) -> Line:
    """The strip. The end of a line that is too long is cut off, so what can least be missed stands first.

    That is, in this order: why nothing is sent at all; changes that need a person; a rate limit; the newest
    change that waits; what is being sent; how the last one went.

    Args:
        changes: oldest first.
        now: Unix seconds by the console's clock, as are `blocked_until` and the changes' times.
    """
    parts: list[Line] = []
    if trouble:
        parts.append([(trouble, "error")])
    parts += _review([change for change in changes if change.state is ChangeState.NEEDS_REVIEW])
    if blocked_until > now:
        parts.append([(f"rate limit: waiting {countdown(blocked_until - now)}", "warning")])
    parts += _waiting([change for change in changes if change.state is ChangeState.WAITING], now, recall_key)
    parts += _sending([change for change in changes if change.state is ChangeState.SENDING], now)
    parts += _settled([change for change in changes if change.state in _SETTLED])
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
        return status_word(change.result_status) if change.result_status else "done"
    return change.error or change.state.value


def _review(changes: Sequence[Change]) -> list[Line]:
    if not changes:
        return []
    count = len(changes)
    return [[("1 change needs review" if count == 1 else f"{count} changes need review", "error")]]


def _waiting(changes: Sequence[Change], now: float, recall_key: str) -> list[Line]:
    if not changes:
        return []
    fresh = [change for change in changes if not change.error]
    newest = (fresh or changes)[-1]
    left = newest.due_at - now
    wait = f"in {countdown(left)}" if left > 0 else "waits to be sent"
    hint = f"{recall_key} recalls" if fresh else clean(newest.error, _SUBJECT_LIMIT)
    line: Line = [(f"{what(newest)} {wait}", "waiting"), (f" · {hint}", "muted")]
    if len(changes) > 1:
        line.append((f" · {len(changes) - 1} more", "muted"))
    return [line]


def _sending(changes: Sequence[Change], now: float) -> list[Line]:
    if not changes:
        return []
    first, more = changes[0], f" and {len(changes) - 1} more" if len(changes) > 1 else ""
    line: Line = [("sending", "sending"), (f" · {what(first)}{more}", "")]
    if first.error and first.due_at > now:
        line.append((f" · again in {countdown(first.due_at - now)}", "muted"))
    return [line]


def _settled(changes: Sequence[Change]) -> list[Line]:
    if not changes:
        return []
    last = changes[-1]
    if last.state is ChangeState.REJECTED:
        return [[(f"{what(last)}: {outcome(last)}", "error")]]
    if last.state is ChangeState.RECALLED:
        return [[(f"recalled · {what(last)}", "muted")]]
    named = clean(last.subject, _SUBJECT_LIMIT) or clean(last.booking_id)
    return [[(outcome(last), "success"), (f" · {named}", "")]]
