"""F1: from the start of the process until header, the five tabs and footer stand."""

from tests.bench.report import Figure
from tests.bench.starts import Start, compared, frame_stands
from tests.bench.world import USUAL, World

BOUND = 1.25


def measure(world: World, rounds: int) -> list[Figure]:
    """The console on a sandbox with the usual bookings."""
    start = Start(lambda: world.console(USUAL), frame_stands, b" help")
    return [compared("F1", "start to first frame", start, world, rounds, BOUND)]
