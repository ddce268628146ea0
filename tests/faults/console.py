"""A console without a screen: the real client, the real outbox and a real journal. The only place that makes them."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

import httpx

from slatis_tui.api._pacing import uptime
from slatis_tui.api.client import Deadlines, SlatisClient
from slatis_tui.domain.changes import Change, ChangeState
from slatis_tui.domain.ports import BookingWriter, Clock, OutboxNews
from slatis_tui.domain.runs import Run
from slatis_tui.errors import SlatisError
from slatis_tui.outbox.outbox import JournalOutbox
from tests.faults.story import Story, Wish
from tests.faults.virtual import Life

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]
KEY = "sk_test_abcdefghijklmnop"
WINDOW = 5.0
SCOPE = "slatis.test|test|fp-1"


class Labelled(httpx.AsyncBaseTransport):
    """Says in a header which console a request comes from."""

    def __init__(self, inner: httpx.AsyncBaseTransport, console: str) -> None:
        self._inner = inner
        self._console = console

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it on."""
        request.headers["X-Console"] = self._console
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the pool behind."""
        await self._inner.aclose()


def make_client(
    base_url: str,
    transport: httpx.AsyncBaseTransport,
    console: str,
    *,
    clock: Clock,
    sleep: Sleep = asyncio.sleep,
    deadlines: Deadlines | None = None,
    key: str = KEY,
    steady: Clock = uptime,
) -> SlatisClient:
    """The client of a console."""
    labelled = Labelled(transport, console)
    return SlatisClient(base_url, key, clock=clock, transport=labelled, sleep=sleep, deadlines=deadlines, steady=steady)


async def open_outbox(
    path: Path,
    client: SlatisClient,
    *,
    clock: Clock,
    sleep: Sleep = asyncio.sleep,
    writer: BookingWriter | None = None,
    undo_window: float = WINDOW,
    scope: str = SCOPE,
    look_every: float = 5.0,
) -> JournalOutbox:
    """The outbox of a console, over the journal at `path`. A planted bug may stand in for the writer."""
    return await JournalOutbox.open(
        path,
        writer or client,
        reader=client,
        purse=client.purse,
        clock=clock,
        undo_window=undo_window,
        scope=scope,
        sleep=sleep,
        look_every=look_every,
    )


class Console:
    """One console process as the operator sees it; all that it says goes into the story."""

    def __init__(self, life: Life, client: SlatisClient, outbox: JournalOutbox, story: Story, born_at: float) -> None:
        self.life = life
        self.client = client
        self.outbox = outbox
        self._story = story
        self._born_at = born_at
        outbox.watch(self._heard)

    async def submit(self, wish: Wish) -> None:
        """Decide; the story has what the console acknowledged."""
        asked_at = self._story.now()
        change = await self.do(self.outbox.submit(wish.intent))
        if change is not None:
            self._story.acknowledged(wish, self.life.name, change, self._born_at, asked_at)

    async def send_again(self, wish: Wish, op_id: str) -> bool:
        """Decide on a change that needs review: it is to go again. Whether the console takes it."""
        wish.asked_at.append(self._story.now())
        if await self.do(self.outbox.send_again(op_id)) is not None:
            return True
        wish.asked_at.pop()
        return False

    async def start_run(self, wishes: Sequence[Wish]) -> Run | None:
        """Decide on several bookings at once; the story has each that the console acknowledged."""
        asked_at = self._story.now()
        started = await self.do(self.outbox.runs.start([wish.intent for wish in wishes]))
        if started is None:
            return None
        about = {wish.intent.booking_id: wish for wish in wishes}
        for change in self.outbox.runs.changes_of(started[0].run_id):
            self._story.acknowledged(about[change.booking_id], self.life.name, change, self._born_at, asked_at)
        return started[0]

    async def send_run_again(self, run_id: str) -> None:
        """Decide once more on what of a run ended badly."""
        changes = self.outbox.runs.changes_of(run_id)
        ended = [change.op_id for change in changes if change.state in (ChangeState.REJECTED, ChangeState.NEEDS_REVIEW)]
        wishes = [self._story.tales[op_id].wish for op_id in ended if op_id in self._story.tales]
        for wish in wishes:
            wish.asked_at.append(self._story.now())
        await self.do(self.outbox.runs.send_again(run_id))

    async def cancel_run(self, run_id: str) -> None:
        """Take back what of a run was not sent yet."""
        self._let_go_of_waiting()
        await self.do(self.outbox.runs.cancel(run_id))

    async def drop_run(self, run_id: str) -> None:
        """Let go of what of a run needs review."""
        self._story.let_go.update(change.op_id for change in self.outbox.runs.changes_of(run_id))
        await self.do(self.outbox.runs.drop(run_id))

    async def recall(self) -> Change | None:
        """Take back the newest change that waits."""
        self._let_go_of_waiting()
        return await self.do(self.outbox.recall())

    async def drop_waiting(self) -> int | None:
        """Take back all that wait."""
        self._let_go_of_waiting()
        return await self.do(self.outbox.drop_waiting())

    async def drop(self, op_id: str) -> Change | None:
        """Let go of a change that needs review, or is still being checked."""
        self._story.let_go.add(op_id)
        return await self.do(self.outbox.drop(op_id))

    def _let_go_of_waiting(self) -> None:
        """Of a run some are written down as being sent a little ahead, and can be taken back all the same."""
        open_ones = (change.op_id for change in self.outbox.changes if change.state.is_open)
        self._story.let_go.update(open_ones)

    async def do(self, step: Coroutine[Any, Any, T]) -> T | None:
        """What the step returns; None where the console refused it, or died over it."""
        task = self.life.start(step)
        task.add_done_callback(_seen)
        await asyncio.wait({task, self.life.over}, return_when=asyncio.FIRST_COMPLETED)
        if self.life.dead or task.cancelled():
            return None
        error = task.exception()
        if error is None:
            return task.result()
        if not isinstance(error, SlatisError):
            self._story.crashes.append(f"{self.life.name}: {error!r}")
        return None

    def look(self) -> None:
        """Read the outbox's screen."""
        if not self.life.dead:
            for change in self.outbox.changes:
                self._story.said(self.life.name, change, self._born_at)

    async def quit(self, limit: float) -> None:
        """End in good order."""
        await self.do(self.outbox.close(limit))
        await self.do(self.client.close())
        self.life.die()

    def _heard(self, news: OutboxNews) -> None:
        if not self.life.dead:
            self._story.said(self.life.name, news.change, self._born_at)


def _seen(task: "asyncio.Task[Any]") -> None:
    """What becomes of a task whose console is dead is nobody's concern."""
    if not task.cancelled():
        task.exception()
