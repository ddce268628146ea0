"""What came, or did not come, → the error that the operator reads, and whether a read may go again.

Nothing of an exception's own words is quoted: the HTTP library puts headers and URLs into some of them.
"""

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from slatis_tui.api._httpx import httpx
from slatis_tui.api._problems import field_problems
from slatis_tui.api._retry import LONGEST_WAIT, Failure, Repeat
from slatis_tui.api._values import mapping, text
from slatis_tui.domain.text import clean
from slatis_tui.errors import (
    Conflict,
    Forbidden,
    NoAnswer,
    NotFound,
    RateLimited,
    Refused,
    ServerFailed,
    Unauthorized,
    Unreachable,
    UnreadableAnswer,
    ValidationFailed,
)

_MESSAGE_LIMIT = 500

_REFUSALS: dict[int, type[Refused]] = {
    400: ValidationFailed,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: ValidationFailed,
}
_HINTS = {
    401: "Check the API key. No change is sent with it",
    403: "The key lacks the scope for it",
    413: "Nothing was made or changed; shorten the longest answers or the metadata",
}
_ORIGIN_HINT = "A pk_live_ key is accepted from its allowed origins only, and a console has none: use a secret key"
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
_DROPPED = (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError)


class HeldBack(OSError):
    """A write waited too long on this machine to leave it unexamined."""


@dataclass(slots=True)
class Progress:
    """How far an attempt got, as the pool's `trace` extension tells it.

    A transport that traces nothing leaves it as it is: the request then counts as sent, over a new connection.
    """

    is_read: bool
    host: str
    request_id: str
    is_stale: Callable[[], bool]
    """Asked when all is ready to be sent: whether it shall not leave any more."""
    connecting: bool = False
    sending: bool = False

    async def __call__(self, event: str, _info: object) -> None:
        """Note an event of the pool.

        Raises:
            HeldBack: it is about to send a request that shall not leave any more.
        """
        if event == "connection.connect_tcp.started":
            self.connecting = True
        elif event == "http11.send_request_headers.started":
            if self.is_stale():
                raise HeldBack
            self.sending = True

    @property
    def never_left(self) -> bool:
        """Whether it ended before the first byte of the request."""
        return self.connecting and not self.sending

    @property
    def was_kept_alive(self) -> bool:
        """Whether it went over a connection that an earlier request had opened."""
        return self.sending and not self.connecting

    @property
    def aftermath(self) -> str:
        """What was and was not done, when it is not known whether the server got it."""
        if self.is_read:
            return "Nothing was changed. Try again"
        return "The change may or may not have been carried out"


def unanswered(error: Exception, progress: Progress) -> Failure:
    """The failure of an attempt that ended without an answer."""
    if isinstance(error, HeldBack):
        said = "It waited so long on this machine that things may have changed"
        return Failure(Unreachable(said, hint="Nothing was sent. Look before doing it again"), answered=False)
    if isinstance(error, _NEVER_LEFT) or progress.never_left:
        return _unreachable(error, progress)
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        said = f"{progress.host} did not answer in time"
    else:
        said = f"The connection to {progress.host} broke before its answer was complete"
    dropped = isinstance(error, _DROPPED) and progress.was_kept_alive
    return Failure(
        NoAnswer(said, hint=progress.aftermath, request_id=progress.request_id),
        Repeat.AT_ONCE if dropped else Repeat.BACK_OFF,
        cause=error,
        answered=False,
    )


def unreadable(
    reason: str, status: int, progress: Progress, repeat: Repeat = Repeat.ONCE, cause: Exception | None = None
) -> Failure:
    """The failure of an attempt whose answer is not Slatis's."""
    error = UnreadableAnswer(reason, status=status, hint=progress.aftermath, request_id=progress.request_id)
    return Failure(error, repeat, cause=cause)


def redirected(status: int, location: str, progress: Progress) -> Failure:
    """The failure of an attempt that was sent elsewhere. It is not followed: the key and the body are for one host."""
    try:
        host = clean(urlsplit(location).hostname or "") or progress.host
    except ValueError:
        host = "an address that makes no sense"
    reason = f"Unexpected redirect to {host}; it was not followed. Check the base URL"
    return unreadable(reason if location else f"Unexpected answer {status}", status, progress, Repeat.NEVER)


def refused(
    status: int, document: Mapping[str, Any] | None, progress: Progress, *, wait: float | None, public_live: bool
) -> Failure:
    """The failure of an attempt that the server refused. `document` is None when the answer was no JSON object."""
    code, message, details = _said(document or {})
    message = message or f"The server answered {_named(status)}"
    about: dict[str, Any] = {"code": code, "details": details, "request_id": progress.request_id}
    if status == 429:
        repeat = Repeat.AFTER_BLOCK if (wait or 0.0) <= LONGEST_WAIT else Repeat.NEVER
        return Failure(RateLimited(message, retry_after=wait, **about), repeat)
    if status >= 500:
        hint = progress.aftermath if not progress.is_read else "Try again in a moment"
        return Failure(
            ServerFailed(message, status=status, hint=hint, retry_after=wait, **about), Repeat.BACK_OFF, wait
        )
    kind = _REFUSALS.get(status, Refused)
    hint = _ORIGIN_HINT if status == 403 and public_live else _HINTS.get(status, "")
    return Failure(kind(message, status=status, hint=hint, **about))


def _said(document: Mapping[str, Any]) -> tuple[str, str, tuple[Any, ...]]:
    """Code, message and details of an error envelope (vendor's documentation), whatever became of it."""
    error = document.get("error")
    told = mapping(error) or mapping(document)
    message = text(error, _MESSAGE_LIMIT) or text(told.get("message"), _MESSAGE_LIMIT)
    return text(told.get("code")), message, field_problems(told.get("details"))


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _unreachable(error: Exception, progress: Progress) -> Failure:
    causes = list(_chain(error))
    untrusted = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
    reason, hint = _why_unreachable(error, causes, untrusted)
    told = Unreachable(f"Can't reach {progress.host}: {reason}", hint=hint, request_id=progress.request_id)
    return Failure(told, Repeat.NEVER if untrusted else Repeat.BACK_OFF, cause=error, answered=False)


def _why_unreachable(error: Exception, causes: list[BaseException], untrusted: ssl.SSLError | None) -> tuple[str, str]:
    if isinstance(untrusted, ssl.SSLCertVerificationError):
        hint = "Nothing was sent. Check the base URL; a private authority goes into `ca_file` of the profile"
        return f"its certificate was not accepted ({clean(untrusted.verify_message)})", hint
    if untrusted:
        return "it does not speak TLS there", "Nothing was sent. Check the scheme and the port of the base URL"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return "its name was not found", ""
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "it refused the connection", ""
    if isinstance(error, httpx.ProxyError):
        return "the proxy did not let it through", "Nothing was sent. Check `proxy` of the profile"
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return "no connection in time", ""
    return "no connection could be made", ""


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error, what caused it, and the members of groups."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for member in error.exceptions:
                yield from _chain(member)
        error = error.__cause__ or error.__context__
