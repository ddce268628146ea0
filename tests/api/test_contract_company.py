"""Event-type writes, the team's time and webhooks: the client against the embedded Slatis, over a real socket."""

import json
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from slatis_tui.api.client import SlatisClient
from slatis_tui.domain.models import Workload
from slatis_tui.errors import NotFound, ValidationFailed
from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.sandbox.options import SandboxOptions
from tests.support.sandbox import running_sandbox

MEMBERS = 130


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxAddress]:
    """With more members than a page holds."""
    with running_sandbox(SandboxOptions(bookings=150, rate=0, members=MEMBERS)) as address:
        yield address


@pytest.fixture
async def client(sandbox: SandboxAddress) -> AsyncIterator[SlatisClient]:
    """A client with the secret key."""
    async with SlatisClient(sandbox.base_url, sandbox.secret_key, clock=time.time) as opened:
        yield opened


def body(**rest: object) -> bytes:
    """Of a create."""
    workload = {"prep": 5, "meeting": 40, "implementation": 0, "admin": 10}
    return json.dumps({"team_id": "team_01", "name": "Intro", "duration": 40, "workload": workload} | rest).encode()


async def test_an_event_type_is_made_changed_and_deleted(client: SlatisClient) -> None:
    made = (await client.create_event_type(body(is_active=True))).event_type
    assert (made.name, made.workload, made.is_active) == ("Intro", Workload(5, 40, 0, 10), True)
    assert made.id in [one.id for one in await client.list_event_types()]
    changed = await client.update_event_type(made.id, b'{"duration":50}')
    assert (changed.event_type.duration, changed.event_type.name, changed.warning) == (50, "Intro", "")
    deleted = (await client.delete_event_type(made.id)).event_type
    assert deleted.deleted_at is not None
    assert made.id not in [one.id for one in await client.list_event_types()]
    assert (await client.get_event_type(made.id)).deleted_at == deleted.deleted_at


async def test_disabling_one_with_bookings_warns(client: SlatisClient) -> None:
    answer = await client.update_event_type("evt_01discovery", b'{"is_active":false}')
    assert "Disabling it will not cancel them" in answer.warning
    await client.update_event_type("evt_01discovery", b'{"is_active":true}')


async def test_refusals_name_the_field(client: SlatisClient) -> None:
    with pytest.raises(ValidationFailed) as caught:
        await client.create_event_type(body(duration=-1))
    assert [problem.field for problem in caught.value.details] == ["duration"]
    with pytest.raises(NotFound):
        await client.update_event_type("evt_none", b"{}")


async def test_all_members_are_read_whatever_a_page_holds(client: SlatisClient) -> None:
    day = datetime.now(UTC).date() + timedelta(days=3)
    assert len(await client.list_members()) == len(await client.members_on(day, duration=30)) == MEMBERS


async def test_the_weeks_load_is_the_sum_of_its_days(client: SlatisClient) -> None:
    today = datetime.now(UTC).date()
    found = await client.capacity(today, today + timedelta(days=6))
    assert len(found.members) == MEMBERS
    assert len(found.timeline) == 7
    assert found.overview.booked == sum(day.load.booked or 0 for day in found.timeline)
    assert found.overview.booked == sum(member.load.booked or 0 for member in found.members)
    assert all(0 <= (day.load.share or 0) <= 1.5 for day in found.timeline)


async def test_the_delivery_history_comes_whole(client: SlatisClient) -> None:
    webhooks = await client.list_webhooks()
    assert len(webhooks.documents) == webhooks.total == 2
    deliveries = await client.list_deliveries(webhooks.documents[0].id)
    assert len(deliveries.documents) == deliveries.total == 140
