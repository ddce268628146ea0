"""Faults on real sockets: refused, reset, cut, stalled, dripping, and connections that are all given back."""

import asyncio
import socket
import time

import pytest

from slatis_tui.api.client import Deadlines, SlatisClient
from slatis_tui.domain.changes import Verb
from slatis_tui.errors import NoAnswer, Unreachable, UnreadableAnswer
from tests.api.chaos import ONE, Caller, Script, answering, calling, closed_port, eventually, no_pause, serving
from tests.api.fakes import KEY

SHORT = Deadlines(attempt=0.5)


async def test_one_connection_serves_one_request_after_the_other_and_is_closed_at_the_end() -> None:
    async with serving(answering(ONE)) as server:
        async with calling(server.port) as client:
            for _ in range(20):
                await client.get_booking("bkg_1")
            assert (server.connections, server.open) == (1, 1)
        await eventually(lambda: server.open == 0)


async def test_requests_at_once_share_the_pool_and_leave_nothing_open() -> None:
    async with serving(answering(ONE)) as server:
        async with calling(server.port) as client:
            await asyncio.gather(*(client.get_booking("bkg_1") for _ in range(30)))
            assert server.connections <= 30
        await eventually(lambda: server.open == 0)


async def test_nobody_there_is_unreachable_and_nothing_was_sent() -> None:
    async with calling(port := closed_port()) as client:
        with pytest.raises(Unreachable, match=f"Can't reach 127.0.0.1:{port}: it refused the connection") as caught:
            await client.transition(Verb.CONFIRM, "bkg_1")
        assert caught.value.hint.startswith("Nothing was sent")
        assert client.link.offline


