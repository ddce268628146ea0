"""From what was typed to the value that is sent, kind by kind.

The checks refuse only what is certainly wrong: the server has the last word, and an operator must not be
kept from an answer that it would take.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlsplit

from slatis_tui.domain.fields import FieldKind, Raw
from slatis_tui.domain.text import clean_block

FieldValue = str | int | float | bool | list[str]
"""A custom field's answer as JSON."""

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_EXACT = 2.0**53
"""Above this a float no longer tells neighbouring whole numbers apart."""
_LONGEST_NUMBER = 300
_LONGEST_TEXT = 100_000
_FEWEST_DIGITS = 3
"""Of a phone number: emergency and service numbers have three."""


class BadValue(ValueError):
    """The text can't be an answer of its kind; the message says why, and how to write it."""


def to_value(kind: FieldKind, raw: Raw) -> FieldValue:
    """The JSON value of an answer that is not empty.

    Raises:
        BadValue: it is certainly no answer of this kind.
    """
    if isinstance(raw, tuple):
        return list(raw)
    if not isinstance(raw, str):
        return bool(raw)
    if kind.takes_options:
        return raw
    if kind is FieldKind.TEXTAREA:
        return raw.rstrip()
    return _READERS.get(kind, str)(raw.strip())


def read_number(text: str) -> int | float:
    """The number, as int where it is whole.

    Raises:
        BadValue: it is no number, or one that JSON can't carry.
    """
    if not _NUMBER.fullmatch(text) or len(text) > _LONGEST_NUMBER:
        raise BadValue("Not a number; write it like 12 or 12.5")
    if _WHOLE.fullmatch(text):
        return int(text)
    number = float(text)
    if not math.isfinite(number):
        raise BadValue("This number is too large")
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


def check_bounds(number: float, minimum: float | None, maximum: float | None) -> None:
    """Let a number pass that lies within the bounds, as far as there are any.

    Raises:
        BadValue: it does not.
    """
    if (minimum is not None and number < minimum) or (maximum is not None and number > maximum):
        raise BadValue(f"Write a number {bounds_text(minimum, maximum)}")


def bounds_text(minimum: float | None, maximum: float | None) -> str:
    """The bounds in words: `from 1 to 50`, `of at least 1`, `of at most 50`; empty without any."""
    if minimum is not None and maximum is not None:
        return f"from {_plain_number(minimum)} to {_plain_number(maximum)}"
    if minimum is not None:
        return f"of at least {_plain_number(minimum)}"
    return f"of at most {_plain_number(maximum)}" if maximum is not None else ""


def _plain_number(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def raw_from(kind: FieldKind, value: object) -> Raw:
    """What an input holds for an answer that the server gave, as `to_value` would send it; None where it is none."""
    if kind is FieldKind.MULTI_SELECT:
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else None
    if kind is FieldKind.CHECKBOX:
        return value if isinstance(value, bool) else None
    if isinstance(value, str):
        return value if kind.takes_options else clean_block(value, _LONGEST_TEXT)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return _plain_number(value) if is_number and isinstance(value, int | float) else None


def read_date(text: str) -> str:
    """The day as `YYYY-MM-DD`.

    Raises:
        BadValue: it is not written so, or there is no such day.
    """
    match = _DATE.fullmatch(text)
    if not match:
        raise BadValue("Not a date; write it like 2026-05-01")
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise BadValue(f"There is no such day as {text}; write it like 2026-05-01") from None


def read_email(text: str) -> str:
    """The e-mail address.

    Raises:
        BadValue: it can't be one.
    """
    local, _, domain = text.rpartition("@")
    is_quoted = len(local) > 1 and local[0] == local[-1] == '"'
    has_odd_local = not is_quoted and (" " in local or "@" in local)
    has_odd_domain = " " in domain or ".." in domain or domain[:1] == "." or domain[-1:] == "."
    if not local or not domain or has_odd_local or has_odd_domain:
        raise BadValue("Not an e-mail address; write it like jane@example.com")
    return text


def read_phone(text: str) -> str:
    """The phone number, as it was typed.

    Raises:
        BadValue: it can't be one.
    """
    if "@" in text or sum(char.isdigit() for char in text) < _FEWEST_DIGITS:
        raise BadValue("Not a phone number; write it like +49 30 1234567")
    return text


def read_url(text: str) -> str:
    """The address, as it was typed.

    Raises:
        BadValue: it can't be one.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        raise BadValue("Not a web address; write it like https://example.com") from None
    has_place = bool(parts.netloc) if "://" in text else any(sign in text for sign in ".:/")
    if not has_place or any(char.isspace() for char in text):
        raise BadValue("Not a web address; write it like https://example.com")
    return text


_READERS: Mapping[FieldKind, Callable[[str], FieldValue]] = {
    FieldKind.NUMBER: read_number,
    FieldKind.DATE: read_date,
    FieldKind.EMAIL: read_email,
    FieldKind.PHONE: read_phone,
    FieldKind.URL: read_url,
}
