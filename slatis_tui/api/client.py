"""The Slatis public API v1, asynchronously: typed values in and out, errors as in `slatis_tui.errors`.

    async with SlatisClient("https://api.slatis.com/v1", key, clock=time.time) as slatis:
        page = await slatis.list_bookings(BookingQuery(status="PENDING_CONFIRMATION"))
        answer = await slatis.transition(Verb.CONFIRM, page.rows[0].id)

One client holds one connection pool and paces all requests of one key. Make one, and close it.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from slatis_tui.api._event_type_writes import EventTypeWrites
from slatis_tui.api._http import Deadlines, Http
from slatis_tui.api._httpx import httpx
from slatis_tui.api._key import ApiKey
from slatis_tui.api._pacing import Pacing, Sleep, uptime
from slatis_tui.api._reads import Reads
from slatis_tui.api._team import TeamReads
from slatis_tui.api._transport import pool_for
from slatis_tui.api._webhooks import WebhookReads
from slatis_tui.api._writes import Writes
from slatis_tui.domain.ports import Clock, Link, RetryPurse, Unsubscribe
from slatis_tui.errors import UsageError

__all__ = ["Deadlines", "SlatisClient"]


class SlatisClient(Reads, Writes, EventTypeWrites, TeamReads, WebhookReads):
    """Every reader and writer of the domain's ports, and the `LinkMonitor`, for one server and one key."""

    def __init__(
        self,
        base_url: str,
        key: str,
        *,
        clock: Clock,
        proxy: str | None = None,
        ca_file: Path | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        sleep: Sleep = asyncio.sleep,
        deadlines: Deadlines | None = None,
        steady: Clock = uptime,
    ) -> None:
        """Prepare a client; nothing is sent yet. May be called in a thread, as reading certificates takes a while.

        Args:
            base_url: where the API is; may have a path of its own (`http://localhost:3000/api/public/v1`).
            key: the API key. It goes into one header of each request and nowhere else.
            clock: Unix seconds.
            proxy: a proxy's URL; never used for this machine itself. Environment variables are not looked at.
            ca_file: PEM certificates of further authorities to trust.
            transport: what sends the requests instead of a pool of connections.
            sleep: how to wait.
            deadlines: other than the usual ones.
            steady: seconds that nobody sets; what waiting for the rate limit is reckoned by.

        Raises:
            KeyProblem: the key can't stand in a header.
            UsageError: the base URL, the proxy or the CA file can't be used.
        """
        secret = ApiKey(key)
        base = _base(base_url)
        self._base_url = str(base)
        self._pacing = Pacing(clock, sleep, steady=steady)
        transport = transport or pool_for(base, proxy, ca_file)
        super().__init__(Http(base, secret, transport, self._pacing, sleep, deadlines or Deadlines()), secret)

    @property
    def link(self) -> Link:
        """How the connection is doing, as of the last exchange."""
        link = self._http.link.link
        return replace(link, blocked_until=self._pacing.blocked_until)

    @property
    def purse(self) -> RetryPurse:
        """What pays for repeats: of reads by itself, of writes when the outbox asks."""
        return self._http.budget

    def watch(self, listener: Callable[[Link], None]) -> Unsubscribe:
        """Call the listener, on the event loop, after each exchange that changed something."""
        return self._http.link.watch(listener)

    async def close(self) -> None:
        """Close every connection; nothing is sent from then on. May be called more than once."""
        await self._http.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"<SlatisClient {self._base_url} {self._key!r}>"


def _base(base_url: str) -> httpx.URL:
    """The base URL, refused where it would make requests go elsewhere or carry more than the key."""
    try:
        base = httpx.URL(base_url)
    except httpx.InvalidURL:
        raise UsageError("The base URL can't be read", hint="It looks like https://api.slatis.com/v1") from None
    if base.scheme not in ("http", "https") or not base.host:
        raise UsageError("The base URL starts with https:// and a host", hint="It looks like https://api.slatis.com/v1")
    if base.userinfo or base.query or base.fragment:
        raise UsageError("The base URL has no user, no password, no ? and no #")
    return base
