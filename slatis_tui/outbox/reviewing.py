"""What a person decides about changes that the outbox can't settle by itself."""

import json
from collections.abc import Mapping
from typing import Any

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.ports import Clock
from slatis_tui.errors import JournalError, SlatisError
from slatis_tui.outbox.ages import is_provably_young
from slatis_tui.outbox.knowledge import Knowledge
from slatis_tui.outbox.ledger import Ledger
from slatis_tui.outbox.operations import MAYBE_DONE, Operation
from slatis_tui.outbox.schedule import Schedule


class Reviewing:
    """Sends again, drops, and tells what was wanted."""

    def __init__(self, ledger: Ledger, schedule: Schedule, knowledge: Knowledge, clock: Clock) -> None:
        self._ledger = ledger
        self._schedule = schedule
        self._knowledge = knowledge
        self._clock = clock

    async def send_again(self, op_id: str) -> Change:
        """See `domain.ports.Outbox.send_again`."""
        operation = self._ledger.find(op_id)
        if operation.state is not ChangeState.NEEDS_REVIEW:
            raise SlatisError(f"This change is not for review any more: it is {operation.state}")
        return await self.reopen(operation, 0)

    async def reopen(self, ended: Operation, window: float) -> Change:
        """Have an ended operation wait so many seconds and then go again, a create with its own key and bytes.

        Raises:
            ChangeUnderWay: an open one stands in its way.
            JournalError: it could not be written; it stays as it ended.
            SlatisError: it is a create in doubt that is too old for its key.
        """
        now = self._clock()
        refuse_to_book_twice(ended, now)
        waiting = self._knowledge.as_decided_now(ended).waiting_again(now, now + window)
        self._ledger.show(waiting)  # before it is written, so that a second press does not find the ended one too
        try:
            await self._ledger.move(waiting, now)
        except SlatisError:
            self._ledger.show(ended)
            raise
        self._schedule.wait(waiting.op_id, waiting.change.due_at, window)
        return waiting.change

    async def drop(self, op_id: str) -> Change:
        """Let go of what is for review. One that is still being checked is for review from now on, no more."""
        operation = self._ledger.find(op_id)
        if operation.state is ChangeState.NEEDS_REVIEW:
            dropped = operation.ended(ChangeState.DROPPED)
        elif operation.state is ChangeState.SENDING and self._schedule.take_back(op_id):
            dropped = operation.ended(ChangeState.NEEDS_REVIEW, f"{MAYBE_DONE}: you ended the checks")
        else:
            raise SlatisError(f"Only a change for review can be dropped: this one is {operation.state}")
        try:
            await self._ledger.move(dropped, self._clock())
        except JournalError:
            if operation.state.is_open:
                self._schedule.postpone(op_id, operation.change.due_at, operation.change.due_at - self._clock())
            raise
        return dropped.change

    def wanted(self, op_id: str) -> Mapping[str, Any]:
        """The body, as it is or was to be sent; empty where there is none or it is not kept."""
        operation = self._ledger.find(op_id)
        body: Mapping[str, Any] = json.loads(operation.body) if operation.body and operation.keeps_content else {}
        return body


def refuse_to_book_twice(operation: Operation, now: float) -> None:
    """Raise SlatisError for a create that may have been made, once its key does not protect from a second booking."""
    if operation.change.verb is not Verb.CREATE or not operation.in_doubt:
        return
    if operation.age_unknown or not is_provably_young(operation.change.created_at, operation.born, now):
        raise SlatisError(
            "Not sent: it may have been booked already, and its key protects from a second booking for 23 h only",
            hint="Look for the booking on the server; if it is not there, drop this one and book anew",
        )
