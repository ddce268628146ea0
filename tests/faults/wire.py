"""Connections without sockets: the client's own HTTP library at one end, the chaos server at the other, bytes between.

A process that dies resets its connections, as the system does for it.
"""

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore
import httpx

from tests.api.chaos import Caller
from tests.faults.virtual import Life

Serve = Callable[[Caller], Awaitable[None]]
Connecting = Callable[[str], Awaitable[None]]
"""Called with the life's name before it is let in; raises ConnectionRefusedError, or waits for ever."""


class MemoryStream(httpcore.AsyncNetworkStream):
    """The client's end."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.incoming = asyncio.StreamReader()
        self.outgoing = asyncio.StreamReader()
        self.broken = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come; empty at the end."""
        try:
            async with asyncio.timeout(timeout):
                return await self.incoming.read(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout from error
        except ConnectionResetError as error:
            raise httpcore.ReadError from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send these bytes."""
        if self.broken or self._life.dead:
            raise httpcore.WriteError from BrokenPipeError()
        self.outgoing.feed_data(buffer)
        await asyncio.sleep(0)

    async def aclose(self) -> None:
        """Hang up."""
        self.broken = True
        self.outgoing.feed_eof()

    def reset(self) -> None:
        """Hang up as a process does that ends in the middle."""
        self.broken = True
        self.outgoing.set_exception(ConnectionResetError())

    def get_extra_info(self, info: str) -> Any:
        """Whether something stands in the way of another request over this connection."""
        if info != "is_readable":
            return None
        return self.broken or self.incoming.at_eof() or self.incoming.exception() is not None


class MemoryCaller(Caller):
    """The server's end."""

    def __init__(self, stream: MemoryStream, number: int) -> None:
        self._reader = stream.outgoing
        self._stream = stream
        self.number = number

    async def say(self, content: bytes) -> None:
        """Send these bytes."""
        if self._stream.broken:
            raise ConnectionResetError
        self._stream.incoming.feed_data(content)
        await asyncio.sleep(0)

    async def hang_up(self) -> None:
        """Close in good order."""
        self._stream.broken = True
        self._stream.incoming.feed_eof()

    def reset(self) -> None:
        """Close with a reset."""
        self._stream.broken = True
        self._stream.incoming.set_exception(ConnectionResetError())


class MemoryBackend(httpcore.AsyncNetworkBackend):
    """Connects one life to the server."""

    def __init__(self, life: Life, serve: Serve, connecting: Connecting) -> None:
        self._life = life
        self._serve = serve
        self._connecting = connecting
        self._connections = 0

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection, unless the server is not there."""
        try:
            async with asyncio.timeout(timeout):
                await self._connecting(self._life.name)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error
        except ConnectionRefusedError as error:
            raise httpcore.ConnectError from error
        stream = MemoryStream(self._life)
        if self._life.dead:
            raise httpcore.ConnectError
        self._life.at_death.append(stream.reset)
        self._connections += 1
        outside = Life("server")
        outside.start(_serving(self._serve, MemoryCaller(stream, self._connections - 1)))
        return stream


async def _serving(serve: Serve, caller: MemoryCaller) -> None:
    try:
        await serve(caller)
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        if not caller._stream.broken:
            await caller.hang_up()


def memory_pool(life: Life, serve: Serve, connecting: Connecting) -> httpx.AsyncBaseTransport:
    """httpx's transport over a pool whose connections are in memory."""
    transport = httpx.AsyncHTTPTransport(verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), trust_env=False)
    transport._pool = httpcore.AsyncConnectionPool(
        max_connections=100, max_keepalive_connections=20, network_backend=MemoryBackend(life, serve, connecting)
    )
    return transport
