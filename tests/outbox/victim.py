"""A console that kills itself with SIGKILL at a named point of a change: `python -m tests.outbox.victim`."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from slatis_tui.domain.changes import ChangeState, Intent
from slatis_tui.domain.ports import OutboxNews, WriteAnswer
from slatis_tui.outbox.outbox import JournalOutbox
from tests.outbox.fakes import Call, FakeServer
from tests.outbox.world import SCOPE, confirm, create
from tests.support.clock import START

POINTS = (
    "before it is written down",
    "after it is written down",
    "before the request",
    "after the server's commit",
    "before done is written down",
    "after done",
)
INTENTS = {"create": create(), "confirm": confirm()}


def die() -> None:
    """End this process as `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)


def die_before_commit_of(state: ChangeState) -> None:
    """Die when SQLite is told to commit a transaction that brings an operation into that state."""
    real_connect = sqlite3.connect
    seen: list[str] = []

    def traced(statement: str) -> None:
        if statement.startswith("COMMIT") and any(f"'{state}'" in each for each in seen):
            die()
        if statement.startswith("INSERT INTO history"):
            seen.append(statement)

    def connect(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = real_connect(*args, **kwargs)
        db.set_trace_callback(traced)
        return db

    mock.patch.object(sqlite3, "connect", connect).start()


class MortalServer(FakeServer):
    """A server that outlives its client: what it carried out stands in a file."""

    def __init__(self, file: Path, point: str) -> None:
        super().__init__()
        self._file = file
        self._point = point
        self.before_answer = self._commit

    async def _exchange(self, call: Call) -> WriteAnswer:
        if self._point == "before the request":
            die()
        return await super()._exchange(call)

    def _commit(self, call: Call) -> None:
        with self._file.open("a") as file:
            file.write(json.dumps([call.verb, call.booking_id, call.body.decode(), call.key]) + "\n")
        if self._point == "after the server's commit":
            die()


async def run(path: Path, carried_out: Path, point: str, intent: Intent) -> None:
    """Submit the intent and live on until the point is reached."""
    if point == "before it is written down":
        die_before_commit_of(ChangeState.WAITING)
    if point == "before done is written down":
        die_before_commit_of(ChangeState.DONE)
    server = MortalServer(carried_out, point)
    outbox = await JournalOutbox.open(path, server, clock=lambda: START, undo_window=5, scope=SCOPE)
    done = asyncio.Event()

    def hear(news: OutboxNews) -> None:
        if news.change.state is ChangeState.DONE:
            done.set()

    outbox.watch(hear)
    await outbox.submit(replace(intent, at_once=point != "after it is written down"))
    if point == "after it is written down":
        die()
    await done.wait()
    die()


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], INTENTS[sys.argv[4]]))
