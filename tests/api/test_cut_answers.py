"""Answers cut at every byte: none is ever taken for a whole one."""

import json

import pytest

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.models import BookingQuery
from slatis_tui.errors import ApiError, NoAnswer, UnreadableAnswer
from tests.api.chaos import Caller, calling, http, serving
from tests.api.fakes import page


async def test_an_answer_cut_anywhere_is_never_taken_for_one() -> None:
    """At every byte: the write stays uncertain, and only the whole answer is done."""
    whole = http({"success": True, "booking": {"id": "bkg_1", "status": "SCHEDULED"}}, "200 OK", "X-Request-Id: req_1")

    async def cut(caller: Caller) -> None:
        await caller.request()
        await caller.say(whole[: caller.number])

    async with serving(cut) as server, calling(server.port) as client:
        for length in range(len(whole)):
            with pytest.raises(NoAnswer) as caught:
                await client.transition(Verb.CONFIRM, "bkg_1")
            assert caught.value.uncertain, length
        assert (await client.transition(Verb.CONFIRM, "bkg_1")).request_id == "req_1"
        assert server.connections == len(whole) + 1


async def test_an_answer_without_a_length_cut_anywhere_is_never_taken_for_one() -> None:
    """Its end is the connection's: only the JSON tells that some of it is missing."""
    body = json.dumps({"success": True, "booking": {"id": "bkg_1", "status": "SCHEDULED"}}).encode()

    async def cut(caller: Caller) -> None:
        await caller.request()
        await caller.say(b"HTTP/1.0 200 OK\r\n\r\n" + body[: caller.number])

    async with serving(cut) as server, calling(server.port) as client:
        for _ in range(len(body)):
            with pytest.raises(UnreadableAnswer) as caught:
                await client.transition(Verb.CONFIRM, "bkg_1")
            assert caught.value.uncertain
        assert (await client.transition(Verb.CONFIRM, "bkg_1")).booking.id == "bkg_1"


async def test_a_list_cut_anywhere_is_never_a_shorter_list() -> None:
    whole = http(page({"id": "bkg_1", "status": "SCHEDULED"}))

    async def cut(caller: Caller) -> None:
        await caller.request()
        await caller.say(whole[: -1 - caller.number])

    async with serving(cut) as server, calling(server.port) as client:
        while server.connections < len(whole):
            with pytest.raises(ApiError):
                await client.list_bookings(BookingQuery())
