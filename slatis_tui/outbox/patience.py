"""How often and how long an operation is tried again, and the pause between two tries."""

import random
from dataclasses import dataclass

from slatis_tui.domain.changes import TRANSITIONS, Verb

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 8.0


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
