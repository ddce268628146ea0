"""How a signal ends the program: in order if the event loop still turns, and anyhow if it does not."""

import _thread
import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType

SIGNALS = (
    *(signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT),
    *(signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGXCPU),
)
"""Those that ask for the end, and those that nobody sends on purpose but would leave the terminal broken."""
_PATIENCE_SECONDS = 1.5


def exit_code(number: int) -> int:
    """What a shell says of a process that ended on this signal."""
    return 128 + number


class Endings:
    """Listens for the signals that ask the program to end."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, end: Callable[[int], None], give_up: Callable[[int], None]
    ) -> None:
        """`end(number)` runs on the loop and ends the app in order; `give_up(number)` runs in a thread, when that
        took too long, and ends the process.
        """
        self._loop = loop
        self._end = end
        self._give_up = give_up
        self._asked = False

    def listen(self) -> None:
        """From now on; a signal that was ignored before (`nohup`) stays so."""
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                # asyncio's handler wakes the loop up; ours, in its place, also runs while the loop is busy.
                self._loop.add_signal_handler(number, self._end, number)
                signal.signal(number, self._on_signal)

    def pause(self) -> None:
        """Leave ctrl+c and ctrl+\\ to the program that has the terminal now; `listen` takes them back."""
        for number in (signal.SIGINT, signal.SIGQUIT):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._loop.remove_signal_handler(number)
                # Not SIG_IGN, which that program would inherit.
                signal.signal(number, lambda *_: None)

    def ask(self, number: int) -> None:
        """End as if by that signal; may be called from any thread."""
        self._watch(number)
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end, number)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self._watch(number)

    def _watch(self, number: int) -> None:
        if not self._asked:
            self._asked = True
            # Not threading.Thread: starting one takes locks that the interrupted code may hold.
            _thread.start_new_thread(self._wait_and_give_up, (number,))

    def _wait_and_give_up(self, number: int) -> None:
        threading.Event().wait(_PATIENCE_SECONDS)
        self._give_up(number)
