"""The command `slatis-tui sandbox`: the same Slatis for other clients, in the foreground."""

import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from slatis_tui.sandbox.options import SandboxOptions
from slatis_tui.sandbox.server import Sandbox, prepared, run

_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _Ended(BaseException):
    """A signal came before there was a server to stop."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def serve(options: SandboxOptions, announce: Callable[[str], None]) -> int:
    """Serve until Ctrl+C, after announcing line by line where and with which keys.

    With `options.db` data and keys stay in that file; without it they go when this returns.

    Returns:
        The exit code: 0 after Ctrl+C, 128 + n after another signal n.

    Raises:
        UsageError: the host is not loopback, or the port or the database can't be used. Nothing was served.
    """
    received: int = signal.SIGINT
    try:
        with (
            _signals_held() as came,
            _database_path(options) as path,
            _signals_let_in(),
            prepared(options, path) as sandbox,
        ):
            for line in _announcement(sandbox, options):
                announce(line)
            signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
            _end_if_one_came(came)
            received = run(sandbox, _ENDING) or received
    except _Ended as ended:
        received = ended.number
    return 0 if received == signal.SIGINT else 128 + received


def _end_if_one_came(came: list[int]) -> None:
    """Python swallows what is raised inside a weak reference's callback, and `_Ended` can be raised there."""
    if came:
        raise _Ended(came[0])


@contextmanager
def _signals_held() -> Iterator[list[int]]:
    """Let the ending signals wait, so that none comes between making a temporary folder and looking after it.

    Once let in, they raise `_Ended` while there is no event loop to take them, such as while seeding. Yields the list
    that they are noted in.
    """
    came: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        came.append(number)
        raise _Ended(number)

    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    before = {number: signal.signal(number, end) for number in _ENDING}
    try:
        yield came
    finally:
        for number in _ENDING:
            signal.signal(number, signal.SIG_IGN)  # forgets what came while cleaning up: a second Ctrl+C
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _signals_let_in() -> Iterator[None]:
    """The time in which the signals are not held."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)


@contextmanager
def _database_path(options: SandboxOptions) -> Iterator[Path]:
    """The file that was asked for, or one that goes at the end."""
    if options.db is not None:
        yield options.db
        return
    with tempfile.TemporaryDirectory(prefix="slatis-sandbox-") as folder:
        yield Path(folder, "sandbox.db")


def _announcement(sandbox: Sandbox, options: SandboxOptions) -> list[str]:
    """What the operator needs to reach it, ready to copy."""
    kept = f"Data stays in {options.db}." if options.db else "Data goes when it ends."
    return [
        f"The sandbox is ready. {kept} Ctrl+C ends it.",
        f"base URL    {sandbox.base_url}",
        f"secret key  {sandbox.keys.secret}",
        f"public key  {sandbox.keys.public}",
        "",
        f"export SLATIS_BASE_URL={sandbox.base_url}",
        f"export SLATIS_API_KEY={sandbox.keys.secret}",
    ]
