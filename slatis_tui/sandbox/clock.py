"""The sandbox's clock: this machine's, or one that was set and ticks on."""

import time


class SandboxClock:
    """Now, as the server sees it: statuses, notices, rate windows and the `Date` header all go by it."""

    def __init__(self, start: float | None = None) -> None:
        self._start = start
        self._origin = time.monotonic()

    def now(self) -> float:
        """Unix seconds."""
        if self._start is None:
            return time.time()
        return self._start + (time.monotonic() - self._origin)

    def now_ms(self) -> int:
        """Unix milliseconds, the unit of every instant in the database."""
        return int(self.now() * 1000)
