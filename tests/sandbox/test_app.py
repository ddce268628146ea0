"""The application without a network: what can't be brought about, or not be waited for, over a socket."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from slatis_tui.sandbox.app import build_app
from slatis_tui.sandbox.options import SandboxOptions
from slatis_tui.sandbox.server import Sandbox, prepared
from tests.sandbox.api import ATTENDEE, NOW, refusal
from tests.support.clock import let_tasks_run

AN_HOUR_MS = 3_600_000


@pytest.fixture
def latency_ms() -> int:
    """How long answers are held back."""
    return 0


@pytest.fixture
def sandbox(tmp_path: Path, latency_ms: int) -> Iterator[Sandbox]:
    """A sandbox without bookings."""
    with prepared(SandboxOptions(bookings=0, now=NOW, latency_ms=latency_ms), tmp_path / "sandbox.db") as sandbox:
        yield sandbox


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    """Calls the application directly, with the secret key."""
    transport = httpx.ASGITransport(build_app(sandbox.backend, "/v1"), raise_app_exceptions=False)
    headers = {"Authorization": f"Bearer {sandbox.keys.secret}"}
    async with httpx.AsyncClient(base_url="http://localhost/v1", transport=transport, headers=headers) as client:
        yield client


@pytest.mark.parametrize("latency_ms", [AN_HOUR_MS])
async def test_an_answer_is_held_back_after_the_work_is_done(sandbox: Sandbox, client: httpx.AsyncClient) -> None:
    """So that a client that gives up, or is killed, meets a booking that was made all the same."""
    body = {"event_type_id": "evt_04question", "requested_time": "2026-06-01T09:00:00Z", "attendee": ATTENDEE}
    answer = asyncio.create_task(client.post("/bookings", json=body))
    await let_tasks_run()
    assert sandbox.backend.database.number("SELECT count(*) FROM bookings") == 1
    assert not answer.done()
    answer.cancel()
    await asyncio.gather(answer, return_exceptions=True)


async def test_a_bug_answers_500_in_the_envelope(sandbox: Sandbox, client: httpx.AsyncClient) -> None:
    sandbox.backend.database.execute("DROP TABLE members")
    answer = await client.get("/team/members")
    assert refusal(answer) == (500, "internal_error")
    assert answer.headers["X-Request-Id"]
    assert answer.headers["X-RateLimit-Remaining"] == "99"


async def test_a_failed_write_leaves_nothing_behind(sandbox: Sandbox, client: httpx.AsyncClient) -> None:
    """The booking is made before its idempotency key is kept: both or neither."""
    sandbox.backend.database.execute("DROP TABLE idempotency")
    body = {"event_type_id": "evt_04question", "requested_time": "2026-06-01T09:00:00Z", "attendee": ATTENDEE}
    answer = await client.post("/bookings", json=body, headers={"Idempotency-Key": "key"})
    assert answer.status_code == 500
    assert sandbox.backend.database.number("SELECT count(*) FROM bookings") == 0
    assert (await client.post("/bookings", json=body)).status_code == 201
