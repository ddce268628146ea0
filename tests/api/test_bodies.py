"""Answers that are not Slatis's: never followed, never believed, never more than the cap."""

import contextlib
import gzip
import json
import tracemalloc
import zlib

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slatis_tui.api._body import CAP, Body, NotSlatis, TooLarge, parse, parse_object
from slatis_tui.domain.changes import Verb
from slatis_tui.domain.models import BookingQuery
from slatis_tui.errors import UnreadableAnswer
from tests.api.fakes import Chunks, Server, booking, client_of, page, said

GARBLED = {
    "html": b"<html>Please sign in</html>",
    "empty": b"",
    "cut": json.dumps(page(booking())).encode()[:-20],
    "list": b"[]",
    "text": b'"ok"',
    "number": b"7",
    "null": b"null",
    "not utf-8": b'{"bookings": "\xff"}',
    "huge number": b'{"n":' + b"9" * 5000 + b"}",
    "endless nesting": b"[" * 200_000 + b"]" * 200_000,
    "endless objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "two documents": b"{}{}",
}


@pytest.mark.parametrize("name", GARBLED)
async def test_a_garbled_answer_to_a_read_is_asked_for_once_more_and_then_told(name: str) -> None:
    server = Server(said(GARBLED[name], content_type="text/html; charset=utf-8", headers={"X-Request-Id": "req_9"}))
    with pytest.raises(UnreadableAnswer, match=r"not an answer of Slatis \(text/html\)") as caught:
        await client_of(server).list_bookings(BookingQuery())
    assert (len(server.requests), caught.value.request_id, caught.value.status) == (2, "req_9", 200)


@pytest.mark.parametrize("name", GARBLED)
async def test_a_garbled_answer_to_a_write_leaves_it_uncertain_and_is_sent_once(name: str) -> None:
    server = Server(said(GARBLED[name], 201))
    with pytest.raises(UnreadableAnswer) as caught:
        await client_of(server).create(b"{}", "op-1")
    assert caught.value.uncertain
    assert "may or may not" in caught.value.hint
    assert len(server.requests) == 1


async def test_a_garbled_answer_may_be_followed_by_a_good_one() -> None:
    server = Server(said(b"<html>"), said(page(booking())))
    assert len((await client_of(server).list_bookings(BookingQuery())).rows) == 1


@pytest.mark.parametrize(
    "document", [{}, {"success": True}, {"bookings": None}, {"bookings": {}}, {"bookings": "bkg_1"}]
)
async def test_a_list_without_its_list_is_unreadable(document: object) -> None:
    with pytest.raises(UnreadableAnswer, match="no list of bookings"):
        await client_of(Server(said(document))).list_bookings(BookingQuery())


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"booking": None},
        {"booking": []},
        {"booking": {}},
        {"booking": {"id": "bkg_1"}},
        {"booking": {"status": "X"}},
    ],
)
async def test_a_write_is_done_only_when_its_booking_has_an_id_and_a_status(document: object) -> None:
    with pytest.raises(UnreadableAnswer) as caught:
        await client_of(Server(said(document, 201))).create(b"{}", "op-1")
    assert caught.value.uncertain


async def test_an_answer_about_another_booking_is_refused() -> None:
    client = client_of(Server(said({"success": True, "booking": booking("bkg_other")})))
    with pytest.raises(UnreadableAnswer, match="another booking"):
        await client.transition(Verb.CONFIRM, "bkg_1")
    with pytest.raises(UnreadableAnswer, match="another booking"):
        await client.get_booking("bkg_1")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("location", "host"),
    [
        ("https://evil.example/v1/bookings", "evil.example"),
        ("//evil.example/%0d%0a", "evil.example"),
        ("https://user:pass@evil.example:8443/", "evil.example"),
        ("/elsewhere", "slatis.test"),
        ("http://[bad", "an address that makes no sense"),
        ("https://e\u202evil.example/", "e�vil.example"),
    ],
)
async def test_a_redirect_is_never_followed(status: int, location: str, host: str) -> None:
    server = Server(httpx.Response(status, headers=[(b"Location", location.encode())]))
    with pytest.raises(UnreadableAnswer, match="Unexpected redirect") as caught:
        await client_of(server).create(b"{}", "op-1")
    assert f"redirect to {host};" in caught.value.message
    with pytest.raises(UnreadableAnswer):
        await client_of(server).get_booking("bkg_1")
    assert [request.url.host for request in server.requests] == ["slatis.test"] * 2


async def test_a_status_that_is_no_answer_is_told() -> None:
    with pytest.raises(UnreadableAnswer, match="Unexpected answer 304"):
        await client_of(Server(httpx.Response(304))).get_booking("bkg_1")


async def test_a_packed_answer_is_unpacked() -> None:
    packed = gzip.compress(json.dumps(page(booking())).encode())
    chunks = [packed[place : place + 7] for place in range(0, len(packed), 7)]
    server = Server(httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=Chunks(*chunks)))
    assert len((await client_of(server).list_bookings(BookingQuery())).rows) == 1


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("br", b"whatever"),
        ("gzip, gzip", gzip.compress(gzip.compress(b"{}"))),
        ("gzip", b"not packed"),
        ("gzip", gzip.compress(b"{}")[:-4]),
        ("gzip", b""),
        ("deflate", zlib.compress(b"{}")),
    ],
    ids=["unknown", "twice", "not packed", "cut off", "empty", "not asked for"],
)
async def test_what_can_not_be_unpacked_is_unreadable(encoding: str, content: bytes) -> None:
    server = Server(httpx.Response(200, headers={"Content-Encoding": encoding}, stream=Chunks(content)))
    with pytest.raises(UnreadableAnswer, match="not an answer of Slatis"):
        await client_of(server).transition(Verb.CONFIRM, "bkg_1")


async def test_too_large_an_answer_is_not_read_to_its_end_nor_asked_for_again() -> None:
    stream = Chunks(*[b" " * 1024 * 1024] * 100)
    server = Server(httpx.Response(200, stream=stream))
    with pytest.raises(UnreadableAnswer, match="larger than 8192 KiB"):
        await client_of(server).list_bookings(BookingQuery())
    assert stream.closed
    assert len(server.requests) == 1


async def test_an_answer_that_unpacks_to_fifty_megabytes_is_never_held() -> None:
    packed = gzip.compress(b"0" * 50_000_000)
    tracemalloc.start()
    with pytest.raises(UnreadableAnswer, match="larger than"):
        await client_of(
            Server(httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=Chunks(packed)))
        ).list_bookings(BookingQuery())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * CAP


def test_the_cap_itself_still_fits() -> None:
    body = Body("", cap=10)
    body.feed(b"0123456789")
    assert body.whole() == b"0123456789"
    with pytest.raises(TooLarge):
        body.feed(b"x")


def test_what_is_no_json_but_often_sent_is_tolerated() -> None:
    assert parse(b'\xef\xbb\xbf{"a": NaN, "b": 1e999, "c": [-Infinity], "d": 1.5}') == {
        "a": None,
        "b": None,
        "c": [None],
        "d": 1.5,
    }
    assert parse_object(b'{"id": "a", "id": "b"}') == {"id": "b"}


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise_anything_but_the_one_error(body: bytes) -> None:
    with contextlib.suppress(NotSlatis):
        assert isinstance(parse_object(body), dict)
