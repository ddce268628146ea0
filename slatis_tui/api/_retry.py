"""Whether a read goes again, and after how long. Pure: no clock, no sleep, no network.

Writes never go again from here: only the outbox knows whether that is safe.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from slatis_tui.errors import ApiError

ATTEMPTS = 3
"""Of one read, the first included."""
RATE_LIMITED_ATTEMPTS = 5
"""Repeats after a 429: each has waited as long as the server asked."""
LONGEST_WAIT = 120.0
"""Seconds that a request waits because the server asked for it; beyond that the operator is told instead."""

_SHORTEST, _FIRST, _CAP = 0.25, 0.5, 8.0

Jitter = Callable[[float, float], float]
"""A number between two, such as `random.uniform`."""


class Repeat(Enum):
    """What a failed attempt means for a read."""

    NEVER = auto()
    """The same would come again: a refusal, a certificate, a redirect, too large an answer."""
    ONCE = auto()
    """An answer that was not Slatis's: perhaps a proxy's hiccup."""
    BACK_OFF = auto()
    """No connection, no answer, or a server that is down."""
    AT_ONCE = auto()
    """The kept-alive connection had been closed at the other end: nothing is wrong with the server."""
    AFTER_BLOCK = auto()
    """A 429: the pacing holds the next attempt back."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An attempt that failed: the error to raise if it is the last, and whether it need be."""

    error: ApiError
    repeat: Repeat = Repeat.NEVER
    wait: float | None = None
    """Seconds that the server asked for (`Retry-After` of a 503)."""
    cause: Exception | None = None
    answered: bool = True
    """Whether any answer came: if not, the console is offline."""


def backoff(failures: int, jitter: Jitter = random.uniform) -> float:
    """Seconds to wait after that many failures (≥ 1): full jitter up to 0.5 s, 1 s, 2 s … 8 s, at least 0.25 s."""
    return max(_SHORTEST, jitter(0, min(_CAP, _FIRST * 2 ** (min(failures, 10) - 1))))


class RetryBudget:
    """Repeats of all reads and writes together, so that a dead server does not get three times the requests.

    Full, it pays for ten repeats; each success earns a tenth of one.
    """

    FULL = 100

    def __init__(self) -> None:
        self.tokens = self.FULL

    def spend(self, repeat: Repeat) -> bool:
        """Pay for a repeat; False when the budget is used up."""
        cost = 5 if repeat is Repeat.AFTER_BLOCK else 10
        if self.tokens < cost:
            return False
        self.tokens -= cost
        return True

    def pay(self) -> bool:
        """Pay for a repeat of a write, which the outbox decides on; False when the budget is used up."""
        return self.spend(Repeat.BACK_OFF)

    def give_back(self) -> None:
        """Such a repeat succeeded."""
        self.tokens = min(self.FULL, self.tokens + 10)

    def earn(self) -> None:
        """An attempt succeeded."""
        self.tokens = min(self.FULL, self.tokens + 1)

    def revive(self) -> None:
        """One succeeded after some that got no answer: the server is back, and one repeat may use that."""
        self.tokens = max(10, min(self.FULL, self.tokens + 1))


class Tries:
    """The attempts of one read."""

    def __init__(self, budget: RetryBudget, jitter: Jitter = random.uniform) -> None:
        self._budget = budget
        self._jitter = jitter
        self._failures = dict.fromkeys(Repeat, 0)

    def delay(self, failure: Failure, time_left: float) -> float | None:
        """Seconds until the next attempt; None when there is none, because of its kind, the time or the budget."""
        repeat = failure.repeat
        if repeat is Repeat.AT_ONCE and self._failures[repeat]:
            repeat = Repeat.BACK_OFF
        self._failures[repeat] += 1
        seconds = self._wait(repeat, failure.wait or 0.0)
        if seconds is None or seconds >= time_left or not self._budget.spend(repeat):
            return None
        return seconds

    def _wait(self, repeat: Repeat, asked: float) -> float | None:
        failures = self._failures[Repeat.BACK_OFF] + self._failures[Repeat.ONCE]
        match repeat:
            case Repeat.AT_ONCE:
                return 0.0
            case Repeat.AFTER_BLOCK if self._failures[repeat] < RATE_LIMITED_ATTEMPTS:
                return 0.0
            case Repeat.ONCE if self._failures[repeat] == 1 and failures < ATTEMPTS:
                return backoff(failures, self._jitter)
            case Repeat.BACK_OFF if failures < ATTEMPTS and asked <= LONGEST_WAIT:
                return max(asked, backoff(failures, self._jitter))
            case _:
                return None