async def test_a_name_that_is_not_found_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lookup(*_args: object, **_options: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", lookup)
    client = SlatisClient("http://slatis.invalid", KEY, clock=time.time, sleep=no_pause)
    async with client:
        with pytest.raises(Unreachable, match="its name was not found"):
            await client.transition(Verb.CONFIRM, "bkg_1")


async def test_a_name_that_is_looked_up_for_ever_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lookup(*_args: object, **_options: object) -> list[object]:
        await asyncio.Event().wait()
        return []

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", lookup)
    client = SlatisClient(
        "http://slatis.invalid", KEY, clock=time.time, sleep=no_pause, deadlines=Deadlines(connect=0.2)
    )
    async with client:
        with pytest.raises(Unreachable, match="no connection in time"):
            await client.transition(Verb.CONFIRM, "bkg_1")


async def test_a_connection_that_is_never_taken_is_unreachable() -> None:
    """A listener whose queue is full: the handshake never ends."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        address = listener.getsockname()
        fillers = [socket.socket() for _ in range(8)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(address)
        async with calling(address[1], Deadlines(connect=5.0, attempt=0.2)) as client:
            with pytest.raises(Unreachable, match="no connection in time"):
                await client.transition(Verb.CONFIRM, "bkg_1")
        for filler in fillers:
            filler.close()


async def reset_at_once(caller: Caller) -> None:
    """Takes the connection and resets it."""
    caller.reset()


async def reset_after_the_request(caller: Caller) -> None:
    """As a server that carried the write out and then died."""
    await caller.request()
    caller.reset()


async def reset_within_the_answer(caller: Caller) -> None:
    """Dies while it answers."""
    await caller.request()
    await caller.say(ONE[:-20])
    caller.reset()


async def close_without_an_answer(caller: Caller) -> None:
    """Reads the request and hangs up."""
    await caller.request()


async def speak_another_protocol(caller: Caller) -> None:
    """Answers as a mail server would."""
    await caller.request()
    await caller.say(b"220 mail.example ESMTP\r\n")


async def say_too_little(caller: Caller) -> None:
    """Promises more than it sends."""
    await caller.request()
    await caller.say(ONE.replace(b"Content-Length: ", b"Content-Length: 9"))


@pytest.mark.parametrize(
    "script",
    [
        reset_at_once,
        reset_after_the_request,
        reset_within_the_answer,
        close_without_an_answer,
        speak_another_protocol,
        say_too_little,
    ],
)
async def test_a_broken_exchange_leaves_a_write_uncertain_and_is_sent_once(script: Script) -> None:
    async with serving(script) as server, calling(server.port) as client:
        with pytest.raises(NoAnswer) as caught:
            await client.transition(Verb.CONFIRM, "bkg_1")
        assert caught.value.uncertain
        assert server.connections == 1
        assert client.link.offline


@pytest.mark.parametrize("script", [reset_at_once, reset_after_the_request, reset_within_the_answer, say_too_little])
async def test_a_broken_exchange_makes_a_read_go_again(script: Script) -> None:
    async def broken_once(caller: Caller) -> None:
        await (answering(ONE) if caller.number else script)(caller)

    async with serving(broken_once) as server, calling(server.port) as client:
        assert (await client.get_booking("bkg_1")).id == "bkg_1"
        assert server.connections == 2


async def test_a_kept_connection_that_died_costs_a_read_nothing() -> None:
    """No pause, and not one of the three attempts: a pause would fail the test."""

    async def once(caller: Caller) -> None:
        await caller.request()
        await caller.say(ONE)
        if caller.number == 0:
            await caller.request()
            caller.reset()

    async def pause(seconds: float) -> None:
        assert seconds == 0

    async with serving(once) as server:
        client = SlatisClient(f"http://127.0.0.1:{server.port}", KEY, clock=time.time, sleep=pause)
        async with client:
            for _ in range(2):
                assert (await client.get_booking("bkg_1")).id == "bkg_1"
            assert server.connections == 2


async def test_a_kept_connection_that_died_leaves_a_write_uncertain() -> None:
    async def once(caller: Caller) -> None:
        await caller.request()
        await caller.say(ONE)
        await caller.request()
        caller.reset()

    async with serving(once) as server, calling(server.port) as client:
        await client.get_booking("bkg_1")
        with pytest.raises(NoAnswer):
            await client.transition(Verb.CONFIRM, "bkg_1")
        assert server.connections == 1


async def stall(caller: Caller) -> None:
    """Reads the request and says nothing."""
    await caller.request()
    await caller.gone()


async def stall_within_the_head(caller: Caller) -> None:
    """Stops in the middle of a header."""
    await caller.request()
    await caller.say(ONE[:30])
    await caller.gone()


async def drip(caller: Caller) -> None:
    """A byte now and then: each read of the socket succeeds, the answer never ends."""
    await caller.request()
    await caller.say(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    while True:
        await caller.say(b" ")
        await asyncio.sleep(0.01)


async def drip_the_head(caller: Caller) -> None:
    """The same with a head that never ends."""
    await caller.request()
    await caller.say(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        await caller.say(b"x")
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("script", [stall, stall_within_the_head, drip, drip_the_head])
async def test_an_answer_that_does_not_end_is_given_up_by_the_clock(script: Script) -> None:
    async with serving(script) as server, calling(server.port, SHORT) as client:
        with pytest.raises(NoAnswer, match="did not answer in time") as caught:
            await client.transition(Verb.CONFIRM, "bkg_1")
        assert caught.value.uncertain
        await eventually(lambda: server.open == 0)


async def test_a_read_ends_with_its_operation() -> None:
    async with serving(stall) as server, calling(server.port, Deadlines(attempt=0.2, operation=0.3)) as client:
        with pytest.raises(NoAnswer):
            await client.get_booking("bkg_1")
        assert server.connections <= 2


async def test_a_cancelled_request_gives_its_connection_back() -> None:
    asked = asyncio.Event()

    async def stall_once_asked(caller: Caller) -> None:
        await caller.request()
        asked.set()
        await caller.gone()

    async with serving(stall_once_asked) as server, calling(server.port) as client:
        reading = asyncio.create_task(client.get_booking("bkg_1"))
        await asked.wait()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        await eventually(lambda: server.open == 0)


async def test_too_large_an_answer_ends_its_connection() -> None:
    async def pour(caller: Caller) -> None:
        await caller.request()
        await caller.say(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        while True:
            await caller.say(b" " * 65_536)

    async with serving(pour) as server, calling(server.port) as client:
        with pytest.raises(UnreadableAnswer, match="larger than"):
            await client.get_booking("bkg_1")
        await eventually(lambda: server.open == 0)
        assert server.connections == 1
