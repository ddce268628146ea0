"""One sandbox for the contract tests; those that change something make bookings of their own."""

from collections.abc import Iterator

import pytest

from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.sandbox.options import SandboxOptions
from tests.sandbox.api import NOW, Api
from tests.support.sandbox import running_sandbox


@pytest.fixture(scope="session")
def address() -> Iterator[SandboxAddress]:
    """A seeded sandbox without a rate limit."""
    with running_sandbox(SandboxOptions(rate=0, now=NOW)) as address:
        yield address


@pytest.fixture(scope="session")
def api(address: SandboxAddress) -> Iterator[Api]:
    """With the secret key."""
    client = Api(address)
    with client.http:
        yield client


@pytest.fixture(scope="session")
def public_api(address: SandboxAddress) -> Iterator[Api]:
    """With the public key."""
    client = Api(address, address.public_key)
    with client.http:
        yield client
