"""The way of one operation once its time has come: written down as being sent, sent, and written down as settled."""

from dataclasses import replace

from slatis_tui.domain.changes import ChangeState
from slatis_tui.domain.ports import Clock
from slatis_tui.errors import JournalError
from slatis_tui.outbox.knowledge import Knowledge
from slatis_tui.outbox.ledger import Ledger
from slatis_tui.outbox.operations import MAYBE_DONE, Operation
from slatis_tui.outbox.outcomes import Outcome
from slatis_tui.outbox.runs import Runs
from slatis_tui.outbox.schedule import Schedule, Sleep
from slatis_tui.outbox.sender import Sender

KEY_REJECTED = "key rejected"
_OVERSLEPT = "Not sent: its time passed while the machine slept"


class Delivery:
    """Delivers what its schedule brings; what goes again goes back to the schedule."""

    def __init__(
        self, ledger: Ledger, sender: Sender, knowledge: Knowledge, clock: Clock, sleep: Sleep, undo_window: float
    ) -> None:
        self._ledger = ledger
        self._sender = sender
        self._knowledge = knowledge
        self._clock = clock
        self.schedule = Schedule(self._deliver, self._crashed, self._may_start, clock, sleep)
        self.runs = Runs(ledger, self.schedule, knowledge, clock, self._may_start, undo_window)

    @property
    def trouble(self) -> str:
        """Empty, or why nothing is sent at present."""
        return KEY_REJECTED if self._sender.key_rejected else self._ledger.trouble

    def pump(self) -> None:
        """Start what may start now; to be called when the trouble may have ended."""
        self.schedule.pump()
        self.runs.feed()

    async def take_over(self) -> None:
        """Take what ended sessions left; what may go again by itself goes now."""
        for operation in await self._ledger.take_over(self._clock()):
            self.schedule.postpone(operation.op_id, operation.change.due_at, 0)

    def _may_start(self) -> bool:
        return not self.trouble

    async def _deliver(self, item: str, overslept: bool) -> None:
        """What the schedule brings: a run whose undo window has ended, or one operation."""
        if self.runs.knows(item):
            self.runs.begin(item, overslept)
        elif sending := self.runs.claimed(self._ledger[item]) or await self._written_down(item, overslept):
            outcome = await self._sender.send(sending)
            if sending.change.run_id:
                self.runs.answered(sending, outcome)
                self.schedule.beside(self._settle(sending, outcome))
            else:
                await self._settle(sending, outcome)

    async def _written_down(self, op_id: str, overslept: bool) -> Operation | None:
        """The operation, written down as being sent; None where it is not to be sent now."""
        waiting = self._ledger[op_id]
        sending = waiting.sending(self._clock())
        objection = _OVERSLEPT if overslept and waiting.state is ChangeState.WAITING else ""
        try:
            if objection := objection or self._knowledge.objection(waiting):
                await self._ledger.move(waiting.ended(ChangeState.NEEDS_REVIEW, objection), self._clock())
                return None
            await self._ledger.move(sending, self._clock())
        except JournalError:
            self.schedule.postpone(op_id, waiting.change.due_at, 0)
            return None
        return sending

    async def _settle(self, sent: Operation, outcome: Outcome) -> None:
        settled = outcome.applied_to(sent, self._clock())
        booking = outcome.answer.booking if outcome.answer else None
        try:
            await self._ledger.move(settled, self._clock(), booking)
        except JournalError as error:
            if settled.state is ChangeState.DONE:
                done_but = f"The server did it, but that could not be written down: {error.message}"
                settled = settled.ended(ChangeState.NEEDS_REVIEW, done_but)
            self._ledger.show(settled, booking)
        if settled.state.is_open:
            self.schedule.postpone(settled.op_id, settled.change.due_at, outcome.delay)

    def _crashed(self, op_id: str) -> None:
        """Show that this program failed while sending it; the journal still has it as being sent."""
        operation = self._ledger[op_id].ended(ChangeState.NEEDS_REVIEW, f"This program failed. {MAYBE_DONE}")
        self._ledger.show(replace(operation, in_doubt=True))
        self.runs.crashed(operation)
