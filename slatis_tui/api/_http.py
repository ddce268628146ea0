"""The only owner of connections: builds a request, sends it, reads its answer, and turns what failed into an error.

It speaks to httpx's transport and not to its `AsyncClient`, whose redirects, cookies, environment and log of URLs
are all unwanted here, and which costs a fifth of the time of a request.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from slatis_tui import __version__
from slatis_tui.api._answer import Answer
from slatis_tui.api._body import CAP, Body, NotSlatis, TooLarge, parse_object
from slatis_tui.api._failures import HeldBack, Progress, redirected, refused, unanswered, unreadable
from slatis_tui.api._httpx import httpx
from slatis_tui.api._key import ApiKey
from slatis_tui.api._link import LinkState
from slatis_tui.api._pacing import Pacing, Sleep
from slatis_tui.api._retry import Failure, Repeat, RetryBudget, Tries
from slatis_tui.api._values import text
from slatis_tui.domain.ports import Link
from slatis_tui.errors import Unauthorized, Unreachable

Query = Sequence[tuple[str, str]]
_STALE = 300.0
"""Seconds after which a write that is still here does not leave any more: whoever sends it judges anew.

No wait for the rate limit is that long, so the machine has slept, or this program was stopped.
"""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds by the wall clock. Waiting for the rate limit does not count."""

    connect: float = 5.0
    attempt: float = 20.0
    operation: float = 60.0
    """A read with all its attempts and the pauses between them."""


