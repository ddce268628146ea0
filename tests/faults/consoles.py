"""Several console processes on one journal, killed at random while they send: nothing is ever sent by two of them."""

import asyncio
import os
import random
import signal
import tempfile
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from slatis_tui.domain.changes import Verb
from tests.api.chaos import serving
from tests.faults.folders import FAST_FOLDER
from tests.faults.judge import Rule, Violation, judge
from tests.faults.ledger import Ledger
from tests.faults.reports import retell
from tests.faults.slatis import ChaosSlatis
from tests.faults.steering import Script
from tests.faults.story import Story, Wish
from tests.faults.template import Template, template
from tests.faults.victims import Order

_BATCH = 12
"""Changes that one console process is asked for."""
_KILL_ONE_IN = 40
"""Steps of an exchange after which the console dies that waits for it."""
_LOOK_EVERY = 0.2
_SLOWEST = 0.02


@dataclass
class Outcome:
    """What came of it."""

    consoles: int
    processes: int = 0
    kills: int = 0
    acknowledged: int = 0
    requests: int = 0
    taken_over: int = 0
    """Changes whose requests came from more than one console, one after the other's death."""
    violations: list[Violation] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """One line with the figures."""
        double = sum(violation.rule in (Rule.DOUBLE, Rule.DUPLICATE) for violation in self.violations)
        return (
            f"{self.consoles} consoles: {self.acknowledged} operations, {self.processes} processes, "
            f"{self.kills} owners killed, {self.requests} requests, {self.taken_over} taken over: "
            f"{double} double sends, {len(self.violations) - double} other failures"
        )


async def many_consoles(consoles: int, operations: int, seed: int) -> Outcome:
    """So many consoles side by side, until so many changes have been acknowledged."""
    with tempfile.TemporaryDirectory(prefix="slatis-consoles-", dir=FAST_FOLDER) as folder:
        return await _Crowd(consoles, operations, seed, Path(folder)).play()


class _Crowd:
    def __init__(self, consoles: int, operations: int, seed: int, folder: Path) -> None:
        self._operations = operations
        self._chance = random.Random(seed)
        self._folder = folder
        self._ledger = Ledger(time.time)
        self._server = ChaosSlatis(self._ledger, Script(), moment=lambda: self._chance.uniform(0, _SLOWEST))
        self._server.happen = self._perhaps_kill
        self._story = Story(time.time)
        self._outcome = Outcome(consoles)
        self._killed: set[str] = set()
        self._numbers = count()

    async def play(self) -> Outcome:
        """All of it."""
        async with serving(self._server.serve) as listening:
            await asyncio.gather(*(self._seat(listening.port) for _ in range(self._outcome.consoles)))
            self._server.happen = lambda _what: None
            async with template() as forks:
                await self._console(forks, listening.port, ())
        outcome = self._outcome
        outcome.kills, outcome.acknowledged = len(self._killed), len(self._story.tales)
        outcome.requests = len(self._ledger.arrivals)
        senders = {(arrival.mark, arrival.console) for arrival in self._ledger.arrivals}
        outcome.taken_over = len(senders) - len({mark for mark, _ in senders})
        outcome.violations = judge(self._ledger, self._story, self._folder / "state" / "journal.db")
        return outcome

    async def _seat(self, port: int) -> None:
        """One console after the other, for as long as there is something to do."""
        async with template() as forks:
            while len(self._story.tales) < self._operations:
                await self._console(forks, port, tuple(self._new_wish() for _ in range(_BATCH)))

    def _new_wish(self) -> tuple[str, str, int]:
        number = next(self._numbers)
        if self._chance.random() < 0.5:
            return str(Verb.CREATE), "", number
        self._ledger.seed(f"bk_{number}", "PENDING_CONFIRMATION")
        return str(Verb.CONFIRM), f"bk_{number}", number

    async def _console(self, forks: Template, port: int, wanted: tuple[tuple[str, str, int], ...]) -> None:
        self._outcome.processes += 1
        report = self._folder / f"report-{self._outcome.processes}.jsonl"
        order = Order(
            str(self._folder / "state" / "journal.db"), str(report), port, wanted,
            seed=self._chance.randrange(1_000_000), look_every=_LOOK_EVERY,
        )  # fmt: skip
        wishes: list[Wish] = [order.wish(place) for place in range(len(wanted))]
        self._story.wishes += wishes
        name, began = f"console {self._outcome.processes}", time.time()
        status = await forks.run(order)
        if status not in (0, -signal.SIGKILL):
            self._story.crashes.append(f"{name} ended with {status}")
        retell(report, name, wishes, self._story, began)

    def _perhaps_kill(self, _what: str) -> None:
        arrival = self._ledger.arrivals[-1]
        if arrival.console not in self._killed and self._chance.randrange(_KILL_ONE_IN) == 0:
            self._killed.add(arrival.console)
            self._story.deaths[arrival.console] = self._ledger.now()
            os.kill(int(arrival.console.removeprefix("victim-")), signal.SIGKILL)
