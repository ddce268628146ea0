"""One machine, one server and the consoles between them, in virtual time."""

import asyncio
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.ports import BookingWriter
from slatis_tui.outbox import ages
from tests.faults.console import KEY, SCOPE, Console, make_client, open_outbox
from tests.faults.judge import Rule, Violation, judge
from tests.faults.ledger import Ledger
from tests.faults.slatis import ChaosSlatis
from tests.faults.steering import Steering
from tests.faults.story import Story, Wish
from tests.faults.virtual import START, Life, the_loop
from tests.faults.wire import memory_pool

BOOKINGS = {"bk_1": "PENDING_CONFIRMATION", "bk_2": "PENDING_CONFIRMATION", "bk_3": "SCHEDULED", "bk_4": "SCHEDULED"}
MORE_BOOKINGS = {f"bk_{number}": "PENDING_CONFIRMATION" for number in range(11, 21)}
"""Those that are decided on together, in bulk runs."""
HOUR = 3600.0
Disguise = Callable[[BookingWriter], BookingWriter]
"""Puts something between the outbox and the client: a planted bug."""
_ROUNDS_OF_HEALING = 4
_LOOKS_FOR_OTHERS = 1800.0
"""Seconds between two looks of a console for others that have ended: rare, as each takes its time to simulate."""
_SLOWEST = 0.05
"""Seconds that a step of the server takes at most."""


class World:
    """Everything but the operator."""

    def __init__(self, folder: Path, chance: random.Random, steering: Steering, disguise: Disguise | None) -> None:
        self.loop = the_loop()
        self.path = folder / "state" / "journal.db"
        self.chance = chance
        self.skew = 0.0
        """By how many seconds this machine's clock is ahead of the server's."""
        self.boots = 1
        """Which start of the machine it is."""
        self.lines: list[str] = []
        self.ledger = Ledger(self.loop.real)
        self.server = ChaosSlatis(self.ledger, steering, moment=lambda: chance.uniform(0, _SLOWEST))
        self.story = Story(self.loop.real)
        self.consoles: list[Console] = []
        self._born = 0
        self._death_at = 0
        self._doomed: Console | None = None
        self._disguise = disguise
        self.server.happen = self.loop.happen = self._happen
        self.server.note = self.note
        for booking_id, status in (BOOKINGS | MORE_BOOKINGS).items():
            self.ledger.seed(booking_id, status)

    def note(self, line: str) -> None:
        """Write a line for who reads the run step by step."""
        self.lines.append(f"{self.loop.real() - START:10.3f}  {line}")

    def clock(self) -> float:
        """What this machine takes for the time."""
        return self.loop.real() + self.skew

    async def open(self, scope: str = SCOPE, key: str = KEY) -> Console:
        """Start a console."""
        self._born += 1
        life = Life(f"console {self._born}")
        born_at = self.loop.real()
        pool = memory_pool(life, self.server.serve, self.server.connecting)
        client = make_client("http://slatis.test/v1", pool, life.name, clock=self.clock, key=key)
        writer = self._disguise(client) if self._disguise else None
        starting = life.start(
            open_outbox(self.path, client, clock=self.clock, scope=scope, writer=writer, look_every=_LOOKS_FOR_OTHERS)
        )
        await asyncio.wait({starting})
        console = Console(life, client, starting.result(), self.story, born_at)
        self.consoles.append(console)
        self.note(f"{life.name} opens: {[str(change.state) for change in console.outbox.changes]}")
        console.look()
        return console

    def doom(self, console: Console, steps: int) -> None:
        """Let the console die when so many more things have happened."""
        self._doomed, self._death_at = console, steps

    def kill(self, console: Console, why: str = "") -> None:
        """End the console as SIGKILL does."""
        if not console.life.dead:
            self.note(f"✝ {console.life.name} {why}")
            self.story.deaths[console.life.name] = self.ledger.now()
            console.life.die()
        self.consoles = [each for each in self.consoles if each is not console]

    async def quit(self, console: Console, limit: float = 1.5) -> None:
        """End the console in good order."""
        self.note(f"{console.life.name} quits")
        await console.quit(limit)
        self.story.deaths.setdefault(console.life.name, self.ledger.now())
        self.consoles = [each for each in self.consoles if each is not console]

    async def submit(self, console: Console, wish: Wish) -> None:
        """Let the operator decide."""
        self.note(f"{console.life.name}: {wish.intent.verb} [{wish.mark}]")
        await console.submit(wish)
        for each in self.consoles:
            each.look()

    async def passes(self, seconds: float) -> None:
        """Let time pass, and look at the screens."""
        await asyncio.sleep(0)
        await self.server.sleep(seconds)
        for console in self.consoles:
            console.look()

    async def suspend(self, seconds: float) -> None:
        """Let the machine sleep: time passes, and no timer sees it. The server, elsewhere, does its work meanwhile."""
        while self.server.busy:
            await self.passes(_SLOWEST)
        self.loop.slept += seconds
        self.note(f"the machine has slept {seconds:.0f} s")

    def colleague(self, verb: Verb, booking_id: str) -> None:
        """Another operator acts."""
        if self.ledger.colleague(verb, booking_id):
            self.note(f"a colleague: {verb} {booking_id}")

    async def verdict(self) -> list[Violation]:
        """With a good server from now on everything ends, what a dead console or a bad key holds after another start.

        What is wrong then, or was on the way.
        """
        self.note("the server is well from now on")
        for _ in range(_ROUNDS_OF_HEALING):
            await self.passes(26 * HOUR)
            for console in list(self.consoles):
                await self.quit(console)
            console = await self.open()
            await self.passes(60)
            if not any(change.state.is_open for change in console.outbox.changes):
                break
        violations = judge(self.ledger, self.story, self.path)
        await self.quit(console)
        return violations + [Violation(Rule.CRASH, crash) for crash in self.loop.crashes]

    @contextmanager
    def named_from(self, seed: str) -> Iterator[None]:
        """Draw ids from the seed, so that a run can be repeated; and let the machine have boots."""
        names = random.Random(seed)

        def boot() -> str:
            return f"boot {self.boots}"

        def uuid4() -> uuid.UUID:
            return uuid.UUID(int=names.getrandbits(128), version=4)

        with mock.patch.object(ages, "_boot", boot), mock.patch.object(uuid, "uuid4", uuid4):
            yield

    def _happen(self, what: str) -> None:
        if self._doomed is None:
            return
        self._death_at -= 1
        if self._death_at <= 0:
            doomed, self._doomed = self._doomed, None
            if doomed in self.consoles:
                self.kill(doomed, what)
