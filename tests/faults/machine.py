"""Any order of presses, faults, deaths and passing time, as hypothesis thinks of them, over the chaos server."""

import random
import tempfile
from collections.abc import Coroutine
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from slatis_tui.domain.changes import TRANSITIONS, ChangeState, Verb
from tests.faults.console import Console
from tests.faults.folders import FAST_FOLDER
from tests.faults.judge import judge_so_far
from tests.faults.steering import ANSWERS_WELL, AtTheDoor, Fault, Kind, Script
from tests.faults.story import booking_for, transition_of
from tests.faults.virtual import virtual_time
from tests.faults.world import BOOKINGS, HOUR, World

T = TypeVar("T")
_MOST_WISHES = 12
_STATUSES = {
    Kind.REFUSAL: (400, 401, 403, 404, 409),
    Kind.LIMIT: (429,),
    Kind.BROKEN: (500, 503),
    Kind.REDIRECT: (302, 307),
    Kind.EMPTY: (200, 204),
}
_NEVER_COMMITTED = (Kind.RESET_EARLY, Kind.REFUSAL, Kind.LIMIT, Kind.REDIRECT, Kind.SAYS_NO)
_CALM = [
    Fault(kind, committed, status, "7" if kind is Kind.LIMIT else "")
    for kind in Kind
    for committed in ((False,) if kind in _NEVER_COMMITTED else (True,) if kind in ANSWERS_WELL else (True, False))
    for status in _STATUSES.get(kind, (200,))
]
_BUSY = [Fault(colleague=verb, colleague_first=first) for verb in sorted(TRANSITIONS) for first in (True, False)]
_BUSY += [Fault(Kind.RESET, committed, colleague=verb) for verb in sorted(TRANSITIONS) for committed in (True, False)]
FAULTS = st.lists(st.sampled_from(_CALM + _BUSY), max_size=4)
SECONDS = st.floats(0, 8) | st.floats(8, 300)
HOURS = st.sampled_from([1.0, 22.5, 23.5, 25.0])
PLACES = st.integers(0, 5)


class Machine(RuleBasedStateMachine):
    """Up to two consoles on one journal, before a server that fails as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        chance = random.Random(0)
        random.seed(0)
        folder = self.stack.enter_context(tempfile.TemporaryDirectory(prefix="slatis-machine-", dir=FAST_FOLDER))
        self.runner = self.stack.enter_context(virtual_time(chance))
        self.script = Script()
        self.world = self.run(self.make_world(Path(folder), chance))
        self.stack.enter_context(self.world.named_from("machine"))

    async def make_world(self, folder: Path, chance: random.Random) -> World:
        return World(folder, chance, self.script, None)

    def run(self, step: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(step)

    def console(self, place: int) -> Console:
        """One that lives."""
        living = self.world.consoles
        return living[place % len(living)] if living else self.run(self.world.open())

    @initialize()
    def start(self) -> None:
        self.run(self.world.open())

    @rule(faults=FAULTS, doors=st.lists(st.sampled_from(AtTheDoor), max_size=2))
    def let_it_fail(self, faults: list[Fault], doors: list[AtTheDoor]) -> None:
        self.script.faults.extend(faults)
        self.script.doors.extend(doors)

    @rule(place=PLACES)
    @precondition(lambda self: len(self.world.story.wishes) < _MOST_WISHES)
    def book(self, place: int) -> None:
        wish = booking_for(len(self.world.story.wishes))
        self.world.story.wishes.append(wish)
        self.run(self.world.submit(self.console(place), wish))

    @rule(place=PLACES, verb=st.sampled_from(sorted(TRANSITIONS)), booking_id=st.sampled_from(sorted(BOOKINGS)))
    @precondition(lambda self: len(self.world.story.wishes) < _MOST_WISHES)
    def decide(self, place: int, verb: Verb, booking_id: str) -> None:
        status = self.world.ledger.bookings[booking_id]["status"]
        wish = transition_of(len(self.world.story.wishes), verb, booking_id, status)
        self.world.story.wishes.append(wish)
        self.run(self.world.submit(self.console(place), wish))

    @rule(place=PLACES, which=PLACES, again=st.booleans())
    def review(self, place: int, which: int, again: bool) -> None:
        console = self.console(place)
        found = [change for change in console.outbox.changes if change.state is ChangeState.NEEDS_REVIEW]
        tale = self.world.story.tales.get(found[which % len(found)].op_id) if found else None
        if tale and again:
            self.run(console.send_again(tale.wish, tale.last.change.op_id))
        elif found:
            self.run(console.drop(found[which % len(found)].op_id))

    @rule(place=PLACES)
    def recall(self, place: int) -> None:
        console = self.console(place)
        self.run(console.recall())

    @rule(seconds=SECONDS)
    def let_time_pass(self, seconds: float) -> None:
        self.run(self.world.passes(seconds))

    @rule(place=PLACES, steps=st.integers(0, 20))
    def doom(self, place: int, steps: int) -> None:
        self.world.doom(self.console(place), steps) if steps else self.world.kill(self.console(place))

    @rule(place=PLACES, hours=HOURS)
    def be_away(self, place: int, hours: float) -> None:
        self.run(self.world.quit(self.console(place)))
        self.run(self.world.passes(hours * HOUR))

    @rule(hours=HOURS)
    def suspend(self, hours: float) -> None:
        self.run(self.world.suspend(hours * HOUR))

    @rule(seconds=st.sampled_from([-1800.0, -300.0, 300.0, 1800.0]))
    def set_the_clock(self, seconds: float) -> None:
        self.world.skew += seconds

    @rule(verb=st.sampled_from(sorted(TRANSITIONS)), booking_id=st.sampled_from(sorted(BOOKINGS)))
    def let_a_colleague_decide(self, verb: Verb, booking_id: str) -> None:
        self.world.colleague(verb, booking_id)

    @rule()
    @precondition(lambda self: len(self.world.consoles) < 2)
    def open_another(self) -> None:
        self.run(self.world.open())

    @invariant()
    def no_rule_is_broken(self) -> None:
        assert judge_so_far(self.world.ledger, self.world.story) == []

    def teardown(self) -> None:
        """With a good server and time enough everything ends, and visibly."""
        try:
            self.script.faults.clear()
            self.script.doors.clear()
            assert self.run(self.world.verdict()) == []
        finally:
            self.stack.close()


def run_machine(seed: int, examples: int, steps: int = 25) -> None:
    """So many runs of so many steps, from that seed; raises the AssertionError of the shortest that fails."""
    run_state_machine_as_test(
        hypothesis.seed(seed)(Machine),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
