"""When a dangerous button may listen: not to keys that were on their way before the operator could have read it."""

import time
from collections.abc import Callable

_ARMING_SECONDS = 0.3
_BURST_SECONDS = 0.03
_AFTER_PASTE_SECONDS = 0.25


class Arming:
    """Tells a decision from keys typed ahead, and from a paste that came as keys.

    Every key that reaches the buttons is shown to `accepts`, so that it sees the bursts. Times are seconds of
    `time.monotonic`, as those of Textual's events are.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._deaf_until = clock() + _ARMING_SECONDS
        self._last_key: float | None = None

    def opened(self) -> None:
        """The dialog has just come on screen."""
        self._deaf_until = self._clock() + _ARMING_SECONDS

    def pasted(self, now: float | None = None) -> None:
        """Something was pasted: what follows at once may belong to it."""
        moment = self._clock() if now is None else now
        self._deaf_until = max(self._deaf_until, moment + _AFTER_PASTE_SECONDS)

    def accepts(self, now: float | None = None) -> bool:
        """Whether the key of this moment may press a button; `now` is the event's own time, where it is known."""
        moment = self._clock() if now is None else now
        accepted = self.would_accept(moment)
        self._last_key = moment
        return accepted

    def would_accept(self, now: float | None = None) -> bool:
        """Whether a key of that moment could press a button; asks only."""
        moment = self._clock() if now is None else now
        in_burst = self._last_key is not None and moment - self._last_key < _BURST_SECONDS
        return moment >= self._deaf_until and not in_burst
