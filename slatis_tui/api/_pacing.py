"""When the next request may leave, from what the server said about its rate limit.

The limit is per key (vendor's documentation, "Rate limits"), so one `Pacing` serves every request of a client.
"""

import random
import time
from collections.abc import Awaitable, Callable, Mapping

from slatis_tui.api._headers import asked_to_wait, date_of, rate_of, seconds_to_reset
from slatis_tui.api._retry import LONGEST_WAIT, Jitter, backoff
from slatis_tui.domain.models import Rate
from slatis_tui.domain.ports import Clock
from slatis_tui.errors import RateLimited

Sleep = Callable[[float], Awaitable[None]]

_NAP = 30.0
"""Seconds slept at a time: after a laptop's sleep, or a change of the clock, the wait is soon worked out anew."""
_SPREAD = 0.1
"""Up to a tenth is added to a wait, so that what waited together does not leave together."""


_SINCE_BOOT: int | None = getattr(time, "CLOCK_BOOTTIME", None)


def uptime() -> float:
    """Seconds that nobody sets; those that the machine slept count where the system tells."""
    return time.monotonic() if _SINCE_BOOT is None else time.clock_gettime(_SINCE_BOOT)


class _Gate:
    """Closed for a number of seconds; opens by itself."""

    def __init__(self, steady: Clock) -> None:
        self._steady = steady
        self._closed_at = 0.0
        self._seconds = 0.0

    def close(self, seconds: float) -> None:
        """Closed for that long from now on."""
        self._closed_at = self._steady()
        self._seconds = seconds

    def left(self) -> float:
        """Seconds until it opens; a clock that was set back does not make it longer than was asked."""
        now = self._steady()
        if now < self._closed_at:
            self._closed_at = now
        if now >= self._closed_at + self._seconds:
            self._seconds = 0.0
            return 0.0
        return self._closed_at + self._seconds - now


class Pacing:
    """Holds requests back: all of them after a 429 or with nothing left, background ones while little is left."""

    def __init__(
        self, clock: Clock, sleep: Sleep, jitter: Jitter = random.uniform, *, steady: Clock | None = None
    ) -> None:
        """Waits are measured by `steady`, which nobody sets; `clock` tells the time to others."""
        self.rate: Rate | None = None
        self.steady = steady or clock
        self._clock = clock
        self._sleep = sleep
        self._jitter = jitter
        self._block = _Gate(self.steady)
        self._window = _Gate(self.steady)
        self._unexplained = 0
        self._out = 0
        """How many have been let go and are not back: what is left of the rate may be theirs."""

    @property
    def blocked_until(self) -> float:
        """Unix seconds by our clock until which no request leaves: a 429, or nothing left; 0 when any may."""
        left = max(self._block.left(), self._window_left(background=False, out=0))
        return round(self._clock() + left, 3) if left else 0.0

    def observe(self, status: int, headers: Mapping[str, str]) -> float | None:
        """Learn from an answer; how many seconds it asked to wait, None when it did not say."""
        now = self._clock()
        asked = asked_to_wait(headers, now)
        rate = rate_of(headers)
        reset = seconds_to_reset(rate, date_of(headers), now) if rate else None
        if rate:
            self._note(rate, reset)
        if status != 429:
            self._unexplained = 0
            return asked
        wait = reset if asked is None else asked
        if wait is None:
            self._unexplained += 1
        seconds = backoff(self._unexplained, self._jitter) if wait is None else wait
        if seconds > self._block.left():
            self._block.close(seconds)
        return wait

    async def turn(self, *, background: bool = False) -> None:
        """Wait until a request may leave; `back` is to be called once it has ended.

        Raises:
            RateLimited: a 429 asked for a longer wait than anyone would sit through; nothing was sent.
        """
        while (left := self._left(background)) > 0:
            await self._sleep(min(_NAP, left * (1 + self._jitter(0, _SPREAD))))
        self._out += 1

    def back(self) -> None:
        """One that was let go has been answered, or never will be."""
        self._out -= 1

    def _left(self, background: bool) -> float:
        blocked = self._block.left()
        if blocked > LONGEST_WAIT:
            message = f"The server asked to wait {round(blocked)} s more before the next request; nothing was sent"
            raise RateLimited(message, retry_after=blocked, code="rate_limited")
        return max(blocked, self._window_left(background, self._out))

    def _window_left(self, background: bool, out: int) -> float:
        """How long the rest of the rate makes a request wait; where no reset is near, the server decides."""
        if self.rate is None:
            return 0.0
        left = self._window.left()
        if background and self.rate.is_low:
            return left
        return left if self.rate.remaining <= out and left <= LONGEST_WAIT else 0.0

    def _note(self, rate: Rate, reset: float | None) -> None:
        """Answers may arrive out of order: within one window what is left only falls."""
        last = self.rate
        if last and (last.limit, last.reset) == (rate.limit, rate.reset):
            rate = Rate(rate.limit, min(last.remaining, rate.remaining), rate.reset)
        self.rate = rate
        self._window.close(reset or 0.0)
