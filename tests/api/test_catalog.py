"""Event types, fields, members and slots, as odd as a server can send them."""

from datetime import date
from typing import Any

import httpx
import pytest

from slatis_tui.domain.models import CustomField, EventType, Member, Slot
from slatis_tui.errors import UnreadableAnswer
from tests.api.fakes import Server, client_of, said

DAY = date(2026, 5, 1)


async def test_event_types_are_sorted_by_name_and_those_without_an_id_left_out() -> None:
    items = [{"id": "b", "name": "beta"}, {"name": "lost"}, None, 7, {"id": "a", "name": "Alpha"}, {"id": "c"}]
    found = await client_of(Server(said({"event_types": items}))).list_event_types()
    assert [(event_type.id, event_type.name) for event_type in found] == [("c", ""), ("a", "Alpha"), ("b", "beta")]


ODD: tuple[Any, ...] = (None, [], {}, "\ud800", True, 10**400, -1.5)


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
async def test_any_part_of_an_event_type_may_be_of_another_type(odd: object) -> None:
    parts = [part for part in EventType.__slots__ if part not in ("id", "fields", "document")]
    item = {"id": "evt_1", "custom_fields": odd} | dict.fromkeys(parts, odd)
    found = await client_of(Server(said({"event_type": item}))).get_event_type("evt_1")
    assert found.id == "evt_1"
    for part in parts:
        value = getattr(found, part)
        assert value in (None, "", "�", True)
        assert value is not True or part in ("requires_confirmation", "is_active")


async def test_an_event_type_keeps_its_document_and_has_no_fields_where_none_were_sent() -> None:
    item = {"id": "evt_1", "name": "Ada\x1b[2J", "description": "one\ntwo", "brand_new": [1]}
    found = await client_of(Server(said({"event_type": item}))).get_event_type("evt_1")
    assert (found.name, found.description, found.fields) == ("Ada␛[2J", "one\ntwo", None)
    assert found.document == item


async def test_fields_that_an_event_type_lacks_are_asked_for_by_themselves() -> None:
    server = Server(said({"event_type": {"id": "evt_1"}}), said({"fields": [{"key": "company"}]}))
    found = await client_of(server).get_event_type("evt_1")
    assert found.fields is not None
    assert [field.key for field in found.fields] == ["company"]
    assert [request.url.path for request in server.requests] == [
        "/v1/event-types/evt_1",
        "/v1/event-types/evt_1/fields",
    ]


async def test_an_event_type_without_an_id_is_unreadable() -> None:
    with pytest.raises(UnreadableAnswer, match="no usable id"):
        await client_of(Server(said({"event_type": {"name": "x"}}))).get_event_type("evt_1")


async def test_fields_of_any_shape_are_inputs_or_left_out() -> None:
    items = [
        {"key": "last", "order": 9, "type": "hologram", "label": "Last", "required": 1},
        {"key": "choice", "order": 2, "type": "select", "options": ["A", 7, None, {"value": "B", "label": "Bee"}, {}]},
        {"key": "bare"},
        {"label": "no key"},
        None,
        {"key": "hostile\u202e", "order": 2, "label": "[/]\x1b", "required": True, "options": "none"},
    ]
    found = await client_of(Server(said({"fields": items}))).get_fields("evt_1")
    assert found == (
        CustomField("", "choice", "choice", "SELECT", required=False, order=2, options=("A", "7", "B")),
        CustomField("", "bare", "bare", "", required=False, order=2),
        CustomField("", "hostile\u202e", "[/]␛", "", required=True, order=2),
        CustomField("", "last", "Last", "HOLOGRAM", required=False, order=9),
    )


async def test_a_number_has_the_bounds_that_the_schema_gives_and_no_others() -> None:
    bounds: tuple[dict[str, object], ...] = (
        {"min": 1, "max": 50},
        {"minimum": 0.5},
        {"min": "1", "max": True},
        {"max": None},
        {},
    )
    items = [{"key": f"k{place}", "type": "NUMBER", **given} for place, given in enumerate(bounds)]
    found = await client_of(Server(said({"fields": items}))).get_fields("evt_1")
    assert [(field.minimum, field.maximum) for field in found] == [
        (1, 50), (0.5, None), (None, None), (None, None), (None, None),
    ]  # fmt: skip


async def test_a_member_is_read_with_its_team() -> None:
    item = {
        "object": "member",
        "id": "mem_1",
        "name": "Ada",
        "email": "ada@example.com",
        "avatar_url": None,
        "role": "host",
        "skills": ["maths", None, 7, "engines"],
        "is_active": True,
        "team": {"id": "team_1", "name": "Analysts"},
    }
    found = await client_of(Server(said({"member": item}))).get_member("mem_1")
    assert found == Member(
        "mem_1", "Ada", "ada@example.com", "host", ("maths", "engines"), True, "team_1", "Analysts"
    )  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
async def test_any_part_of_a_member_may_be_of_another_type(odd: object) -> None:
    item = {"id": "mem_1"} | dict.fromkeys(("name", "email", "role", "skills", "is_active", "team"), odd)
    found = await client_of(Server(said({"member": item}))).get_member("mem_1")
    assert (found.id, found.skills, found.team_id) == ("mem_1", (), "")


def members_in_pages(total: int, page_size: int) -> Server:
    """A server that gives its members in pages of a size of its own."""

    def answer(request: httpx.Request) -> httpx.Response:
        offset = int(request.url.params["offset"])
        members = [{"id": f"mem_{number}"} for number in range(offset, min(offset + page_size, total))]
        pagination = {"total": total, "limit": page_size, "offset": offset, "has_more": offset + page_size < total}
        return said({"success": True, "members": members, "pagination": pagination})

    return Server(answer)


async def test_members_are_read_page_after_page_by_the_servers_own_limit() -> None:
    server = members_in_pages(142, 25)
    found = await client_of(server).list_members()
    assert [member.id for member in found] == [f"mem_{number}" for number in range(142)]
    assert [request.url.params["offset"] for request in server.requests] == ["0", "25", "50", "75", "100", "125"]


@pytest.mark.parametrize(
    ("answer", "requests"),
    [
        ({"members": [], "pagination": {"has_more": True}}, 1),
        ({"members": [{"id": "mem_1"}], "pagination": {"has_more": True}}, 100),
        ({"members": [{"id": "mem_1"}], "pagination": {"has_more": True, "limit": -5}}, 100),
        ({"members": [{"id": "mem_1"}], "pagination": {"has_more": "true"}}, 100),
        ({"members": [{"id": "mem_1"}], "pagination": {"has_more": "false"}}, 1),
        ({"members": [{"id": "mem_1"}], "pagination": None}, 1),
        ({"members": [{"id": "mem_1"}, {}], "pagination": {"has_more": "yes"}}, 1),
    ],
)
async def test_members_end_somewhere_whatever_the_server_says(answer: object, requests: int) -> None:
    server = Server(said(answer))
    assert len(await client_of(server).list_members()) <= 1
    assert len(server.requests) == requests


async def test_slots_are_sorted_once_each_and_those_without_times_left_out() -> None:
    early = {"start": "2026-05-01T08:00:00Z", "end": "2026-05-01T08:30:00Z"}
    late = {"start": "2026-05-01T10:00:00+00:00", "end": "2026-05-01T10:30:00Z"}
    items = [late, early, late, None, {}, {"start": "soon", "end": "later"}, {"start": early["start"]}]
    found = await client_of(Server(said({"slots": items}))).free_slots("evt_1", DAY, DAY, "UTC")
    assert found == [Slot(1_777_622_400, 1_777_624_200), Slot(1_777_629_600, 1_777_631_400)]
