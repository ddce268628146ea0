"""F8: what the console computes while nobody does anything, its list open."""

import os
from pathlib import Path

from tests.bench.report import Figure
from tests.bench.starts import HEADER_AND_FOOTER
from tests.bench.timed import TimedProgram
from tests.bench.world import USUAL, World

BOUND = 0.01
_SECONDS = 40.0
"""Long enough that the list is loaded anew by itself at least once (every 30 s)."""
_SETTLED_SECONDS = 3.0


def measure(world: World, _rounds: int) -> list[Figure]:
    """The console with a loaded list, then the baseline, each left alone for the same time."""
    with world.console(USUAL) as console:
        console.wait_for("? Pending")
        share = idle_share(console)
    with world.baseline() as baseline:
        least = idle_share(baseline)
    return [
        Figure(
            "F8",
            f"CPU while idle, over {_SECONDS:.0f} s, list open",
            f"{share:.2%}",
            f"{least:.2%}: {HEADER_AND_FOOTER}",
            f"< {BOUND:.0%}",
            share < BOUND,
        )
    ]


def idle_share(program: TimedProgram) -> float:
    """Of one CPU's time, what it used while it was left alone."""
    program.wait_quiet(_SETTLED_SECONDS)
    before = cpu_seconds(program.pid)
    program.leave_alone(_SECONDS)
    return (cpu_seconds(program.pid) - before) / _SECONDS


def cpu_seconds(pid: int) -> float:
    """Of all threads of the process, in user and system mode (`man 5 proc`)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
