"""What leaves the machine: where to, with which headers, and what never leaves it at all."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest

from slatis_tui.api.client import SlatisClient
from slatis_tui.domain.changes import Verb
from slatis_tui.domain.models import BookingQuery
from slatis_tui.domain.ports import BookingReader, BookingWriter, LinkMonitor
from slatis_tui.errors import KeyProblem, NotAllowedHere, Unreachable, UsageError
from tests.api.fakes import KEY, FakeTime, Server, booking, client_of, page, said

Call = Callable[[SlatisClient], Awaitable[object]]

ONE = {"success": True, "booking": booking()}
EVERY_CALL: dict[str, tuple[Call, object]] = {
    "GET /v1/bookings?limit=100": (lambda c: c.list_bookings(BookingQuery()), page()),
    "GET /v1/bookings/bkg_01xyz": (lambda c: c.get_booking("bkg_01xyz"), ONE),
    "GET /v1/event-types": (lambda c: c.list_event_types(), {"event_types": []}),
    "GET /v1/event-types/evt_1": (
        lambda c: c.get_event_type("evt_1"),
        {"event_type": {"id": "evt_1", "custom_fields": []}},
    ),
    "GET /v1/event-types/evt_1/fields": (lambda c: c.get_fields("evt_1"), {"fields": []}),
    "GET /v1/team/members?limit=100&offset=0": (lambda c: c.list_members(), {"members": []}),
    "GET /v1/team/members/mem_1": (lambda c: c.get_member("mem_1"), {"member": {"id": "mem_1"}}),
    "GET /v1/availability?event_type_id=evt_1&start_date=2026-05-01&end_date=2026-05-07&timezone=Europe%2FMadrid": (
        lambda c: c.free_slots("evt_1", date(2026, 5, 1), date(2026, 5, 7), "Europe/Madrid"),
        {"slots": []},
    ),
    "POST /v1/bookings": (lambda c: c.create(b"{}", "op-1"), ONE),
    "POST /v1/bookings/bkg_01xyz/confirm": (lambda c: c.transition(Verb.CONFIRM, "bkg_01xyz"), ONE),
    "POST /v1/bookings/bkg_01xyz/complete": (lambda c: c.transition(Verb.COMPLETE, "bkg_01xyz"), ONE),
    "POST /v1/bookings/bkg_01xyz/no-show": (lambda c: c.transition(Verb.NO_SHOW, "bkg_01xyz"), ONE),
    "POST /v1/bookings/bkg_01xyz/cancel": (lambda c: c.transition(Verb.CANCEL, "bkg_01xyz", b"{}"), ONE),
    "POST /v1/bookings/bkg_01xyz/reschedule": (lambda c: c.reschedule("bkg_01xyz", b"{}"), ONE),
    "PATCH /v1/bookings/bkg_01xyz": (lambda c: c.edit_attendee("bkg_01xyz", b"{}"), ONE),
}
PUBLIC = {
    "GET /v1/bookings/bkg_01xyz",
    "GET /v1/event-types",
    "GET /v1/event-types/evt_1",
    "GET /v1/event-types/evt_1/fields",
    "GET /v1/team/members?limit=100&offset=0",
    "GET /v1/team/members/mem_1",
    "GET /v1/availability?event_type_id=evt_1&start_date=2026-05-01&end_date=2026-05-07&timezone=Europe%2FMadrid",
    "POST /v1/bookings",
}


@pytest.mark.parametrize("target", EVERY_CALL)
async def test_each_call_is_one_request_to_its_endpoint(target: str) -> None:
    call, answer = EVERY_CALL[target]
    server = Server(said(answer))
    await call(client_of(server))
    assert server.targets == [target]


@pytest.mark.parametrize("target", EVERY_CALL)
async def test_a_public_key_does_what_it_may_and_sends_nothing_else(target: str) -> None:
    call, answer = EVERY_CALL[target]
    server = Server(said(answer))
    client = client_of(server, key="pk_test_abcdefghijklmnop")
    if target in PUBLIC:
        await call(client)
        assert server.targets == [target]
    else:
        with pytest.raises(NotAllowedHere, match="needs a secret key"):
            await call(client)
        assert server.requests == []


async def test_a_client_is_all_that_the_layers_above_ask_for() -> None:
    """By type, which the type checker sees to, and in fact."""
    client = client_of(Server(said(page())))
    reader: BookingReader = client
    writer: BookingWriter = client
    monitor: LinkMonitor = client
    assert [reader, writer, monitor] == [client] * 3


async def test_every_filter_of_the_query_is_sent() -> None:
    server = Server(said(page()))
    query = BookingQuery(
        status="SCHEDULED",
        event_type_id="evt_1",
        assigned_to_id="mem_1",
        attendee_email="jane+büro@example.com",
        start_date=1_777_644_000,
        end_date=1_777_647_600,
        limit=25,
    )
    await client_of(server).list_bookings(query, "a b&c=d/e")
    assert dict(server.requests[0].url.params) == {
        "status": "SCHEDULED",
        "event_type_id": "evt_1",
        "assigned_to_id": "mem_1",
        "attendee_email": "jane+büro@example.com",
        "start_date": "2026-05-01T14:00:00Z",
        "end_date": "2026-05-01T15:00:00Z",
        "limit": "25",
        "cursor": "a b&c=d/e",
    }


async def test_the_headers_are_ours_and_no_others() -> None:
    server = Server(said(page()))
    await client_of(server).list_bookings(BookingQuery())
    headers = server.requests[0].headers
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert len(headers["X-Request-Id"]) == 32
    assert set(headers) == {"host", "authorization", "accept", "accept-encoding", "user-agent", "x-request-id"}


async def test_each_request_has_an_id_of_its_own() -> None:
    server = Server(said(page()))
    client = client_of(server)
    for _ in range(3):
        await client.list_bookings(BookingQuery())
    assert len({request.headers["X-Request-Id"] for request in server.requests}) == 3


async def test_a_write_says_what_its_body_is_and_one_without_says_nothing() -> None:
    server = Server(said(ONE))
    client = client_of(server)
    await client.transition(Verb.CANCEL, "bkg_01xyz", b'{"reason": "ill"}')
    await client.transition(Verb.CONFIRM, "bkg_01xyz")
    with_body, without = server.requests
    assert (with_body.headers["Content-Type"], with_body.content) == ("application/json", b'{"reason": "ill"}')
    assert (without.headers.get("Content-Type"), without.headers["Content-Length"]) == (None, "0")


@pytest.mark.parametrize("base", ["http://localhost:3000/api/public/v1", "http://localhost:3000/api/public/v1/"])
async def test_paths_are_appended_to_the_path_of_the_base_url(base: str) -> None:
    server = Server(said(page()))
    await client_of(server, base=base).list_bookings(BookingQuery())
    assert str(server.requests[0].url) == "http://localhost:3000/api/public/v1/bookings?limit=100"


@pytest.mark.parametrize(
    ("booking_id", "segment"),
    [("../event-types", "..%2Fevent-types"), ("a?b#c", "a%3Fb%23c"), ("a%2Fb", "a%252Fb"), ("ñ ü", "%C3%B1%20%C3%BC")],
)
async def test_an_id_stays_one_segment_of_the_path(booking_id: str, segment: str) -> None:
    server = Server(said({"success": True, "booking": booking(booking_id)}))
    await client_of(server).get_booking(booking_id)
    assert server.targets == [f"GET /v1/bookings/{segment}"]


@pytest.mark.parametrize("booking_id", ["", ".", "..", " ", "\ud800", "x" * 501])
async def test_what_can_not_be_an_id_is_not_sent(booking_id: str) -> None:
    server = Server(said(ONE))
    with pytest.raises(NotAllowedHere, match="can't be an id"):
        await client_of(server).get_booking(booking_id)
    assert server.requests == []


@pytest.mark.parametrize("idempotency_key", ["", "k" * 256, "line\nbreak", " edge", "schlüssel"])
async def test_an_idempotency_key_that_is_no_header_value_is_not_sent(idempotency_key: str) -> None:
    server = Server(said(ONE))
    with pytest.raises(NotAllowedHere, match="Idempotency-Key"):
        await client_of(server).create(b"{}", idempotency_key)
    assert server.requests == []


@pytest.mark.parametrize("key", ["", "sk_test_secret\n", "sk_test_se cret", "sk_test_sécret", "sk_test_\u200bsecret"])
def test_a_key_that_is_no_header_value_is_refused_without_being_quoted(key: str) -> None:
    with pytest.raises(KeyProblem) as caught:
        client_of(Server(said(ONE)), key=key)
    assert "secret" not in caught.value.explained()
    assert caught.value.__cause__ is None


def test_a_client_shows_its_mode_but_never_its_key() -> None:
    shown = repr(client_of(Server(said(ONE))))
    assert shown == "<SlatisClient https://slatis.test/v1 <ApiKey sk_test_…mnop>>"
    assert "sk_test_short" not in repr(client_of(Server(said(ONE)), key="sk_test_short"))


@pytest.mark.parametrize(
    "base",
    [
        "",
        "slatis.test/v1",
        "ftp://slatis.test",
        "https://",
        "https://user:pass@slatis.test/v1",
        "https://slatis.test/v1?a=b",
        "https://slatis.test/v1#a",
        "https://slatis.test:port/v1",
        "https://sla\x00tis.test/v1",
    ],
)
def test_a_base_url_that_is_more_or_less_than_a_place_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="base URL"):
        client_of(Server(said(ONE)), base=base)


async def test_a_closed_client_sends_nothing_and_may_be_closed_again() -> None:
    server = Server(said(ONE))
    client = client_of(server)
    await client.close()
    await client.close()
    with pytest.raises(Unreachable, match="has been closed"):
        await client.get_booking("bkg_01xyz")
    assert server.requests == []


async def test_cookies_are_neither_kept_nor_sent() -> None:
    server = Server(said(ONE, headers={"Set-Cookie": "session=1"}))
    client = client_of(server)
    await client.get_booking("bkg_01xyz")
    await client.get_booking("bkg_01xyz")
    assert "cookie" not in server.requests[1].headers


def test_an_unusable_proxy_is_a_usage_error_that_quotes_no_password() -> None:
    with pytest.raises(UsageError, match="proxy") as caught:
        SlatisClient("https://slatis.test", KEY, clock=FakeTime(), proxy="nonsense://user:hunter2@proxy")
    assert "hunter2" not in caught.value.explained()


def test_a_ca_file_that_is_none_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "no.pem").write_text("not a certificate")
    for name in ("no.pem", "missing.pem"):
        with pytest.raises(UsageError, match=name):
            SlatisClient("https://slatis.test", KEY, clock=FakeTime(), ca_file=tmp_path / name)
