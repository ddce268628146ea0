"""One random run: an operator, faults, crashes and a clock that jumps, all drawn from one seed; then the verdict."""

import random
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from slatis_tui.domain.changes import TRANSITIONS, ChangeState, Verb
from slatis_tui.domain.runs import RunPhase
from tests.faults.console import Console
from tests.faults.folders import FAST_FOLDER
from tests.faults.result import Result
from tests.faults.steering import Drawn
from tests.faults.story import Wish, booking_for, transition_of
from tests.faults.virtual import run_virtually
from tests.faults.world import BOOKINGS, HOUR, MORE_BOOKINGS, Disguise, World

_ENDED_BADLY = (ChangeState.REJECTED, ChangeState.NEEDS_REVIEW)
_SMALL_JUMPS = (-300.0, 300.0, -1800.0, 1800.0)
_JUMPS = (*_SMALL_JUMPS, 25 * HOUR, -25 * HOUR)


def run_one(seed: int, disguise: Disguise | None = None) -> Result:
    """Run that seed in a folder of its own."""
    random.seed(seed)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="slatis-fault-", dir=FAST_FOLDER) as folder:
        return run_virtually(lambda: _Operator(seed, Path(folder), chance, disguise).run(), chance)


class _Operator:
    """Somebody who presses keys without end, and whose machine is not to be trusted."""

    def __init__(self, seed: int, folder: Path, chance: random.Random, disguise: Disguise | None) -> None:
        self._seed = seed
        self._chance = chance
        self._steering = Drawn(random.Random(f"faults {seed}"))
        self._world = World(folder, chance, self._steering, disguise)
        self._steps: list[tuple[int, Callable[[Console], Awaitable[None]]]] = [
            (5, self._book),
            (5, self._decide),
            (1, self._decide_on_many),
            (2, self._steer_a_run),
            (3, self._again),
            (3, self._review),
            (1, self._recall),
            (1, self._drop),
            (1, self._send_now),
            (5, self._a_moment),
            (2, self._minutes),
            (2, self._doom),
            (2, self._restart),
            (1, self._a_night_off),
            (1, self._clock_jumps),
            (1, self._suspend),
            (1, self._reboot),
            (1, self._another_key),
            (2, self._colleague),
            (1, self._second_console),
        ]

    async def run(self) -> Result:
        """All of it."""
        with self._world.named_from(f"names {self._seed}"):
            return await self._run()

    async def _run(self) -> Result:
        world = self._world
        await world.open()
        for _ in range(self._chance.randint(8, 30)):
            step = self._chance.choices([step for _, step in self._steps], [weight for weight, _ in self._steps])[0]
            await step(await self._console())
        self._steering.rate = 0
        violations = await world.verdict()
        return Result(self._seed, violations, self._figures(), world.lines)

    async def _console(self) -> Console:
        """One that lives; the operator starts another where none does."""
        living = self._world.consoles
        return self._chance.choice(living) if living else await self._world.open()

    async def _book(self, console: Console) -> None:
        await self._wish(console, booking_for(len(self._world.story.wishes)))

    async def _decide(self, console: Console) -> None:
        booking_id = self._chance.choice(list(BOOKINGS))
        verb = self._chance.choice(sorted(TRANSITIONS))
        await self._transition(console, verb, booking_id)

    async def _decide_on_many(self, console: Console) -> None:
        """A bulk run over some of the bookings."""
        verb, first = self._chance.choice(sorted(TRANSITIONS)), len(self._world.story.wishes)
        chosen = self._chance.sample([*BOOKINGS, *MORE_BOOKINGS], self._chance.randint(2, len(MORE_BOOKINGS)))
        now = [self._world.ledger.bookings[booking_id]["status"] for booking_id in chosen]
        wishes = [transition_of(first + place, verb, chosen[place], now[place]) for place in range(len(chosen))]
        self._world.story.wishes += wishes
        run = await console.start_run(wishes)
        self._world.note(f"{console.life.name}: run of {len(chosen)}, from [{wishes[0].mark}]: {verb} → {bool(run)}")

    async def _steer_a_run(self, console: Console) -> None:
        runs = console.outbox.runs
        if not runs.all:
            return
        run = self._chance.choice(runs.all)
        match run.phase:
            case RunPhase.RUNNING:
                step, way = self._chance.choice(((runs.pause, "pause"), (console.cancel_run, "cancel")))
            case RunPhase.PAUSED:
                step, way = self._chance.choice(((runs.resume, "resume"), (console.cancel_run, "cancel")))
            case RunPhase.ENDED:
                step, way = self._chance.choice(((console.send_run_again, "again"), (console.drop_run, "drop")))
            case _:
                step, way = console.cancel_run, "cancel"
        self._world.note(f"{console.life.name}: {way} the run of [{run.subject}]")
        await console.do(step(run.run_id))

    async def _transition(self, console: Console, verb: Verb, booking_id: str) -> None:
        status = self._world.ledger.bookings[booking_id]["status"]
        number, at_once = len(self._world.story.wishes), self._chance.random() < 0.3
        await self._wish(console, transition_of(number, verb, booking_id, status, at_once=at_once))

    async def _wish(self, console: Console, wish: Wish) -> None:
        self._world.story.wishes.append(wish)
        await self._world.submit(console, wish)

    async def _again(self, console: Console) -> None:
        """Wish once more for what ended badly on this screen."""
        changes = console.outbox.changes
        ended = [change for change in changes if change.state in _ENDED_BADLY]
        if not ended:
            return
        change = self._chance.choice(ended)
        wish = next((each for each in self._world.story.wishes if each.intent.subject == change.subject), None)
        if change.verb is not Verb.CREATE:
            await self._transition(console, change.verb, change.booking_id)
        elif wish is not None:
            await self._world.submit(console, wish)

    async def _review(self, console: Console) -> None:
        """Decide on something that needs review on this screen."""
        changes = [change for change in console.outbox.changes if change.state is ChangeState.NEEDS_REVIEW]
        if not changes:
            return
        change = self._chance.choice(changes)
        tale = self._world.story.tales.get(change.op_id)
        await console.do(console.outbox.trail(change.op_id))
        if tale and self._chance.random() < 0.7:
            again = await console.send_again(tale.wish, change.op_id)
            self._world.note(f"{console.life.name}: send again [{tale.wish.mark}] → {again}")
        else:
            dropped = await console.drop(change.op_id)
            self._world.note(f"{console.life.name}: drop {change.op_id} → {dropped is not None}")

    async def _recall(self, console: Console) -> None:
        recalled = await console.recall()
        self._world.note(f"{console.life.name}: recall → {recalled and recalled.op_id}")

    async def _drop(self, console: Console) -> None:
        self._world.note(f"{console.life.name}: drop → {await console.drop_waiting()}")

    async def _send_now(self, console: Console) -> None:
        self._world.note(f"{console.life.name}: send now → {await console.do(console.outbox.send_now(10))}")

    async def _a_moment(self, _: Console) -> None:
        await self._world.passes(self._chance.uniform(0, 8))

    async def _minutes(self, _: Console) -> None:
        await self._world.passes(self._chance.uniform(20, 400))

    async def _doom(self, console: Console) -> None:
        self._world.doom(console, self._chance.randint(1, 25))

    async def _restart(self, console: Console) -> None:
        if self._chance.random() < 0.5:
            self._world.kill(console)
        else:
            await self._world.quit(console)

    async def _a_night_off(self, console: Console) -> None:
        await self._restart(console)
        await self._world.passes(self._chance.choice((1, 8, 22, 22.9, 23.5, 25, 40)) * HOUR)

    async def _clock_jumps(self, _: Console) -> None:
        jump = self._chance.choice(_JUMPS if self._world.boots == 1 else _SMALL_JUMPS)
        self._world.skew += jump
        self._world.note(f"the clock jumps by {jump:+.0f} s")

    async def _suspend(self, _: Console) -> None:
        """The machine sleeps: time passes, and no timer sees it."""
        await self._world.suspend(self._chance.choice((30, 90, 600, 8 * HOUR, 25 * HOUR)))

    async def _reboot(self, _: Console) -> None:
        """The machine starts anew, and its clock goes on as it was, unless that is a day behind: then it is set right.

        Of a day that it lost before its machine was off for a day, nothing on the machine could tell.
        """
        for console in list(self._world.consoles):
            self._world.kill(console, "reboot")
        self._world.boots += 1
        if self._world.skew < -HOUR:
            self._world.skew = 0.0
        await self._world.passes(self._chance.choice((60, HOUR, 22.9 * HOUR, 25 * HOUR)))

    async def _another_key(self, console: Console) -> None:
        """A look with the key of another account, for a while."""
        if len(self._world.consoles) < 2:
            other = await self._world.open(scope="slatis.test|test|fp-2", key="sk_test_zyxwvutsrqponmlk")
            await self._world.passes(self._chance.uniform(0, 30))
            await self._world.quit(other)

    async def _colleague(self, _: Console) -> None:
        self._world.colleague(self._chance.choice(sorted(TRANSITIONS)), self._chance.choice(list(BOOKINGS)))

    async def _second_console(self, _: Console) -> None:
        if len(self._world.consoles) < 2:
            await self._world.open()

    def _figures(self) -> dict[str, int]:
        story, ledger = self._world.story, self._world.ledger
        ends = [tale.last.change.state for tale in story.tales.values()]
        return {
            "changes": len(ends),
            "requests": len(ledger.arrivals),
            "deaths": sum("✝" in line for line in self._world.lines),
            **{str(state): ends.count(state) for state in ChangeState},
        }
