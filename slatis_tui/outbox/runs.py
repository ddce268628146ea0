"""Bulk runs: many changes written down in one commit, waiting one undo window, then sent a few at a time.

What is next is written down as being sent a little ahead, several in one commit. So the journal may say of a few
more than were under way that they may have been sent; never of one that was sent that it was not.
"""

import asyncio
import uuid
from collections.abc import Callable, Collection, Coroutine, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from slatis_tui.domain.changes import Change, ChangeState, Intent
from slatis_tui.domain.ports import Clock
from slatis_tui.domain.runs import Run
from slatis_tui.errors import SlatisError
from slatis_tui.outbox.convoy import Convoy, as_it_stands
from slatis_tui.outbox.knowledge import Knowledge
from slatis_tui.outbox.ledger import Ledger
from slatis_tui.outbox.operations import MAYBE_DONE, Operation, new_operation
from slatis_tui.outbox.outcomes import Outcome
from slatis_tui.outbox.receipts import saved
from slatis_tui.outbox.schedule import Schedule

T = TypeVar("T")
_OVERSLEPT = "Not sent: its time passed while the machine slept"
_NOT_DONE = (ChangeState.REJECTED, ChangeState.NEEDS_REVIEW)


class Runs:
    """`domain.runs.BulkRuns` over the ledger; sends through the schedule, which calls it when a run's time comes."""

    def __init__(
        self,
        ledger: Ledger,
        schedule: Schedule,
        knowledge: Knowledge,
        clock: Clock,
        may_start: Callable[[], bool],
        undo_window: float,
    ) -> None:
        self._ledger = ledger
        self._schedule = schedule
        self._knowledge = knowledge
        self._clock = clock
        self._may_start = may_start
        self._undo_window = undo_window
        self._convoys: dict[str, Convoy] = {}

    @property
    def all(self) -> tuple[Run, ...]:
        """Every run of this session, and those of which something was left, oldest first."""
        return tuple(self._as_it_stands(run_id) for run_id in self._ledger.tallies)

    def changes_of(self, run_id: str) -> tuple[Change, ...]:
        """The changes of a run, in the order in which they are sent."""
        return tuple(operation.change for operation in self._ledger.of_run(run_id, *ChangeState))

    async def start(self, intents: Sequence[Intent]) -> tuple[Run, tuple[str, ...]]:
        """See `domain.runs.BulkRuns.start`."""
        return await self._whole(self._start(intents))

    async def pause(self, run_id: str) -> None:
        """See `domain.runs.BulkRuns.pause`."""
        await self._whole(self._pause(run_id, ""))

    async def resume(self, run_id: str) -> None:
        """See `domain.runs.BulkRuns.resume`."""
        convoy = self._convoys[run_id]
        convoy.start(self._clock())
        self._tell(run_id)
        self.feed()

    async def cancel(self, run_id: str) -> None:
        """See `domain.runs.BulkRuns.cancel`."""
        await self._whole(self._cancel(run_id))

    async def send_again(self, run_id: str, unchanged: Collection[str] = ()) -> None:
        """See `domain.runs.BulkRuns.send_again`."""
        await self._whole(self._send_again(run_id, unchanged))

    async def drop(self, run_id: str) -> None:
        """See `domain.runs.BulkRuns.drop`."""
        left = self._ledger.of_run(run_id, ChangeState.NEEDS_REVIEW)
        await self._whole(self._end([one.ended(ChangeState.DROPPED) for one in left]))

    async def save_receipt(self, run_id: str, text: str) -> str:
        """See `domain.runs.BulkRuns.save_receipt`."""
        return await asyncio.to_thread(saved, self._ledger.folder / "receipts", self._as_it_stands(run_id), text)

    async def recall(self, run_id: str) -> Change | None:
        """Take a run back whole while it waits in its undo window; None where its sending has begun."""
        if not self._schedule.take_back(run_id):
            return None
        waiting = self._ledger.of_run(run_id, ChangeState.WAITING)
        await self._end([operation.taken_back() for operation in waiting])
        subject = self._as_it_stands(run_id).subject
        return replace(self._ledger[waiting[0].op_id].change, subject=subject)

    def take_out(self, operation: Operation) -> bool:
        """Let the others of its run go without this one; False if it is under way, or of no run."""
        run_id = operation.change.run_id
        if not run_id:
            return False
        convoy = self._convoys.get(run_id)
        if convoy is not None and operation.op_id in convoy.queue:
            convoy.queue.remove(operation.op_id)
            return True
        return convoy is None

    async def stop_all(self) -> int:
        """Take back all that is not sent yet of every run, for a console that is to end; how many."""
        before = sum(tally.states[ChangeState.WAITING] for tally in self._ledger.tallies.values())
        for run in self.all:
            if run.is_open:
                await self._cancel(run.run_id)
        return before

    def hurry(self) -> None:
        """Go on with every run that is paused: the operator wants all of it sent."""
        for convoy in self._convoys.values():
            if convoy.is_paused:
                convoy.start(self._clock())
        self.feed()

    def knows(self, item: str) -> bool:
        """Whether what the schedule brings is a run, and no change."""
        return item in self._ledger.tallies

    def begin(self, run_id: str, overslept: bool) -> None:
        """The undo window of a run has ended."""
        waiting = self._ledger.of_run(run_id, ChangeState.WAITING)
        if overslept:
            for_review = [operation.ended(ChangeState.NEEDS_REVIEW, _OVERSLEPT) for operation in waiting]
            self._schedule.beside(self._end(for_review))
            return
        self._convoys[run_id] = Convoy(run_id, [operation.op_id for operation in waiting], self._clock())
        self.feed()

    def claimed(self, operation: Operation) -> Operation | None:
        """The operation to send, where it is written down as being sent already; None where that is still to be done.

        What goes soon after the run's last sign of life is as fresh as that.
        """
        convoy = self._convoys.get(operation.change.run_id)
        if convoy is None or operation.op_id not in convoy.claimed:
            return None
        return replace(operation, change=replace(operation.change, due_at=convoy.alive_at))

    def answered(self, operation: Operation, outcome: Outcome) -> None:
        """One of a run has been answered, or was given up on: then the run pauses, others would fare no better."""
        convoy = self._convoys.get(operation.change.run_id)
        if convoy is None:
            return
        convoy.answered(operation.op_id, self._clock(), finally_so=not outcome.state.is_open)
        if not outcome.answered and not convoy.is_paused:
            self._schedule.beside(self._pause(convoy.run_id, outcome.error))
        self.feed()

    def crashed(self, operation: Operation) -> None:
        """This program failed while sending one of a run."""
        if convoy := self._convoys.get(operation.change.run_id):
            convoy.claimed.discard(operation.op_id)
            self._schedule.beside(self._pause(convoy.run_id, f"This program failed. {MAYBE_DONE}"))

    def feed(self) -> None:
        """Let every run have the next of it written down and sent, as many as may be."""
        for convoy in self._convoys.values():
            if convoy.wanted and not convoy.is_feeding and self._may_start():
                convoy.is_feeding = True
                self._schedule.beside(self._feed(convoy))

    async def _feed(self, convoy: Convoy) -> None:
        try:
            while op_ids := convoy.take():
                convoy.claimed.update(op_ids)
                if not await self._claim(convoy, op_ids):
                    return
        finally:
            convoy.is_feeding = False

    async def _claim(self, convoy: Convoy, op_ids: list[str]) -> bool:
        """Write them down as being sent and hand them to the schedule; whether to go on."""
        now = self._clock()
        claims = [self._claim_of(self._ledger[op_id], now) for op_id in op_ids]
        moved = await self._ledger.move_all(claims, now)
        sending = [one.op_id for one in moved if one.state is ChangeState.SENDING]
        unmoved = [op_id for op_id in op_ids if self._ledger[op_id].state is ChangeState.WAITING]
        convoy.claimed.difference_update(set(op_ids).difference(sending))
        convoy.give_back(unmoved)
        if convoy.is_paused:
            await self._let_go(convoy, sending)
            return False
        for op_id in sending:
            self._schedule.postpone(op_id, now, 0)
        return not unmoved

    def _claim_of(self, waiting: Operation, now: float) -> Operation:
        """As being sent, unless something speaks against it by now."""
        objection = self._knowledge.objection(waiting)
        return waiting.ended(ChangeState.NEEDS_REVIEW, objection) if objection else waiting.sending(now)

    async def _start(self, intents: Sequence[Intent]) -> tuple[Run, tuple[str, ...]]:
        now, run_id = self._clock(), uuid.uuid4().hex
        due_at = now + self._undo_window
        operations = [new_operation(intent, now, due_at, run_id) for intent in intents]
        in_the_way = await self._ledger.add_all(operations)
        if len(in_the_way) == len(operations):
            raise in_the_way[0]
        self._schedule.wait(run_id, due_at, self._undo_window)
        return self._as_it_stands(run_id), tuple(problem.message for problem in in_the_way)

    async def _pause(self, run_id: str, note: str) -> None:
        convoy = self._convoys.get(run_id)
        if convoy is None or convoy.is_paused:
            return
        convoy.is_paused, convoy.note = True, note
        unsent = [op_id for op_id in self._ledger.tallies[run_id].op_ids if op_id in convoy.claimed]
        await self._let_go(convoy, [op_id for op_id in unsent if self._schedule.take_back(op_id)])
        self._tell(run_id)

    async def _let_go(self, convoy: Convoy, op_ids: list[str]) -> None:
        """What was written down as being sent, and was not, waits again."""
        claims = [self._ledger[op_id] for op_id in op_ids]
        waiting = [
            replace(
                one,
                change=replace(one.change, state=ChangeState.WAITING),
                begun_at=0.0 if not one.in_doubt else one.begun_at,
            )
            for one in claims
        ]
        await self._ledger.move_all(waiting, self._clock())
        for one in waiting:
            self._ledger.show(one)  # nothing of it has left, even where the journal can't be told so
        convoy.claimed.difference_update(op_ids)
        convoy.give_back(op_ids)

    async def _cancel(self, run_id: str) -> None:
        if await self.recall(run_id):
            return
        convoy = self._convoys.get(run_id)
        if convoy is None:
            return
        await self._pause(run_id, "")
        waiting = self._ledger.of_run(run_id, ChangeState.WAITING)
        unsent = [one for one in waiting if one.op_id in convoy.queue or self._schedule.take_back(one.op_id)]
        convoy.queue.clear()
        convoy.is_paused = False
        await self._end([operation.taken_back() for operation in unsent])

    async def _send_again(self, run_id: str, unchanged: Collection[str]) -> None:
        now = self._clock()
        again = [
            replace(
                one.waiting_again(now, now),
                look_first=one.state is ChangeState.NEEDS_REVIEW and one.change.booking_id not in unchanged,
            )
            for one in self._ledger.of_run(run_id, *_NOT_DONE)
        ]
        moved = await self._ledger.move_all(again, now)
        if not moved:
            raise SlatisError("Nothing of this run can be sent again now", hint="Look at each change in the outbox")
        convoy = self._convoys.setdefault(run_id, Convoy(run_id, (), now))
        convoy.queue.extend(operation.op_id for operation in moved)
        convoy.start(now)
        self.feed()

    async def _end(self, operations: Iterable[Operation]) -> None:
        """Write down that nothing more is sent of these, even if that can't be noted."""
        ended = list(operations)
        moved = {one.op_id for one in await self._ledger.move_all(ended, self._clock())}
        for one in ended:
            if one.op_id not in moved:
                told = f"{self._ledger.trouble}: the next session will show this for review"
                self._ledger.show(one.ended(one.state, told))

    def _as_it_stands(self, run_id: str) -> Run:
        tally = self._ledger.tallies[run_id]
        return as_it_stands(tally, self._ledger[tally.op_ids[0]].change, self._convoys.get(run_id))

    def _tell(self, run_id: str) -> None:
        """Have the screens look again: the run stands otherwise, though none of its changes does."""
        self._ledger.show(self._ledger[self._ledger.tallies[run_id].op_ids[0]])

    async def _whole(self, step: Coroutine[Any, Any, T]) -> T:
        """Finish the step even if the screen that asked for it goes away."""
        return await asyncio.shield(self._schedule.beside(step))
