"""The programs that are measured: what they are started as, and what they talk to."""

import compileall
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from slatis_tui.sandbox.launch import SandboxAddress, SandboxProcess
from slatis_tui.sandbox.options import SandboxOptions
from tests.bench.timed import TimedProgram
from tests.support.pty_terminal import ROOT, PtyProgram

MANY = 100_000
FEW = 100
USUAL = 400
"""Bookings of a sandbox, where nobody asks for another number."""

_BASELINE = Path(__file__).with_name("header_and_footer.py")
LOADING_TIMEOUT = 600.0
"""Seconds, for seeding many bookings and for loading them."""
_SETTLED_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Server:
    """A sandbox without a rate limit, in a process of its own."""

    address: SandboxAddress
    pid: int

    @property
    def variables(self) -> dict[str, str | None]:
        """What tells a console where it is."""
        return {"SLATIS_BASE_URL": self.address.base_url, "SLATIS_API_KEY": self.address.secret_key}


class World:
    """Sandboxes and programs in terminals of 120×40; ends them all."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="slatis-bench-")))
        self._servers: dict[int, Server] = {}
        self._loaded: dict[int, TimedProgram] = {}

    def __enter__(self) -> Self:
        """Leave nothing to be compiled by the first start."""
        compileall.compile_dir(ROOT / "slatis_tui", quiet=1)
        for program in (self.baseline(), self.console(USUAL)):
            with program:
                program.wait_quiet()
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _tb: TracebackType | None
    ) -> None:
        self._stack.close()

    def server(self, bookings: int) -> Server:
        """The sandbox with so many bookings, started when it is first asked for."""
        if bookings not in self._servers:
            folder = self.folder / f"sandbox-{bookings}"
            folder.mkdir()
            process = SandboxProcess.start(SandboxOptions(bookings=bookings, rate=0), folder)
            self._stack.callback(process.close)
            self._servers[bookings] = Server(process.ready(LOADING_TIMEOUT), process.pid)
        return self._servers[bookings]

    def baseline(self) -> TimedProgram:
        """Start the least that a Textual program can show."""
        return TimedProgram([sys.executable, str(_BASELINE)], home=self._home(), keep_raw=False)

    def console(self, bookings: int, *options: str) -> TimedProgram:
        """Start a console on that sandbox."""
        return self.console_on(self.server(bookings), *options)

    def console_on(self, server: Server, *options: str) -> TimedProgram:
        """Start a console on this one."""
        return TimedProgram([*_console(), *options], home=self._home(), env=server.variables, keep_raw=False)

    def loaded(self, bookings: int) -> TimedProgram:
        """A console that has all views loaded to their ends and shows all bookings; started once."""
        if bookings not in self._loaded:
            console = self._stack.enter_context(self.console(bookings, "--view", "all"))
            console.wait_for(f" {bookings} of {bookings}", LOADING_TIMEOUT)
            console.wait_for(_every_tab_is_counted, LOADING_TIMEOUT)
            console.wait_quiet(_SETTLED_SECONDS)
            self._loaded[bookings] = console
        return self._loaded[bookings]

    def _home(self) -> Path:
        return Path(tempfile.mkdtemp(prefix="home-", dir=self.folder))


def _console() -> list[str]:
    """The installed script, where this environment has one."""
    script = Path(sys.executable).with_name("slatis-tui")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "slatis_tui"]


def _every_tab_is_counted(console: PtyProgram) -> bool:
    tabs = console.screen.display[1]
    return "All" in tabs and not any(sign in tabs for sign in "…+")
