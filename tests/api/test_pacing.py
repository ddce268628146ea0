"""The rate limit: who waits for what, by an injected clock."""

import asyncio
from collections.abc import Mapping

import httpx
import pytest

from slatis_tui.api._pacing import Pacing
from slatis_tui.api.client import SlatisClient
from slatis_tui.domain.models import BookingQuery, Rate
from slatis_tui.errors import RateLimited, Unauthorized
from tests.api.fakes import BASE, KEY, START, FakeTime, Server, booking, client_of, page, rate, refusal, said


def paced(time: FakeTime, *answers: tuple[int, Mapping[str, str]], jitter: float = 0.0) -> Pacing:
    """A pacing that has seen these answers, its jitter fixed at that part of the way from low to high."""
    pacing = Pacing(time, time.sleep, lambda low, high: low + jitter * (high - low))
    for status, headers in answers:
        pacing.observe(status, headers)
    return pacing


async def test_without_any_header_nobody_waits() -> None:
    time = FakeTime()
    await paced(time, (200, {})).turn(background=True)
    assert time.slept == []


@pytest.mark.parametrize(
    ("remaining", "background", "waited"),
    [(99, True, 0), (10, True, 0), (9, True, 60), (9, False, 0), (1, False, 0), (0, False, 60), (0, True, 60)],
)
async def test_little_left_makes_background_wait_and_nothing_left_everyone(
    remaining: int, background: bool, waited: float
) -> None:
    time = FakeTime()
    await paced(time, (200, rate(remaining))).turn(background=background)
    assert time.now - START == waited


async def test_a_reset_that_makes_no_sense_holds_nobody_back() -> None:
    for reset in (-10, 0, 86_400):
        time = FakeTime()
        await paced(time, (200, rate(0, reset=reset))).turn(background=True)
        assert time.slept == []


async def test_a_far_reset_makes_background_wait_but_nobody_else() -> None:
    time = FakeTime()
    pacing = paced(time, (200, rate(0, reset=1800)))
    await pacing.turn()
    assert time.slept == []
    await pacing.turn(background=True)
    assert time.now == START + 1800
    assert max(time.slept) <= 30


async def test_the_reset_is_reckoned_by_the_servers_clock() -> None:
    """Ours may be wrong by an hour: the answer's `Date` says how far off the reset is."""
    time = FakeTime()
    time.now -= 3600
    await paced(time, (200, rate(0) | {"date": "Fri, 15 Jan 2027 08:00:50 GMT"})).turn()
    assert sum(time.slept) == 10


async def test_answers_out_of_order_never_raise_what_is_left_in_a_window() -> None:
    pacing = paced(FakeTime(), (200, rate(40)), (200, rate(42)), (200, rate(41)))
    assert pacing.rate == Rate(100, 40, int(START) + 60)
    pacing.observe(200, rate(99, reset=120))
    assert pacing.rate == Rate(100, 99, int(START) + 120)


async def test_an_answer_without_the_headers_leaves_the_rate_as_it_was() -> None:
    pacing = paced(FakeTime(), (200, rate(40)), (200, {}), (500, {"x-ratelimit-limit": "many"}))
    assert pacing.rate == Rate(100, 40, int(START) + 60)


@pytest.mark.parametrize("jitter", [0.0, 0.5, 1.0])
async def test_a_429_stops_everyone_for_as_long_as_it_says_and_up_to_a_tenth_more(jitter: float) -> None:
    time = FakeTime()
    pacing = paced(time, (429, {"retry-after": "20"}), jitter=jitter)
    assert pacing.blocked_until == START + 20
    await pacing.turn()
    assert time.now == pytest.approx(START + 20 * (1 + 0.1 * jitter))
    assert pacing.blocked_until == 0


async def test_a_shorter_429_never_shortens_a_longer_one() -> None:
    time = FakeTime()
    await paced(time, (429, {"retry-after": "20"}), (429, {"retry-after": "1"}), (200, {})).turn()
    assert time.now == START + 20


async def test_a_longer_429_reaches_those_who_wait_already() -> None:
    time = FakeTime()
    pacing = paced(time, (429, {"retry-after": "20"}))
    waiting = asyncio.create_task(pacing.turn())
    await asyncio.sleep(0)
    pacing.observe(429, {"retry-after": "60"})
    await waiting
    assert time.now == START + 80


async def test_a_429_that_says_nothing_waits_for_the_reset_or_backs_off() -> None:
    pacing = paced(FakeTime())
    assert pacing.observe(429, rate(0, reset=15)) == 15
    time = FakeTime()
    pacing = paced(time, jitter=1.0)
    waits = []
    for _ in range(3):
        assert pacing.observe(429, {"retry-after": "-1"}) is None
        before = time.now
        await pacing.turn()
        waits.append(round((time.now - before) / 1.1, 3))
    assert waits == [0.5, 1.0, 2.0]


