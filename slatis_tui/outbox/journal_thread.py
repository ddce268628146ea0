"""The journal off the event loop: a slow disk never stops the screen."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from slatis_tui.domain.changes import Step
from slatis_tui.errors import JournalError, SlatisError
from slatis_tui.outbox.journal import Journal
from slatis_tui.outbox.operations import ChangeUnderWay, Operation

P = ParamSpec("P")
T = TypeVar("T")


class _Move:
    """The next state of one operation, and what became of writing it down."""

    def __init__(self, operation: Operation, now: float) -> None:
        self.operation = operation
        self.now = now
        self.problem: SlatisError | None = None
        self.is_settled = False

    def told(self) -> SlatisError | None:
        """What kept it from being written down; None where it was."""
        return self.problem if self.is_settled else JournalError("The journal can't be written (this program failed)")


class JournalThread:
    """A journal in a thread of its own, which does what it is told in that order."""

    def __init__(self, journal: Journal, executor: ThreadPoolExecutor) -> None:
        self._journal = journal
        self._executor = executor
        self._moves: deque[_Move] = deque()
        self._closed = False

    @classmethod
    async def open(cls, path: Path, scope: str, now: float, max_pages: int = 0) -> "JournalThread":
        """Open the journal in its thread; see `Journal.open`."""
        executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        opened: list[Journal] = []

        def open_it() -> None:
            opened.append(Journal.open(path, scope, now, max_pages))

        def close_it() -> None:
            for journal in opened:
                journal.close()

        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(executor, open_it)
        except asyncio.CancelledError:
            # The thread may be at it, and does not hear of that.
            _not_waited_for(loop.run_in_executor(executor, close_it))
            executor.shutdown(wait=False)
            raise
        except JournalError:
            executor.shutdown(wait=False)
            raise
        return cls(opened[0], executor)

    @property
    def notice(self) -> str:
        """What happened to a damaged journal; empty if nothing did."""
        return self._journal.notice

    async def add(self, operation: Operation) -> None:
        """See `Journal.add`."""
        await self._do(Journal.add, operation)

    async def add_all(self, operations: Sequence[Operation]) -> list[ChangeUnderWay | None]:
        """See `Journal.add_all`."""
        return await self._do(Journal.add_all, operations)

    async def move(self, operation: Operation, now: float) -> None:
        """Commit an operation's next state; raises what `Journal.move_all` tells of it."""
        (problem,) = await self.move_all([operation], now)
        if problem:
            raise problem

    async def move_all(self, operations: Sequence[Operation], now: float) -> list[SlatisError | None]:
        """See `Journal.move_all`. Whatever else has come by the time that the thread is free goes in one commit with
        these: a commit waits for the disk, and many settle while it does."""
        moves = [_Move(operation, now) for operation in operations]
        self._moves.extend(moves)
        await self._do(self._commit_moves)
        return [move.told() for move in moves]

    async def moved(self) -> list[tuple[str, str]]:
        """See `Journal.moved`."""
        return await self._do(Journal.moved)

    async def of_run(self, run_id: str) -> list[Operation]:
        """See `Journal.of_run`."""
        return await self._do(Journal.of_run, run_id)

    async def note(self, operation: Operation, now: float, note: str) -> None:
        """See `Journal.note`."""
        await self._do(Journal.note, operation, now, note)

    async def trail(self, op_id: str) -> list[Step]:
        """See `Journal.trail`."""
        return await self._do(Journal.trail, op_id)

    async def touch(self) -> None:
        """See `Journal.touch`."""
        await self._do(Journal.touch)

    async def left_over(self) -> list[Operation]:
        """See `Journal.left_over`."""
        return await self._do(Journal.left_over)

    async def others_left_some(self) -> bool:
        """See `Journal.others_left_some`."""
        return await self._do(Journal.others_left_some)

    async def elsewhere(self) -> int:
        """See `Journal.elsewhere`."""
        return await self._do(Journal.elsewhere)

    async def take_over(self, now: float) -> list[Operation]:
        """See `Journal.take_over`."""
        return await self._do(Journal.take_over, now)

    async def close(self) -> None:
        """Close the journal once all is done that it was told; may be called more than once."""
        if self._closed:
            return
        closing = self._do(Journal.close)
        self._closed = True
        try:
            await closing
        finally:
            self._executor.shutdown(wait=False)

    def let_go(self) -> None:
        """As `close`, without waiting for it: for those who may not wait any more, as they are cancelled."""
        if not self._closed:
            _not_waited_for(self._do(Journal.close))
            self._closed = True
            self._executor.shutdown(wait=False)

    def _commit_moves(self, journal: Journal) -> None:
        """In the journal's thread. A call that finds nothing comes after one that has taken its moves along."""
        moves: list[_Move] = []
        while self._moves:
            moves.append(self._moves.popleft())
        if not moves:
            return
        try:
            answers = journal.move_all([(move.operation, move.now) for move in moves])
        except JournalError as error:
            answers = [error] * len(moves)
        for move, answer in zip(moves, answers, strict=True):
            move.problem, move.is_settled = answer, True

    def _do(self, method: Callable[Concatenate[Journal, P], T], *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
        if self._closed:
            raise JournalError("The journal is closed")
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._executor, lambda: method(self._journal, *args, **kwargs))


def _not_waited_for(future: asyncio.Future[Any]) -> None:
    """Whether it fails is nobody's concern; asyncio would tell of that as of a bug."""
    future.add_done_callback(lambda done: done.cancelled() or done.exception())
