"""The only holder of the BookingWriter: one operation, from its first try to what became of it."""

from collections.abc import Awaitable
from dataclasses import dataclass, replace

from slatis_tui.domain.changes import ChangeState, Verb
from slatis_tui.domain.ports import BookingWriter, Clock, WriteAnswer
from slatis_tui.errors import (
    ApiError,
    RateLimited,
    Refused,
    Unauthorized,
    Unreachable,
    UnreadableAnswer,
)
from slatis_tui.outbox.operations import MAYBE_DONE, Operation
from slatis_tui.outbox.patience import patience_with, pause_after
from slatis_tui.outbox.schedule import Sleep

_SHORTEST_DELAY = 0.25
_UNTOLD_DELAY = 10.0
"""Seconds to wait after a 429 that does not say how long."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an operation: done, rejected, in need of review, or waiting again."""

    state: ChangeState
    answer: WriteAnswer | None = None
    error: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    request_id: str = ""
    in_doubt: bool = False
    delay: float = 0.0
    """Seconds to wait before it goes again, where it is waiting again."""

    def applied_to(self, sent: Operation, now: float) -> Operation:
        """The operation as this outcome leaves it at `now` (Unix seconds)."""
        booking = self.answer.booking if self.answer else None
        change = replace(
            sent.change,
            state=self.state,
            due_at=now + self.delay if self.state is ChangeState.WAITING else sent.change.due_at,
            booking_id=sent.change.booking_id or (booking.id if booking else ""),
            result_status=booking.row.status if booking else "",
            replayed=self.answer.replayed if self.answer else False,
            error=self.error,
            problems=self.problems,
            request_id=self.answer.request_id if self.answer else self.request_id,
        )
        return replace(sent, change=change, in_doubt=self.in_doubt)


class Sender:
    """Sends operations that have been written down as being sent."""

    def __init__(self, writer: BookingWriter, clock: Clock, sleep: Sleep) -> None:
        self._writer = writer
        self._clock = clock
        self._sleep = sleep
        self.key_rejected = False
        """Whether a 401 came. No request leaves after that, neither a first nor a repeated one."""

    async def send(self, operation: Operation) -> Outcome:
        """Send it, again where that can't do harm, until there is an answer or no point in going on."""
        verb, in_doubt = operation.change.verb, operation.in_doubt
        started, tries = self._clock(), 0
        while not self.key_rejected:
            try:
                return Outcome(ChangeState.DONE, await self._exchange(operation))
            except Unauthorized:
                self.key_rejected = True
                break
            except ApiError as failure:
                error = failure
            tries += 1
            in_doubt = in_doubt or error.uncertain
            if isinstance(error, RateLimited) and not in_doubt:
                return Outcome(ChangeState.WAITING, delay=_asked_delay(error))
            pause = max(pause_after(tries), _asked_delay(error) if isinstance(error, RateLimited) else 0)
            patience = patience_with(verb, in_doubt)
            out_of_time = self._clock() + pause > started + patience.seconds
            if _is_final(error) or tries >= patience.tries or out_of_time:
                return _given_up(verb, error, in_doubt)
            await self._sleep(pause)
        return Outcome(ChangeState.WAITING, in_doubt=in_doubt)

    async def _exchange(self, operation: Operation) -> WriteAnswer:
        answer = await self._call(operation)
        change, booking = operation.change, answer.booking
        if booking.row.problem:
            raise UnreadableAnswer(f"The answer holds no readable booking ({booking.row.problem})")
        if change.verb not in (Verb.CREATE, Verb.RESCHEDULE) and booking.id != change.booking_id:
            raise UnreadableAnswer("The answer is about another booking", request_id=answer.request_id)
        return answer

    def _call(self, operation: Operation) -> Awaitable[WriteAnswer]:
        booking_id, body = operation.change.booking_id, operation.body
        match operation.change.verb:
            case Verb.CREATE:
                return self._writer.create(body, operation.idempotency_key)
            case Verb.RESCHEDULE:
                return self._writer.reschedule(booking_id, body)
            case Verb.EDIT_ATTENDEE:
                return self._writer.edit_attendee(booking_id, body)
            case verb:
                return self._writer.transition(verb, booking_id, body)


def _is_final(error: ApiError) -> bool:
    """Whether sending the same again can't bring another answer."""
    return not (error.uncertain or isinstance(error, Unreachable | RateLimited))


def _asked_delay(error: RateLimited) -> float:
    return _UNTOLD_DELAY if error.retry_after is None else max(_SHORTEST_DELAY, error.retry_after)


def _given_up(verb: Verb, error: ApiError, in_doubt: bool) -> Outcome:
    problems = tuple((each.field, each.message) for each in error.details) if isinstance(error, Refused) else ()
    state = ChangeState.NEEDS_REVIEW if in_doubt else ChangeState.REJECTED
    return Outcome(
        state, error=_told(verb, error, in_doubt), problems=problems, request_id=error.request_id, in_doubt=in_doubt
    )


def _told(verb: Verb, error: ApiError, in_doubt: bool) -> str:
    if in_doubt:
        # The hint of the last error is about that request alone, not about those before it.
        said = error.explained() if isinstance(error, Refused) else error.message
        what_now = (
            "Sending the same form again can't book twice"
            if verb is Verb.CREATE
            else "Look at the booking before doing it again"
        )
        return f"{MAYBE_DONE}: {said}. {what_now}"
    return f"Not sent: {error.explained()}" if isinstance(error, Unreachable) else error.explained()
