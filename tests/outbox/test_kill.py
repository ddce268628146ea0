"""A console killed with SIGKILL at each point of a change, and what the next one shows."""

import asyncio
import json
import signal
import sys
from pathlib import Path

import pytest

from slatis_tui.domain.changes import Change, ChangeState
from tests.outbox.victim import INTENTS, POINTS
from tests.outbox.world import World

ROOT = Path(__file__).resolve().parents[2]
NOTHING, NOT_SENT, IN_DOUBT = "", "It was not sent", "It may or may not have been carried out"
SHOWN = dict(zip(POINTS, (NOTHING, NOT_SENT, IN_DOUBT, IN_DOUBT, IN_DOUBT, NOTHING), strict=True))
CARRIED_OUT = dict(zip(POINTS, (0, 0, 0, 1, 1, 1), strict=True))


async def killed_at(world: World, point: str, verb: str) -> list[list[str]]:
    """Run a console until it dies at the point; the requests that the server carried out."""
    file = world.path.parents[2] / "carried-out.jsonl"
    arguments = [sys.executable, "-m", "tests.outbox.victim", str(world.path), str(file), point, verb]
    process = await asyncio.create_subprocess_exec(*arguments, cwd=ROOT)
    try:
        assert await asyncio.wait_for(process.wait(), timeout=60) == -signal.SIGKILL
    finally:
        if process.returncode is None:
            process.kill()
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


@pytest.mark.parametrize("point", POINTS)
async def test_after_a_confirm_the_next_session_tells_the_truth_and_sends_nothing(world: World, point: str) -> None:
    requests = await killed_at(world, point, "confirm")
    assert len(requests) == CARRIED_OUT[point]
    outbox = await world.open()
    await world.clock.advance(3600)
    assert world.server.calls == []
    assert outbox.trouble == outbox.notice == ""
    shown: tuple[Change, ...] = outbox.changes
    assert [change.state for change in shown] == ([ChangeState.NEEDS_REVIEW] if SHOWN[point] else [])
    assert all(change.error.endswith(SHOWN[point]) and change.subject == "Ada Lovelace" for change in shown)
    if point == POINTS[-1]:
        assert [row["state"] for row in world.rows()] == ["done"]


@pytest.mark.parametrize("point", POINTS)
async def test_after_a_create_the_next_session_sends_only_what_may_have_been_sent(world: World, point: str) -> None:
    """With its own key and bytes, by itself; what was never sent is for review."""
    for _, _, body, key in await killed_at(world, point, "create"):
        world.server.created[key] = (body.encode(), "bk_made_before")
    outbox = await world.open()
    await world.settle()
    assert outbox.trouble == outbox.notice == ""
    states = [change.state for change in outbox.changes]
    if SHOWN[point] is not IN_DOUBT:
        assert states == ([ChangeState.NEEDS_REVIEW] if SHOWN[point] else [])
        assert world.server.calls == []
        return
    (done,) = outbox.changes
    assert (done.state, done.replayed) == (ChangeState.DONE, CARRIED_OUT[point] == 1)
    assert len(world.server.calls) == len(world.server.created) == 1


async def test_creating_again_what_was_never_sent_makes_exactly_one_booking(world: World) -> None:
    await killed_at(world, "after it is written down", "create")
    outbox = await world.open()
    again = await outbox.submit(INTENTS["create"])
    await world.settle()
    (done,) = outbox.changes
    assert (done.op_id, done.state, done.replayed) == (again.op_id, ChangeState.DONE, False)
    assert len(world.server.created) == 1
