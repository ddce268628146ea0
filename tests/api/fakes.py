"""A clock that only moves by sleeping, answers over an in-memory transport, and clients that use both."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import httpx

from slatis_tui.api.client import Deadlines, SlatisClient

BASE = "https://slatis.test/v1"
KEY = "sk_test_abcdefghijklmnop"
START = 1_800_000_000.0

Handler = Callable[[httpx.Request], httpx.Response]


class FakeTime:
    """Unix seconds that pass only while someone sleeps."""

    def __init__(self) -> None:
        self.now = START
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let the time pass, and the others run."""
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


class Chunks(httpx.AsyncByteStream):
    """A body that arrives in pieces, and knows whether it was closed."""

    def __init__(self, *chunks: bytes) -> None:
        self._chunks = chunks
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for chunk in self._chunks:
            yield chunk

    async def aclose(self) -> None:
        """Note that the connection went back."""
        self.closed = True


class Server:
    """Answers from a list, the last one for ever; keeps what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception | Handler) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else answer(request)

    @property
    def targets(self) -> list[str]:
        """Method and target of each request, as they stood on the wire."""
        return [f"{request.method} {request.url.raw_path.decode()}" for request in self.requests]


def said(
    document: Any, status: int = 200, headers: Mapping[str, str] | None = None, content_type: str = "application/json"
) -> httpx.Response:
    """An answer with that JSON, or with those bytes."""
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return httpx.Response(status, headers={"Content-Type": content_type, **(headers or {})}, content=content)


def refusal(
    status: int, code: str, message: str, headers: Mapping[str, str] | None = None, **rest: Any
) -> httpx.Response:
    """The error envelope of the vendor's documentation."""
    return said({"success": False, "error": {"code": code, "message": message, **rest}}, status, headers)


def rate(remaining: int, limit: int = 100, reset: float = 60) -> dict[str, str]:
    """The headers of the rate limit, the reset in seconds from the start."""
    return {
        "x-ratelimit-limit": str(limit),
        "x-ratelimit-remaining": str(remaining),
        "x-ratelimit-reset": str(int(START + reset)),
    }


def client_of(
    handler: Handler,
    time: FakeTime | None = None,
    *,
    key: str = KEY,
    base: str = BASE,
    deadlines: Deadlines | None = None,
) -> SlatisClient:
    """A client whose requests go to the handler, by a clock of its own."""
    fake = time or FakeTime()
    transport = httpx.MockTransport(handler)
    return SlatisClient(base, key, clock=fake, transport=transport, sleep=fake.sleep, deadlines=deadlines, steady=fake)


def booking(booking_id: str = "bkg_01xyz", status: str = "SCHEDULED", **rest: Any) -> dict[str, Any]:
    """A booking object with all that the documentation names."""
    return {
        "id": booking_id,
        "status": status,
        "event_type_id": "evt_01abc",
        "assigned_to_id": "mem_01",
        "start_time": "2026-05-01T14:00:00.000Z",
        "end_time": "2026-05-01T14:30:00.000Z",
        "attendee": {
            "name": "Jane Smith",
            "email": "jane@example.com",
            "phone": "+1-555-0123",
            "timezone": "America/New_York",
        },
        "custom_fields": {"company": "Acme Corp", "topic": "Product demo"},
        "metadata": {"source": "website"},
        "created_at": "2026-04-20T09:00:00.000Z",
        "updated_at": "2026-04-21T09:00:00.000Z",
    } | rest


def page(*bookings: Any, next_cursor: str | None = None) -> dict[str, Any]:
    """One page of a list of bookings."""
    pagination = {"next_cursor": next_cursor, "has_more": next_cursor is not None}
    return {"success": True, "bookings": list(bookings), "pagination": pagination}
