"""How the connection is doing, as the header shows it."""

import asyncio
import contextlib

import httpx
import pytest

from slatis_tui.domain.models import BookingQuery, Rate
from slatis_tui.domain.ports import Link
from slatis_tui.errors import ApiError
from tests.api.chaos import Caller, calling, eventually, http, serving
from tests.api.fakes import START, FakeTime, Server, client_of, page, rate, refusal, said


async def test_it_starts_knowing_nothing() -> None:
    assert client_of(Server(said(page()))).link == Link()


async def test_the_rate_left_is_told_after_each_exchange_that_changed_it() -> None:
    told: list[Link] = []
    server = Server(said(page(), headers=rate(99)), said(page(), headers=rate(98)), said(page(), headers=rate(98)))
    client = client_of(server)
    client.watch(told.append)
    for _ in range(3):
        await client.list_bookings(BookingQuery())
        await asyncio.sleep(0)
    reset = int(START) + 60
    assert told == [Link(Rate(100, 99, reset)), Link(Rate(100, 98, reset))]
    assert client.link == told[-1]


@pytest.mark.parametrize("failure", [httpx.ConnectError(""), httpx.ReadTimeout(""), httpx.RemoteProtocolError("")])
async def test_it_is_offline_from_one_exchange_without_an_answer_to_the_next_with_one(failure: Exception) -> None:
    server = Server(said(page()), failure, said(page()))
    client = client_of(server)
    told: list[bool] = []
    client.watch(lambda link: told.append(link.offline))
    await client.list_bookings(BookingQuery())
    await client.list_bookings(BookingQuery())
    await asyncio.sleep(0)
    assert told == [True, False]


@pytest.mark.parametrize("answer", [refusal(500, "", ""), refusal(401, "", ""), said(b"<html>"), httpx.Response(302)])
async def test_an_answer_of_any_kind_means_online(answer: httpx.Response) -> None:
    client = client_of(Server(answer))
    with pytest.raises(ApiError):
        await client.list_bookings(BookingQuery())
    assert not client.link.offline


async def test_a_limit_is_shown_until_it_has_passed() -> None:
    time = FakeTime()
    client = client_of(Server(refusal(429, "", "", {"Retry-After": "500"})), time)
    with pytest.raises(ApiError):
        await client.list_bookings(BookingQuery())
    assert client.link.blocked_until == START + 500
    time.now += 501
    assert client.link.blocked_until == 0


async def test_a_rate_used_up_is_shown_as_a_limit_until_its_reset() -> None:
    time = FakeTime()
    client = client_of(Server(said(page(), headers=rate(0))), time)
    await client.list_bookings(BookingQuery())
    assert client.link.blocked_until == START + 60
    time.now += 60
    assert client.link.blocked_until == 0


async def test_a_rejected_key_is_told_until_an_exchange_succeeds() -> None:
    server = Server(refusal(401, "unauthorized", ""), refusal(404, "not_found", ""), said(page()))
    client = client_of(server)
    for rejected in (True, True, False):
        with contextlib.suppress(ApiError):
            await client.list_bookings(BookingQuery())
        assert client.link.key_rejected is rejected


async def test_who_stops_watching_is_told_nothing_more() -> None:
    told: list[Link] = []
    client = client_of(Server(said(page(), headers=rate(99)), said(page(), headers=rate(98))))
    stop = client.watch(told.append)
    await client.list_bookings(BookingQuery())
    await asyncio.sleep(0)
    stop()
    stop()
    await client.list_bookings(BookingQuery())
    await asyncio.sleep(0)
    assert told == [Link(Rate(100, 99, int(START) + 60))]
    assert client.link == Link(Rate(100, 98, int(START) + 60))


async def test_what_had_left_before_the_key_was_rejected_does_not_make_it_good_again() -> None:
    """An answer that comes later than the 401 is older than that."""
    late, slow = asyncio.Event(), [True]

    async def script(caller: Caller) -> None:
        await caller.request()
        is_first, slow[0] = slow[0], False
        if is_first:
            await late.wait()
            await caller.say(http(page()))
        else:
            await caller.say(http({"success": False, "error": {"code": "unauthorized"}}, "401 Unauthorized"))

    async with serving(script) as server, calling(server.port) as client:
        first = asyncio.create_task(client.list_bookings(BookingQuery()))
        await eventually(lambda: not slow[0])
        with pytest.raises(ApiError):
            await client.list_bookings(BookingQuery())
        late.set()
        await first
        assert client.link.key_rejected
