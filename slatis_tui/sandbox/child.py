"""The life of the demo's sandbox process: read the orders, say where it is, serve until the console is gone."""

import json
import os
import shutil
import signal
import sys
import threading
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

from slatis_tui.errors import SlatisError
from slatis_tui.sandbox.options import SandboxOptions

_REMOVAL_TRIES = 20
_BETWEEN_TRIES = 0.05
"""Seconds."""


def main() -> None:
    """Run until the pipe on standard input ends; then remove the folder and end, whatever is going on."""
    os.umask(0o077)
    line = sys.stdin.readline()
    if not line:
        return
    orders = json.loads(line)
    options, folder = SandboxOptions.from_json(orders["options"]), Path(orders["folder"])
    _end_with_the_console(folder)
    _serve(options, folder)


def _serve(options: SandboxOptions, folder: Path) -> None:
    """Seed, say where it is, and serve for good."""
    from slatis_tui.sandbox.server import prepared, run  # late: the pipe is watched before anything slow is done

    try:
        with prepared(options, options.db or folder / "sandbox.db") as sandbox:
            _say(
                {
                    "base_url": sandbox.base_url,
                    "secret_key": sandbox.keys.secret,
                    "public_key": sandbox.keys.public,
                    "now": sandbox.clock.now(),
                }
            )
            run(sandbox, signals=())
    except SlatisError as error:
        _say({"error": error.explained()})


def _say(handshake: dict[str, object]) -> None:
    """The handshake, as one line."""
    print(json.dumps(handshake), flush=True)


def _end_with_the_console(folder: Path) -> None:
    """Watch the pipe from a thread of its own: seeding must not keep the process from ending.

    Nothing is shut down in good order, because nothing is to remain. A terminating signal ends it the same way.
    """

    def on_signal(_: int, __: FrameType | None) -> None:
        _vanish(folder)

    def watch() -> None:
        while os.read(sys.stdin.fileno(), 4096):
            pass
        _vanish(folder)

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the console's
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    threading.Thread(target=watch, name="console watch", daemon=True).start()


def _vanish(folder: Path) -> NoReturn:
    """Remove the folder and end. SQLite may put a file back while it goes, hence more than one try."""
    for _ in range(_REMOVAL_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(_BETWEEN_TRIES)
    os._exit(0)
