"""Named points at which a console kills itself with SIGKILL, by hooks around the journal and the connection.

The program itself knows nothing of them.
"""

import os
import signal
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, cast
from unittest import mock

import httpx

from slatis_tui.domain.changes import ChangeState

Trace = Callable[[str, object], Awaitable[None]]


class Point(StrEnum):
    """Where a console dies."""

    TYPING = "K0 while typing"
    BEFORE_COMMIT = "K1 submitted, not yet written down"
    BEFORE_CONNECT = "K2 written down, not yet connected"
    HEADERS_SENT = "K3 headers sent"
    BODY_SENT = "K4 body sent"
    CARRIED_OUT = "K5 carried out by the server"
    ANSWER_READ = "K6 answer read, done not yet written down"
    DONE = "K7 done"
    CHECKPOINT = "K8 within a checkpoint"
    SET_ASIDE = "K9 while a damaged journal is set aside"


_EVENTS = {
    Point.BEFORE_CONNECT: "connection.connect_tcp.started",
    Point.HEADERS_SENT: "http11.send_request_headers.complete",
    Point.BODY_SENT: "http11.send_request_body.complete",
}
_COMMITS = {Point.BEFORE_COMMIT: ChangeState.WAITING, Point.ANSWER_READ: ChangeState.DONE}


def die() -> None:
    """End this process as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)


class Fuse:
    """Burns down by one at each passing, and kills at its end."""

    def __init__(self, passings: int) -> None:
        self._left = passings

    def burn(self) -> None:
        """One more passing."""
        self._left -= 1
        if self._left == 0:
            die()


class Mortal(httpx.AsyncBaseTransport):
    """Dies at an event of the connection."""

    def __init__(self, inner: httpx.AsyncBaseTransport, event: str, fuse: Fuse) -> None:
        self._inner = inner
        self._event = event
        self._fuse = fuse

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it, if that point is not on the way."""
        told = cast(Trace, request.extensions["trace"])

        async def trace(event: str, info: object) -> None:
            if event == self._event:
                self._fuse.burn()
            await told(event, info)

        request.extensions = {**request.extensions, "trace": trace}
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the pool behind."""
        await self._inner.aclose()


def plant(point: Point, passings: int, pool: httpx.AsyncBaseTransport) -> httpx.AsyncBaseTransport:
    """Have this process die when it passes the point for that time; the pool to use."""
    fuse = Fuse(passings)
    if point in _EVENTS:
        return Mortal(pool, _EVENTS[point], fuse)
    if point in _COMMITS:
        _watch_statements(_AtCommitOf(_COMMITS[point], fuse).see)
    if point is Point.CHECKPOINT:
        _watch_statements(_AtCheckpoint(passings).see)
    if point is Point.SET_ASIDE:
        _watch_renames(fuse)
    return pool


class _AtCommitOf:
    """When a transaction is about to be committed that brings operations into a state; each of them is a passing."""

    def __init__(self, state: ChangeState, fuse: Fuse) -> None:
        self._state = f"'{state}'"
        self._fuse = fuse
        self._pending = 0

    def see(self, statement: str) -> None:
        """A statement begins."""
        if statement.startswith("INSERT INTO history") and self._state in statement:
            self._pending += 1
        if statement.startswith("COMMIT"):
            passings, self._pending = self._pending, 0
            for _ in range(passings):
                self._fuse.burn()


class _AtCheckpoint:
    """Some microseconds after a checkpoint has begun, by another thread: SQLite lets others run meanwhile."""

    def __init__(self, tenths_of_a_millisecond: int) -> None:
        self._delay = tenths_of_a_millisecond / 10_000

    def see(self, statement: str) -> None:
        """A statement begins."""
        if "wal_checkpoint" in statement:
            threading.Timer(self._delay, die).start()


def _watch_statements(see: Callable[[str], None]) -> None:
    connect = sqlite3.connect

    def connecting(*args: Any, **options: Any) -> sqlite3.Connection:
        database: sqlite3.Connection = connect(*args, **options)
        database.set_trace_callback(see)
        return database

    mock.patch.object(sqlite3, "connect", connecting).start()


def _watch_renames(fuse: Fuse) -> None:
    rename = Path.rename

    def renaming(self: Path, target: Path) -> Path:
        fuse.burn()
        moved = rename(self, target)
        fuse.burn()
        return moved

    mock.patch.object(Path, "rename", renaming).start()
