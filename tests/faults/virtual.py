"""An event loop whose time passes only while nobody has anything to do, and lives that can end at any moment.

Hours pass in milliseconds, and the same seed brings the same order of things: what a thread would do is done on the
loop itself, after a moment drawn from the seed.
"""

import asyncio
import os
import random
import selectors
import sqlite3
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from typing import Any, TypeVar, TypeVarTuple
from unittest import mock

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
START = 1_795_170_600.0
"""Unix seconds at which every run begins: 2026-11-20 10:30 UTC, a Friday."""


class Stuck(Exception):
    """Everyone waits and nothing will ever happen."""


class Life:
    """All that one process has: its tasks, its files and its connections. Dead, it has no effect on anything."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.dead = False
        self.tasks: list[asyncio.Task[Any]] = []
        self.databases: list[sqlite3.Connection] = []
        self.over = asyncio.get_running_loop().create_future()
        """Done once it is dead."""
        self.at_death: list[Callable[[], None]] = []
        """What the system does for a process that ends, such as resetting its connections."""
        self.disk_free_at = 0.0

    def start(self, coroutine: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """Run the coroutine as part of this life."""
        context = copy_context()
        context.run(LIFE.set, self)
        return asyncio.get_running_loop().create_task(coroutine, context=context)

    def die(self) -> None:
        """End here and now, as by SIGKILL: nothing is written, sent or told any more."""
        if self.dead:
            return
        self.dead = True
        for end in self.at_death:
            end()
        for database in self.databases:
            database.close()
        for file in [number for number, owner in _FILES.items() if owner is self]:
            os.close(file)
        self.over.set_result(None)
        for task in self.tasks:
            task.cancel()


_FILES: dict[int, Life] = {}
"""The number of an open file → whose it is."""
LIFE: ContextVar[Life | None] = ContextVar("LIFE", default=None)
"""Whose code is running; None for the world outside."""


class _NeverWaiting(selectors.DefaultSelector):
    """Lets the loop's time jump instead of waiting for files."""

    loop: "VirtualLoop"

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready now; with nothing to do until then, it is `timeout` seconds later at once."""
        if timeout is None:
            raise Stuck
        self.loop.now += timeout
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time is virtual, in Unix seconds. Threads are none: their work is done here, a moment later."""

    def __init__(self, chance: random.Random, slowest_disk: float = 0.02) -> None:
        self.now = START
        self.slept = 0.0
        """Seconds that the machine has slept, which no timer of a process has seen."""
        selector = _NeverWaiting()
        selector.loop = self
        super().__init__(selector)
        self._clock_resolution = 1e-6  # what is due within it is due now; of Unix seconds a float tells no less
        self._chance = chance
        self._slowest_disk = slowest_disk
        self.crashes: list[str] = []
        """What the loop was told of exceptions that nobody caught."""
        self.happen: Callable[[str], None] = lambda _what: None
        """Called at each point at which a process may die."""
        self.set_task_factory(_of_its_life)
        self.set_exception_handler(self._note)

    def time(self) -> float:
        """Now, as timers see it."""
        return self.now

    def real(self) -> float:
        """Now, as the world sees it, in Unix seconds."""
        return self.now + self.slept

    def run_in_executor(self, executor: object, func: Callable[[*Ts], T], *args: *Ts) -> "asyncio.Future[T]":
        """Do the work a moment later, one after the other, and tell of it another moment later."""
        life = LIFE.get()
        future: asyncio.Future[T] = self.create_future()
        start = max(self.now, life.disk_free_at if life else 0) + self._moment()
        end = start + self._moment()
        if life:
            life.disk_free_at = end

        def work() -> None:
            if life:
                self.happen("before a step of the journal")
            if life and life.dead:
                future.cancel()
                return
            try:
                tell = _setter(future.set_result, func(*args))
            except Exception as error:  # noqa: BLE001  as an executor does
                tell = _setter(future.set_exception, error)
            if life:
                self.happen("after a step of the journal")
            self.call_at(end, lambda: None if future.done() else tell())

        self.call_at(start, work)
        return future

    def _moment(self) -> float:
        return self._chance.uniform(0, self._slowest_disk)

    def _note(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        life = LIFE.get()
        if life is None or not life.dead:
            self.crashes.append(f"{context['message']}: {context.get('exception')!r}")


def _setter(method: Callable[[Any], None], value: Any) -> Callable[[], None]:
    return lambda: method(value)


def _of_its_life(
    loop: asyncio.AbstractEventLoop, coroutine: Any, context: Context | None = None
) -> "asyncio.Task[Any]":
    life = context.get(LIFE) if context else LIFE.get()
    task: asyncio.Task[Any] = asyncio.Task(coroutine, loop=loop, context=context)
    if life:
        life.tasks.append(task)
    return task


def run_virtually(main: Callable[[], Coroutine[Any, Any, T]], chance: random.Random) -> T:
    """What `main` returns, run by a loop of its own on which time is virtual."""

    async def inside() -> T:
        return await main()

    with virtual_time(chance) as runner:
        return runner.run(inside())


@contextmanager
def virtual_time(chance: random.Random) -> Iterator[asyncio.Runner]:
    """A runner on whose loop time is virtual, and lives can end."""
    with _owned_files(), asyncio.Runner(loop_factory=lambda: VirtualLoop(chance)) as runner:
        yield runner


@contextmanager
def _owned_files() -> Iterator[None]:
    """Note which life opens what, so that it is closed when that life ends; and let clocks tell the virtual time."""
    connect, open_file, close_file = sqlite3.connect, os.open, os.close

    def connecting(*args: Any, **options: Any) -> sqlite3.Connection:
        database: sqlite3.Connection = connect(*args, **options)
        if life := LIFE.get():
            life.databases.append(database)
        return database

    def opening(*args: Any, **options: Any) -> int:
        file = open_file(*args, **options)
        if life := LIFE.get():
            _FILES[file] = life
        return file

    def closing(file: int) -> None:
        _FILES.pop(file, None)
        close_file(file)

    def clock_gettime(_clock: int) -> float:
        return the_loop().real()

    with (
        mock.patch.object(sqlite3, "connect", connecting),
        mock.patch.object(os, "open", opening),
        mock.patch.object(os, "close", closing),
        mock.patch.object(time, "clock_gettime", clock_gettime),
    ):
        yield


def the_loop() -> VirtualLoop:
    """The loop that is running."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    return loop
