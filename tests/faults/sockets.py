"""The same faults over real sockets, with real threads, in compressed time: what the memory can't show.

A minute passes in a second; everyone's clocks and pauses agree on it. Nobody dies here: real deaths are `kills`.
"""

import asyncio
import random
import tempfile
import time
from pathlib import Path

import httpx

from slatis_tui.api._transport import pool_for
from slatis_tui.api.client import Deadlines
from slatis_tui.domain.changes import TRANSITIONS
from tests.api.chaos import serving
from tests.faults.console import Console, make_client, open_outbox
from tests.faults.folders import FAST_FOLDER
from tests.faults.judge import Grace, judge
from tests.faults.ledger import Ledger
from tests.faults.result import Result
from tests.faults.slatis import ChaosSlatis
from tests.faults.steering import Drawn
from tests.faults.story import Story, Wish, booking_for, transition_of
from tests.faults.virtual import Life
from tests.faults.world import BOOKINGS

_PACE = 60.0
"""How many times faster everything goes."""
_DEADLINES = Deadlines(connect=5 / _PACE, attempt=20 / _PACE, operation=60 / _PACE)
_GRACE = Grace(in_flight=60.0)
"""A second of real time, in which requests that had left may arrive, however busy the machine is."""
_TOGETHER = 16


async def run_over_sockets(seeds: range) -> list[Result]:
    """Run these seeds, several at the same time: they wait more than they work."""
    places = asyncio.Semaphore(_TOGETHER)

    async def run(seed: int) -> Result:
        async with places:
            with tempfile.TemporaryDirectory(prefix="slatis-sockets-", dir=FAST_FOLDER) as folder:
                return await _Run(seed, Path(folder)).play()

    return await asyncio.gather(*map(run, seeds))


class _Run:
    def __init__(self, seed: int, folder: Path) -> None:
        self._seed = seed
        self._began = time.monotonic()
        self._chance = random.Random(f"sockets {seed}")
        self._steering = Drawn(random.Random(f"faults over sockets {seed}"))
        self._journal = folder / "state" / "journal.db"
        self._ledger = Ledger(self._clock)
        self._story = Story(self._clock)
        self._server = ChaosSlatis(self._ledger, self._steering, sleep=self._sleep, moment=self._moment)
        self._consoles = 0
        for booking_id, status in BOOKINGS.items():
            self._ledger.seed(booking_id, status)

    async def play(self) -> Result:
        """All of it."""
        async with serving(self._server.serve) as listening:
            console = await self._open(listening.port)
            for _ in range(self._chance.randint(4, 10)):
                await self._step(console)
                if self._chance.random() < 0.15:
                    console = await self._again(console, listening.port)
            self._steering.rate = 0
            for _ in range(2):
                await self._sleep(150)
                console = await self._again(console, listening.port)
            await self._sleep(60)
            console.look()
            await self._close(console)
        figures = {"changes": len(self._story.tales), "requests": len(self._ledger.arrivals)}
        return Result(self._seed, judge(self._ledger, self._story, self._journal, _GRACE), figures)

    async def _step(self, console: Console) -> None:
        wish = self._wish()
        self._story.wishes.append(wish)
        await console.submit(wish)
        if self._chance.random() < 0.3:
            self._ledger.colleague(self._chance.choice(sorted(TRANSITIONS)), self._chance.choice(list(BOOKINGS)))
        await self._sleep(self._chance.choice((0.0, 1.0, 8.0, 40.0)))
        console.look()

    def _wish(self) -> Wish:
        number = len(self._story.wishes)
        if self._chance.random() < 0.5:
            return booking_for(number)
        booking_id = self._chance.choice(list(BOOKINGS))
        status = self._ledger.bookings[booking_id]["status"]
        return transition_of(number, self._chance.choice(sorted(TRANSITIONS)), booking_id, status, at_once=True)

    async def _again(self, console: Console, port: int) -> Console:
        await self._close(console)
        return await self._open(port)

    async def _open(self, port: int) -> Console:
        self._consoles += 1
        base, name = f"http://127.0.0.1:{port}/v1", f"console {self._consoles}"
        client = make_client(
            base, pool_for(httpx.URL(base), None, None), name,
            clock=self._clock, sleep=self._sleep, deadlines=_DEADLINES, steady=self._clock,
        )  # fmt: skip
        outbox = await open_outbox(self._journal, client, clock=self._clock, sleep=self._sleep)
        console = Console(Life(name), client, outbox, self._story, self._clock())
        console.look()
        return console

    async def _close(self, console: Console) -> None:
        await console.quit(0.1)
        self._story.deaths[console.life.name] = self._clock()

    def _clock(self) -> float:
        return 1_800_000_000 + (time.monotonic() - self._began) * _PACE

    async def _sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / _PACE)

    def _moment(self) -> float:
        return self._chance.uniform(0, 0.5)
