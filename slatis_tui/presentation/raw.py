"""A booking as the server sent it, pretty-printed and made harmless."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from slatis_tui.domain.models import Booking
from slatis_tui.domain.text import clean, clean_json
from slatis_tui.presentation.lines import Line

_MOST_LINES = 2_000
_MOST_CHARACTERS = 200_000
_LINE_LIMIT = 2_000
_KEY = re.compile(r'(\s*)("(?:[^"\\]|\\.)*")(:.*)', re.DOTALL)


def raw_json(booking: Booking) -> list[Line]:
    """The JSON object, a line for a line, each cleaned; what is longer than anyone reads is cut off and said so."""
    text, is_whole = _written(booking.document)
    lines = text.split("\n")
    shown = [_coloured(clean(line, _LINE_LIMIT)) for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES or not is_whole:
        shown.append([("… cut off here: the rest is too long to show", "warning")])
    return shown


def _written(document: Mapping[str, Any]) -> tuple[str, bool]:
    """The document as text, and whether that is all of it. What is nested absurdly deep is shown to a depth."""
    try:
        return _bounded(_chunks(document))
    except RecursionError:
        return _bounded(_chunks(clean_json(dict(document))))


def _chunks(document: Mapping[str, Any]) -> Iterator[str]:
    return json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(document)


def _bounded(chunks: Iterator[str]) -> tuple[str, bool]:
    kept: list[str] = []
    length = 0
    for chunk in chunks:
        kept.append(chunk)
        length += len(chunk)
        if length > _MOST_CHARACTERS:
            return "".join(kept)[:_MOST_CHARACTERS], False
    return "".join(kept), True


def _coloured(line: str) -> Line:
    found = _KEY.fullmatch(line)
    if found is None:
        return [(line, "")]
    indent, key, rest = found.groups()
    return [(indent, ""), (key, "label"), (rest, "")]
