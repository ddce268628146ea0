"""A bracketed paste: one text, whatever it holds."""

import re

PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"
MOST_BYTES = 10_000
"""Of a paste, in UTF-8; the rest is dropped."""

_QUIET_SECONDS = 0.05
_UNFINISHED_SECONDS = 5.0
_LONGEST_CHARACTER = 4
_LINE_ENDS = re.compile(r"\r\n?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class PasteInProgress:
    """A paste that is coming in.

    Its text may itself hold the sequence that ends a paste, as some terminals do not filter it. So the paste ends
    at the last such sequence of a burst, not at the first: what stands between them is never read as keys.
    """

    def __init__(self) -> None:
        self._text = ""
        self._rest = ""
        self._ended = False

    @property
    def patience(self) -> float:
        """How many seconds of silence say that the paste is over."""
        return _QUIET_SECONDS if self._ended else _UNFINISHED_SECONDS

    def feed(self, text: str) -> None:
        """Take what came in."""
        head, end, tail = (self._rest + text).rpartition(PASTE_END)
        if end:
            self._ended = True
            self._keep(head)
        if self._ended:
            self._rest = tail
        else:
            split = max(0, len(tail) - len(PASTE_END) + 1)
            self._keep(tail[:split])
            self._rest = tail[split:]

    def finish(self) -> tuple[str, str]:
        """The pasted text, made harmless, and what came after it."""
        text, rest = (self._text, self._rest) if self._ended else (self._text + self._rest, "")
        return clean_paste(text.replace(PASTE_START, "").replace(PASTE_END, "")), rest

    def _keep(self, text: str) -> None:
        """Keep as much as can still matter: line ends may shrink to half."""
        self._text += text[: 2 * MOST_BYTES - len(self._text)] if len(self._text) < 2 * MOST_BYTES else ""


def clean_paste(text: str) -> str:
    """The text without control characters but line feeds and tabs, at most `MOST_BYTES` long."""
    plain = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    return plain.encode("utf-8", "ignore")[:MOST_BYTES].decode("utf-8", "ignore")


def may_be_cut(text: str) -> bool:
    """Whether a paste is so long that its end may have been dropped."""
    return len(text.encode("utf-8", "ignore")) > MOST_BYTES - _LONGEST_CHARACTER
