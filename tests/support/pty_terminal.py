"""A program in a real terminal: started in a pty, driven by keys, seen through an emulated screen.

    with PtyProgram([sys.executable, "-m", "slatis_tui", "demo"], home=tmp_path) as console:
        console.wait_for("Pending")
        console.press("c")
        console.wait_for("Scheduled")

Nothing here sleeps: every wait reads the terminal until a condition holds or its time is up, and then shows the screen.
"""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

from tests.support.emulator import Emulator
from tests.support.keys import sent_for

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 40.0

_KEY_GAP = 0.045
"""Seconds of silence after a key, so that keys are not taken for a burst."""
_ESCAPE_GAP = 0.3
"""... and after the escape key, which with the next one is alt, if a busy program reads both at once."""
_CLOSED = -1
_KEPT = ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "SYSTEMROOT", "TMPDIR")

Condition = str | re.Pattern[str] | Callable[["PtyProgram"], bool]


def private_environment(home: Path) -> dict[str, str]:
    """The variables of a user who has just been made, with this home."""
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, **folders, "HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


class PtyProgram:
    """A running program and the terminal that it runs in."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        home: Path,
        size: tuple[int, int] = (120, 40),
        env: Mapping[str, str | None] | None = None,
        cwd: Path = ROOT,
        supported: frozenset[int] = frozenset(),
        keep_raw: bool = True,
    ) -> None:
        """Start the command.

        `env` is added to `private_environment(home)`, None takes a variable away; `supported` are the DEC private
        modes that the terminal says it knows when asked (a plain xterm knows none of those that Textual asks about).
        """
        variables = {**private_environment(home), **(env or {})}
        self._keep_raw = keep_raw
        self.raw = bytearray()
        """Every byte that the program wrote."""
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._emulator = Emulator(*size, self._answer, supported)
        self._master, self._slave = os.openpty()
        self._set_size(*size)
        self.attributes_before = self.attributes()
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            list(command),
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            env={name: value for name, value in variables.items() if value is not None},
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _tb: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the program, if it still runs, and give the terminal back."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.vanish()

    # What a person does

    def press(self, *keys: str) -> None:
        """Press these keys one after the other, as a person would."""
        for key in keys:
            self._write(sent_for(key))
            self._read_until_quiet(_ESCAPE_GAP if key == "escape" else _KEY_GAP)

    def type(self, text: str) -> None:
        """Type a text into an input."""
        self._write(text)

    def paste(self, text: str) -> None:
        """Paste a text, in brackets if the program asked for them, unfiltered."""
        bracketed = self._emulator.modes[2004]
        self._write(f"\x1b[200~{text}\x1b[201~" if bracketed else text)

    def send(self, data: str | bytes) -> None:
        """Send these very characters or bytes."""
        self._write(data)

    def resize(self, columns: int, rows: int) -> None:
        """Drag the window to another size."""
        self._emulator.resize(columns, rows)
        self._set_size(columns, rows)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def kill(self) -> None:
        """Kill it with -9."""
        self.process.kill()

    def vanish(self) -> None:
        """Close the terminal under the program."""
        for descriptor in (self._slave, self._master):
            if descriptor != _CLOSED:
                os.close(descriptor)
        self._master = self._slave = _CLOSED

    # What a person sees

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self.process.pid

    @property
    def screen(self) -> pyte.Screen:
        """The emulated screen, with its colours."""
        return self._emulator.screen

    def screen_text(self) -> str:
        """What stands on the screen, line by line."""
        self.read()
        return "\n".join(self._emulator.lines())

    def row_with(self, text: str) -> str:
        """The first line of the screen that holds the text; fails when there is none."""
        for line in self.screen_text().splitlines():
            if text in line:
                return line
        raise AssertionError(self._told(f"no line with {text!r}"))

    def has(self, condition: Condition) -> bool:
        """Whether it holds of what is on the screen now."""
        if isinstance(condition, str):
            return condition in "\n".join(self._emulator.lines())
        if isinstance(condition, re.Pattern):
            return condition.search("\n".join(self._emulator.lines())) is not None
        return condition(self)

    def wait_for(self, condition: Condition, timeout: float = TIMEOUT, *, gone: bool = False) -> float:
        """Wait until the condition holds (or no longer does); return when its last output came, as `perf_counter`."""
        deadline = time.monotonic() + timeout
        arrived = time.perf_counter()
        while self.has(condition) is gone:
            if time.monotonic() > deadline:
                raise AssertionError(self._told(f"{'still' if gone else 'never'} {condition!r} in {timeout} s"))
            if self.read(0.05):
                arrived = time.perf_counter()
            elif self.process.poll() is not None and not self.read():
                if self.has(condition) is gone:
                    raise AssertionError(self._told(f"ended with {self.process.returncode} before {condition!r}"))
                break
        return arrived

    def wait_gone(self, condition: Condition, timeout: float = TIMEOUT) -> float:
        """Wait until the condition no longer holds."""
        return self.wait_for(condition, timeout, gone=True)

    def wait_quiet(self, seconds: float = 0.3, timeout: float = TIMEOUT) -> None:
        """Wait until the program has drawn nothing for that long."""
        deadline = time.monotonic() + timeout
        while self.read(seconds):
            if time.monotonic() > deadline:
                raise AssertionError(self._told(f"never quiet in {timeout} s"))

    def wait_exit(self, timeout: float = TIMEOUT) -> int:
        """Wait until the program has ended; return its exit code, as a shell tells it (128+n for a deadly signal)."""
        deadline = time.monotonic() + timeout
        while (code := self.process.poll()) is None:
            if time.monotonic() > deadline:
                raise AssertionError(self._told(f"still running after {timeout} s"))
            if self._master != _CLOSED:
                self.read(0.02)
            else:
                self.process.wait(timeout)
        self.read()
        return code if code >= 0 else 128 - code

    def wait_stopped(self, timeout: float = TIMEOUT) -> None:
        """Wait until a signal has stopped the program, as ctrl+z does."""
        deadline = time.monotonic() + timeout
        while os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WNOHANG) is None:
            if time.monotonic() > deadline:
                raise AssertionError(self._told(f"not stopped after {timeout} s"))
            self.read(0.02)
        self.read()

    def modes(self) -> dict[int | str, bool]:
        """The terminal's modes, as the program left them: DEC private ones by number, and `kitty`."""
        self.read()
        return dict(self._emulator.modes)

    def attributes(self) -> list[Any]:
        """The terminal's settings as `stty` would show them."""
        return termios.tcgetattr(self._slave)

    def read(self, timeout: float = 0.0) -> bool:
        """Draw what the program has written; wait at most `timeout` seconds for something. Whether there was any."""
        found = False
        while True:
            if self._master == _CLOSED or not select.select([self._master], [], [], timeout)[0]:
                return found
            data = os.read(self._master, 65536)
            found = True
            timeout = 0.0
            if self._keep_raw:
                self.raw += data
            self._emulator.feed(self._decode(data))

    def _read_until_quiet(self, seconds: float) -> None:
        end = time.monotonic() + 20 * seconds
        while self.read(seconds) and time.monotonic() < end:
            continue

    def _write(self, text: str | bytes) -> None:
        data = text.encode() if isinstance(text, str) else text
        while data:
            select.select([], [self._master], [])
            data = data[os.write(self._master, data[:512]) :]
            self.read()

    def _answer(self, text: str) -> None:
        """What the terminal itself sends; it comes in the middle of drawing, so nothing is read meanwhile."""
        os.write(self._master, text.encode())

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _told(self, what: str) -> str:
        width = self.screen.columns
        lines = [f"│{line:<{width}}│" for line in self._emulator.lines()]
        return "\n".join([what, "┌" + "─" * width + "┐", *lines, "└" + "─" * width + "┘"])


def _take_terminal() -> None:
    """In the child: make the terminal its own, as a terminal window does."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
