"""The driver: Textual's for Linux and macOS, with quick keys, harmless pastes and a clean end in every case."""

import contextlib
import os
import select
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from functools import partial
from io import TextIOWrapper
from typing import Any, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from slatis_tui.terminal.endings import Endings, exit_code
from slatis_tui.terminal.output import TerminalOutput, leave_at_once
from slatis_tui.terminal.parser import TerminalParser


class ConsoleDriver(LinuxDriver):
    """Reads keys as they come, notices when the terminal is gone, and ends on signals.

    It draws on the standard output (Textual's own draws on the standard error), so that `2>file` can't take the
    screen away. Private names of Textual's driver are overridden; a test in a real terminal guards each of them.
    """

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        self._is_lent = self._is_to_stop = self._is_to_go_on = self._has_left = False
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output = TerminalOutput(sys.__stdout__.fileno() if sys.__stdout__ else 1, self._lost)
        self._file = cast("TextIOWrapper", self._output)
        self._stop_reader, self._stop_writer = os.pipe()
        self._endings = Endings(self._loop, self._end, self._give_up)
        self._endings.listen()

    @contextlib.contextmanager
    def lent(self) -> Iterator[None]:
        """The suspended terminal is another program's: nothing is drawn on it, and its keys end nobody but that."""
        self._is_lent = True
        self._endings.pause()
        try:
            yield
        finally:
            self._endings.listen()
            self._is_lent = False

    def write(self, data: str) -> None:
        """Draw, unless the terminal is lent."""
        if not self._is_lent:
            super().write(data)

    def run_input_thread(self) -> None:
        """Wait for input and pass on its events, until told to stop or the terminal is gone.

        Textual's own waits in steps of 0.1 s, which escape and quitting then last.
        """
        parser = TerminalParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while True:
            ready, _, _ = select.select([self.fileno, self._stop_reader], [], [], parser.wait)
            if self._stop_reader in ready:
                os.read(self._stop_reader, 1)
                return
            if self.fileno in ready:
                try:
                    data = os.read(self.fileno, 4096)
                except OSError:
                    data = b""
                if not data:
                    self._lost()
                    return
                for event in parser.feed(decode(data)):
                    self.process_message(event)
            for event in parser.tick():
                self.process_message(event)

    def disable_input(self) -> None:
        """Stop reading at once."""
        if self._is_reading:
            os.write(self._stop_writer, b".")
        super().disable_input()

    @property
    def _is_reading(self) -> bool:
        return self._key_thread is not None and self._key_thread.is_alive()

    def _run_input_thread(self) -> None:
        """Textual's own prints the traceback of an exception; here the app ends with it as with any other."""
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - passed on to the app, which ends with it
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def _disable_mouse_support(self) -> None:
        """Also end reports in pixels, which Textual's own leaves on."""
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    def _sigtstp_application(self, *_: object) -> None:
        """Stop, but not here: the code that a signal interrupts may hold the lock of the queue that is drawn from."""
        if self._auto_restart:
            self._is_to_stop = True
            self._soon(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Go on after a stop, for the same reason not here."""
        if self._auto_restart:
            self._is_to_stop, self._is_to_go_on = False, True
            self._soon(self._go_on)

    def _soon(self, callback: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has just closed
            self._loop.call_soon_threadsafe(callback)

    def _stop(self) -> None:
        if self._is_to_stop:
            self._is_to_stop = False
            if self._is_reading:
                self._leave()
            os.kill(os.getpid(), signal.SIGSTOP)
            self._go_on()  # before anything is drawn: nobody takes it from the queue, which would fill

    def _leave(self) -> None:
        self.suspend_application_mode()
        self._has_left = self._must_signal_resume = True

    def _go_on(self) -> None:
        """The process may go on without having left the terminal: after a SIGSTOP, or when the terminal closes.

        Textual would then read it twice, and take the raw mode for the one to go back to.
        """
        if not (self._is_to_go_on and self._auto_restart):
            return
        self._is_to_go_on = False
        if self._is_reading:
            try:
                if os.tcgetpgrp(self.fileno) != os.getpgrp():
                    os.kill(os.getpid(), signal.SIGSTOP)
                    return
            except OSError:
                return
            self._leave()
        if not self._has_left:
            return
        self.resume_application_mode()
        self._has_left = not self._is_reading  # not taken back by a process in the background
        # The alternate screen is a blank one now, which Textual only draws on when its size has changed.
        self._loop.call_soon(partial(self._app.refresh, layout=True))

    def _end(self, number: int) -> None:
        self._app.exit(return_code=exit_code(number))

    def _lost(self) -> None:
        """The terminal is gone: nobody can see or type anything any more."""
        with contextlib.suppress(RuntimeError):  # the loop has just closed
            self._endings.ask(signal.SIGHUP)

    def _give_up(self, number: int) -> None:
        leave_at_once(self.fileno, self.attrs_before)
        os._exit(exit_code(number))