async def test_a_wait_that_nobody_would_sit_through_is_an_error() -> None:
    time = FakeTime()
    pacing = paced(time, (429, {"retry-after": "121"}))
    with pytest.raises(RateLimited) as caught:
        await pacing.turn()
    assert (caught.value.retry_after, caught.value.status, time.slept) == (121, 429, [])
    time.now += 2
    await pacing.turn()
    assert time.now == START + 121


async def test_a_clock_that_is_set_back_makes_nobody_wait_longer_than_was_asked() -> None:
    time = FakeTime()
    pacing = paced(time, (429, {"retry-after": "20"}))
    time.now -= 86_400
    await pacing.turn()
    assert sum(time.slept) == 20
    time.now -= 86_400
    await pacing.turn()
    assert sum(time.slept) == 20


async def test_a_clock_that_is_set_forward_makes_nobody_wait_less_than_was_asked() -> None:
    wall, steady = FakeTime(), FakeTime()
    pacing = Pacing(wall, steady.sleep, lambda low, _: low, steady=steady)
    pacing.observe(429, {"retry-after": "20"})
    wall.now += 3600
    assert pacing.blocked_until == START + 3620
    await pacing.turn()
    assert sum(steady.slept) == 20


async def test_every_request_of_a_client_waits_for_one_429() -> None:
    time = FakeTime()
    sent: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(time.now)
        if len(sent) == 1:
            return refusal(429, "rate_limited", "Slow down", {"Retry-After": "45"})
        return said(page() if request.method == "GET" else {"booking": booking()})

    client = client_of(answer, time)
    with pytest.raises(RateLimited):
        await client.create(b"{}", "op-1")
    reads = (client.list_bookings(BookingQuery()) for _ in range(4))
    await asyncio.gather(*reads, client.create(b"{}", "op-1"))
    assert len(sent) == 6
    assert all(moment >= START + 45 for moment in sent[1:])


@pytest.mark.parametrize("is_write", [True, False])
async def test_what_waits_for_its_turn_is_not_sent_once_the_key_was_rejected(is_write: bool) -> None:
    time = FakeTime()
    rejected = asyncio.Event()
    sent: list[str] = []

    async def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["Idempotency-Key"])
        if sent[-1] == "slow":
            await rejected.wait()
            return refusal(401, "unauthorized", "Who are you")
        return refusal(429, "rate_limited", "Slow down", {"Retry-After": "45"})

    async def sleep(seconds: float) -> None:
        rejected.set()
        with pytest.raises(Unauthorized):
            await slow
        time.now += seconds

    client = SlatisClient(BASE, KEY, clock=time, transport=httpx.MockTransport(answer), sleep=sleep, steady=time)
    slow = asyncio.create_task(client.create(b"{}", "slow"))
    await asyncio.sleep(0)
    with pytest.raises(RateLimited):
        await client.create(b"{}", "limited")
    with pytest.raises(Unauthorized, match="it was not sent"):
        await (client.create(b"{}", "waiting") if is_write else client.get_booking("bkg_1"))
    assert sent == ["slow", "limited"]


async def test_a_read_does_not_go_again_once_the_key_was_rejected() -> None:
    time = FakeTime()
    server = Server(said({}, 503), refusal(401, "unauthorized", "Who are you"), said({"booking": booking()}))

    async def sleep(_seconds: float) -> None:
        with pytest.raises(Unauthorized):
            await client.create(b"{}", "op-1")

    client = SlatisClient(BASE, KEY, clock=time, transport=httpx.MockTransport(server), sleep=sleep, steady=time)
    with pytest.raises(Unauthorized, match="it was not sent"):
        await client.get_booking("bkg_1")
    assert len(server.requests) == 2
    assert (await client.get_booking("bkg_01xyz")).id == "bkg_01xyz"


async def test_a_background_read_waits_while_another_goes() -> None:
    time = FakeTime()
    server = Server(lambda _: said(page(), headers=rate(5)))
    client = client_of(server, time)
    await client.list_bookings(BookingQuery())
    await client.list_bookings(BookingQuery())
    assert time.now == START
    await client.list_bookings(BookingQuery(), background=True)
    assert START + 60 <= time.now <= START + 66


async def test_what_is_left_is_not_promised_twice_to_requests_that_leave_together() -> None:
    time = FakeTime()
    pacing = paced(time, (200, rate(2)))
    await pacing.turn()
    await pacing.turn()
    assert (time.slept, pacing.blocked_until) == ([], 0)
    pacing.back()
    await pacing.turn()
    assert time.slept == []
    await pacing.turn()
    assert time.now - START == 60
