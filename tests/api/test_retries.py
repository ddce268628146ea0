"""Reads that go again, by an injected clock: how often, after how long, and when not at all."""

import httpx
import pytest

from slatis_tui.domain.models import BookingQuery
from slatis_tui.errors import ApiError, NoAnswer, RateLimited, ServerFailed, Unreachable
from tests.api.fakes import FakeTime, Server, booking, client_of, page, refusal, said


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (httpx.ConnectError("refused"), Unreachable),
        (httpx.ConnectTimeout(""), Unreachable),
        (httpx.ReadTimeout(""), NoAnswer),
        (httpx.RemoteProtocolError(""), NoAnswer),
        (refusal(500, "internal", "Broke"), ServerFailed),
        (refusal(503, "unavailable", "Later"), ServerFailed),
    ],
    ids=["refused", "connect timeout", "read timeout", "protocol", "500", "503"],
)
async def test_a_read_is_tried_three_times(failure: httpx.Response | Exception, kind: type[ApiError]) -> None:
    server, time = Server(failure), FakeTime()
    with pytest.raises(kind) as caught:
        await client_of(server, time).get_booking("bkg_01xyz")
    assert len(server.requests) == 3
    assert [0.25 <= pause <= 1 for pause in time.slept] == [True, True]
    assert caught.value.request_id == server.requests[-1].headers["X-Request-Id"]


async def test_a_read_succeeds_as_soon_as_the_server_does() -> None:
    server = Server(httpx.ConnectError(""), refusal(502, "", ""), said({"booking": booking()}))
    assert (await client_of(server).get_booking("bkg_01xyz")).id == "bkg_01xyz"
    assert len(server.requests) == 3


async def test_the_retry_after_of_a_503_is_waited_for() -> None:
    time = FakeTime()
    server = Server(refusal(503, "unavailable", "Later", {"Retry-After": "12"}), said(page()))
    await client_of(server, time).list_bookings(BookingQuery())
    assert time.slept == [12]


async def test_a_limited_read_waits_for_its_time_and_goes_again() -> None:
    time = FakeTime()
    server = Server(refusal(429, "rate_limited", "Slow down", {"Retry-After": "12"}), said(page()))
    await client_of(server, time).list_bookings(BookingQuery())
    assert len(server.requests) == 2
    assert 12 <= sum(time.slept) <= 13.2


@pytest.mark.parametrize("seconds", [121, 86_401, 999_999_999])
async def test_a_longer_limit_is_told_and_nothing_more_is_sent(seconds: int) -> None:
    time = FakeTime()
    server = Server(refusal(429, "rate_limited", "Slow down", {"Retry-After": str(seconds)}))
    client = client_of(server, time)
    with pytest.raises(RateLimited, match="Slow down") as caught:
        await client.list_bookings(BookingQuery())
    assert caught.value.retry_after == seconds
    with pytest.raises(RateLimited, match="nothing was sent") as caught:
        await client.create(b"{}", "op-1")
    assert caught.value.retry_after == seconds
    assert (len(server.requests), time.slept) == (1, [])


async def test_an_endless_limit_ends() -> None:
    server = Server(refusal(429, "rate_limited", "Slow down", {"Retry-After": "1"}))
    with pytest.raises(RateLimited):
        await client_of(server).list_bookings(BookingQuery())
    assert len(server.requests) == 5


async def test_a_server_that_is_back_gets_one_repeat_more() -> None:
    """With it a change in doubt finds out what became of it."""
    server = Server(httpx.ConnectError(""))
    client = client_of(server)
    for _ in range(6):
        with pytest.raises(Unreachable):
            await client.list_bookings(BookingQuery())
    assert not client.purse.pay()
    server.answers = [said(page())]
    await client.list_bookings(BookingQuery())
    assert client.purse.pay()
    assert not client.purse.pay()


async def test_a_dead_server_gets_ten_repeats_and_then_one_request_for_each_read() -> None:
    server = Server(httpx.ConnectError(""))
    client = client_of(server)
    for _ in range(50):
        with pytest.raises(Unreachable):
            await client.list_bookings(BookingQuery())
    assert len(server.requests) == 60


async def test_an_operation_ends_within_its_time_however_long_the_pauses_are() -> None:
    time = FakeTime()
    server = Server(refusal(503, "unavailable", "Later", {"Retry-After": "40"}))
    with pytest.raises(ServerFailed):
        await client_of(server, time).list_bookings(BookingQuery())
    assert time.slept == [40]
