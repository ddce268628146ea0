"""How often and how long an operation is tried again, and the pause between two tries."""

import random
from dataclasses import dataclass

from slatis_tui.domain.changes import TRANSITIONS, Verb
from slatis_tui.domain.ports import RetryPurse
from slatis_tui.errors import ApiError, RateLimited, ServerFailed

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
_REPEATABLE = TRANSITIONS | {Verb.EDIT_EVENT_TYPE, Verb.DELETE_EVENT_TYPE}
_OTHER_IN_DOUBT = Patience(tries=1, seconds=0)
"""Repeating a reschedule or an edit is not known to be harmless."""


def patience_with(verb: Verb, in_doubt: bool) -> Patience:
    """How long to try: by what a second request could do, if an earlier one may have been carried out."""
    if not in_doubt:
        return _NEVER_LEFT
    if verb is Verb.CREATE:
        return _CREATE_IN_DOUBT
    return _TRANSITION_IN_DOUBT if verb in _REPEATABLE else _OTHER_IN_DOUBT


def pause_after(tries: int) -> float:
    """Seconds to wait after so many tries: doubling, and spread so that consoles do not return in step."""
    longest = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**tries)
    return random.uniform(longest / 2, longest)


def pause_before_check() -> float:
    """Seconds to wait before a create in doubt is checked again: up to a minute, spread likewise."""
    return random.uniform(_CHECK_PAUSE / 2, _CHECK_PAUSE)


def asked_delay(error: ApiError) -> float:
    """Seconds that a 429 or a 5xx asks to wait, never less; 0 where nothing was asked."""
    if isinstance(error, RateLimited):
        return _UNTOLD_DELAY if error.retry_after is None else max(_SHORTEST_DELAY, error.retry_after)
    return (error.retry_after or 0.0) if isinstance(error, ServerFailed) else 0.0


class Purse:
    """Pays for ten repeats, and again for each that succeeded. For a connection that has no purse of its own."""

    FULL = 10

    def __init__(self) -> None:
        self._left = self.FULL

    def pay(self) -> bool:
        """Pay for one repeat; False when nothing is left."""
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def give_back(self) -> None:
        """A repeat that was paid for succeeded."""
        self._left = min(self.FULL, self._left + 1)


class RetryBudget:
    """Repeats of all changes together, so that a dead server does not get many times the requests.

    Paid from the purse of the connection, which reads share. Once that is empty, one goes every ten minutes to find
    out whether the server is back; a repeat that succeeds is given back.
    """

    _REST = 600.0

    def __init__(self, purse: RetryPurse | None = None) -> None:
        self._purse = purse or Purse()
        self._empty_since: float | None = None

    def spend(self, now: float) -> bool:
        """Whether one more repeat may go at `now` (Unix seconds)."""
        if self._purse.pay():
            self._empty_since = None
            return True
        rested = self._empty_since is not None and abs(now - self._empty_since) >= self._REST
        if rested or self._empty_since is None:
            self._empty_since = now
        return rested

    def repeat_succeeded(self) -> None:
        """What was spent on it is there again."""
        self._purse.give_back()
