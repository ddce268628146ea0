"""Where the key may be sent: https only, but for this machine itself."""

import re
from urllib.parse import SplitResult, urlsplit

from slatis_tui.settings.given import BadSetting

DEFAULT_BASE_URL = "https://api.slatis.com/v1"
"""Vendor's documentation, "Base URL"."""

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_PATH = re.compile(r"[A-Za-z0-9._~/-]*")
_LABEL = r"[a-z0-9_]([a-z0-9_-]*[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*|[0-9a-f:.]*:[0-9a-f:.]*")


def read_base_url(value: object) -> str:
    """The base URL without a slash at its end, its host in lower case and in ASCII.

    Raises:
        BadSetting: it may not be used. The message does not quote it, as it may hold a password.
    """
    if not isinstance(value, str) or not value.isprintable() or re.search(r"[\s\\]", value):
        raise BadSetting("is not a URL", hint=f"Give one such as {DEFAULT_BASE_URL}")
    parts = _split(value)
    host = _checked_host(parts)
    _check_scheme(parts.scheme, host)
    _check_rest(parts, value)
    place = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{parts.scheme}://{place}{port}{parts.path.rstrip('/')}"


def origin_of(base_url: str) -> str:
    """Scheme, host and port of a checked base URL: whom a stored key is for."""
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}"


def _split(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.port  # looked at here, because a wrong one is an error only when it is read
    except ValueError:
        raise BadSetting("is not a URL: host or port is wrong", hint=f"Give one such as {DEFAULT_BASE_URL}") from None
    if "@" in parts.netloc:
        raise BadSetting("must not hold credentials", hint="Remove what stands before the @; the key has its own place")
    return parts


def _check_scheme(scheme: str, host: str) -> None:
    if scheme == "http" and host not in _LOOPBACK:
        raise BadSetting("http:// is only for 127.0.0.1, [::1] and localhost", hint="Use https://")
    if scheme not in ("http", "https"):
        raise BadSetting("must start with https://", hint=f"Give one such as {DEFAULT_BASE_URL}")


def _checked_host(parts: SplitResult) -> str:
    """In ASCII: a name that only looks like another one then shows that it is not."""
    host = parts.hostname or ""
    if not host.isascii():
        try:
            host = host.encode("idna").decode()
        except UnicodeError:
            host = ""
    if parts.scheme in ("http", "https") and not _HOST.fullmatch(host):
        raise BadSetting("has no valid host", hint=f"Give one such as {DEFAULT_BASE_URL}")
    return host


def _check_rest(parts: SplitResult, value: str) -> None:
    if "?" in value or "#" in value:
        raise BadSetting("must not hold a query or a fragment", hint="Remove what stands from the ? or # on")
    segments = parts.path.rstrip("/").split("/")[1:]
    if not _PATH.fullmatch(parts.path) or {".", "..", ""} & set(segments):
        raise BadSetting("has a path that can't be used", hint=f"Give one such as {DEFAULT_BASE_URL}")
