"""What becomes of the operations that an ended session left unsettled: replayed, or for a person to review."""

from dataclasses import replace

from slatis_tui.domain.changes import ChangeState, Verb
from slatis_tui.outbox.ages import is_provably_young
from slatis_tui.outbox.operations import CHECKING, MAYBE_DONE, Operation

_LEFT_WAITING = "Left waiting by an earlier session. It was not sent"
_LEFT_IN_DOUBT = f"Left unsettled by an earlier session. {MAYBE_DONE}"
_TOO_OLD = "its key is not provably younger than 23 h"
_CLOCK_SET_BACK = "the clock was set back, so the age of its key is not known"


def taken_over(left: Operation, now: float, was_set_back: bool) -> Operation:
    """The operation as the session that takes it over at `now` has it; whether the clock was set back since it began.

    Only a create that may have been sent goes again by itself, with its own key and bytes, while its key is provably
    young. What was never sent is not sent by a program that was started for something else; a transition could undo
    what a colleague has decided meanwhile.
    """
    if left.change.verb is Verb.CREATE:
        left = replace(left, age_unknown=was_set_back)
    if left.state in (ChangeState.NEEDS_REVIEW, ChangeState.REJECTED):
        return left
    if not (left.in_doubt or left.state is ChangeState.SENDING):
        return left.ended(ChangeState.NEEDS_REVIEW, _LEFT_WAITING)
    in_doubt = replace(left, in_doubt=True, checking=False)
    if left.change.verb is not Verb.CREATE:
        return in_doubt.ended(ChangeState.NEEDS_REVIEW, _LEFT_IN_DOUBT)
    if reason := _why_not_again(left, now):
        return in_doubt.ended(ChangeState.NEEDS_REVIEW, f"{_LEFT_IN_DOUBT}; it does not go again by itself: {reason}")
    note = f"{CHECKING}: an earlier session left it unsettled"
    return replace(in_doubt, change=replace(left.change, state=ChangeState.SENDING, due_at=now, error=note))


def as_untaken(left: Operation) -> Operation:
    """The operation while the journal can't be told that this session has it: shown, and nothing else."""
    error = left.change.error if left.state is ChangeState.NEEDS_REVIEW else _LEFT_IN_DOUBT
    return replace(left.ended(ChangeState.NEEDS_REVIEW, error), in_doubt=True)


def _why_not_again(create: Operation, now: float) -> str:
    if create.age_unknown:
        return _CLOCK_SET_BACK
    return "" if is_provably_young(create.change.created_at, create.born, now) else _TOO_OLD
