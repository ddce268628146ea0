"""Random runs: a few of the many that `python -m tests.faults runs` makes."""

import asyncio

from tests.faults.run import run_one
from tests.faults.runs import run_many
from tests.faults.sockets import run_over_sockets

SEEDS = 60
SOCKET_SEEDS = 6


def test_no_rule_is_broken_whatever_fails_and_dies() -> None:
    summary = run_many(range(SEEDS))
    assert summary.failures == []
    assert summary.runs == SEEDS
    assert summary.figures["deaths"] > SEEDS
    assert summary.figures["done"] > SEEDS


def test_a_seed_always_brings_the_same_run() -> None:
    for seed in range(5):
        first, again = run_one(seed), run_one(seed)
        assert first.lines
        assert (first.lines, first.figures) == (again.lines, again.figures)


def test_no_rule_is_broken_over_real_sockets() -> None:
    results = asyncio.run(run_over_sockets(range(SOCKET_SEEDS)))
    assert [violation for result in results for violation in result.violations] == []
    assert all(result.figures["requests"] for result in results)
