"""Reading single JSON values from a server that may send anything: each gives a value of its type, or an empty one."""

from functools import lru_cache
from typing import Any

from slatis_tui.domain.instants import parse_instant
from slatis_tui.domain.text import LINE_LIMIT, clean

LONGEST_ID = 500
_LONGEST_INSTANT = 40
_LARGEST_NUMBER = 10**9


def text(value: object, limit: int = LINE_LIMIT) -> str:
    """A line of text, cleaned; empty for anything else."""
    return clean(value, limit) if isinstance(value, str) else ""


def recurring_text(value: object) -> str:
    """As `text`, for what recurs from booking to booking: one text serves all of them."""
    return _recurring(value) if isinstance(value, str) and len(value) <= LINE_LIMIT else text(value)


_recurring = lru_cache(maxsize=8192)(clean)
"""The same people book again and again. The texts of 100 000 bookings would need 15 MB more."""


def sendable(value: object) -> str:
    """A text that can go back into a request, as it came; empty when it is no text or half a surrogate pair."""
    if not isinstance(value, str):
        return ""
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return ""
    return value


def identifier(value: object) -> str:
    """An id, as the server gave it; empty when it could not stand in a path."""
    if not isinstance(value, str) or len(value) > LONGEST_ID or not (value.isascii() or sendable(value)):
        return ""
    return value if value.strip(". ") else ""


def whole(value: object) -> int | None:
    """A number of minutes or of order; None for anything else, or out of all proportion."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if abs(value) <= _LARGEST_NUMBER else None


def flag(value: object) -> bool | None:
    """True or false; None when the server did not say."""
    return value if isinstance(value, bool) else None


def spelt_flag(value: object) -> bool | None:
    """As `flag`, also where the server spelt it: `"false"` must not be taken for a promise of more."""
    return {"true": True, "false": False}.get(value.lower()) if isinstance(value, str) else flag(value)


def instant(value: object) -> int | None:
    """A date-time as Unix seconds (API Conventions page, "Date and time format"); None when it can't be read."""
    return _instant(value) if isinstance(value, str) and len(value) <= _LONGEST_INSTANT else None


_instant = lru_cache(maxsize=4096)(parse_instant)
"""Bookings start and end on the same quarters of an hour: this is quicker, and one integer serves many rows."""


def mapping(value: object) -> dict[str, Any]:
    """A JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    """A JSON array; an empty one for anything else."""
    return value if isinstance(value, list) else []
