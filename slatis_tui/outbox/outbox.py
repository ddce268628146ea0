"""The outbox: the only way to a write. Written down, then sent when its undo window ends, then visibly settled."""

import asyncio
from collections.abc import Collection, Coroutine, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, TypeVar

from slatis_tui.domain.changes import Change, ChangeState, Intent, Step, Verb
from slatis_tui.domain.event_type_writes import EventTypeWriter
from slatis_tui.domain.moves import Moves
from slatis_tui.domain.ports import BookingWriter, Clock, RetryPurse, Unsubscribe
from slatis_tui.errors import JournalError
from slatis_tui.outbox.delivery import Delivery
from slatis_tui.outbox.knowledge import Knowledge, StatusOf
from slatis_tui.outbox.ledger import Ledger
from slatis_tui.outbox.listeners import Listener
from slatis_tui.outbox.operations import Operation, new_operation
from slatis_tui.outbox.patience import RetryBudget
from slatis_tui.outbox.reviewing import Reviewing
from slatis_tui.outbox.runs import Runs
from slatis_tui.outbox.schedule import Sleep
from slatis_tui.outbox.sender import Sender
from slatis_tui.outbox.wire import BookingLookup, Wire

T = TypeVar("T")
_CLOSING_SECONDS = 1.5
_LOOK_SECONDS = 5.0


