"""Consoles as processes that can be killed: `python -m tests.faults.victims` forks one for each line that it is told.

A fork of a process that has everything imported starts in milliseconds. Each writes what it says to a file, line by
line, as an operator would have read it before the kill.
"""

import asyncio
import json
import os
import random
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import httpx

from slatis_tui.api._transport import pool_for
from slatis_tui.domain.changes import ChangeState, Verb
from slatis_tui.domain.ports import OutboxNews
from slatis_tui.errors import SlatisError
from slatis_tui.outbox.outbox import JournalOutbox
from tests.faults.console import make_client, open_outbox
from tests.faults.failpoints import Point, die, plant
from tests.faults.reports import Report
from tests.faults.story import Wish, booking_for, transition_of

_LIMIT = 20.0
"""Seconds after which a console gives up waiting."""


@dataclass(frozen=True)
class Order:
    """What one console is to do."""

    journal: str
    report: str
    port: int
    wishes: tuple[tuple[str, str, int], ...] = ()
    """Verb, booking id and number of each thing to submit."""
    point: str = ""
    """Where to die; empty to end in good order once nothing is open."""
    passings: int = 1
    seed: int = 0
    look_every: float = 5.0
    """Seconds between two looks for consoles that have ended."""

    def wish(self, place: int) -> Wish:
        """The wish at that place."""
        verb, booking_id, number = self.wishes[place]
        if verb == Verb.CREATE:
            return booking_for(number)
        return transition_of(number, Verb(verb), booking_id, "PENDING_CONFIRMATION", at_once=True)


async def live(order: Order) -> None:
    """Submit what was wished, and die on the way or end once nothing is open."""
    base = f"http://127.0.0.1:{order.port}/v1"
    pool: httpx.AsyncBaseTransport = pool_for(httpx.URL(base), None, None)
    if order.point:
        pool = plant(Point(order.point), order.passings, pool)
    report = Report(order.report)
    client = make_client(base, pool, f"victim-{os.getpid()}", clock=time.time)
    outbox = await open_outbox(Path(order.journal), client, clock=time.time, look_every=order.look_every)
    report.say("opened", notice=outbox.notice, trouble=outbox.trouble)
    moved = _tell(outbox, report, is_last=order.point == Point.DONE)
    if order.point == Point.TYPING:
        die()
    for place in range(len(order.wishes)):
        try:
            change = await outbox.submit(order.wish(place).intent)
        except SlatisError as error:
            report.say("refused", place=place, error=error.message)
        else:
            report.say("acknowledged", change, place=place)
    await _settled(outbox, moved)
    for change in outbox.changes:
        report.say("shown", change)
    if order.point == Point.CHECKPOINT:
        await outbox.close()
    if order.point:
        await asyncio.wait_for(asyncio.Event().wait(), _LIMIT)
    await outbox.close()
    await client.close()


def _tell(outbox: JournalOutbox, report: Report, *, is_last: bool) -> asyncio.Event:
    moved = asyncio.Event()

    def hear(news: OutboxNews) -> None:
        report.say("told", news.change)
        moved.set()
        if is_last and news.change.state is ChangeState.DONE:
            die()

    outbox.watch(hear)
    for change in outbox.changes:
        report.say("shown", change)
    return moved


async def _settled(outbox: JournalOutbox, moved: asyncio.Event) -> None:
    async with asyncio.timeout(_LIMIT):
        while any(change.state.is_open for change in outbox.changes):
            moved.clear()
            await moved.wait()


def _child(order: Order) -> NoReturn:
    status = 1
    try:
        random.seed(order.seed)
        asyncio.run(live(order))
        status = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(status)


def main() -> None:
    """Fork a console for each line of standard input; say how each ended."""
    for line in sys.stdin:
        told = json.loads(line)
        order = Order(**{**told, "wishes": tuple(map(tuple, told["wishes"]))})
        pid = os.fork()
        if pid == 0:
            _child(order)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
