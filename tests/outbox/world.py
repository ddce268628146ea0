"""What a test of the outbox needs: a clock, a server, a journal on disk, and consoles that come and go."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb
from slatis_tui.domain.event_type_writes import EventTypeWriter
from slatis_tui.domain.ports import Clock, Outbox, OutboxNews
from slatis_tui.outbox.outbox import JournalOutbox
from slatis_tui.outbox.patience import Purse
from tests.outbox.fakes import FakeServer
from tests.support.clock import FakeClock, let_tasks_run

SCOPE = "api.slatis.com|test|fp-1"
WINDOW = 5.0
FORM = {
    "event_type_id": "et_1",
    "requested_time": "2026-11-20T12:30:00Z",
    "attendee": {"name": "Ada Lovelace", "email": "ada@example.com"},
}


def confirm(booking_id: str = "bk_1", **others: Any) -> Intent:
    """To confirm a booking of Ada Lovelace's."""
    return Intent(Verb.CONFIRM, booking_id, "Ada Lovelace", "PENDING_CONFIRMATION", **others)


def create(**changed: Any) -> Intent:
    """To book for Ada Lovelace, as the form's button does."""
    return Intent(Verb.CREATE, subject="Ada Lovelace", body={**FORM, **changed}, at_once=True)


class World:
    """One journal, one server and one clock; at most a few consoles."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "state" / "default" / "journal.db"
        self.server = FakeServer()
        self.clock = FakeClock(settle=self.settle)
        self.news: list[OutboxNews] = []
        self._outboxes: list[JournalOutbox] = []

    async def open(
        self,
        *,
        scope: str = SCOPE,
        undo_window: float = WINDOW,
        max_pages: int = 0,
        look_every: float = 60.0,
        purse: Purse | None = None,
        clock: Clock | None = None,
        event_types: EventTypeWriter | None = None,
    ) -> JournalOutbox:
        """A console's outbox. Its news are gathered."""
        outbox = await JournalOutbox.open(
            self.path,
            self.server,
            clock=clock or self.clock,
            undo_window=undo_window,
            scope=scope,
            reader=self.server,
            event_types=event_types,
            purse=purse,
            sleep=self.clock.sleep,
            look_every=look_every,
            max_pages=max_pages,
        )
        outbox.watch(self.news.append)
        self._outboxes.append(outbox)
        return outbox

    async def settle(self) -> None:
        """Let everything happen that needs no time to pass: tasks, and what they wait for in the journals' threads."""
        for _ in range(6):
            await let_tasks_run()
            for outbox in self._outboxes:
                await journal_idle(outbox)
        await let_tasks_run()

    async def eventually(self, condition: Callable[[], bool]) -> None:
        """Wait for what takes real time, such as a console's looks for others; ten seconds at most."""
        async with asyncio.timeout(10):
            while not condition():
                await self.settle()

    async def close(self) -> None:
        """End every console."""
        for outbox in self._outboxes:
            await outbox.close(limit=0)

    def rows(self, query: str = "SELECT * FROM operations ORDER BY created_at, rowid") -> list[sqlite3.Row]:
        """What the journal's file holds."""
        with closing(sqlite3.connect(self.path)) as db:
            db.row_factory = sqlite3.Row
            return db.execute(query).fetchall()

    def told(self, op_id: str) -> list[ChangeState]:
        """The states of an operation as listeners heard of them."""
        return [news.change.state for news in self.news if news.change.op_id == op_id]


def the_change(outbox: Outbox, op_id: str) -> Change:
    """The change with that id, as the outbox shows it now."""
    return next(change for change in outbox.changes if change.op_id == op_id)


async def journal_idle(outbox: JournalOutbox) -> None:
    """Wait until the journal's thread has done all that it was told."""
    thread = outbox._ledger._journal
    if thread is not None and not thread._closed:
        await asyncio.get_running_loop().run_in_executor(thread._executor, int)
