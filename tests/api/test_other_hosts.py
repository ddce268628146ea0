"""The key and the bodies are for one host: no redirect is followed, no proxy asked that the profile does not name."""

import time

import pytest

from slatis_tui.api.client import SlatisClient
from slatis_tui.domain.changes import Verb
from slatis_tui.errors import Unreachable, UnreadableAnswer
from tests.api.chaos import ONE, Caller, answering, calling, http, no_pause, serving
from tests.api.fakes import KEY


async def test_a_redirect_sends_nothing_to_the_other_server() -> None:
    async with serving(answering(ONE)) as other:
        moved = http({}, "307 Temporary Redirect", f"Location: http://127.0.0.1:{other.port}/v1/bookings")
        async with serving(answering(moved)) as server, calling(server.port) as client:
            with pytest.raises(UnreadableAnswer, match=r"Unexpected redirect to 127\.0\.0\.1;"):
                await client.create(b'{"attendee": {}}', "op-1")
        assert other.connections == 0


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"])
async def test_proxies_of_the_environment_are_not_asked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is one that the profile names, for this machine itself: it would see the key."""
    async with serving(answering(ONE)) as proxy, serving(answering(ONE)) as server:
        address = f"http://127.0.0.1:{proxy.port}"
        monkeypatch.setenv(name, address)
        async with calling(server.port, proxy=address) as client:
            await client.get_booking("bkg_1")
        assert (proxy.connections, server.connections) == (0, 1)


async def test_another_machine_is_reached_by_the_proxy_of_the_profile() -> None:
    """With CONNECT: the proxy sees the host and no key."""
    heard: list[bytes] = []

    async def proxy(caller: Caller) -> None:
        heard.append(await caller.request())
        await caller.say(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")

    async with serving(proxy) as server:
        address = f"http://127.0.0.1:{server.port}"
        client = SlatisClient("https://slatis.invalid/v1", KEY, clock=time.time, sleep=no_pause, proxy=address)
        async with client:
            with pytest.raises(Unreachable, match="the proxy did not let it through"):
                await client.transition(Verb.CONFIRM, "bkg_1")
    assert len(heard) == 1
    assert heard[0].startswith(b"CONNECT slatis.invalid:443 ")
    assert KEY.encode() not in heard[0]
