"""F4: the memory that loaded bookings take, after showing that they are loaded."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.report import Figure, megabytes
from tests.bench.timed import TimedProgram
from tests.bench.world import MANY, Server, World

BOUND_PEAK = 200 * 1024 * 1024
BOUND_OF_ONE = 1.2 * 1024
_ANSWER = "three time zones"
"""Part of a custom answer of some seeded bookings."""


def measure(world: World, _rounds: int) -> list[Figure]:
    """A console with many bookings beside one with an empty list. Memory is the same in each round: one will do."""
    many, empty = world.loaded(MANY), world.loaded(0)
    resident, least = memory(many.pid, "VmRSS"), memory(empty.pid, "VmRSS")
    check_loaded(many, world.server(MANY))
    peak, of_one = memory(many.pid, "VmHWM"), (resident - least) / MANY
    return [
        Figure(
            "F4",
            f"peak memory, {MANY} bookings loaded",
            megabytes(peak),
            f"{megabytes(memory(empty.pid, 'VmHWM'))}: an empty list",
            f"≤ {megabytes(BOUND_PEAK)}",
            peak <= BOUND_PEAK,
        ),
        Figure(
            "F4",
            "memory of one booking",
            f"{of_one / 1024:.2f} KB",
            f"{megabytes(least)}: an empty list",
            f"≤ {BOUND_OF_ONE / 1024} KB",
            of_one <= BOUND_OF_ONE,
        ),
    ]


def memory(pid: int, what: str) -> int:
    """Bytes, as the kernel tells it: `VmRSS` now, `VmHWM` at its highest."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        name, _, size = line.partition(":")
        if name == what:
            return int(size.split()[0]) * 1024
    raise AssertionError(f"the kernel says nothing of {what}")


def check_loaded(console: TimedProgram, server: Server) -> None:
    """Show, while the server can't answer, that a custom answer is found, and that what has it opens whole."""
    with _stopped(server):
        console.press("slash")
        console.type(_ANSWER)
        console.wait_for(lambda _: f" of {MANY}" in _position(console) and f"{MANY} of" not in _position(console))
        console.press("enter", "G", "enter")
        console.wait_for("Attendee")
        console.press("right")
        console.wait_for('"custom_fields"')
    console.press("q", "escape")
    console.wait_for(f"{MANY} of {MANY}")


def _position(console: TimedProgram) -> str:
    return console.row_with(" of ")


@contextmanager
def _stopped(server: Server) -> Iterator[None]:
    os.kill(server.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(server.pid, signal.SIGCONT)
