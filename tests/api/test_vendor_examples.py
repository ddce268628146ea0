"""The client reads and asks what the vendor's own pages show."""

import json

import pytest

from slatis_tui.api._values import instant
from slatis_tui.domain.models import BookingQuery, CustomField, EventType
from tests.api import examples
from tests.api.fakes import Server, booking, client_of, page, said


async def test_the_list_request_of_the_page_is_asked_word_for_word() -> None:
    """Save for the colons, which stand percent-encoded in a query."""
    server = Server(said(examples.LIST_BOOKINGS.encode()))
    query = BookingQuery(status="SCHEDULED", start_date=instant("2026-05-01T00:00:00Z"), limit=25)
    await client_of(server).list_bookings(query)
    assert server.targets[0].replace("%3A", ":") == f"GET {examples.LIST_BOOKINGS_TARGET}"


async def test_the_list_answer_of_the_page_has_a_next_page() -> None:
    found = await client_of(Server(said(examples.LIST_BOOKINGS.encode()))).list_bookings(BookingQuery())
    assert (list(found.rows), found.next_cursor, found.warning) == ([], "bkg_01xyz", "")


async def test_the_last_page_has_none() -> None:
    found = await client_of(Server(said(page(booking())))).list_bookings(BookingQuery())
    assert (len(found.rows), found.next_cursor, found.warning) == (1, None, "")


async def test_the_event_types_of_the_page_are_read_whole() -> None:
    found = await client_of(Server(said(examples.LIST_EVENT_TYPES.encode()))).list_event_types()
    document = json.loads(examples.LIST_EVENT_TYPES)["event_types"][0]
    assert found == [EventType(**document, document=document)]


async def test_the_event_type_of_the_page_has_its_fields_in_display_order() -> None:
    found = await client_of(Server(said(examples.GET_EVENT_TYPE.encode()))).get_event_type("evt_01abc")
    assert found.fields == (
        CustomField("fld_01abc", "company", "Company", "TEXT", required=True, order=1),
        CustomField(
            "fld_01def",
            "topic",
            "What would you like to discuss?",
            "SELECT",
            required=False,
            order=2,
            options=("Product demo", "Support", "Partnership"),
        ),
    )
    assert (found.duration, found.minimum_booking_notice, found.scheduling_type) == (30, 60, "ROUND_ROBIN")


@pytest.mark.parametrize("key", ["fields", "custom_fields"])
async def test_the_fields_alone_are_read_under_either_key(key: str) -> None:
    fields = json.loads(examples.GET_EVENT_TYPE)["event_type"]["custom_fields"]
    server = Server(said({"success": True, key: fields}))
    found = await client_of(server).get_fields("evt_01abc")
    assert [field.key for field in found] == ["company", "topic"]
    assert server.targets == ["GET /v1/event-types/evt_01abc/fields"]


@pytest.mark.parametrize(
    "example", [examples.CREATED_EVENT_TYPE, examples.UPDATED_EVENT_TYPE, examples.DELETED_EVENT_TYPE]
)
async def test_the_event_types_of_the_write_examples_are_readable(example: str) -> None:
    found = await client_of(Server(said(example.encode()))).get_event_type("evt_01xyz")
    wanted = json.loads(example)["event_type"]
    assert (found.id, found.name, found.is_active) == ("evt_01xyz", wanted.get("name", ""), wanted.get("is_active"))
    assert found.deleted_at == instant(wanted.get("deleted_at"))


async def test_the_members_of_the_page_end_at_its_empty_list() -> None:
    """Its pagination promises 142, its list is empty: an empty page is the end."""
    server = Server(said(examples.LIST_MEMBERS.encode()))
    assert await client_of(server).list_members() == []
    assert len(server.requests) == 1


async def test_the_create_bodies_of_the_pages_are_sent_byte_for_byte() -> None:
    server = Server(said({"success": True, "booking": booking()}, 201))
    client = client_of(server)
    for example in (examples.CREATE_BOOKING, examples.CREATE_WITH_FIELDS):
        await client.create(example.encode(), "order_12345_attempt_1")
        assert server.requests[-1].content == example.encode()
    assert server.targets == ["POST /v1/bookings"] * 2
    assert server.requests[0].headers["Idempotency-Key"] == "order_12345_attempt_1"


async def test_the_attendee_of_the_page_is_patched() -> None:
    server = Server(said({"success": True, "booking": booking()}))
    await client_of(server).edit_attendee("bkg_01xyz", examples.UPDATE_ATTENDEE.encode())
    assert server.targets == ["PATCH /v1/bookings/bkg_01xyz"]


def test_an_instant_reads_the_same_however_it_is_written() -> None:
    assert {instant(written) for written in examples.INSTANTS} == {1_777_644_000}
