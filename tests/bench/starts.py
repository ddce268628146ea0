"""What F1 and F2 have in common: starts of the console and of the baseline, one after the other."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.report import Figure, median, milliseconds
from tests.bench.timed import TimedProgram
from tests.bench.world import World

HEADER_AND_FOOTER = "a Textual app that shows only Header and Footer"
_TABS = ("Pending", "Today", "Upcoming", "Needs outcome", "All")


@dataclass(frozen=True, slots=True)
class Start:
    """A program, and the moment of its start that counts."""

    program: Callable[[], TimedProgram]
    stands: Callable[[list[str]], bool]
    """Whether the lines of the screen are as they should be by then."""
    words: bytes
    """Output without which they can't be."""

    def seconds(self) -> float:
        """From the start of the process."""
        with self.program() as program:
            return program.until(lambda seen: self.stands(list(program.screen.display)), self.words)


def baseline(world: World) -> Start:
    """The baseline, until header and footer stand."""
    return Start(world.baseline, lambda lines: "Header and footer" in lines[0] and "palette" in lines[-1], b"palette")


def frame_stands(lines: list[str]) -> bool:
    """Whether the console's header, its five tabs and its footer stand."""
    header, tabs, footer = lines[0], lines[1], lines[-1]
    return "Slatis" in header and all(tab in tabs for tab in _TABS) and "? help" in footer


def compared(name: str, what: str, start: Start, world: World, rounds: int, bound: float) -> Figure:
    """Time this start and the baseline's in turns, and compare the medians."""
    least = baseline(world)
    pairs = [(least.seconds(), start.seconds()) for _ in range(rounds)]
    base, measured = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    times = measured / base
    return Figure(
        name,
        what,
        f"{milliseconds(measured)} = {times:.2f} ×",
        f"{milliseconds(base)}: {HEADER_AND_FOOTER}",
        f"≤ {bound} ×",
        times <= bound,
    )
