"""Starting the demo's sandbox in a process of its own. The standard library alone, cheap to import."""

import json
import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from slatis_tui.errors import SlatisError
from slatis_tui.sandbox.options import SandboxOptions

_GRACE = 2.0
"""Seconds for the process to end by itself once its pipe is closed."""
_KILL_AFTER = 1.0
"""Seconds between asking it to end and ending it."""
_IMPORT_ROOT = Path(__file__).resolve().parents[2]
"""The folder that holds the package: the child starts there, so that it finds the package and no stray module."""
_LOG = "sandbox.log"


@dataclass(frozen=True, slots=True)
class SandboxAddress:
    """Where a sandbox is, and how to get in."""

    base_url: str
    secret_key: str
    public_key: str
    now: float
    """Its clock when it became ready, in Unix seconds."""


class SandboxProcess:
    """A sandbox that lives as long as this process holds its pipe, and whose folder goes with it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    @classmethod
    def start(cls, options: SandboxOptions, folder: Path) -> "SandboxProcess":
        """Start it; it gets ready on its own.

        When the pipe between the two ends, by `close` or because this process is gone in whatever way, the
        sandbox ends and removes the folder with all that is in it.

        Args:
            options: passed over the pipe, never as arguments.
            folder: an existing folder that is the demo's alone. Where `options.db` is None the database is in it.

        Raises:
            SlatisError: the process can't be started.
        """
        try:
            process = _spawn(folder)
        except OSError as error:
            raise SlatisError(f"The sandbox can't be started: {error.strerror}") from error
        orders = json.dumps({"options": options.to_json(), "folder": str(folder.resolve())})
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # it is gone already, which `ready` tells
            process.stdin.write(orders.encode() + b"\n")
            process.stdin.flush()
        return cls(process)

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def ready(self, timeout: float) -> SandboxAddress:
        """Wait until it is seeded and listening; blocks, so call it in a thread.

        Args:
            timeout: seconds.

        Raises:
            SlatisError: it ended, could not start, or was late.
        """
        answer = json.loads(self._handshake(time.monotonic() + timeout))
        if "error" in answer:
            raise SlatisError(f"The sandbox could not start: {answer['error']}")
        return SandboxAddress(**answer)

    def _handshake(self, deadline: float) -> bytes:
        """The one line that it says."""
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        line = b""
        while not line.endswith(b"\n"):
            readable, _, _ = select.select([descriptor], [], [], max(0.0, deadline - time.monotonic()))
            if not readable:
                raise SlatisError("The sandbox was not ready in time")
            chunk = os.read(descriptor, 65536)
            if not chunk:
                raise SlatisError("The sandbox ended before it was ready")
            line += chunk
        return line

    def close(self) -> None:
        """End it and wait until it has. May be called more than once."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        for timeout, go_on in ((_GRACE, self._process.terminate), (_KILL_AFTER, self._process.kill)):
            try:
                self._process.wait(timeout)
                return
            except subprocess.TimeoutExpired:
                go_on()
        self._process.wait()


def _spawn(folder: Path) -> subprocess.Popen[bytes]:
    """The child, in a session of its own so that the terminal's Ctrl+C does not reach it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SLATIS_")}
    with open(folder / _LOG, "wb", opener=_private) as log:
        return subprocess.Popen(
            [sys.executable, "-m", "slatis_tui.sandbox"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=_IMPORT_ROOT,
            env=environment,
            start_new_session=True,
        )


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
