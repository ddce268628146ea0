"""The journal off the event loop: a slow disk never stops the screen."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from slatis_tui.domain.changes import Step
from slatis_tui.errors import JournalError
from slatis_tui.outbox.journal import Journal
from slatis_tui.outbox.operations import Operation

P = ParamSpec("P")
T = TypeVar("T")


class JournalThread:
    """A journal in a thread of its own, which does what it is told in that order."""

    def __init__(self, journal: Journal, executor: ThreadPoolExecutor) -> None:
        self._journal = journal
        self._executor = executor
        self._closed = False

    @classmethod
    async def open(cls, path: Path, scope: str, now: float, max_pages: int = 0) -> "JournalThread":
        """Open the journal in its thread; see `Journal.open`."""
        executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        loop = asyncio.get_running_loop()
        try:
            journal = await loop.run_in_executor(executor, Journal.open, path, scope, now, max_pages)
        except JournalError:
            executor.shutdown(wait=False)
            raise
        return cls(journal, executor)

    @property
    def notice(self) -> str:
        """What happened to a damaged journal; empty if nothing did."""
        return self._journal.notice

    async def add(self, operation: Operation) -> None:
        """See `Journal.add`."""
        await self._do(Journal.add, operation)

    async def move(self, operation: Operation, now: float) -> None:
        """See `Journal.move`."""
        await self._do(Journal.move, operation, now)

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

    def _do(self, method: Callable[Concatenate[Journal, P], T], *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
        if self._closed:
            raise JournalError("The journal is closed")
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._executor, lambda: method(self._journal, *args, **kwargs))
