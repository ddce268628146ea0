"""What a terminal sends, cut into whole pieces: text, keys that begin with an escape, reports.

The grammar is that of ECMA-48 and xterm. A piece is cut whole before anybody asks what it means, so that one which
nobody knows can be dropped, instead of being read as the letters it is spelled with.
"""

import re

ESC = "\x1b"

_WHOLE = re.compile(
    r"""
      [^\x1b]+                                      # text
    | \x1b (?=\x1b)                                 # the escape key, and something else after it
    | \x1b\[M [\s\S]{3}                             # a mouse report of the oldest kind
    | \x1b\[\[ [\s\S]                               # function keys of the Linux console
    | \x1b\[ (?:3|7|8|23|24) \$                     # rxvt's keys with shift
    | \x1b\[ (?![M\[]) [\x20-\x3f]* [\x40-\x7e]     # control sequences: most keys, and the mouse
    | \x1b\[ [\x20-\x3f]* (?=[^\x20-\x7e])          # ... broken off by something that can't be part of one
    | \x1bO [\s\S]                                  # function keys
    | \x1b[]P_^X] [^\x07\x1b]* (?:\x07|\x1b\\|(?=\x1b[^\\]))    # strings: answers to questions
    | \x1b [^\x1b\[O\]P_^X]                         # alt and a key
    """,
    re.VERBOSE,
)


def next_token(text: str, *, overdue: bool = False) -> str | None:
    """The whole piece at the start of the text, or None when more of it has to come.

    When the rest is `overdue`, what there is counts as the piece.
    """
    found = _WHOLE.match(text)
    if found is not None:
        return found.group()
    return text if overdue else None


def patience(part: str, escape_delay: float) -> float:
    """How many seconds to wait for the rest of a piece that has begun with `part`.

    The escape key alone is the start of every other piece, so it waits the shortest.
    """
    if part == ESC:
        return escape_delay
    return max(escape_delay, 0.1 if len(part) == 2 else 0.5)
