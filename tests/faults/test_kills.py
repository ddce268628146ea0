"""Real SIGKILLs: a few of the many that `python -m tests.faults kills` makes, two at each point."""

from tests.faults.failpoints import Point
from tests.faults.kills import kill_many

KILLS = 20


async def test_nothing_acknowledged_is_lost_or_doubled_wherever_a_console_is_killed() -> None:
    tally = await kill_many(range(KILLS))
    assert tally.failures == []
    assert set(tally.kills) == set(Point)
    assert tally.acknowledged > KILLS / 2
