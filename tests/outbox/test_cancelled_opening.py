"""An opening that is given up half-way, as by quitting before the connection is there."""

import asyncio
import threading
from typing import Any

import pytest

from slatis_tui.outbox.journal import Journal
from slatis_tui.outbox.sessions import sessions_beside
from tests.outbox.world import World


@pytest.mark.parametrize("step", ["open", "elsewhere", "moved", "take_over"])
async def test_it_closes_the_journal_and_ends_its_session(
    world: World, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, may_go_on = threading.Event(), threading.Event()
    real = getattr(Journal, step)

    def held(*args: Any) -> Any:
        answer = real(*args)
        reached.set()
        assert may_go_on.wait(10)
        return answer

    monkeypatch.setattr(Journal, step, held)
    opening = asyncio.create_task(world.open())
    await asyncio.to_thread(reached.wait, 10)
    assert sessions_beside(world.path.parent)
    opening.cancel()
    may_go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await opening
    await world.eventually(lambda: not sessions_beside(world.path.parent))
