"""F2: from the start of the process until a row with its status word stands."""

from tests.bench.report import Figure
from tests.bench.starts import Start, compared
from tests.bench.world import USUAL, World

BOUND = 2.2
_STATUS = "? Pending"
_ABOVE_THE_ROWS = 3


def measure(world: World, rounds: int) -> list[Figure]:
    """The console on a sandbox with the usual bookings, on loopback; it opens on the pending ones."""
    start = Start(lambda: world.console(USUAL), _row_stands, _STATUS.encode())
    what = f"start to first bookings, {USUAL} on a server on loopback"
    return [compared("F2", what, start, world, rounds, BOUND)]


def _row_stands(lines: list[str]) -> bool:
    return any(_STATUS in line for line in lines[_ABOVE_THE_ROWS:-1])
