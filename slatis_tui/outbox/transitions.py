"""Sending a transition: after a doubt the booking is read before anything is sent again.

Repeating a transition is harmless in itself, but a colleague may have decided otherwise meanwhile.
"""

from slatis_tui.domain.lifecycle import WISHED
from slatis_tui.domain.models import Booking
from slatis_tui.domain.ports import WriteAnswer
from slatis_tui.errors import ApiError, Conflict, NotFound, RateLimited
from slatis_tui.outbox.ages import went_back
from slatis_tui.outbox.operations import MAYBE_DONE
from slatis_tui.outbox.outcomes import (
    Outcome,
    decided_elsewhere,
    for_review,
    given_up,
    parked,
    said,
    status_in_words,
)
from slatis_tui.outbox.patience import asked_delay
from slatis_tui.outbox.schedule import LATE_SECONDS
from slatis_tui.outbox.tries import Tries, is_worth_repeating


async def send_transition(tries: Tries) -> Outcome:
    """Send it, or find it done already."""
    if _is_late(tries) and (outcome := await _look_before_sending(tries)):
        return outcome
    while True:
        answer = await tries.write()
        if isinstance(answer, WriteAnswer):
            return tries.done(answer)
        if isinstance(answer, RateLimited) and not tries.in_doubt:
            return parked(answer)
        if not is_worth_repeating(answer):
            return await _refused(tries, answer)
        if tries.in_doubt:
            outcome = await _clear_up(tries, answer)
        else:
            outcome = await _try_to_connect_again(tries, answer)
        if outcome:
            return outcome


async def _try_to_connect_again(tries: Tries, error: ApiError) -> Outcome | None:
    pause = tries.patience_left(error)
    if pause is None:
        return given_up(tries.operation.change.verb, error, in_doubt=False)
    await tries.pause(pause, error)
    return await _look_before_sending(tries) if _overslept(tries) else None


async def _clear_up(tries: Tries, error: ApiError) -> Outcome | None:
    """Find out what became of a request in doubt; None when it was not carried out, so that it may go again."""
    verb = tries.operation.change.verb
    while (pause := tries.patience_left(error)) is not None:
        await tries.pause(pause, error)
        try:
            booking = await tries.wire.look(tries.operation)
        except NotFound as gone:
            return given_up(verb, gone, in_doubt=True)
        except ApiError as unread:
            tries.failed(unread)
            error = unread
            continue
        if booking.row.status != tries.operation.change.prior_status or _is_as_wished(tries, booking):
            return _as_found(tries, booking)
        if _overslept(tries):
            break
        return None
    return await _last_look(tries, error)


async def _last_look(tries: Tries, error: ApiError) -> Outcome:
    """Nothing more is sent; say how things stand, if that can be read and the server did not ask to be left alone."""
    verb = tries.operation.change.verb
    if asked_delay(error) or not tries.wire.budget.spend(tries.wire.clock()):
        return given_up(verb, error, in_doubt=True)
    try:
        booking = await tries.wire.look(tries.operation)
    except ApiError:
        return given_up(verb, error, in_doubt=True)
    if _is_as_wished(tries, booking):
        return _as_found(tries, booking)
    return given_up(verb, error, in_doubt=True, now_is=f"The booking is {_word(booking)} now")


async def _look_before_sending(tries: Tries) -> Outcome | None:
    """For a request whose time is long past; None when nothing has changed, so that it may go."""
    try:
        booking = await tries.wire.look(tries.operation)
    except ApiError as error:
        late = "Its time was long past and the booking could not be read, so it was not sent"
        if tries.in_doubt:
            late = f"{MAYBE_DONE}. The booking could not be read, so nothing more was sent"
        return for_review(f"{late}: {said(error)}", in_doubt=tries.in_doubt, request_id=error.request_id)
    if booking.row.status == tries.operation.change.prior_status:
        return None
    return _as_found(tries, booking)


async def _refused(tries: Tries, error: ApiError) -> Outcome:
    """A refusal; a 409 is about the booking's status, so that is read."""
    verb = tries.operation.change.verb
    if not isinstance(error, Conflict):
        return given_up(verb, error, tries.in_doubt)
    try:
        booking = await tries.wire.look(tries.operation)
    except ApiError:
        return given_up(verb, error, tries.in_doubt)
    if _is_as_wished(tries, booking):
        return _as_found(tries, booking)
    return given_up(verb, error, tries.in_doubt, now_is=f"The booking is {_word(booking)} now")


def _as_found(tries: Tries, booking: Booking) -> Outcome:
    """What the server shows: the wish itself, or something else that a person has to look at."""
    word = _word(booking)
    if _is_as_wished(tries, booking):
        how = f"The server shows it as {word}" if tries.in_doubt else f"It was already {word}"
        return tries.done(WriteAnswer(booking), how)
    return for_review(decided_elsewhere(booking.row.status, tries.in_doubt), in_doubt=tries.in_doubt)


def _is_as_wished(tries: Tries, booking: Booking) -> bool:
    return booking.row.status == WISHED[tries.operation.change.verb]


def _is_late(tries: Tries) -> bool:
    """Whether it was to be sent long ago, or was sent then and refused for a while, or is not to go unseen anyhow."""
    return (
        tries.operation.look_first
        or tries.started > min(tries.operation.change.due_at, tries.operation.begun_at) + LATE_SECONDS
    )


def _overslept(tries: Tries) -> bool:
    """Whether far more time has passed than was to be waited: the machine slept. A clock set back can't deny it."""
    now = tries.wire.clock()
    return now > tries.started + LATE_SECONDS or went_back(now, tries.started)


def _word(booking: Booking) -> str:
    return status_in_words(booking.row.status)
