"""The world that each test of the outbox is given."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.outbox.world import World


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A world of its own, whose consoles end with the test."""
    world = World(tmp_path)
    yield world
    await world.close()
