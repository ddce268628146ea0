"""What the headers of an answer say about time: the rate limit, and how long to wait.

All of it comes from a server that may be wrong, so a value that makes no sense counts as not said.
"""

import re
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime

from slatis_tui.domain.models import Rate

LONGEST_WINDOW = 3600.0
"""Seconds. The documented window is a minute; a reset further off than this is no reset."""

_SECONDS = re.compile(r"[0-9]{1,10}(\.[0-9]{1,9})?")
_COUNT = re.compile(r"[0-9]{1,15}")


def date_of(headers: Mapping[str, str]) -> float | None:
    """The answer's `Date` as Unix seconds."""
    return _http_date(headers.get("date", ""))


def rate_of(headers: Mapping[str, str]) -> Rate | None:
    """The `X-RateLimit-*` headers (vendor's documentation, "Rate limits"), when all three make sense."""
    counts = [headers.get(f"x-ratelimit-{name}", "").strip() for name in ("limit", "remaining", "reset")]
    if not all(_COUNT.fullmatch(count) for count in counts):
        return None
    limit, remaining, reset = map(int, counts)
    return Rate(limit, remaining, reset) if limit > 0 else None


def seconds_to_reset(rate: Rate, date: float | None, now: float) -> float | None:
    """How long until the window starts anew: by the server's own clock, else by ours; None when neither makes sense.

    The answer's `Date` comes first, so that a clock of ours that is wrong does no harm.
    """
    for clock in (date, now):
        if clock is not None and 0 < rate.reset - clock <= LONGEST_WINDOW:
            return rate.reset - clock
    return None


def asked_to_wait(headers: Mapping[str, str], now: float) -> float | None:
    """`Retry-After` in seconds: a number, or a date less the answer's own `Date` (ours, `now`, without one).

    None when it is missing, past or makes no sense. Of several the longest counts, so that none is undercut.
    """
    value = headers.get("retry-after", "").strip()
    waits = [_wait(value, headers, now)] if "GMT" in value else [_wait(part, headers, now) for part in value.split(",")]
    return max((wait for wait in waits if wait is not None), default=None)


def _wait(value: str, headers: Mapping[str, str], now: float) -> float | None:
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    until = _http_date(value)
    if until is None:
        return None
    sent = date_of(headers)
    wait = until - (now if sent is None else sent)
    return wait if wait > 0 else None


def _http_date(value: str) -> float | None:
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
