"""Sending a create: the same key with the same bytes, again and again, until it is known what became of it."""

from slatis_tui.domain.changes import ChangeState, Verb
from slatis_tui.domain.ports import WriteAnswer
from slatis_tui.errors import ApiError, Conflict, RateLimited
from slatis_tui.outbox.ages import KEY_SECONDS, is_provably_young
from slatis_tui.outbox.operations import CHECKING, MAYBE_DONE
from slatis_tui.outbox.outcomes import Outcome, for_review, given_up, parked, said
from slatis_tui.outbox.patience import asked_delay, pause_before_check
from slatis_tui.outbox.tries import Tries, is_worth_repeating

TOO_OLD = f"{MAYBE_DONE}, and its key is too old to ask again. Look for the booking on the server"
_OTHER_BODY = "idempotency_conflict"
"""The code of a 409 to a key that came with other bytes before: our reading."""


async def send_create(tries: Tries) -> Outcome:
    """Try at once a few times; what is in doubt then is checked at long intervals until its key is too old."""
    operation, wire = tries.operation, tries.wire
    if operation.checking and not wire.budget.spend(wire.clock()):
        return _check_later(operation.change.error)
    while True:
        if tries.in_doubt and not is_provably_young(operation.change.created_at, operation.born, wire.clock()):
            return for_review(TOO_OLD, in_doubt=True)
        answer = await tries.write()
        if isinstance(answer, WriteAnswer):
            return tries.done(answer)
        if isinstance(answer, RateLimited) and not tries.in_doubt:
            return parked(answer)
        if not (is_worth_repeating(answer) or _may_be_under_way(answer, tries)):
            return given_up(Verb.CREATE, answer, tries.in_doubt)
        pause = None if operation.checking else tries.patience_left(answer)
        if pause is None:
            return _out_of_patience(tries, answer)
        await tries.pause(pause, answer)


def _out_of_patience(tries: Tries, error: ApiError) -> Outcome:
    if not tries.in_doubt or isinstance(error, Conflict):
        return given_up(Verb.CREATE, error, tries.in_doubt)
    asked = asked_delay(error)
    if asked > KEY_SECONDS:
        return given_up(Verb.CREATE, error, in_doubt=True)
    return _check_later(f"{CHECKING}: {said(error)}", at_least=asked)


def _check_later(note: str, at_least: float = 0.0) -> Outcome:
    return Outcome(ChangeState.SENDING, error=note, in_doubt=True, delay=max(pause_before_check(), at_least))


def _may_be_under_way(error: ApiError, tries: Tries) -> bool:
    """A 409 to a create in doubt can mean that the server is still busy with its first request."""
    return tries.in_doubt and isinstance(error, Conflict) and error.code != _OTHER_BODY
