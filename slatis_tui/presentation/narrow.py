"""Lines for a narrow pane: a label and its value share a line where they fit."""

import textwrap
from collections.abc import Sequence

from slatis_tui.presentation.lines import UNKNOWN, Line

_INDENT = "  "
_LEAST = 12


def pairs(told: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """A label, and its value on the same line where both fit, else below it."""
    lines: list[Line] = []
    for label, value in told:
        said, style = (value, "") if value else (UNKNOWN, "muted")
        if "\n" not in said and len(label) + len(_INDENT) + len(said) <= width:
            lines.append([(f"{label}{_INDENT}", "label"), (said, style)])
        else:
            lines += wrapped(label, "label", width)
            lines += [[(_INDENT, ""), *line] for line in wrapped(said, style, width - len(_INDENT))]
    return lines


def wrapped(text: str, style: str, width: int) -> list[Line]:
    """The text in lines of so many cells."""
    parts = [
        part
        for line in text.splitlines() or [""]
        for part in textwrap.wrap(line, max(_LEAST, width), break_on_hyphens=False) or [""]
    ]
    return [[(part, style)] for part in parts]
