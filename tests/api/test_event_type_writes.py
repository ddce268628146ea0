"""Writes of event types: once, these bytes, and what came of it (vendor's Event Types page)."""

from typing import Any

import httpx
import pytest

from slatis_tui.domain.models import Workload
from slatis_tui.errors import Forbidden, NoAnswer, NotAllowedHere, UnreadableAnswer
from tests.api.fakes import Server, client_of, refusal, said

CREATED = {
    "id": "evt_01xyz",
    "name": "Discovery Call",
    "slug": "discovery-call",
    "duration": 30,
    "mode": "SIMPLE",
    "is_active": True,
    "is_personal": False,
    "team_id": "team_01",
    "created_at": "2026-05-01T14:00:00.000Z",
    "updated_at": "2026-05-01T14:00:00.000Z",
}
UPDATED = {
    "id": "evt_01xyz",
    "name": "Intro Call",
    "duration": 45,
    "is_active": False,
    "updated_at": "2026-05-02T10:00:00.000Z",
}
WARNING = "This event type has 3 active bookings. Disabling it will not cancel them."


async def test_a_create_posts_exactly_the_bytes() -> None:
    server = Server(said({"success": True, "event_type": CREATED}, 201, {"X-Request-Id": "req_7"}))
    answer = await client_of(server).create_event_type(b'{"name":"Discovery Call"}')
    assert server.targets == ["POST /v1/event-types"]
    assert server.requests[0].content == b'{"name":"Discovery Call"}'
    assert "Idempotency-Key" not in server.requests[0].headers
    assert (answer.event_type.id, answer.event_type.is_active, answer.warning) == ("evt_01xyz", True, "")
    assert answer.request_id == "req_7"


async def test_an_update_carries_the_servers_warning() -> None:
    server = Server(said({"success": True, "event_type": UPDATED, "warning": WARNING}))
    answer = await client_of(server).update_event_type("evt_01xyz", b'{"is_active":false}')
    assert server.targets == ["PATCH /v1/event-types/evt_01xyz"]
    assert (answer.warning, answer.event_type.is_active) == (WARNING, False)


async def test_a_delete_tells_when() -> None:
    document = {"id": "evt_01xyz", "deleted_at": "2026-05-03T09:00:00.000Z"}
    server = Server(said({"success": True, "event_type": document}))
    answer = await client_of(server).delete_event_type("evt_01xyz")
    assert server.targets == ["DELETE /v1/event-types/evt_01xyz"]
    assert server.requests[0].content == b""
    assert answer.event_type.deleted_at == 1_777_798_800


@pytest.mark.parametrize("warning", [None, 3, ["x"], {}])
async def test_a_warning_that_is_no_text_is_none(warning: object) -> None:
    server = Server(said({"success": True, "event_type": UPDATED, "warning": warning}))
    assert (await client_of(server).update_event_type("evt_01xyz", b"{}")).warning == ""


async def test_a_hostile_warning_is_harmless() -> None:
    server = Server(said({"success": True, "event_type": UPDATED, "warning": "[/]\x1b[2J"}))
    assert "\x1b" not in (await client_of(server).update_event_type("evt_01xyz", b"{}")).warning


async def test_an_answer_about_another_event_type_is_not_believed() -> None:
    client = client_of(Server(said({"success": True, "event_type": UPDATED | {"id": "evt_other"}})))
    with pytest.raises(UnreadableAnswer) as caught:
        await client.update_event_type("evt_01xyz", b"{}")
    assert caught.value.uncertain


async def test_a_lost_answer_is_uncertain_and_sent_once() -> None:
    server = Server(httpx.ReadTimeout(""))
    with pytest.raises(NoAnswer) as caught:
        await client_of(server).create_event_type(b"{}")
    assert caught.value.uncertain
    assert len(server.requests) == 1


async def test_a_missing_scope_is_told() -> None:
    with pytest.raises(Forbidden, match="event-types:write"):
        await client_of(
            Server(refusal(403, "forbidden", "This key lacks the scope event-types:write"))
        ).delete_event_type("evt_01xyz")


async def test_a_public_key_sends_nothing() -> None:
    server = Server(said({"success": True, "event_type": CREATED}))
    client = client_of(server, key="pk_test_abcdefghijklmnop")
    calls: list[Any] = [
        client.create_event_type(b"{}"),
        client.update_event_type("evt_1", b"{}"),
        client.delete_event_type("evt_1"),
        client.list_webhooks(),
        client.list_deliveries("whk_1"),
    ]
    for call in calls:
        with pytest.raises(NotAllowedHere, match="needs a secret key"):
            await call
    assert server.requests == []


@pytest.mark.parametrize(
    ("workload", "read"),
    [
        ({"prep": 5, "meeting": 30, "implementation": 0, "admin": 5}, Workload(5, 30, 0, 5)),
        ({"prep": 5, "meeting": 30, "implementation": 0}, None),
        ({"prep": "5", "meeting": 30, "implementation": 0, "admin": 5}, None),
        (None, None),
        ([], None),
    ],
)
async def test_a_workload_is_read_whole_or_not_at_all(workload: object, read: Workload | None) -> None:
    server = Server(said({"success": True, "event_type": CREATED | {"workload": workload}}))
    assert (await client_of(server).get_event_type("evt_01xyz")).workload == read
