"""Putting a sandbox together and serving it, for the demo's child process and for the command alike."""

import asyncio
import ipaddress
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from slatis_tui.errors import UsageError
from slatis_tui.sandbox.backend import Backend
from slatis_tui.sandbox.clock import SandboxClock
from slatis_tui.sandbox.database import opened
from slatis_tui.sandbox.keys import KeyRing
from slatis_tui.sandbox.options import SandboxOptions
from slatis_tui.sandbox.rates import RateLimiter
from slatis_tui.sandbox.seed import prepare

_BASE_PATH = "/v1"
_BACKLOG = 128
"""Connections that may wait to be accepted."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A sandbox that is ready: connections are accepted from now on, and answered once `run` is called."""

    base_url: str
    keys: KeyRing
    clock: SandboxClock
    backend: Backend
    listener: socket.socket


@contextmanager
def prepared(options: SandboxOptions, path: Path) -> Iterator[Sandbox]:
    """A sandbox over that file, seeded if the file is new, and listening.

    Raises:
        UsageError: the host is no loopback address, the port is taken, a figure is negative, or the file can't be used.
    """
    _check(options)
    clock = SandboxClock(options.now)
    with _listening(options.host, options.port) as listener, opened(path) as database:
        keys = prepare(database, options, clock.now_ms())
        limiter = RateLimiter(options.rate, clock.now)
        backend = Backend(database, clock, keys, limiter, options.latency_ms / 1000)
        yield Sandbox(_base_url(options.host, listener), keys, clock, backend, listener)


def run(sandbox: Sandbox, signals: tuple[signal.Signals, ...]) -> signal.Signals | None:
    """Serve until one of these signals comes; which one it was, or None where the server ended by itself.

    They are let in only while the event loop is there to take them: whoever calls this holds them before and after.
    """
    return asyncio.run(_run(sandbox, signals))


async def _run(sandbox: Sandbox, signals: tuple[signal.Signals, ...]) -> signal.Signals | None:
    from slatis_tui.sandbox.app import build_app  # late: the socket listens while this is imported
    from slatis_tui.sandbox.http_server import HttpServer

    server = HttpServer(build_app(sandbox.backend, _BASE_PATH))
    caught: list[signal.Signals] = []

    def end(received: signal.Signals) -> None:
        caught.append(received)
        server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in signals:
        loop.add_signal_handler(number, end, number)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)
    await server.serve(sockets=[sandbox.listener])
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    return caught[0] if caught else None


def _check(options: SandboxOptions) -> None:
    for name in ("bookings", "members", "latency_ms", "rate"):
        if getattr(options, name) < 0:
            raise UsageError(f"{name} can't be negative")
    if not _is_loopback(options.host):
        raise UsageError(
            f"The sandbox can't listen on {options.host!r}", hint="Give a loopback address, such as 127.0.0.1."
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens there.

    Raises:
        UsageError: the port can't be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio does not turn Nagle's algorithm off and every answer takes 40 ms.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
            listener.listen(_BACKLOG)
        except (OSError, OverflowError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or "it is not from 0 to 65535"
            hint = "Give another --port, or 0."
            raise UsageError(f"Port {port} of {host} can't be used: {reason}", hint=hint) from error
        yield listener


def _base_url(host: str, listener: socket.socket) -> str:
    port = listener.getsockname()[1]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{_BASE_PATH}"
