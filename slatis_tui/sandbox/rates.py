"""Rate limits: so many requests a minute and key (vendor's documentation, "Rate limits")."""

import math
from collections.abc import Callable
from dataclasses import dataclass

WINDOW = 60.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How a key stands after one more request."""

    limit: int
    remaining: int
    reset: int
    """Unix seconds at which the window starts anew."""
    retry_after: int
    """Seconds to wait, at least 1, when the request came over the limit; else 0."""

    def headers(self) -> dict[str, str]:
        """The `X-RateLimit-*` headers of an answer."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.remaining),
            "X-RateLimit-Reset": str(self.reset),
        }


class RateLimiter:
    """Counts each key's requests in a window of a minute that starts with its first request."""

    def __init__(self, limit: int, now: Callable[[], float]) -> None:
        self._limit = limit
        self._now = now
        self._windows: dict[str, tuple[float, int]] = {}
        """Key name → (end of the window in Unix seconds, requests in it)."""

    def take(self, key_name: str) -> Allowance | None:
        """Count one request; None where there is no limit."""
        if self._limit <= 0:
            return None
        now = self._now()
        end, used = self._windows.get(key_name, (0.0, 0))
        if not now < end <= now + WINDOW:  # over, or the clock was set back
            end, used = now + WINDOW, 0
        over = used >= self._limit
        self._windows[key_name] = (end, used if over else used + 1)
        return Allowance(
            limit=self._limit,
            remaining=max(0, self._limit - used - 1),
            reset=math.ceil(end),
            retry_after=max(1, math.ceil(end - now)) if over else 0,
        )
