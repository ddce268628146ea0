"""Time that passes only when a test says so."""

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from itertools import count

START = 1_795_170_600.0
"""2026-11-20 10:30:00 UTC, a Friday."""

Settle = Callable[[], Awaitable[None]]


async def let_tasks_run() -> None:
    """Give every task that can go on the chance to, several times over."""
    for _ in range(20):
        await asyncio.sleep(0)


class FakeClock:
    """A clock and its `sleep`, for code that takes both as parameters.

    `settle` is awaited before and after each waking, so that what was woken can sleep again; give another one
    where the code under test also waits for threads.
    """

    def __init__(self, start: float = START, settle: Settle = let_tasks_run) -> None:
        self._now = start
        self.settle = settle
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    def now(self) -> float:
        """Unix seconds."""
        return self._now

    __call__ = now

    @property
    def sleeping(self) -> int:
        """How many are asleep."""
        return sum(not future.done() for _, _, future in self._sleepers)

    async def sleep(self, seconds: float) -> None:
        """Wait until so many seconds have been advanced."""
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._now + seconds, next(self._numbers), future))
        await future

    def jump(self, seconds: float) -> None:
        """Show another time from now on, as after a laptop's sleep or when a clock is set; nobody wakes by it."""
        self._now += seconds

    async def advance(self, seconds: float) -> None:
        """Let so many seconds pass, waking each sleeper at its moment."""
        end = self._now + seconds
        await self.settle()
        while self._sleepers and self._sleepers[0][0] <= end:
            moment, _, future = heapq.heappop(self._sleepers)
            if future.done():
                continue
            self._now = max(self._now, moment)
            future.set_result(None)
            await self.settle()
        self._now = end
