"""F3: from a key to the change of the screen, with many bookings loaded and with few."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.report import Figure, median, milliseconds, percentile_95
from tests.bench.timed import TimedProgram
from tests.bench.world import FEW, MANY, World

BOUND_SECONDS = 0.016
BOUND = 1.3
KEYS = [*["j"] * 15, "pagedown", *["j"] * 10, "pagedown", *["j"] * 5]
"""One round: from the top of the list, each changes the screen of 100 rows; the last ones scroll."""
MOST_ROWS = 33
"""On the screen, less the one of the cursor."""
_NAMES = {"j": "`j`", "pagedown": "page down"}


@dataclass
class _Keys:
    """A console, and what its keys took."""

    console: TimedProgram
    goes_on: bool
    """Whether each round goes on below the last one, over rows that were never drawn before."""
    seconds: dict[str, list[float]] = field(default_factory=lambda: {key: [] for key in _NAMES})

    def play(self) -> None:
        """One round, which begins on the topmost line of the screen."""
        if self.goes_on:
            self.console.type("k" * MOST_ROWS)
        else:
            self.console.press("g")
        self.console.wait_quiet()
        for key in KEYS:
            self.seconds[key].append(self.console.of_key(key))


def measure(world: World, rounds: int) -> list[Figure]:
    """Rounds of keys in turns; in the long list they go on downwards, in the short one they begin at its top."""
    many, few = _Keys(world.loaded(MANY), goes_on=True), _Keys(world.loaded(FEW), goes_on=False)
    many.console.press("g")
    for _ in range(rounds):
        many.play()
        few.play()
    return [_figure(key, many.seconds[key], few.seconds[key]) for key in _NAMES]


def _figure(key: str, many: Sequence[float], few: Sequence[float]) -> Figure:
    p95, base = percentile_95(many), percentile_95(few)
    return Figure(
        "F3",
        f"{_NAMES[key]} to screen, {MANY} bookings loaded",
        f"p50 {milliseconds(median(many))}, p95 {milliseconds(p95)} = {p95 / base:.2f} ×",
        f"p50 {milliseconds(median(few))}, p95 {milliseconds(base)}: {FEW} bookings",
        f"p95 ≤ {milliseconds(BOUND_SECONDS)}, ≤ {BOUND} ×",
        p95 <= BOUND_SECONDS and p95 <= BOUND * base,
    )
