"""Writes: once, these bytes, and what came of it."""

import asyncio

import httpx
import pytest

from slatis_tui.api._transport import pool_for
from slatis_tui.domain.changes import Verb
from slatis_tui.errors import NoAnswer, RateLimited, ServerFailed, Unreachable
from tests.api.chaos import ONE, answering, calling, serving
from tests.api.fakes import FakeTime, Server, booking, client_of, page, refusal, said


async def test_a_create_that_was_made_before_says_so() -> None:
    """200 and `idempotent_replay` (Bookings page, "Idempotency")."""
    server = Server(
        said({"success": True, "booking": booking()}, 201, {"X-Request-Id": "req_1"}),
        said({"success": True, "booking": booking(), "idempotent_replay": True}),
    )
    client = client_of(server)
    first, again = await client.create(b"{}", "op-1"), await client.create(b"{}", "op-1")
    assert (first.replayed, first.request_id, again.replayed) == (False, "req_1", True)
    assert first.booking.document == again.booking.document == booking()


@pytest.mark.parametrize("replay", ["true", 1, None, {}])
async def test_only_true_means_a_replay(replay: object) -> None:
    server = Server(said({"success": True, "booking": booking(), "idempotent_replay": replay}))
    assert not (await client_of(server).create(b"{}", "op-1")).replayed


async def test_a_transition_answers_with_the_booking_as_it_is_now() -> None:
    server = Server(said({"success": True, "booking": booking("bkg_1", "SCHEDULED")}))
    answer = await client_of(server).transition(Verb.CONFIRM, "bkg_1")
    assert (answer.booking.id, answer.booking.row.status) == ("bkg_1", "SCHEDULED")
    assert answer.booking.row.whole() == answer.booking


async def test_a_reschedule_answers_with_the_new_booking() -> None:
    server = Server(said({"success": True, "booking": booking("bkg_new", "RESCHEDULED")}))
    answer = await client_of(server).reschedule("bkg_old", b'{"requested_time": "2026-05-01T14:00:00Z"}')
    assert answer.booking.id == "bkg_new"


@pytest.mark.parametrize(
    ("failure", "kind", "uncertain"),
    [
        (httpx.ConnectError("refused"), Unreachable, False),
        (httpx.ConnectTimeout(""), Unreachable, False),
        (httpx.PoolTimeout(""), Unreachable, False),
        (httpx.ProxyError("407"), Unreachable, False),
        (httpx.ReadTimeout(""), NoAnswer, True),
        (httpx.WriteTimeout(""), NoAnswer, True),
        (httpx.ReadError(""), NoAnswer, True),
        (httpx.WriteError(""), NoAnswer, True),
        (httpx.CloseError(""), NoAnswer, True),
        (httpx.RemoteProtocolError("Server disconnected"), NoAnswer, True),
        (httpx.LocalProtocolError("Illegal header value b'Bearer sk_test_abcdefghijklmnop'"), NoAnswer, True),
        (OSError("odd"), NoAnswer, True),
        (refusal(500, "internal", "Broke"), ServerFailed, True),
        (refusal(503, "unavailable", "Later", {"Retry-After": "1"}), ServerFailed, True),
        (refusal(429, "rate_limited", "Slow down", {"Retry-After": "1"}), RateLimited, False),
    ],
    ids=lambda value: str(getattr(value, "__name__", type(value).__name__)),
)
async def test_a_write_is_sent_once_whatever_becomes_of_it(
    failure: httpx.Response | Exception, kind: type[Exception], uncertain: bool
) -> None:
    server, time = Server(failure), FakeTime()
    with pytest.raises(kind) as caught:
        await client_of(server, time).transition(Verb.CONFIRM, "bkg_1")
    assert isinstance(caught.value, Unreachable | NoAnswer | ServerFailed | RateLimited)
    assert caught.value.uncertain is uncertain
    assert "sk_test" not in caught.value.explained()
    assert (len(server.requests), time.slept) == (1, [])


async def test_a_write_that_met_a_503_tells_for_how_long() -> None:
    server = Server(refusal(503, "unavailable", "Later", {"Retry-After": "90"}))
    with pytest.raises(ServerFailed) as caught:
        await client_of(server).transition(Verb.CONFIRM, "bkg_1")
    assert caught.value.retry_after == 90


async def test_a_limited_write_stops_every_request_until_its_time_has_passed() -> None:
    time = FakeTime()
    server = Server(
        refusal(429, "rate_limited", "Slow down", {"Retry-After": "30"}),
        said({"success": True, "booking": booking()}),
        said(page()),
    )
    client = client_of(server, time)
    with pytest.raises(RateLimited) as caught:
        await client.create(b"{}", "op-1")
    assert caught.value.retry_after == 30
    assert client.link.blocked_until == time.now + 30
    limited_at = time.now
    await client.create(b"{}", "op-1")
    assert 30 <= time.now - limited_at <= 33
    assert client.link.blocked_until == 0


async def test_a_write_that_waits_while_the_machine_sleeps_does_not_leave_unexamined() -> None:
    """Its key may be too old by then, and its booking may have changed."""
    time = FakeTime()
    server = Server(refusal(429, "rate_limited", "Slow down", {"Retry-After": "30"}), said(page()))
    client = client_of(server, time)
    with pytest.raises(RateLimited):
        await client.create(b"{}", "op-1")
    waiting = asyncio.create_task(client.create(b"{}", "op-1"))
    await asyncio.sleep(0)
    time.now += 25 * 3600
    with pytest.raises(Unreachable) as caught:
        await waiting
    assert not caught.value.uncertain
    assert len(server.requests) == 1


class SleepsOverConnecting(httpx.AsyncBaseTransport):
    """A pool on a machine that sleeps a night whenever a connection is made."""

    def __init__(self, port: int, time: FakeTime) -> None:
        self._pool = pool_for(httpx.URL(f"http://127.0.0.1:{port}/v1"), None, None)
        self._time = time

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        trace = request.extensions["trace"]

        async def sleepy(event: str, info: object) -> None:
            if event == "connection.connect_tcp.complete":
                self._time.now += 8 * 3600
            await trace(event, info)

        request.extensions = {**request.extensions, "trace": sleepy}
        return await self._pool.handle_async_request(request)

    async def aclose(self) -> None:
        await self._pool.aclose()


async def test_a_write_does_not_leave_either_when_the_machine_slept_while_it_connected() -> None:
    time = FakeTime()
    async with serving(answering(ONE)) as server:
        transport = SleepsOverConnecting(server.port, time)
        async with calling(server.port, steady=time, transport=transport) as client:
            with pytest.raises(Unreachable) as caught:
                await client.create(b"{}", "op-1")
            assert not caught.value.uncertain
            assert "Nothing was sent" in caught.value.hint
            assert (await client.get_booking("bkg_1")).id == "bkg_1", "a read goes whenever it can"


async def test_a_write_that_the_rate_limit_holds_up_too_long_does_not_leave() -> None:
    time = FakeTime()
    server = Server(refusal(429, "rate_limited", "Slow down", {"Retry-After": "60"}), said(page()))
    client = client_of(server, time)
    with pytest.raises(RateLimited):
        await client.transition(Verb.CONFIRM, "bkg_1")
    with pytest.raises(Unreachable):
        await client.transition(Verb.CONFIRM, "bkg_1", within=30)
    assert len(server.requests) == 1
