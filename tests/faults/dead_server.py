"""What a server that is dead is asked in ten minutes: hardly more than what the operator asks for."""

import asyncio
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.models import BookingQuery
from tests.faults.folders import FAST_FOLDER
from tests.faults.steering import AtTheDoor, Fault, Kind
from tests.faults.story import booking_for, transition_of
from tests.faults.virtual import run_virtually
from tests.faults.world import World

MINUTES = 10
MOST = 10
"""Requests beyond those that were asked for."""
_READS_EVERY = 30.0
"""Seconds between two refreshes of a list."""


class Death(StrEnum):
    """How a server can be dead."""

    REFUSED = "refuses connections"
    NEVER_TAKEN = "takes no connections"
    RESET = "resets every request"
    SILENT = "never answers"
    BROKEN = "answers 503"
    HTML = "answers with a page of its proxy"


_EXCHANGES = {
    Death.RESET: Fault(Kind.RESET, committed=False),
    Death.SILENT: Fault(Kind.HANG, committed=False),
    Death.BROKEN: Fault(Kind.BROKEN, committed=False, status=503),
    Death.HTML: Fault(Kind.HTML, committed=False),
}


class _Dead:
    """Steering for a dead server, which counts."""

    def __init__(self, death: Death) -> None:
        self._death = death
        self.requests = 0

    def door(self) -> AtTheDoor:
        if self._death in _EXCHANGES:
            return AtTheDoor.OPEN
        self.requests += 1
        return AtTheDoor.REFUSED if self._death is Death.REFUSED else AtTheDoor.NEVER_TAKEN

    def exchange(self) -> Fault:
        self.requests += 1
        return _EXCHANGES[self._death]


@dataclass(frozen=True)
class Asked:
    """What a dead server was asked."""

    death: Death
    wanted: int
    """What the operator and the refreshes asked for."""
    requests: int

    @property
    def beyond(self) -> int:
        """Repeats."""
        return self.requests - self.wanted


def ask_the_dead() -> Iterator[Asked]:
    """Ten minutes for each way to be dead."""
    for death in Death:
        chance = random.Random(death)
        with tempfile.TemporaryDirectory(prefix="slatis-dead-", dir=FAST_FOLDER) as folder:
            yield run_virtually(lambda: _ten_minutes(death, Path(folder), chance), chance)  # noqa: B023  runs at once


async def _ten_minutes(death: Death, folder: Path, chance: random.Random) -> Asked:
    """A create, two transitions, and a list that is refreshed all the time."""
    steering = _Dead(death)
    world = World(folder, chance, steering, None)
    console = await world.open()
    await world.submit(console, booking_for(0))
    await world.submit(console, transition_of(1, Verb.CONFIRM, "bk_1", "PENDING_CONFIRMATION", at_once=True))
    await world.submit(console, transition_of(2, Verb.CANCEL, "bk_3", "SCHEDULED", at_once=True))
    wanted, end = 3, world.loop.time() + MINUTES * 60
    refreshes = []
    while world.loop.time() < end:
        refreshes.append(console.life.start(console.client.list_bookings(BookingQuery(), background=True)))
        wanted += 1
        await world.passes(_READS_EVERY)
    await asyncio.gather(*refreshes, return_exceptions=True)
    asked = Asked(death, wanted, steering.requests)
    await world.quit(console)
    return asked
