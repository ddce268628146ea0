"""The rules for what a terminal would obey, reorder by or hide. `domain.text` decides which texts come here."""

import re
import unicodedata

from slatis_tui.domain.text import ELLIPSIS, MARKS_PER_BASE

REPLACEMENT = "\ufffd"
_JOINER = "\u200d"

_CONTROL_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code != 0x0A} | {0x7F: "\u2421"}

_HIDDEN = re.compile(
    r"[\x80-\x9f\xad"  # C1 controls, soft hyphen
    r"\u034f\u061c\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufeff\ufff0-\ufffb"  # zero width, isolates, annotations
    r"\u2028-\u202e"  # line and paragraph separators, embeddings and overrides
    r"\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # fillers: letters that draw nothing
    r"\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"  # surrogates, private use, noncharacters
    r"\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"  # number signs that swallow what follows
    r"\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # format controls of three notations
    + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 0xE))
    + r"\U000e0000-\U0010ffff]"  # tag characters, and the private planes
)
_VARIATION = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Ask for another shape of the character before; without them that one still reads the same."""
_SHAPING = re.compile(r"(?<=[\u0600-\u0dff\u1000-\u109f\u1780-\u17ff])[\u200c\u200d]+")
"""Joiners in Arabic and Indic words: part of the spelling there, so they go without a mark."""
_BREAKS = re.compile(r"\r\n?")
_BLANKS = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")

_EMOJI = r"[\u2190-\u2bff\U0001f000-\U0001faff]"
_EMOJI_SEQUENCE = re.compile(rf"({_EMOJI}\ufe0f?(?:{_JOINER}{_EMOJI}\ufe0f?){{0,7}})")
"""The one place for a joiner and an emoji variation selector; no real sequence joins more than eight."""


def harmless(text: str, limit: int) -> str:
    """The text without anything that a terminal obeys, reorders by or hides, its line breaks as line feeds."""
    shortened = text[: 4 * limit]  # a megabyte costs no more than a line
    was_cut = len(shortened) < len(text)
    shortened = _BLANKS.sub(" ", _BREAKS.sub("\n", shortened))
    pieces = _EMOJI_SEQUENCE.split(shortened)
    pieces[::2] = map(_without_hidden, pieces[::2])
    result = _with_few_marks("".join(pieces))
    if len(result) <= limit and not was_cut:
        return result
    return result[: limit - 1].rstrip(_JOINER) + ELLIPSIS


def _without_hidden(text: str) -> str:
    without_shaping = _VARIATION.sub("", _SHAPING.sub("", text))
    return _HIDDEN.sub(REPLACEMENT, without_shaping).translate(_CONTROL_PICTURES)


def _with_few_marks(text: str) -> str:
    """At most four marks on a base, and of the spacing ones (vowel signs) four more; none without a base."""
    kept: list[str] = []
    stacked = spacing = 0
    for char in text:
        category = unicodedata.category(char)
        if category[0] != "M":
            stacked = spacing = 0
        elif not kept or kept[-1] == "\n":
            char = REPLACEMENT
        elif category == "Mc":
            spacing += 1
            if spacing > MARKS_PER_BASE:
                continue
        else:
            stacked += 1
            if stacked > MARKS_PER_BASE:
                continue
        kept.append(char)
    return "".join(kept)
