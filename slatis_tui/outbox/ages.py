"""How old a create can be at most: its key protects from a second booking for a day only."""

import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KEY_SECONDS = 23 * 3600
"""For so long a create may go again: the server keeps its key for 24 h (vendor's Bookings page, "Idempotency")."""
_SLACK = 5.0
"""Seconds by which a clock may have been set back without being taken for one that can't be trusted."""


@dataclass(frozen=True, slots=True)
class Uptime:
    """How long the machine has been up: a second witness of time, which nobody sets."""

    boot: str = ""
    """Which start of the machine; empty where the system does not say."""
    seconds: float = 0.0
    """Since that start, the time that it slept included."""


UNKNOWN = Uptime()


def uptime() -> Uptime:
    """As of now; empty on a system that does not tell."""
    clock: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    boot = _boot()
    return Uptime(boot, time.clock_gettime(clock)) if boot and clock is not None else UNKNOWN


def went_back(now: float, earlier: float) -> bool:
    """Whether the clock shows a time (`now`) before one that it has shown already."""
    return now < earlier - _SLACK


def is_provably_young(created_at: float, born: Uptime, now: float) -> bool:
    """Whether a key of `created_at` is younger than `KEY_SECONDS`, by the clock and, in one boot, by uptime too."""
    here = uptime()
    by_uptime = here.seconds - born.seconds if here.boot and here.boot == born.boot else 0.0
    return not went_back(now, created_at) and max(now - created_at, by_uptime) < KEY_SECONDS


@cache
def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""
