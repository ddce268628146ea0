"""A server to write to, which does what a test tells it."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.models import Attendee, Booking, BookingRow
from slatis_tui.domain.ports import WriteAnswer
from slatis_tui.errors import ApiError, Unauthorized

_AFTER = {
    Verb.CONFIRM: "SCHEDULED",
    Verb.COMPLETE: "COMPLETED",
    Verb.NO_SHOW: "NO_SHOW",
    Verb.CANCEL: "CANCELLED",
    Verb.RESCHEDULE: "RESCHEDULED",
    Verb.EDIT_ATTENDEE: "SCHEDULED",
}


class OneAnswer:
    """The source of a booking that stands alone."""

    def __init__(self) -> None:
        self.whole: Booking | None = None

    def booking(self, place: int) -> Booking:
        """The booking; there is only place 0."""
        assert place == 0
        assert self.whole is not None
        return self.whole

    def custom_answer(self, place: int, key: str) -> object:
        """One of its answers."""
        return self.booking(place).custom_fields.get(key)


def booking(booking_id: str, status: str, problem: str = "") -> Booking:
    """A booking of which only id and status matter."""
    source = OneAnswer()
    row = BookingRow(booking_id, status, None, None, "Ada", "", "", "", "", "", problem, source, 0)
    source.whole = Booking(row, Attendee("Ada"), {}, {}, None, None, {"id": booking_id, "status": status})
    return source.whole


@dataclass(frozen=True)
class Call:
    """One request as it left."""

    verb: Verb
    booking_id: str
    body: bytes
    key: str = ""


@dataclass(frozen=True)
class Fault:
    """An exchange that goes wrong; `committed` where the server did the work all the same."""

    error: ApiError
    committed: bool = False


class FakeServer:
    """A BookingWriter and a BookingLookup, and the server behind. It does all that it is asked, but for `faults`."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.carried_out: list[Call] = []
        self.limits: list[float | None] = []
        """Within how many seconds each transition was to leave."""
        self.looks: list[str] = []
        """The ids of the bookings that were read."""
        self.look_faults: deque[ApiError | None] = deque()
        """What becomes of the next reads; None is a good answer, as are all after the last."""
        self.faults: deque[Fault | None] = deque()
        """What becomes of the next calls; None is a good answer, as are all calls after the last."""
        self.bookings: dict[str, str] = {}
        """Booking id → status."""
        self.created: dict[str, tuple[bytes, str]] = {}
        """Idempotency key → body and booking id."""
        self.forgotten: list[tuple[bytes, str]] = []
        """Those of `created` whose keys are too old: they would book again."""
        self.lost: list[Call] = []
        """The requests of which the client can't know what became of them."""
        self.calls_when_rejected: int | None = None
        """How many calls there had been when the last 401 was given."""
        self.gate: asyncio.Event | None = None
        """Where set, answers wait for it; what was asked for has been done by then."""
        self.rename: Callable[[Booking], Booking] | None = None
        """Where set, makes the booking of an answer into another."""
        self.before_answer: Callable[[Call], None] | None = None
        """Called where set, once the server has done its work."""

    async def get_booking(self, booking_id: str, *, background: bool = False) -> Booking:
        """As it is now; one that was never changed is pending confirmation."""
        self.looks.append(booking_id)
        fault = self.look_faults.popleft() if self.look_faults else None
        if fault:
            raise fault
        return booking(booking_id, self.bookings.get(booking_id, "PENDING_CONFIRMATION"))

    async def create(self, body: bytes, idempotency_key: str) -> WriteAnswer:
        """Book, or tell again what was booked with this key."""
        return await self._exchange(Call(Verb.CREATE, "", body, idempotency_key))

    async def transition(
        self, verb: Verb, booking_id: str, body: bytes = b"", *, within: float | None = None
    ) -> WriteAnswer:
        """Move the booking to the verb's status."""
        self.limits.append(within)
        return await self._exchange(Call(verb, booking_id, body))

    async def reschedule(self, booking_id: str, body: bytes) -> WriteAnswer:
        """Make a new booking in place of this one."""
        return await self._exchange(Call(Verb.RESCHEDULE, booking_id, body))

    async def edit_attendee(self, booking_id: str, body: bytes) -> WriteAnswer:
        """Take the change in."""
        return await self._exchange(Call(Verb.EDIT_ATTENDEE, booking_id, body))

    def forget_keys(self) -> None:
        """A day has passed."""
        self.forgotten += self.created.values()
        self.created.clear()

    def bookings_of(self, op_id: str) -> list[str]:
        """The ids of the bookings whose `metadata.client_ref` is that operation."""
        made = [*self.created.values(), *self.forgotten]
        return [made_id for body, made_id in made if json.loads(body)["metadata"]["client_ref"] == op_id]

    async def _exchange(self, call: Call) -> WriteAnswer:
        self.calls.append(call)
        fault = self.faults.popleft() if self.faults else None
        answer = self._carry_out(call) if fault is None or fault.committed else None
        if self.before_answer:
            self.before_answer(call)
        if self.gate:
            await self.gate.wait()
        if fault:
            if fault.error.uncertain:
                self.lost.append(call)
            if isinstance(fault.error, Unauthorized):
                self.calls_when_rejected = len(self.calls)
            raise fault.error
        assert answer is not None
        return replace(answer, booking=self.rename(answer.booking)) if self.rename else answer

    def _carry_out(self, call: Call) -> WriteAnswer:
        self.carried_out.append(call)
        if call.verb is Verb.CREATE:
            return self._book(call)
        booking_id = f"{call.booking_id}-moved" if call.verb is Verb.RESCHEDULE else call.booking_id
        self.bookings[booking_id] = _AFTER[call.verb]
        return WriteAnswer(booking(booking_id, _AFTER[call.verb]), request_id="req_1")

    def _book(self, call: Call) -> WriteAnswer:
        known = self.created.get(call.key)
        if known:
            assert known[0] == call.body, "a key came again with other bytes"
            return WriteAnswer(booking(known[1], "SCHEDULED"), replayed=True, request_id="req_2")
        booking_id = f"bk_new_{len(self.created) + len(self.forgotten) + 1}"
        self.created[call.key] = (call.body, booking_id)
        self.bookings[booking_id] = "SCHEDULED"
        return WriteAnswer(booking(booking_id, "SCHEDULED"), request_id="req_1")
