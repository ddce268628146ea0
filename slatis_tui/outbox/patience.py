"""How often and how long an operation is tried again, and the pause between two tries."""

import random
from dataclasses import dataclass

from slatis_tui.domain.changes import TRANSITIONS, Verb
from slatis_tui.errors import RateLimited

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 8.0
_CHECK_PAUSE = 60.0
"""Seconds between two checks of a create in doubt, once its first tries are used up."""
_SHORTEST_DELAY = 0.25
_UNTOLD_DELAY = 10.0
"""Seconds to wait after a 429 that does not say how long."""


@dataclass(frozen=True, slots=True)
class Patience:
    """At most so many tries, the last of them begun within so many seconds of the first."""

    tries: int
    seconds: float


_NEVER_LEFT = Patience(tries=3, seconds=10)
"""No request left this machine: any verb may be tried again."""
_CREATE_IN_DOUBT = Patience(tries=5, seconds=60)
"""The same key with the same bytes books once (vendor's Bookings page, "Idempotency")."""
_TRANSITION_IN_DOUBT = Patience(tries=3, seconds=30)
"""Repeating one is harmless, but a colleague may decide otherwise meanwhile: not for long."""
_OTHER_IN_DOUBT = Patience(tries=1, seconds=0)
"""Repeating a reschedule or an edit is not known to be harmless."""


def patience_with(verb: Verb, in_doubt: bool) -> Patience:
    """How long to try: by what a second request could do, if an earlier one may have been carried out."""
    if not in_doubt:
        return _NEVER_LEFT
    if verb is Verb.CREATE:
        return _CREATE_IN_DOUBT
    return _TRANSITION_IN_DOUBT if verb in TRANSITIONS else _OTHER_IN_DOUBT


def pause_after(tries: int) -> float:
    """Seconds to wait after so many tries: doubling, and spread so that consoles do not return in step."""
    longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**tries)
    return random.uniform(longest / 2, longest)


def pause_before_check() -> float:
    """Seconds to wait before a create in doubt is checked again: up to a minute, spread likewise."""
    return random.uniform(_CHECK_PAUSE / 2, _CHECK_PAUSE)


def asked_delay(error: RateLimited) -> float:
    """Seconds that a 429 asks to wait; never less."""
    return _UNTOLD_DELAY if error.retry_after is None else max(_SHORTEST_DELAY, error.retry_after)


class RetryBudget:
    """Repeats of all changes together, so that a dead server does not get many times the requests.

    Full, it pays for ten; each success earns a tenth of one. Once it is empty, one goes every ten minutes to find
    out whether the server is back; a repeat that succeeds is given back.
    """

    FULL = 10.0
    _EARNED = 0.1
    _REST = 600.0

    def __init__(self) -> None:
        self._left = self.FULL
        self._spent_at = 0.0

    def spend(self, now: float, cost: float = 1.0) -> bool:
        """Whether one more repeat, which may come to `cost` requests, may go at `now` (Unix seconds)."""
        if self._left < cost and abs(now - self._spent_at) >= self._REST:
            self._left = cost
        if self._left < cost:
            return False
        self._left -= cost
        self._spent_at = now
        return True

    def earn(self, back: float = 0.0) -> None:
        """A request succeeded; `back` is what had been spent on it."""
        self._left = min(self.FULL, self._left + self._EARNED + back)