class Http:
    """Requests to one server with one key."""

    def __init__(
        self,
        base: httpx.URL,
        key: ApiKey,
        transport: httpx.AsyncBaseTransport,
        pacing: Pacing,
        sleep: Sleep,
        deadlines: Deadlines,
    ) -> None:
        self.link = LinkState()
        self._base = str(base).rstrip("/")
        self._host = text(base.netloc.decode("ascii", "replace"))
        self._key = key
        self._transport = transport
        self._pacing = pacing
        self._sleep = sleep
        self._deadlines = deadlines
        self.budget = RetryBudget()
        self._closed = False
        self._timeout = httpx.Timeout(deadlines.attempt, connect=deadlines.connect, pool=deadlines.connect).as_dict()

    async def read(self, path: str, query: Query = (), *, background: bool = False) -> Answer:
        """GET, again if it is worth it.

        Raises:
            ApiError: no attempt brought a 2xx of Slatis's.
        """
        tries, spent, rejected = Tries(self.budget), 0.0, self.link.link.key_rejected
        now = asyncio.get_running_loop().time
        while True:
            await self._turn(rejected, background=background)
            began = now()
            outcome = await self._attempt("GET", path, query, self._deadlines.operation - spent)
            if isinstance(outcome, Answer):
                return outcome
            spent += now() - began
            pause = tries.delay(outcome, self._deadlines.operation - spent)
            if pause is None:
                raise outcome.error from outcome.cause
            spent += pause
            await self._sleep(pause)

    async def write(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Iterable[tuple[str, str]] = (),
        *,
        within: float | None = None,
    ) -> Answer:
        """Send these bytes exactly once, after a running 429 block, and at most some minutes (`within`) from now.

        Raises:
            ApiError: it brought no 2xx of Slatis's; `uncertain` says whether it may have been carried out.
        """
        asked_at, longest = self._pacing.steady(), _STALE if within is None else within

        def is_stale() -> bool:
            return self._pacing.steady() - asked_at > longest

        await self._turn(self.link.link.key_rejected)
        content_type = [("Content-Type", "application/json")] if body else []
        outcome = await self._attempt(
            method, path, (), self._deadlines.attempt, body=body, headers=[*content_type, *headers], is_stale=is_stale
        )
        if isinstance(outcome, Answer):
            return outcome
        raise outcome.error from outcome.cause

    async def _turn(self, was_rejected: bool, *, background: bool = False) -> None:
        """Wait until a request may leave; not any more once the key was rejected since it was asked for."""
        await self._pacing.turn(background=background)
        if self.link.link.key_rejected and not was_rejected:
            self._pacing.back()
            raise Unauthorized("The key was rejected while this request waited; it was not sent", status=401)

    async def close(self) -> None:
        """Close every connection; nothing is sent from then on. May be called more than once."""
        self._closed = True
        await self._transport.aclose()

    async def _attempt(
        self,
        method: str,
        path: str,
        query: Query,
        seconds: float,
        *,
        body: bytes = b"",
        headers: Iterable[tuple[str, str]] = (),
        is_stale: Callable[[], bool] = bool,
    ) -> Answer | Failure:
        try:
            return await self._ended(method, path, query, seconds, body=body, headers=headers, is_stale=is_stale)
        finally:
            self._pacing.back()

    async def _ended(
        self,
        method: str,
        path: str,
        query: Query,
        seconds: float,
        *,
        body: bytes,
        headers: Iterable[tuple[str, str]],
        is_stale: Callable[[], bool],
    ) -> Answer | Failure:
        if self._closed:
            return Failure(Unreachable("The connection has been closed"))
        was_rejected = self.link.link.key_rejected
        progress = Progress(method == "GET", self._host, uuid4().hex, is_stale)
        if is_stale():
            return unanswered(HeldBack(), progress)
        url = f"{self._base}/{path}" + (f"?{urlencode(query, quote_via=quote, errors='replace')}" if query else "")
        request = httpx.Request(
            method,
            url,
            headers=[*self._headers(progress.request_id), *headers],
            content=body or None,
            extensions={"timeout": self._timeout, "trace": progress},
        )
        try:
            async with asyncio.timeout(min(seconds, self._deadlines.attempt)):
                outcome = await self._exchange(request, progress)
        except (httpx.HTTPError, OSError) as error:  # a TimeoutError is an OSError
            outcome = unanswered(error, progress)
        self._note(outcome, was_rejected)
        return outcome

    async def _exchange(self, request: httpx.Request, progress: Progress) -> Answer | Failure:
        response = await self._transport.handle_async_request(request)
        status, headers = response.status_code, response.headers
        progress.request_id = text(headers.get("x-request-id"), 100) or progress.request_id
        wait = self._pacing.observe(status, headers)
        stream = response.stream
        assert isinstance(stream, httpx.AsyncByteStream)
        try:
            if not 200 <= status < 400:
                return refused(
                    status,
                    await _document_of_refusal(stream, headers),
                    progress,
                    wait=wait,
                    public_live=self._key.is_public_live,
                )
            if status >= 300:
                return redirected(status, headers.get("location", ""), progress)
            return await self._answer(stream, status, headers, progress)
        finally:
            await stream.aclose()

    async def _answer(
        self, stream: httpx.AsyncByteStream, status: int, headers: httpx.Headers, progress: Progress
    ) -> Answer | Failure:
        try:
            body = await _gather(stream, headers)
            document = parse_object(body)
        except TooLarge as error:
            return unreadable(f"The answer is not read: {error}", status, progress, Repeat.NEVER, error)
        except NotSlatis as error:
            kind = text(headers.get("content-type", "").split(";")[0], 60) or "no content type"
            return unreadable(f"This is not an answer of Slatis ({kind}): {error}", status, progress, cause=error)
        if document.get("success") is False:
            return refused(status, document, progress, wait=None, public_live=False)
        return Answer(document, body, status, progress.request_id, progress.aftermath)

    def _headers(self, request_id: str) -> list[tuple[str, str]]:
        return [
            ("Authorization", self._key.authorization()),
            ("Accept", "application/json"),
            ("Accept-Encoding", "gzip"),
            ("User-Agent", f"slatis-tui/{__version__}"),
            ("X-Request-Id", request_id),
        ]

    def _note(self, outcome: Answer | Failure, was_rejected: bool) -> None:
        """Learn from an exchange; only one that began after the key was rejected can tell that it is good again."""
        offline = isinstance(outcome, Failure) and not outcome.answered
        rejected = self.link.link.key_rejected or (
            isinstance(outcome, Failure) and isinstance(outcome.error, Unauthorized)
        )
        if isinstance(outcome, Answer):
            (self.budget.revive if self.link.link.offline else self.budget.earn)()
            rejected = rejected and not was_rejected
        self.link.update(Link(self._pacing.rate, offline, self._pacing.blocked_until, rejected))


async def _gather(stream: httpx.AsyncByteStream, headers: httpx.Headers) -> bytes:
    body = Body(headers.get("content-encoding", ""), CAP)
    async for chunk in stream:
        body.feed(chunk)
    return body.whole()


async def _document_of_refusal(stream: httpx.AsyncByteStream, headers: httpx.Headers) -> dict[str, Any] | None:
    """What a refusal says; None when it says nothing readable. The status alone is an answer already."""
    try:
        return parse_object(await _gather(stream, headers))
    except (NotSlatis, TooLarge, httpx.HTTPError):
        return None
