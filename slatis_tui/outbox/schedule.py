"""Who is sent when: undo windows, the order of due times, and how many at once."""

import asyncio
import heapq
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from itertools import count
from typing import Any, TypeVar

from slatis_tui.domain.ports import Clock

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]
Timers = dict[str, tuple[float, asyncio.Task[None]]]
"""Operation id → when it is due (Unix seconds), and the task that sleeps until then."""
LATE_SECONDS = 60.0
"""A timer that ends so long after its time has slept with the machine; nothing goes out then unseen."""
LANES = 8
"""How many are sent at the same time."""


class Schedule:
    """Calls `send(op_id, overslept)` in the order of due times while `may_start()`; `crashed(op_id)` where that raised.

    Each operation is in one place at a time: behind a timer, ready, or under way.
    """

    def __init__(
        self,
        send: Callable[[str, bool], Coroutine[None, None, None]],
        crashed: Callable[[str], None],
        may_start: Callable[[], bool],
        clock: Clock,
        sleep: Sleep,
    ) -> None:
        self._send = send
        self._crashed = crashed
        self._may_start = may_start
        self._clock = clock
        self._sleep = sleep
        self._windows: Timers = {}
        self._delays: Timers = {}
        self._ready: list[tuple[float, int, str, bool]] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._beside: set[asyncio.Task[Any]] = set()
        self._numbers = count()
        self._closed = False

    @property
    def moving(self) -> set[asyncio.Task[Any]]:
        """What will move on by itself: timers, those under way, and what belongs to them."""
        timers = [*self._windows.values(), *self._delays.values()]
        return self._under_way | self._beside | {timer for _, timer in timers}

    def wait(self, op_id: str, due_at: float, window: float) -> None:
        """Send it after its undo window of so many seconds; `hurry` cuts that short."""
        self._start_timer(self._windows, op_id, due_at, window)

    def postpone(self, op_id: str, due_at: float, delay: float) -> None:
        """Send it after so many seconds that the server asked for, or that it takes; nothing cuts them short."""
        self._start_timer(self._delays, op_id, due_at, delay)

    def take_back(self, op_id: str) -> bool:
        """Do not send it; False if it is under way already."""
        for timers in (self._windows, self._delays):
            if op_id in timers:
                timers.pop(op_id)[1].cancel()
                return True
        kept = [entry for entry in self._ready if entry[2] != op_id]
        was_ready = len(kept) < len(self._ready)
        heapq.heapify(kept)
        self._ready = kept
        return was_ready

    def hurry(self) -> None:
        """End every undo window now."""
        for op_id, (due_at, timer) in self._windows.items():
            timer.cancel()
            self._make_ready(op_id, due_at)
        self._windows.clear()
        self.pump()

    def pump(self) -> None:
        """Start those that are ready, as many as there are lanes; to be called when `may_start` has changed."""
        while self._ready and len(self._under_way) < LANES and not self._closed and self._may_start():
            _, _, op_id, overslept = heapq.heappop(self._ready)
            task = asyncio.create_task(self._send(op_id, overslept))
            self._under_way.add(task)
            task.add_done_callback(partial(self._ended, op_id))

    def beside(self, step: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Do what belongs to sending and takes no lane, such as writing down how it went."""
        task = asyncio.ensure_future(step)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)
        return task

    async def close(self, limit: float) -> None:
        """Start no more; wait so many seconds for what is under way, then cancel it."""
        self._closed = True
        if under_way := self._under_way | self._beside:
            await asyncio.wait(under_way, timeout=limit)
        unfinished = self.moving
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)

    def _start_timer(self, timers: Timers, op_id: str, due_at: float, seconds: float) -> None:
        if self._closed:
            return
        if seconds <= 0:
            self._make_ready(op_id, due_at)
            self.pump()
            return

        async def run() -> None:
            await self._sleep(seconds)
            del timers[op_id]
            self._make_ready(op_id, due_at, overslept=self._clock() > due_at + LATE_SECONDS)
            self.pump()

        timers[op_id] = (due_at, asyncio.create_task(run()))

    def _make_ready(self, op_id: str, due_at: float, *, overslept: bool = False) -> None:
        heapq.heappush(self._ready, (due_at, next(self._numbers), op_id, overslept))

    def _ended(self, op_id: str, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._crashed(op_id)
            task.get_loop().call_exception_handler({"message": "A change could not be sent", "exception": error})
        self.pump()
