"""One operation, from its first try to what became of it, by what sending it twice could do."""

from slatis_tui.domain.changes import EVENT_TYPE_VERBS, TRANSITIONS, ChangeState, Verb
from slatis_tui.domain.event_type_writes import EventTypeWriter
from slatis_tui.domain.ports import WriteAnswer
from slatis_tui.errors import RateLimited
from slatis_tui.outbox.creates import send_create
from slatis_tui.outbox.event_types import EventTypeWire, send_event_type
from slatis_tui.outbox.operations import Operation
from slatis_tui.outbox.outcomes import Outcome, given_up, parked
from slatis_tui.outbox.transitions import send_transition
from slatis_tui.outbox.tries import Tries, is_worth_repeating
from slatis_tui.outbox.wire import KeyRejectedHere, Wire


class Sender:
    """Sends operations that have been written down as being sent."""

    def __init__(self, wire: Wire, event_types: EventTypeWriter | None = None) -> None:
        self._wire = wire
        self._event_types = EventTypeWire(wire, event_types)

    @property
    def key_rejected(self) -> bool:
        """Whether a 401 came. No request leaves after that, neither a first nor a repeated one."""
        return self._wire.key_rejected

    async def send(self, operation: Operation) -> Outcome:
        """Send it, again where that can't do harm, until there is an answer or no point in going on."""
        tries, verb = Tries(self._wire, operation), operation.change.verb
        try:
            if verb is Verb.CREATE:
                return await send_create(tries)
            if verb in EVENT_TYPE_VERBS:
                return await send_event_type(tries, self._event_types)
            return await (send_transition(tries) if verb in TRANSITIONS else _send_other(tries))
        except KeyRejectedHere:
            return Outcome(ChangeState.WAITING, error="the key was rejected", in_doubt=tries.in_doubt)


async def _send_other(tries: Tries) -> Outcome:
    """A reschedule or an edit: again only while nothing of it has left this machine."""
    while True:
        answer = await tries.write()
        if isinstance(answer, WriteAnswer):
            return tries.done(answer)
        if isinstance(answer, RateLimited) and not tries.in_doubt:
            return parked(answer)
        pause = tries.patience_left(answer) if is_worth_repeating(answer) else None
        if pause is None:
            return given_up(tries.operation.change.verb, answer, tries.in_doubt)
        await tries.pause(pause, answer)
