"""Text from strangers made harmless: what enters from the server goes through here before anyone sees it.

A name may hold escape sequences (a terminal would obey them), bidirectional controls (they reorder other
cells), invisible characters (two names look alike) or a thousand stacked accents (they spill over other
lines). Each becomes something visible, or goes. What is sent back to the server is never cleaned text.
"""

import re
from typing import Any

LINE_LIMIT = 200
"""Characters of one line, such as a name in a list."""
BLOCK_LIMIT = 2_000
"""Characters of a text of several lines, such as a custom answer."""
MARKS_PER_BASE = 4
"""Combining marks that one character may carry; living languages need no more."""
JSON_DEPTH = 32
"""Levels of a JSON value that are shown."""

ELLIPSIS = "…"

_SUSPECT = re.compile(
    rf"^[^\w\x00-\x7f]|[^\w\x00-\x7f]{{{MARKS_PER_BASE + 1}}}"
    r"|[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""In printable text only these can need work: a mark without a base, a run of marks, what draws nothing."""


def clean(text: str, limit: int = LINE_LIMIT) -> str:
    """The text as one harmless line of at most `limit` (≥ 1) characters; line breaks and tabs become a space.

    Control characters become their pictures (`␛`), what is invisible or reorders becomes `�`, a joiner
    stays only within an emoji sequence, and what is too long ends in `…`. Cleaning twice changes nothing.
    """
    return text if _is_harmless(text, limit) else _cleaned(text, limit).replace("\n", " ")


def clean_block(text: str, limit: int = BLOCK_LIMIT) -> str:
    """As `clean`, for a text of several lines: its line breaks stay, as line feeds."""
    return text if _is_harmless(text, limit) else _cleaned(text, limit)


def clean_json(value: Any, depth: int = JSON_DEPTH) -> Any:
    """A copy of a JSON value in which every text and every key is clean; what lies deeper becomes `…`.

    Keys that only differed in what was cleaned away are told apart by a number, so that none is lost.
    """
    if isinstance(value, str):
        return clean_block(value)
    if isinstance(value, list | dict) and depth <= 0:
        return ELLIPSIS
    if isinstance(value, list):
        return [clean_json(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return _clean_object(value, depth)
    return value


def _clean_object(value: dict[Any, Any], depth: int) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    number = 1  # only grows, so that a hundred thousand equal keys cost no more than as many different ones
    for key, item in value.items():
        unused = clean_key = clean(str(key))
        while unused in cleaned:
            number += 1
            unused = f"{clean_key} ({number})"
        cleaned[unused] = clean_json(item, depth - 1)
    return cleaned


def _is_harmless(text: str, limit: int) -> bool:
    """Quick, as nearly every text is: a page of a hundred bookings has a thousand."""
    return len(text) <= limit and text.isprintable() and (text.isascii() or not _SUSPECT.search(text))


def _cleaned(text: str, limit: int) -> str:
    from slatis_tui.domain.hostile_text import harmless  # its patterns cost more than many a start needs

    return harmless(text, limit)
