"""A server of raw TCP: whatever bytes a test wants, when and how it wants them, on a real socket."""

import asyncio
import json
import socket
import ssl
import struct
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from slatis_tui.api._pacing import Sleep
from slatis_tui.api.client import Deadlines, SlatisClient
from tests.api.fakes import KEY, booking

_PATIENCE = 40.0
"""Seconds until a test gives up waiting for what it expects."""


class Caller:
    """One connection to the server."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int) -> None:
        self._reader = reader
        self._writer = writer
        self.number = number
        """How many connections came before."""

    async def request(self) -> bytes:
        """The next request, head and body.

        Raises:
            IncompleteReadError: the caller hung up.
        """
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = next((line[15:] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b"0")
        return head + await self._reader.readexactly(int(length))

    async def take(self, count: int) -> bytes:
        """The next so many bytes of a request.

        Raises:
            IncompleteReadError: the caller hung up.
        """
        return await self._reader.readexactly(count)

    async def say(self, content: bytes) -> None:
        """Send these bytes."""
        self._writer.write(content)
        await self._writer.drain()

    async def hang_up(self) -> None:
        """Close in good order."""
        self._writer.close()

    def reset(self) -> None:
        """Close with a RST, as a crashed server or a firewall does."""
        raw = self._writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def gone(self) -> None:
        """Wait until the caller has hung up."""
        await self._reader.read()


Script = Callable[[Caller], Awaitable[None]]


class RawServer:
    """Runs a script for every connection, and counts."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.port = 0
        self.connections = 0
        self.open = 0

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        caller = Caller(reader, writer, self.connections)
        self.connections += 1
        self.open += 1
        try:
            await self._script(caller)
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            self.open -= 1
            writer.close()


@asynccontextmanager
async def serving(script: Script, tls: ssl.SSLContext | None = None) -> AsyncIterator[RawServer]:
    """A server on a free loopback port, gone at the end."""
    raw = RawServer(script)
    listening = await asyncio.start_server(raw, "127.0.0.1", 0, ssl=tls)
    raw.port = listening.sockets[0].getsockname()[1]
    try:
        yield raw
    finally:
        listening.close()
        await eventually(lambda: raw.open == 0)


async def no_pause(_seconds: float) -> None:
    """Let the others run."""
    await asyncio.sleep(0)


async def never_again(_seconds: float) -> None:
    """Fail: only who tries again pauses."""
    raise AssertionError("tried again")


@asynccontextmanager
async def calling(
    port: int, deadlines: Deadlines | None = None, scheme: str = "http", sleep: Sleep = no_pause, **options: Any
) -> AsyncIterator[SlatisClient]:
    """A client of that port, which does not pause between its attempts."""
    url = f"{scheme}://127.0.0.1:{port}/v1"
    async with SlatisClient(url, KEY, clock=time.time, sleep=sleep, deadlines=deadlines, **options) as client:
        yield client


async def eventually(condition: Callable[[], bool]) -> None:
    """Wait until the condition holds.

    Raises:
        TimeoutError: it did not.
    """
    async with asyncio.timeout(_PATIENCE):
        while True:
            if condition():
                return
            await asyncio.sleep(0.002)


def http(document: Any, status: str = "200 OK", *headers: str) -> bytes:
    """An answer as it stands on the wire."""
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", f"Content-Length: {len(content)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + content


def closed_port() -> int:
    """A loopback port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


ONE = http({"success": True, "booking": booking("bkg_1")})


def answering(answer: bytes) -> Script:
    """A server that keeps its connections and always says the same."""

    async def script(caller: Caller) -> None:
        while True:
            await caller.request()
            await caller.say(answer)

    return script
