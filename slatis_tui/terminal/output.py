"""Writing to a terminal that may be gone, or be left in a hurry."""

import os
import select
import termios
from collections.abc import Callable
from typing import Any

_LEAVE = (
    "\x1b[?2026l"  # synchronised output
    "\x1b[?2004l"  # bracketed paste
    "\x1b[?7h"  # line wrap
    "\x1b[?2048l"  # resizes in band
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # mouse
    "\x1b[<u"  # kitty keyboard
    "\x1b[0m\x1b[?1049l\x1b[?25h\x1b[?1004l"  # colours, alternate screen, cursor, focus
)


class TerminalOutput:
    """The file that Textual's writer thread writes to.

    A terminal that is gone must not end that thread: the app would then wait for it for ever. It is told once.
    """

    encoding = "utf-8"

    def __init__(self, fileno: int, lost: Callable[[], None]) -> None:
        self._fileno = fileno
        self._lost = lost
        self._is_lost = False
        self._pending = bytearray()

    def fileno(self) -> int:
        """The terminal's file descriptor."""
        return self._fileno

    def isatty(self) -> bool:
        """It is: nothing else is written to by this class."""
        return True

    def write(self, text: str) -> int:
        """Take text, to be sent with the next flush."""
        self._pending += text.encode("utf-8", "replace")
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        while self._pending and not self._is_lost:
            try:
                sent = os.write(self._fileno, self._pending)
            except BlockingIOError:
                select.select([], [self._fileno], [])
            except OSError:
                self._is_lost = True
                self._lost()
            else:
                del self._pending[:sent]
        self._pending.clear()


def leave_at_once(fileno: int, attributes: list[Any] | None) -> None:
    """Put a terminal back as a shell expects it, without the app's help and without waiting for the terminal."""
    try:
        if attributes is not None:
            termios.tcsetattr(fileno, termios.TCSANOW, attributes)
        if select.select([], [fileno], [], 0.1)[1]:
            os.write(fileno, _LEAVE.encode())
    except (OSError, termios.error):
        return
