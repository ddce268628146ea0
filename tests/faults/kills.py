"""Consoles killed with SIGKILL at each point of a change, again and again; and what the next one shows."""

import asyncio
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from slatis_tui.domain.changes import Verb
from tests.api.chaos import serving
from tests.faults.failpoints import Point
from tests.faults.folders import FAST_FOLDER
from tests.faults.judge import Rule, Violation, judge
from tests.faults.ledger import Ledger
from tests.faults.reports import retell
from tests.faults.slatis import ChaosSlatis
from tests.faults.steering import Script
from tests.faults.story import Story
from tests.faults.template import Template, template
from tests.faults.victims import Order

BOOKINGS = ("bk_1", "bk_2", "bk_3")
_PASSINGS = {Point.CHECKPOINT: 6, Point.SET_ASIDE: 4}
"""How often a point that comes after a first kill is passed: tenths of a millisecond; before and after two renames."""


@dataclass
class Tally:
    """What came of many kills."""

    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    failures: list[tuple[int, Point, Violation]] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """One line with the figures."""
        count = Counter(violation.rule for _, _, violation in self.failures)
        others = sum(count.values()) - count[Rule.LOSS] - count[Rule.DUPLICATE]
        return (
            f"{sum(self.kills.values())} SIGKILLs: {self.acknowledged} acknowledged writes, {count[Rule.LOSS]} lost, "
            f"{count[Rule.DUPLICATE]} duplicates, {others} other failures"
        )

    def lines(self) -> Iterator[str]:
        """Kills by point, and each failure with its number."""
        yield from (f"{count:5}  {point}" for point, count in sorted(self.kills.items()))
        yield from (f"no. {number} ({point}): {what.rule}: {what.how}" for number, point, what in self.failures)


async def kill_many(numbers: range, jobs: int = 2) -> Tally:
    """Kill a console for each number, at the points in turn."""
    tally, left = Tally(), iter(numbers)

    async def work() -> None:
        async with template() as forks:
            for number in left:
                await _one(number, forks, tally)

    await asyncio.gather(*(work() for _ in range(jobs)))
    return tally


async def _one(number: int, forks: Template, tally: Tally) -> None:
    point = list(Point)[number % len(Point)]
    with tempfile.TemporaryDirectory(prefix="slatis-kill-", dir=FAST_FOLDER) as at:
        scene = Scene(number, point, Path(at))
        async with serving(scene.server.serve) as listening:
            violations = await scene.play(forks, listening.port)
    tally.kills[point] += scene.kills
    tally.acknowledged += len(scene.story.tales)
    tally.failures += [(number, point, violation) for violation in violations]


