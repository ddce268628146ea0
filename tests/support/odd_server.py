"""A server that speaks HTTP and otherwise answers as a test tells it to: sparse, garbled, hostile, or not at all."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

KEY = "sk_test_odd_0123456789abcdef"
_BASE = "/v1"


class Asked(NamedTuple):
    """A request."""

    method: str
    path: str
    """Below the base URL, with what was percent-encoded as it was meant."""
    query: dict[str, str]
    body: Any
    """The JSON value of the body; None where there is none."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: JSON unless `body` is bytes, which go as they are."""

    body: Any = None
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


Answering = Callable[[Asked], "Reply | dict[str, Any]"]
"""A plain object is the body of a 200."""


def refusal(status: int, code: Any = "", message: Any = "", **more: Any) -> Reply:
    """An error envelope (vendor's documentation, "Errors")."""
    return Reply({"success": False, "error": {"code": code, "message": message, **more}}, status)


def page(bookings: list[Any], next_cursor: str | None = None, **more: Any) -> dict[str, Any]:
    """One page of a list of bookings (vendor's API Conventions page, "Cursor-based pagination")."""
    pagination = {"next_cursor": next_cursor, "has_more": next_cursor is not None}
    return {"success": True, "bookings": bookings, "pagination": pagination, **more}


@dataclass
class OddServer:
    """Asks `answers` for each request: by method and path, then by method and the path's first part.

    What nobody answers is an empty list, or a 404.
    """

    port: int = 0
    answers: dict[tuple[str, str], Answering] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)
    held: dict[str, asyncio.Event] = field(default_factory=dict)
    """By method: what its answers wait for."""

    @property
    def base_url(self) -> str:
        """Where the API is."""
        return f"http://127.0.0.1:{self.port}{_BASE}"

    def on(self, method: str, path: str, answer: Answering) -> None:
        """Answer such requests so from now on."""
        self.answers[method, path] = answer

    def hold(self, method: str) -> asyncio.Event:
        """Answer no request of that method until the event is set."""
        return self.held.setdefault(method, asyncio.Event())

    def gives(self, bookings: list[Any]) -> None:
        """List these bookings, whatever the filters, and give each by its id."""
        self.on("GET", "bookings", lambda _: page(bookings))
        self.on("GET", "bookings/", lambda asked: _one_of(bookings, asked.path.partition("/")[2]))

    def counted(self, method: str, path: str) -> int:
        """How often that was asked for."""
        return sum(asked.method == method and asked.path == path for asked in self.requests)

    def reply(self, asked: Asked) -> Reply:
        """The answer to a request."""
        self.requests.append(asked)
        collection, slash, _ = asked.path.partition("/")
        answer = self.answers.get((asked.method, asked.path)) or self.answers.get((asked.method, collection + slash))
        if answer is None:
            return Reply(_EMPTY[asked.path]) if asked.path in _EMPTY else refusal(404, "not_found", "There is no such")
        said = answer(asked)
        return said if isinstance(said, Reply) else Reply(said)


_EMPTY: dict[str, dict[str, Any]] = {
    "bookings": page([]),
    "event-types": {"success": True, "event_types": []},
    "team/members": {"success": True, "members": [], "pagination": {"has_more": False}},
    "availability": {"success": True, "slots": []},
}


def _one_of(bookings: list[Any], booking_id: str) -> Reply:
    found = [one for one in bookings if isinstance(one, dict) and one.get("id") == booking_id]
    return Reply({"success": True, "booking": found[0]}) if found else refusal(404, "not_found", "There is no such")


@asynccontextmanager
async def running_odd_server() -> AsyncIterator[OddServer]:
    """An odd server on a free loopback port, ended afterwards."""
    odd = OddServer()
    serving: dict[asyncio.Task[None] | None, asyncio.StreamWriter] = {}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving[asyncio.current_task()] = writer
        try:
            while True:
                asked = await _read(reader)
                if asked.method in odd.held:
                    await odd.held[asked.method].wait()
                writer.write(_written(odd.reply(asked)))
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            del serving[asyncio.current_task()]
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=4 * 1024 * 1024)
    odd.port = server.sockets[0].getsockname()[1]
    try:
        yield odd
    finally:
        server.close()
        for writer in serving.values():
            writer.close()
        await asyncio.gather(*filter(None, serving))
        await server.wait_closed()


async def _read(reader: asyncio.StreamReader) -> Asked:
    """The next request of a connection.

    Raises:
        IncompleteReadError: the caller hung up.
    """
    head = await reader.readuntil(b"\r\n\r\n")
    first, *others = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in others)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    method, target, _ = first.split(" ")
    parts = urlsplit(target)
    path = unquote(parts.path.removeprefix(f"{_BASE}/"))
    return Asked(method, path, dict(parse_qsl(parts.query)), json.loads(body) if body else None)


def _written(reply: Reply) -> bytes:
    if isinstance(reply.body, bytes):
        body, kind = reply.body, "text/html"
    else:
        body, kind = json.dumps(reply.body).encode(), "application/json"
    lines = [
        f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in reply.headers),
    ]
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape") + body
