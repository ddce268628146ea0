"""What the outbox knows of its operations: committed to the journal first, then shown."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from slatis_tui.domain.changes import Change, ChangeState, Step, Verb
from slatis_tui.domain.models import Booking
from slatis_tui.domain.moves import Moves
from slatis_tui.domain.ports import OutboxNews
from slatis_tui.errors import JournalError, SlatisError
from slatis_tui.outbox.journal_thread import JournalThread
from slatis_tui.outbox.listeners import Listeners
from slatis_tui.outbox.operations import ChangeUnderWay, Operation
from slatis_tui.outbox.recovery import as_untaken
from slatis_tui.outbox.tallies import Tally


class Ledger:
    """The operations of this session and those taken over, and whether the journal still takes them."""

    def __init__(
        self, journal: JournalThread | None, trouble: str = "", elsewhere: int = 0, folder: Path = Path()
    ) -> None:
        self._journal = journal
        self.folder = folder
        """Where the journal is, and what belongs beside it."""
        self._operations: dict[str, Operation] = {}
        self._changes: tuple[Change, ...] | None = None
        self._tallies: dict[str, Tally] = {}
        self._elsewhere = elsewhere
        self._untaken = False
        self.moves = Moves()
        """What was rescheduled, in earlier sessions too."""
        self.listeners = Listeners()
        self.trouble = trouble
        """Empty, or why the journal does not take anything down; ends with the next write that succeeds."""

    @classmethod
    async def open(cls, path: Path, scope: str, now: float, max_pages: int) -> "Ledger":
        """Open the journal; without a usable one the ledger has `trouble` and takes nothing down."""
        try:
            journal = await JournalThread.open(path, scope, now, max_pages)
        except JournalError as error:
            return cls(None, error.message, folder=path.parent)
        try:
            ledger = cls(journal, elsewhere=await journal.elsewhere(), folder=path.parent)
            ledger.moves = Moves(await journal.moved())
            return ledger
        except JournalError as error:
            return cls(journal, error.message, folder=path.parent)
        except asyncio.CancelledError:
            journal.let_go()
            raise

    @property
    def notice(self) -> str:
        """Empty, or what happened to a damaged journal, and what sessions with another key, mode or host left."""
        told = [self._journal.notice] if self._journal and self._journal.notice else []
        if self._elsewhere:
            changes = "1 change" if self._elsewhere == 1 else f"{self._elsewhere} changes"
            told.append(f"{changes} made with another key, mode or host left unsettled: nothing of that is sent here")
        return ". ".join(told)

    @property
    def changes(self) -> tuple[Change, ...]:
        """All of them, oldest first."""
        if self._changes is None:
            self._changes = tuple(operation.change for operation in self._operations.values())
        return self._changes

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """The bulk runs by their ids, oldest first: how many of their changes stand where."""
        return self._tallies

    def of_run(self, run_id: str, *states: ChangeState) -> list[Operation]:
        """A bulk run's operations that are in one of these states, in their order."""
        operations = (self._operations[op_id] for op_id in self._tallies[run_id].op_ids)
        return [operation for operation in operations if operation.state in states]

    @property
    def waiting(self) -> list[Operation]:
        """Those in state waiting, oldest first."""
        return [each for each in self._operations.values() if each.state is ChangeState.WAITING]

    def __getitem__(self, op_id: str) -> Operation:
        return self._operations[op_id]

    def find(self, op_id: str) -> Operation:
        """The operation with that id.

        Raises:
            SlatisError: there is none.
        """
        if op_id not in self._operations:
            raise SlatisError("This change is not in the outbox any more")
        return self._operations[op_id]

    async def trail(self, op_id: str) -> list[Step]:
        """What became of an operation, step by step.

        Raises:
            JournalError: the journal can't be read.
        """
        return await self._usable_journal().trail(op_id)

    def twin_of(self, operation: Operation) -> Operation | None:
        """The newest create of the same form that has ended and may go again; None when there is none."""
        if not operation.form_hash:
            return None
        twins = [each for each in self._operations.values() if each.form_hash == operation.form_hash]
        return next((each for each in reversed(twins) if each.may_go_again), None)

    def refuse_blind_repeat(self, operation: Operation) -> None:
        """Raise SlatisError where the same event type may have been made already: no key keeps it from being twice."""
        for each in self._operations.values():
            in_doubt = each.state is ChangeState.NEEDS_REVIEW and each.in_doubt
            if in_doubt and each.change.verb is Verb.CREATE_EVENT_TYPE and each.form_hash == operation.form_hash:
                raise SlatisError(
                    "Not sent: the same event type may have been created already",
                    hint="Decide in the outbox what becomes of the first one; it shows what the server has",
                )

    async def take_over(self, now: float) -> list[Operation]:
        """Take what ended sessions left, and show it; those of it that are to be sent again by themselves.

        What can't be taken because the journal can't be written is shown all the same, and taken later.
        """
        if self._journal is None:
            return []
        try:
            taken = await self._journal.take_over(now)
        except JournalError as error:
            self.trouble, self._untaken = error.message, True
            self._show_all([as_untaken(left) for left in await self._left_over()])
            return []
        self._untaken = False
        for run_id in dict.fromkeys(left.change.run_id for left in taken if left.change.run_id):
            await self._keep_earlier(run_id)
        self._show_all(taken)
        return [operation for operation in taken if operation.state.is_open]

    async def may_be_left(self) -> bool:
        """Whether there is something to take over; also finds out whether a journal in trouble works again."""
        if self._journal is None:
            return False
        try:
            if self.trouble:
                await self._journal.touch()
                self._written(*list(self._operations.values())[-1:])
            return self._untaken or await self._journal.others_left_some()
        except JournalError as error:
            self.trouble = self.trouble or error.message
            return False

    async def add(self, operation: Operation) -> None:
        """Commit a new operation and show it.

        Raises:
            ChangeUnderWay: an open one stands in its way.
            JournalError: it could not be written; nothing has changed.
        """
        journal = self._usable_journal()
        try:
            await journal.add(operation)
        except JournalError as error:
            self.trouble = error.message
            raise
        self._written(operation)

    async def move(self, operation: Operation, now: float, booking: Booking | None = None) -> None:
        """Commit an operation's next state and show it, with the server's answer where there is one.

        Raises:
            ChangeUnderWay: an open one stands in its way.
            JournalError: it could not be written; it is shown as it was.
        """
        journal = self._usable_journal()
        try:
            await journal.move(operation, now)
        except JournalError as error:
            self.trouble = error.message
            self.show(self._operations[operation.op_id])
            raise
        self._written(operation, booking=booking)

    async def add_all(self, operations: Sequence[Operation]) -> list[ChangeUnderWay]:
        """Commit new operations at once and show those that nothing stood in the way of; what stood in others' way.

        Raises:
            JournalError: none of them could be written; nothing has changed.
        """
        journal = self._usable_journal()
        try:
            answers = await journal.add_all(operations)
        except JournalError as error:
            self.trouble = error.message
            raise
        self._written(*(one for one, problem in zip(operations, answers, strict=True) if problem is None))
        return [problem for problem in answers if problem]

    async def move_all(self, operations: Sequence[Operation], now: float) -> list[Operation]:
        """Commit the next states of operations at once and show them; those that could not be written stay as shown."""
        answers = await self._usable_journal().move_all(operations, now)
        for problem in answers:
            if isinstance(problem, JournalError):
                self.trouble = problem.message
        moved = [one for one, problem in zip(operations, answers, strict=True) if problem is None]
        if moved:
            self._written(*moved)
        return moved

    async def note(self, operation: Operation, now: float, note: str, due_at: float) -> None:
        """Write down what a try met, and show it with the time of the next one. Not to be able to stops nothing."""
        self.show(replace(operation, change=replace(operation.change, error=note, due_at=due_at)))
        try:
            await self._usable_journal().note(operation, now, note)
        except JournalError as error:
            self.trouble = error.message

    def show(self, operation: Operation, booking: Booking | None = None) -> None:
        """Keep an operation as it stands now, and tell everyone."""
        self._keep(operation)
        self.listeners.tell(OutboxNews(operation.change, booking))

    def _keep(self, operation: Operation) -> None:
        change, before = operation.change, self._operations.get(operation.op_id)
        self._operations[operation.op_id] = operation
        self._changes = None
        if change.verb is Verb.RESCHEDULE and change.state is ChangeState.DONE:
            self.moves.add(change.booking_id, change.result_id)
        if change.run_id:
            tally = self._tallies.setdefault(change.run_id, Tally())
            tally.count(change.op_id, before.state if before else None, change.state)

    async def close(self) -> None:
        """Close the journal. May be called more than once."""
        if self._journal:
            await self._journal.close()

    def let_go(self) -> None:
        """As `close`, without waiting for it."""
        if self._journal:
            self._journal.let_go()

    async def _keep_earlier(self, run_id: str) -> None:
        """Know what else a run that is taken over consists of: a receipt has that too. Not to be able to is no harm."""
        if run_id not in self._tallies:
            with suppress(JournalError):
                for operation in await self._usable_journal().of_run(run_id):
                    self._keep(operation)

    async def _left_over(self) -> list[Operation]:
        try:
            return await self._usable_journal().left_over()
        except JournalError:
            return []

    def _show_all(self, operations: Iterable[Operation]) -> None:
        for operation in operations:
            self.show(operation)

    def _written(self, *operations: Operation, booking: Booking | None = None) -> None:
        self.trouble = ""
        for operation in operations:
            self.show(operation, booking)

    def _usable_journal(self) -> JournalThread:
        if self._journal is None:
            raise JournalError(self.trouble)
        return self._journal
