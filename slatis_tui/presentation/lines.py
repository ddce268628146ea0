"""Blocks of text as lines of spans: what the detail views are made of. Pure, and free of any markup."""

import textwrap

Span = tuple[str, str]
"""A text and the name of its style."""
Line = list[Span]

LABEL_WIDTH = 16
"""Cells of the column of labels."""
TEXT_WIDTH = 76
"""Cells of a whole line: fits 80 columns, and stays readable on a wide screen."""
UNKNOWN = "—"
"""Stands for what the server did not say."""
_GAP = 2
_LEAST_VALUE = 20


def heading(text: str) -> list[Line]:
    """A blank line and a heading."""
    return [[], [(text, "heading")]]


def labelled(label: str, value: str, style: str = "", *, width: int = TEXT_WIDTH) -> list[Line]:
    """A label and its value, wrapped in a column of its own; a label too long for its column gets a line for itself.

    Words are not broken: an address or an id can be copied whole.
    """
    said = (value, style) if value else (UNKNOWN, "muted")
    indent = LABEL_WIDTH + _GAP
    if len(label) > LABEL_WIDTH:
        return [[(label, "label")], *hanging((" " * indent, ""), said, width=width)]
    return hanging((label.ljust(indent), "label"), said, width=width)


def hanging(start: Span, text: Span, *, width: int = TEXT_WIDTH) -> list[Line]:
    """A text after `start`, whose further lines begin below its first word."""
    words, style = text
    indent = len(start[0])
    room = max(_LEAST_VALUE, width - indent)
    first, *others = [part for line in words.splitlines() or [""] for part in _wrap(line, room)]
    return [[start, (first, style)], *([(" " * indent, ""), (other, style)] for other in others)]


def plain(lines: list[Line]) -> str:
    """The text alone."""
    return "\n".join("".join(text for text, _ in line) for line in lines)


def _wrap(line: str, room: int) -> list[str]:
    return textwrap.wrap(line, room, break_long_words=False, break_on_hyphens=False) or [""]
