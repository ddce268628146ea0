"""What every request passes: Host check, key, rate limit; and what every answer carries.

Outside of the routes, so that a wrong path, a refusal and a crash carry the same headers as a success.
"""

import asyncio
import ipaddress
import re
import secrets
from email.utils import formatdate

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from slatis_tui.sandbox.answers import refusal_response
from slatis_tui.sandbox.backend import Backend
from slatis_tui.sandbox.keys import Principal
from slatis_tui.sandbox.rates import Allowance
from slatis_tui.sandbox.refusals import Refusal, forbidden, rate_limited

_REQUEST_ID = re.compile(r"[\x21-\x7e]{1,200}")
_AUTHORITY = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:@/\[\]]+)(:\d+)?")


class FrontDoor:
    """The application around the routes."""

    def __init__(self, routes: ASGIApp, backend: Backend) -> None:
        self._routes = routes
        self._backend = backend

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        headers = Headers(scope=scope)
        stamp = {"X-Request-Id": _request_id(headers), "Date": formatdate(self._backend.clock.now(), usegmt=True)}

        async def send_stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(stamp)
                if self._backend.latency:
                    await asyncio.sleep(self._backend.latency)
            await send(message)

        try:
            _refuse_strangers(headers)
            principal, allowance = self._admit(headers)
            if allowance:
                stamp |= allowance.headers()
                if allowance.retry_after:
                    raise rate_limited(allowance.retry_after)
        except Refusal as refusal:
            await refusal_response(refusal)(scope, receive, send_stamped)
            return
        scope["principal"] = principal
        await self._routes(scope, receive, send_stamped)

    def _admit(self, headers: Headers) -> tuple[Principal, Allowance | None]:
        """Who it is, and how many requests are left; those without a known key are not counted."""
        principal = self._backend.keys.identify(headers)
        return principal, self._backend.limiter.take(principal.name)


def _request_id(headers: Headers) -> str:
    """The client's, where it is fit for a header, else one of ours."""
    given = headers.get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else f"req_{secrets.token_hex(8)}"


def _refuse_strangers(headers: Headers) -> None:
    """Only requests that were meant for this machine: a web page can point a name of its own at loopback.

    Raises:
        Refusal: 403, the Host or the Origin is another's.
    """
    origin = headers.get("origin")
    if not _is_loopback(headers.get("host", "")):
        raise forbidden("The Host header does not name this machine")
    if origin is not None and not _is_loopback(origin.partition("://")[2]):
        raise forbidden("Requests of other origins are not served")


def _is_loopback(authority: str) -> bool:
    """Whether `host[:port]` is this machine, said in a way that no name server can change."""
    match = _AUTHORITY.fullmatch(authority)
    if not match:
        return False
    host = match[1].strip("[]").lower()
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
