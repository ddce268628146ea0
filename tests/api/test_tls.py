"""Certificates: what is not trusted is told, never tried again, and gets no request.

The certificates beside this file are for 127.0.0.1 alone, signed by an authority that nobody trusts; their keys
protect nothing. They are valid until 2120.
"""

import ssl
from pathlib import Path

import pytest

from slatis_tui.domain.changes import Verb
from slatis_tui.errors import Unreachable
from tests.api.chaos import Caller, calling, http, never_again, serving
from tests.api.fakes import booking

CERTIFICATES = Path(__file__).parent / "certificates"
AUTHORITY = CERTIFICATES / "authority.pem"


def presenting(certificate: str) -> ssl.SSLContext:
    """A server's context with that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / certificate)
    return context


class Answering:
    """Answers every request with one booking, and counts them."""

    def __init__(self) -> None:
        self.requests = 0

    async def __call__(self, caller: Caller) -> None:
        while True:
            await caller.request()
            self.requests += 1
            await caller.say(http({"success": True, "booking": booking("bkg_1")}))


async def test_an_authority_of_the_profile_is_trusted() -> None:
    async with (
        serving(Answering(), presenting("good.pem")) as server,
        calling(server.port, scheme="https", ca_file=AUTHORITY) as client,
    ):
        assert (await client.transition(Verb.CONFIRM, "bkg_1")).booking.id == "bkg_1"


@pytest.mark.parametrize(
    ("certificate", "ca_file", "reason"),
    [
        ("good.pem", None, "issuer certificate"),
        ("expired.pem", AUTHORITY, "expired"),
        ("other_host.pem", AUTHORITY, "IP address mismatch"),
    ],
)
async def test_a_certificate_that_is_not_accepted_is_told_and_not_tried_again(
    certificate: str, ca_file: Path | None, reason: str
) -> None:
    answering = Answering()
    async with serving(answering, presenting(certificate)) as server:
        async with calling(server.port, scheme="https", ca_file=ca_file, sleep=never_again) as client:
            with pytest.raises(Unreachable, match=f"certificate was not accepted .*{reason}"):
                await client.get_booking("bkg_1")
        assert answering.requests == 0


async def test_a_server_without_tls_is_told_and_not_tried_again() -> None:
    async def plain(caller: Caller) -> None:
        await caller.say(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await caller.gone()

    async with serving(plain) as server, calling(server.port, scheme="https", sleep=never_again) as client:
        with pytest.raises(Unreachable, match="does not speak TLS"):
            await client.get_booking("bkg_1")
        assert server.connections == 1