class Scene:
    """One server, one journal, a console that is killed, and one that comes after it."""

    def __init__(self, number: int, point: Point, folder: Path) -> None:
        self.kills = 0
        self.ledger = Ledger(time.time)
        self.server = ChaosSlatis(self.ledger, Script())
        self.story = Story(time.time)
        self._chance = random.Random(number)
        self._point = point
        self._folder = folder
        self._journal = folder / "state" / "journal.db"
        self._consoles = 0
        self._aside: dict[str, bytes] = {}
        for booking_id in BOOKINGS:
            self.ledger.seed(booking_id, "PENDING_CONFIRMATION")

    async def play(self, forks: Template, port: int) -> list[Violation]:
        """Kill, start again, judge."""
        first = self._order(port)
        for place in range(len(first.wishes)):
            self.story.wishes.append(first.wish(place))
        violations = await self._killed(forks, first)
        if self._point in (Point.CHECKPOINT, Point.SET_ASIDE):
            if self._point is Point.SET_ASIDE:
                self._damage()
            again = replace(
                first, wishes=(), point=self._point, passings=self._chance.randint(1, _PASSINGS[self._point])
            )
            violations += await self._killed(forks, again)
        violations += await self._survived(forks, Order(str(self._journal), "", port))
        return violations + self._judged()

    def _order(self, port: int) -> Order:
        verbs = [(Verb.CREATE, ""), (Verb.CREATE, ""), *((Verb.CONFIRM, booking_id) for booking_id in BOOKINGS)]
        chosen = self._chance.sample(verbs, self._chance.randint(1, 3))
        wishes = tuple((str(verb), booking_id, number) for number, (verb, booking_id) in enumerate(chosen))
        is_later = self._point in (Point.CHECKPOINT, Point.SET_ASIDE)
        point = self._chance.choice((Point.BODY_SENT, Point.ANSWER_READ)) if is_later else self._point
        passings = 1 if point is Point.BEFORE_CONNECT else self._chance.randint(1, len(wishes))
        if point is Point.CARRIED_OUT:
            self.server.happen = self._kill_at(passings)
        return Order(str(self._journal), "", port, wishes, point, passings, self._chance.randrange(1_000_000))

    def _kill_at(self, passings: int) -> "Killer":
        return Killer(self.ledger, passings)

    async def _killed(self, forks: Template, order: Order) -> list[Violation]:
        status = await self._run(forks, order)
        if status == -signal.SIGKILL:
            self.kills += 1
            return []
        return [Violation(Rule.CRASH, f"the console did not come to {order.point}: {status}")]

    async def _survived(self, forks: Template, order: Order) -> list[Violation]:
        status = await self._run(forks, order)
        return [] if status == 0 else [Violation(Rule.CRASH, f"the next console ended with {status}")]

    async def _run(self, forks: Template, order: Order) -> int:
        self._consoles += 1
        report = self._folder / f"report-{self._consoles}.jsonl"
        began = time.time()
        status = await forks.run(replace(order, report=str(report)))
        for arrival in self.ledger.arrivals:
            self.story.deaths.setdefault(arrival.console, time.time())
        retell(report, f"console {self._consoles}", self.story.wishes, self.story, began)
        return status

    def _damage(self) -> None:
        """Lose the -wal, and perhaps more."""
        content = bytearray(self._journal.read_bytes())
        match self._chance.randrange(4):
            case 0:
                content[:16] = b"no SQLite at all"
            case 1:
                content[100:4096] = bytes(3996)
            case 2:
                content.clear()
        self._journal.write_bytes(content)
        self._journal.with_name("journal.db-wal").unlink(missing_ok=True)
        self._journal.with_name("journal.db-shm").unlink(missing_ok=True)
        self._aside = {path.name: path.read_bytes() for path in self._journal.parent.glob("journal.db*")}

    def _judged(self) -> list[Violation]:
        if self._point is not Point.SET_ASIDE:
            return judge(self.ledger, self.story, self._journal)
        return list(self._set_aside())

    def _set_aside(self) -> Iterator[Violation]:
        """Every byte of the damaged journal is still there, nothing was sent of it, and that is told."""
        kept = {path.name: path.read_bytes() for path in self._folder.rglob("damaged-*/journal.db*")}
        for name, content in self._aside.items():
            if kept.get(name) != content:
                yield Violation(Rule.LOSS, f"{name} was not kept whole")
        if not any("set aside" in trouble for trouble in self.story.troubles):
            yield Violation(Rule.SILENT_END, "nobody was told that the journal was set aside")
        for booking in Counter(each["attendee"].get("email") for each in self.ledger.bookings.values()).items():
            if booking[0] and booking[1] > 1:
                yield Violation(Rule.DUPLICATE, f"{booking[0]} was booked {booking[1]} times")


class Killer:
    """Kills the console whose request has been carried out, before it is answered."""

    def __init__(self, ledger: Ledger, passings: int) -> None:
        self._ledger = ledger
        self._left = passings

    def __call__(self, what: str) -> None:
        """A step of an exchange."""
        if what != "carried out":
            return
        self._left -= 1
        if self._left == 0:
            os.kill(int(self._ledger.arrivals[-1].console.removeprefix("victim-")), signal.SIGKILL)
