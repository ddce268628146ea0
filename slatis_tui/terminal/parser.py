"""From what the terminal sends to Textual's events."""

import os
import time
from collections.abc import Callable, Iterable, Mapping

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from slatis_tui.terminal.paste import PASTE_START, PasteInProgress
from slatis_tui.terminal.tokens import ESC, next_token, patience

_LONGEST_SEQUENCE = 32
"""Textual spells out as keys whatever is longer."""
_STRINGS = ("\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX")


def escape_delay(environ: Mapping[str, str]) -> float:
    """Seconds after which a lone escape is the escape key: `ESCDELAY` in ms, or 25 ms."""
    given = environ.get("ESCDELAY", "")
    milliseconds = int(given) if given.isdecimal() else 25
    return min(max(milliseconds, 1), 1000) / 1000


class TerminalParser(XTermParser):
    """Textual's parser, given whole sequences only.

    Textual reads a sequence that it doesn't know as the keys it is spelled with, also inside of a paste, so that a
    paste or a terminal's answer could press `c` and `y`. Here unknown sequences are dropped, and a paste is one event.
    """

    def __init__(self, debug: bool = False, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._escape_delay = escape_delay(os.environ)
        self._unread = ""
        self._paste: PasteInProgress | None = None
        self._due: float | None = None
        super().__init__(debug)

    @property
    def wait(self) -> float | None:
        """Seconds until `tick` has something to decide; None when it has not."""
        return None if self._due is None else max(0.0, self._due - self._clock())

    def feed(self, data: str) -> Iterable[Message]:
        """Take what came in, and yield the events that are certain by now."""
        if self._paste is not None:
            self._paste.feed(data)
            self._wait_for_paste(self._paste)
            return
        self._unread += data
        yield from self._read(overdue=False)

    def tick(self) -> Iterable[Message]:
        """Decide what was waiting for more, if its time is up."""
        if self._due is None or self._clock() < self._due:
            return
        self._due = None
        if self._paste is None:
            yield from self._read(overdue=True)
            return
        text, self._unread = self._paste.finish()
        self._paste = None
        if text:
            yield events.Paste(text)
        yield from self._read(overdue=False)

    def _read(self, *, overdue: bool) -> Iterable[Message]:
        self._due = None
        while self._unread:
            token = next_token(self._unread, overdue=overdue)
            if token is None:
                self._due = self._clock() + patience(self._unread, self._escape_delay)
                return
            overdue = False
            self._unread = self._unread[len(token) :]
            if token == PASTE_START:
                self._paste = PasteInProgress()
                self._paste.feed(self._unread)
                self._unread = ""
                self._wait_for_paste(self._paste)
            else:
                yield from self._events_of(token)

    def _events_of(self, token: str) -> Iterable[Message]:
        """What one whole piece means; nothing when Textual does not know it."""
        is_short = len(token) <= 2
        if token.startswith(ESC) and not is_short and (token.startswith(_STRINGS) or len(token) > _LONGEST_SEQUENCE):
            return
        yield from super().feed(token)
        if self._timeout_time is not None:
            # Textual waits for more of it. An escape, or alt and a key, is whole; the rest would be spelled out.
            self._timeout_time = 0.0
            spelled_out = list(super().tick())
            if is_short:
                yield from (_with_alt(key) if len(token) == 2 else key for key in spelled_out)

    def _wait_for_paste(self, paste: PasteInProgress) -> None:
        self._due = self._clock() + paste.patience


def _with_alt(message: Message) -> Message:
    """Textual names alt with letters and digits only: alt and `[` would be `[`."""
    if isinstance(message, events.Key) and not message.key.startswith("alt+"):
        return events.Key(f"alt+{message.key}", None)
    return message
