"""The connection pool: which proxy, which certificates, how long a quiet connection is kept."""

import ssl
from ipaddress import ip_address
from pathlib import Path

from slatis_tui.api._httpx import httpx
from slatis_tui.errors import UsageError

_LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=4.0)
"""Many servers close a quiet connection after 5 s. We do so first, or a write might meet a closed one."""


def pool_for(base: httpx.URL, proxy: str | None, ca_file: Path | None) -> httpx.AsyncHTTPTransport:
    """A pool for that server; never by a proxy to this machine itself, which would show the key to the proxy.

    Raises:
        UsageError: the proxy's URL or the CA file can't be used.
    """
    context = _trust(ca_file) if base.scheme == "https" else _no_trust()
    try:
        wanted = None if proxy is None or is_loopback(base.host) else httpx.Proxy(proxy)
        return httpx.AsyncHTTPTransport(verify=context, trust_env=False, limits=_LIMITS, proxy=wanted)
    except (ValueError, ImportError, httpx.InvalidURL):
        raise UsageError("The proxy's URL can't be used", hint="It starts with http:// or https://") from None


def is_loopback(host: str) -> bool:
    """Whether the host is this machine by its own words: a loopback address, or localhost."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _trust(ca_file: Path | None) -> ssl.SSLContext:
    """Who may vouch for the server: httpx's bundle, this system's authorities, and the CA file of the profile."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:  # an SSLError is one, too
            raise UsageError(f"The CA file {ca_file} can't be read as PEM certificates") from error
    return context


def _no_trust() -> ssl.SSLContext:
    """A context that trusts nobody, for an http:// server: it spares the 20 ms of reading certificates for nothing."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
