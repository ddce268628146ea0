"""What the outbox knows of its operations: committed to the journal first, then shown."""

from collections.abc import Iterable
from pathlib import Path

from slatis_tui.domain.changes import Change, ChangeState, Step
from slatis_tui.domain.models import Booking
from slatis_tui.domain.ports import OutboxNews
from slatis_tui.errors import JournalError, SlatisError
from slatis_tui.outbox.journal_thread import JournalThread
from slatis_tui.outbox.listeners import Listeners
from slatis_tui.outbox.operations import Operation


class Ledger:
    """The operations of this session and those left for review, and whether the journal still takes them."""

    def __init__(self, journal: JournalThread | None, left: Iterable[Operation], trouble: str) -> None:
        self._journal = journal
        self._operations = {operation.op_id: operation for operation in left}
        self.listeners = Listeners()
        self.trouble = trouble
        """Empty, or why the journal does not take anything down; ends with the next write that succeeds."""

    @classmethod
    async def open(cls, path: Path, scope: str, now: float, max_pages: int) -> "Ledger":
        """Open the journal; without a usable one the ledger has `trouble` and takes nothing down."""
        journal: JournalThread | None = None
        left: list[Operation] = []
        trouble = ""
        try:
            journal = await JournalThread.open(path, scope, now, max_pages)
            left = [operation.as_left_over() for operation in await journal.left_over()]
            await journal.take_over(left, now)
        except JournalError as error:
            trouble = error.message
        return cls(journal, left, trouble)

    @property
    def notice(self) -> str:
        """Empty, or what happened to a damaged journal that was found at the start."""
        return self._journal.notice if self._journal else ""

    @property
    def changes(self) -> tuple[Change, ...]:
        """All of them, oldest first."""
        return tuple(operation.change for operation in self._operations.values())

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
        self._written(operation, booking)

    def show(self, operation: Operation, booking: Booking | None = None) -> None:
        """Keep an operation as it stands now, and tell everyone."""
        self._operations[operation.op_id] = operation
        self.listeners.tell(OutboxNews(operation.change, booking))

    async def close(self) -> None:
        """Close the journal. May be called more than once."""
        if self._journal:
            await self._journal.close()

    def _written(self, operation: Operation, booking: Booking | None = None) -> None:
        self.trouble = ""
        self.show(operation, booking)

    def _usable_journal(self) -> JournalThread:
        if self._journal is None:
            raise JournalError(self.trouble)
        return self._journal
