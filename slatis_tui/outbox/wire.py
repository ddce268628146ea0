"""The only holder of the BookingWriter: one exchange at a time."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Protocol, TypeVar

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.metadata import REFERENCE
from slatis_tui.domain.models import Booking
from slatis_tui.domain.ports import BookingWriter, Clock, WriteAnswer
from slatis_tui.errors import Unauthorized, Unreachable, UnreadableAnswer
from slatis_tui.outbox.operations import Operation
from slatis_tui.outbox.patience import RetryBudget
from slatis_tui.outbox.schedule import Sleep

T = TypeVar("T")
Note = Callable[[Operation, float, str, float], Awaitable[None]]
"""Writes down when (Unix seconds) a try met what, and when the next one is."""


class BookingLookup(Protocol):
    """The read that clears up a doubt; a `BookingReader` is one."""

    async def get_booking(self, booking_id: str, *, background: bool = False) -> Booking:
        """One booking, as it is now; raises ApiError."""
        ...


class KeyRejectedHere(Exception):
    """A 401 came, now or earlier: nothing leaves any more."""


class Wire:
    """Requests of the outbox; none of them leaves once the key was rejected."""

    def __init__(
        self,
        writer: BookingWriter,
        reader: BookingLookup | None,
        clock: Clock,
        sleep: Sleep,
        note: Note,
        budget: RetryBudget,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._sleep = sleep
        self._note = note
        self.clock = clock
        self.budget = budget
        self.key_rejected = False
        """Whether a 401 came. No request leaves after that, neither a first nor a repeated one."""

    async def write(self, operation: Operation, within: float | None = None) -> WriteAnswer:
        """Send it once; a transition not any more after so many seconds.

        Raises:
            ApiError: it was not answered as wished.
            KeyRejectedHere: it was not sent, or answered with a 401.
        """
        answer = await self.guarded(partial(self._call, within=within), operation)
        booking = answer.booking
        if booking.row.problem:
            raise UnreadableAnswer(f"The answer holds no readable booking ({booking.row.problem})")
        if _is_another(booking, operation):
            raise UnreadableAnswer("The answer is about another booking", request_id=answer.request_id)
        return answer

    async def look(self, operation: Operation) -> Booking:
        """The operation's booking, as the server has it now.

        Raises:
            ApiError: it can't be read.
            KeyRejectedHere: it was not asked for, or answered with a 401.
        """
        return await self.guarded(self._get, operation)

    async def pause(self, operation: Operation, seconds: float, note: str) -> None:
        """Note what a try met, and wait before the next.

        Raises:
            KeyRejectedHere: a 401 came meanwhile.
        """
        now = self.clock()
        await self._note(operation, now, note, now + seconds)
        await self._sleep(seconds)
        if self.key_rejected:
            raise KeyRejectedHere

    async def guarded(self, exchange: Callable[[Operation], Awaitable[T]], operation: Operation) -> T:
        """One exchange, unless the key was rejected.

        Raises:
            ApiError: as the exchange does.
            KeyRejectedHere: it was not made, or answered with a 401.
        """
        if self.key_rejected:
            raise KeyRejectedHere
        try:
            return await exchange(operation)
        except Unauthorized as error:
            self.key_rejected = True
            raise KeyRejectedHere from error

    async def _get(self, operation: Operation) -> Booking:
        if self._reader is None:
            raise Unreachable("The booking can't be read here")
        return await self._reader.get_booking(operation.change.booking_id)

    def _call(self, operation: Operation, within: float | None) -> Awaitable[WriteAnswer]:
        booking_id, body = operation.change.booking_id, operation.body
        match operation.change.verb:
            case Verb.CREATE:
                return self._writer.create(body, operation.idempotency_key)
            case Verb.RESCHEDULE:
                return self._writer.reschedule(booking_id, body)
            case Verb.EDIT_ATTENDEE:
                return self._writer.edit_attendee(booking_id, body)
            case verb:
                return self._writer.transition(verb, booking_id, body, within=within)


def _is_another(booking: Booking, operation: Operation) -> bool:
    """Whether the answer is about another booking: by its id, or for a create by its reference where it tells one."""
    change = operation.change
    if change.verb is Verb.CREATE:
        return bool(booking.metadata.get(REFERENCE, change.op_id) != change.op_id)
    return change.verb is not Verb.RESCHEDULE and booking.id != change.booking_id
