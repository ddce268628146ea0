"""Console processes on one journal: a small share of what `python -m tests.faults consoles` does."""

from tests.faults.consoles import many_consoles


async def test_nothing_is_sent_by_two_consoles() -> None:
    outcome = await many_consoles(consoles=3, operations=100, seed=7)
    assert outcome.violations == []
    assert outcome.acknowledged >= 100
    assert outcome.kills > 0