class JournalOutbox:
    """`domain.ports.Outbox` over a journal. Made by `open`; belongs to one event loop."""

    def __init__(self, ledger: Ledger, sender: Sender, *, clock: Clock, sleep: Sleep, undo_window: float) -> None:
        self._ledger = ledger
        self._clock = clock
        self._sleep = sleep
        self._undo_window = undo_window
        self._knowledge = Knowledge()
        self._delivery = Delivery(ledger, sender, self._knowledge, clock, sleep, undo_window)
        self._schedule = self._delivery.schedule
        self._reviewing = Reviewing(ledger, self._schedule, self._knowledge, clock)
        self._steps: set[asyncio.Task[Any]] = set()
        self._closing = asyncio.Event()
        self._vigil: asyncio.Task[None] | None = None
        self._closing_seconds = _CLOSING_SECONDS

    @classmethod
    async def open(
        cls,
        path: Path,
        writer: BookingWriter,
        *,
        clock: Clock,
        undo_window: float,
        scope: str,
        reader: BookingLookup | None = None,
        event_types: EventTypeWriter | None = None,
        purse: RetryPurse | None = None,
        sleep: Sleep = asyncio.sleep,
        look_every: float = _LOOK_SECONDS,
        max_pages: int = 0,
    ) -> "JournalOutbox":
        """An outbox over the journal at `path`, with what earlier sessions of this scope left unsettled.

        Creates that they may have sent go again with their keys and bytes; everything else of theirs is for review.
        Without a usable journal the outbox refuses every change and says why; it does not raise.

        Args:
            path: the journal's file; consoles that share it each have a session of their own.
            writer: what sends.
            clock: Unix seconds.
            undo_window: seconds for which a change waits and can be recalled.
            scope: the text "host|mode|key fingerprint"; operations of another one are never sent.
            reader: clears up what a transition in doubt has come to; without one that is for review.
            event_types: what sends changes of event types; without one they are refused.
            purse: pays for repeats; the connection's, so that all of them together stay few on a dead server.
            sleep: how to wait for what the clock measures.
            look_every: seconds of real time between looks for consoles that have ended.
            max_pages: bounds the journal as a full disk would.
        """
        ledger = await Ledger.open(path, scope, clock(), max_pages)
        sender = Sender(Wire(writer, reader, clock, sleep, ledger.note, RetryBudget(purse)), event_types)
        outbox = cls(ledger, sender, clock=clock, sleep=sleep, undo_window=undo_window)
        try:
            await outbox._delivery.take_over()
        except asyncio.CancelledError:
            ledger.let_go()
            raise
        outbox._vigil = asyncio.create_task(outbox._keep_looking(look_every))
        return outbox

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change of this session and those left for review, oldest first."""
        return self._ledger.changes

    @property
    def moves(self) -> Moves:
        """What was rescheduled, in earlier sessions too."""
        return self._ledger.moves

    @property
    def trouble(self) -> str:
        """Empty, or why nothing is sent at present."""
        return self._delivery.trouble

    @property
    def notice(self) -> str:
        """Empty, or what happened to a damaged journal, and what sessions with another key, mode or host left."""
        return self._ledger.notice

    def watch(self, listener: Listener) -> Unsubscribe:
        """Call the listener, on the event loop, whenever a change moves on."""
        return self._ledger.listeners.add(listener)

    async def submit(self, intent: Intent) -> Change:
        """Write the change down; it is sent when its undo window ends.

        A create whose form equals one that was rejected or needs review goes again as that one, with its key and bytes.

        Raises:
            ChangeUnderWay: an earlier change of the same booking, or of the same form, is still open.
            JournalError: it could not be written down; nothing is sent.
            SlatisError: the same event type may have been made already, which is for review.
        """
        return await self._undisturbed(self._submit(intent))

    @property
    def runs(self) -> Runs:
        """The bulk runs: started, paused, resumed and ended here."""
        return self._delivery.runs

    async def recall(self) -> Change | None:
        """Take back the newest change of which nothing was ever sent; None when there is none.

        A bulk run is taken back whole, and told of as one change whose subject is all its bookings.
        """
        for operation in reversed(self._ledger.waiting):
            if run_id := operation.change.run_id:
                if run := await self._undisturbed(self.runs.recall(run_id)):
                    return run
                continue
            if not operation.begun_at and self._schedule.take_back(operation.op_id):
                return await self._undisturbed(self._end(operation.taken_back()))
        return None

    async def drop_waiting(self) -> int:
        """Take back every change that is waiting, also one that a rejected key holds; how many."""
        return await self._undisturbed(self._drop_waiting())

    async def send_again(self, op_id: str) -> Change:
        """Send a change that needs review; a create with its own key and bytes.

        Raises:
            ChangeUnderWay: another change of the same booking, or of the same form, is open.
            JournalError: it could not be written down; nothing is sent.
            SlatisError: it does not need review, or it is a create too old for its key.
        """
        return await self._undisturbed(self._reviewing.send_again(op_id))

    async def drop(self, op_id: str) -> Change:
        """Let go of a change that needs review; a create that is still being checked comes to need review by it.

        Raises:
            JournalError: it could not be written down.
            SlatisError: it is neither.
        """
        return await self._undisturbed(self._reviewing.drop(op_id))

    async def wanted(self, op_id: str) -> Mapping[str, Any]:
        """The body of the change; empty where it has none, or is settled."""
        return self._reviewing.wanted(op_id)

    async def trail(self, op_id: str) -> Sequence[Step]:
        """What became of the change, step by step, oldest first.

        Raises:
            JournalError: the journal can't be read.
        """
        return await self._ledger.trail(op_id)

    def know_by(self, status_of: StatusOf) -> None:
        """Ask this for the status in which a booking is known; none is sent against what it says."""
        self._knowledge.learn_from(status_of)

    async def reconsider(self, booking_ids: Collection[str]) -> None:
        """Review what waits for one of these bookings, if it is known in another status than was decided on."""
        await self._undisturbed(self._reconsider(frozenset(booking_ids)))

    async def send_now(self, timeout: float) -> bool:
        """End every undo window and wait at most `timeout` seconds; whether all were settled.

        Where they were not, `close` does not wait once more for what is under way.
        """
        self._schedule.hurry()
        self.runs.hurry()
        limit = asyncio.ensure_future(self._sleep(timeout))
        try:
            while (moving := self._schedule.moving) and not limit.done():
                await asyncio.wait({limit, *moving}, return_when=asyncio.FIRST_COMPLETED)
            if limit.done():
                self._closing_seconds = 0.0
        finally:
            limit.cancel()
        return not any(change.state.is_open for change in self.changes)

    async def close(self, limit: float | None = None) -> None:
        """Start nothing more, wait a moment (or `limit` seconds) for what is being sent, and close the journal.

        What has not settled by then is for the next session. May be called more than once.
        """
        self._closing.set()
        await self._schedule.close(self._closing_seconds if limit is None else limit)
        await asyncio.gather(*self._steps, *([self._vigil] if self._vigil else []), return_exceptions=True)
        await self._ledger.close()

    async def _submit(self, intent: Intent) -> Change:
        now, window = self._clock(), 0.0 if intent.at_once else self._undo_window
        operation = new_operation(intent, now, now + window)
        if twin := self._ledger.twin_of(operation):
            return await self._reviewing.reopen(twin, window)
        if operation.change.verb is Verb.CREATE_EVENT_TYPE:
            self._ledger.refuse_blind_repeat(operation)
        await self._ledger.add(operation)
        self._schedule.wait(operation.op_id, operation.change.due_at, window)
        return operation.change

    async def _drop_waiting(self) -> int:
        of_runs = await self.runs.stop_all()
        dropped = [operation for operation in self._ledger.waiting if self._schedule.take_back(operation.op_id)]
        for operation in dropped:
            await self._end(operation.taken_back())
        return len(dropped) + of_runs

    async def _reconsider(self, booking_ids: AbstractSet[str]) -> None:
        """What the schedule has let go of already meets the same objection when it is delivered."""
        waiting = [each for each in self._ledger.waiting if each.change.booking_id in booking_ids]
        for operation in waiting:
            objection = self._knowledge.objection(operation)
            if objection and (self._schedule.take_back(operation.op_id) or self.runs.take_out(operation)):
                await self._end(operation.ended(ChangeState.NEEDS_REVIEW, objection))

    async def _end(self, ended: Operation) -> Change:
        """End an operation that the schedule has let go of: nothing of it is sent, even if that can't be noted."""
        try:
            await self._ledger.move(ended, self._clock())
        except JournalError as error:
            unnoted = f"{error.message}: the next session will show this for review"
            ended = ended.ended(ended.state, f"{ended.change.error}. {unnoted}" if ended.change.error else unnoted)
            self._ledger.show(ended)
        return ended.change

    async def _keep_looking(self, every: float) -> None:
        """From time to time: does a journal in trouble work again, and has a console beside this one ended?"""
        while not await self._closes_within(every):
            if await self._ledger.may_be_left():
                await self._undisturbed(self._delivery.take_over())
            self._delivery.pump()

    async def _closes_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                return await self._closing.wait()
        except TimeoutError:
            return False

    async def _undisturbed(self, step: Coroutine[Any, Any, T]) -> T:
        """Finish the step even if the screen that asked for it goes away: it is half done otherwise."""
        task = asyncio.ensure_future(step)
        self._steps.add(task)
        task.add_done_callback(self._step_ended)
        return await asyncio.shield(task)

    def _step_ended(self, task: asyncio.Task[Any]) -> None:
        self._steps.discard(task)
        self._delivery.pump()  # a write that succeeded may have ended the journal's trouble
