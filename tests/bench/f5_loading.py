"""F5: from the start of the process until a long list is loaded to its end, and what keys cost meanwhile."""

import os
import subprocess
import sys
import time
from itertools import cycle
from pathlib import Path

from tests.bench.report import Figure, median, milliseconds, percentile_95
from tests.bench.timed import TimedProgram
from tests.bench.world import MANY, World

BOUND = 2.0
BOUND_KEY_SECONDS = 0.033
_BARE_LOOP = Path(__file__).with_name("bare_loop.py")
_ROUNDS = 3
"""At most: one takes as long as many starts."""
_TIMEOUT = 300.0
_WHOLE = f"{MANY} of {MANY}"


def measure(world: World, rounds: int) -> list[Figure]:
    """Both load the same pages from the same server, in turns; then once more, while keys are pressed."""
    pairs = [(_bare_seconds(world), _console_seconds(world)) for _ in range(min(rounds, _ROUNDS))]
    base, measured = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    keys = _keys_while_loading(world)
    p95 = percentile_95(keys)
    return [
        Figure(
            "F5",
            f"loading {MANY} bookings, pages of 100, no rate limit",
            f"{measured:.1f} s = {measured / base:.2f} ×",
            f"{base:.1f} s: a bare httpx + json.loads loop",
            f"≤ {BOUND} ×",
            measured <= BOUND * base,
        ),
        Figure(
            "F5",
            f"`j` or `k` to screen while they load ({len(keys)} keys)",
            f"p50 {milliseconds(median(keys))}, p95 {milliseconds(p95)}",
            "none",
            f"p95 ≤ {milliseconds(BOUND_KEY_SECONDS)}",
            p95 <= BOUND_KEY_SECONDS,
        ),
    ]


def _bare_seconds(world: World) -> float:
    server = world.server(MANY)
    environ = {**os.environ, "SLATIS_API_KEY": server.address.secret_key}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, str(_BARE_LOOP), server.address.base_url],
        env=environ, capture_output=True, text=True, check=True, timeout=_TIMEOUT,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    assert done.stdout.strip() == str(MANY), done.stdout
    return seconds


def _console_seconds(world: World) -> float:
    with world.console(MANY, "--view", "all", "--refresh", "0") as console:
        console.wait_for(_WHOLE, _TIMEOUT)
        return time.perf_counter() - console.started


def _keys_while_loading(world: World) -> list[float]:
    """One key after the other, down and up, until the list is whole: rows come above the cursor, or below it."""
    seconds: list[float] = []
    keys = cycle("jk")
    with world.console(MANY, "--view", "all", "--refresh", "0") as console:
        console.wait_for(lambda _: bool(_row_with_cursor(console)))
        console.press("j")
        while not console.has(_WHOLE):
            seconds.append(_of_key(console, next(keys)))
    return seconds


def _of_key(console: TimedProgram, key: str) -> float:
    before = _row_with_cursor(console)
    return console.until_after(key, lambda: _row_with_cursor(console) != before)


def _row_with_cursor(console: TimedProgram) -> str:
    """Counts and rows change by themselves while pages come, but not what the cursor is on."""
    return next((line for line in console.screen.display if line.startswith("▌")), "")
