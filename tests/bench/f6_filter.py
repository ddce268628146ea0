"""F6: from a letter typed into the filter of a long list to the change of the screen."""

from functools import partial

from tests.bench.report import Figure, median, milliseconds, percentile_95
from tests.bench.timed import TimedProgram
from tests.bench.world import MANY, World

BOUND_SECONDS = 0.1
NEEDLES = ("three time zones", "mail", "priya !acme", '"no-show', "prya", "wjcik")
"""Part of an answer, of an address, a name without a company, a status, and two words that are found loosely only."""


def measure(world: World, rounds: int) -> list[Figure]:
    """Every needle letter by letter, then cleared; the list is loaded to its end."""
    console = world.loaded(MANY)
    seconds = [taken for _ in range(rounds) for needle in NEEDLES for taken in _typed(console, needle)]
    slowest = max(seconds)
    p95 = percentile_95(seconds)
    return [
        Figure(
            "F6",
            f"a letter of `/` over {MANY} bookings to screen ({len(seconds)} letters)",
            f"p50 {milliseconds(median(seconds))}, p95 {milliseconds(p95)}, slowest {milliseconds(slowest)}",
            "none",
            f"p95 ≤ {milliseconds(BOUND_SECONDS)}",
            p95 <= BOUND_SECONDS,
        )
    ]


def _typed(console: TimedProgram, needle: str) -> list[float]:
    """The chip follows every letter, together with the rows; a blank at the end of a text changes nothing."""
    console.press("slash")
    console.wait_for("filter what is loaded")
    seconds = []
    for length in range(1, len(needle) + 1):
        if needle[length - 1] == " ":
            console.press("space")
        else:
            seconds.append(console.until_after(needle[length - 1], partial(_says, console, needle[:length])))
        console.wait_quiet()
    console.press("escape")
    console.wait_for(f"{MANY} of {MANY}")
    console.wait_quiet()
    return seconds


def _says(console: TimedProgram, typed: str) -> bool:
    line = next((line for line in console.screen.display if " text: " in line), "")
    return f" text: {typed} " in line or f" text: {typed}, loosely" in line
