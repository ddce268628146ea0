"""F7: a bulk run, from the key that starts it to its results on the screen, beside a bare client's confirms."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from slatis_tui.outbox.schedule import LANES
from slatis_tui.sandbox.launch import SandboxProcess
from slatis_tui.sandbox.options import SandboxOptions
from tests.bench.report import Figure, median, milliseconds
from tests.bench.timed import TimedProgram
from tests.bench.world import LOADING_TIMEOUT, Server, World
from tests.support.pty_terminal import private_environment

CHANGES = 500
LATENCY_MS = 20
BOUND = 1.25
_SEEDED = 9_500
"""So many bookings have more than `CHANGES` pending ones among them."""
_BARE = Path(__file__).with_name("bare_confirms.py")
_ONLY = f"""
UPDATE bookings SET status = 'COMPLETED' WHERE status = 'PENDING_CONFIRMATION' AND seq NOT IN
    (SELECT seq FROM bookings WHERE status = 'PENDING_CONFIRMATION' ORDER BY start_ms LIMIT {CHANGES})
"""
_PENDING = "SELECT seq FROM bookings WHERE status = 'PENDING_CONFIRMATION'"
_AGAIN = "UPDATE bookings SET status = 'PENDING_CONFIRMATION' WHERE seq = ?"


def measure(world: World, rounds: int) -> list[Figure]:
    """Rounds in turns, each on the same pending bookings: a fresh sandbox over a copy of one seeded database."""
    seeded = _Seeded(world)
    ours, bare = [], []
    for _ in range(min(rounds, 5)):
        bare.append(seeded.bare())
        ours.append(seeded.ours())
    took, base = median(ours), median(bare)
    return [
        Figure(
            "F7",
            f"bulk of {CHANGES} confirms, {LATENCY_MS} ms latency, journal included",
            f"{milliseconds(took)} = {took / base:.2f} ×",
            f"{milliseconds(base)}: bare httpx, {LANES} at a time",
            f"≤ {BOUND} ×",
            took <= BOUND * base,
        )
    ]


class _Seeded:
    """A database with exactly so many pending bookings, which are pending again for each run."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._db = world.folder / "bulk.db"
        self._number = 0
        self._serve()[1].close()
        with closing(sqlite3.connect(self._db)) as db:
            db.execute(_ONLY)
            db.commit()
            self._places = db.execute(_PENDING).fetchall()
            self._ids = [row[0] for row in db.execute(_PENDING.replace("seq", "id", 1))]
        assert len(self._places) == CHANGES

    def bare(self) -> float:
        """Seconds of the bare client."""
        server, process = self._pending_again()
        try:
            command = [sys.executable, str(_BARE), str(LANES)]
            environment = private_environment(self._world.folder) | {
                name: value for name, value in server.variables.items() if value is not None
            }
            done = subprocess.run(
                command, input=" ".join(self._ids), env=environment, capture_output=True, text=True, check=True
            )
            return float(done.stdout)
        finally:
            process.close()

    def ours(self) -> float:
        """Seconds from the key on the plan's button to the number of those that are done."""
        server, process = self._pending_again()
        try:
            with self._world.console_on(server, "--undo-window", "0", "--refresh", "0") as console:
                return _timed(console)
        finally:
            process.close()

    def _pending_again(self) -> tuple[Server, SandboxProcess]:
        with closing(sqlite3.connect(self._db)) as db:
            db.executemany(_AGAIN, self._places)
            db.commit()
        return self._serve()

    def _serve(self) -> tuple[Server, SandboxProcess]:
        self._number += 1
        folder = self._world.folder / f"bulk-{self._number}"
        folder.mkdir()
        options = SandboxOptions(bookings=_SEEDED, rate=0, latency_ms=LATENCY_MS, db=self._db)
        process = SandboxProcess.start(options, folder)
        return Server(process.ready(LOADING_TIMEOUT), process.pid), process


def _timed(console: TimedProgram) -> float:
    console.wait_for(f"{CHANGES} of {CHANGES}", LOADING_TIMEOUT)
    console.wait_quiet(1.0)
    console.press("*", "c")
    console.wait_for(f"Run {CHANGES} changes")
    console.press("left")
    console.leave_alone(0.5)  # the button does not listen at first
    return console.of_key_until("enter", f"{CHANGES} done".encode())
