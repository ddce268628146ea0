"""Instants and dates as the wire has them (vendor's API Conventions page, "Date and time format")."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

_EPOCH = datetime(1970, 1, 1)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def to_iso(instant_ms: int) -> str:
    """Unix milliseconds as `2026-05-01T14:00:00.000Z`."""
    return (_EPOCH + timedelta(milliseconds=instant_ms)).isoformat(timespec="milliseconds") + "Z"


def to_ms(instant: datetime) -> int:
    """An aware date-time as Unix milliseconds."""
    return round(instant.timestamp() * 1000)


def parse_instant(text: str) -> int:
    """An ISO 8601 date-time with its offset as Unix milliseconds.

    Raises:
        ValueError: it is none, or has no offset (the page warns of local times: they are refused here).
    """
    if not _INSTANT.fullmatch(text):
        raise ValueError("not an ISO 8601 date-time with an offset")
    try:
        return to_ms(datetime.fromisoformat(text).astimezone(UTC))
    except OverflowError as error:
        raise ValueError("out of range") from error


def parse_date(text: str) -> date:
    """A `YYYY-MM-DD`.

    Raises:
        ValueError: it is none.
    """
    if not _DATE.fullmatch(text):
        raise ValueError("not a YYYY-MM-DD date")
    return date.fromisoformat(text)


def parse_instant_or_date(text: str) -> int:
    """A date-time, or a date as its first instant in UTC, as Unix milliseconds.

    Raises:
        ValueError: it is neither.
    """
    if _DATE.fullmatch(text):
        return parse_instant(f"{text}T00:00:00Z")
    return parse_instant(text)


def zone(name: str) -> ZoneInfo:
    """The IANA zone of that name.

    Raises:
        ValueError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:  # OSError: the name of a folder, such as `America`
        raise ValueError("not an IANA timezone") from error
