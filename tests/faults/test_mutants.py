"""Planted bugs: the runs find each of them within a few seeds, and would find that a living console is robbed."""

from unittest import mock

import pytest

from slatis_tui.outbox import takeover
from tests.faults.judge import Rule
from tests.faults.mutants import MUTANTS, Mutant, hunt
from tests.faults.run import run_one

SEEDS = 150


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_planted_bug_is_found(mutant: Mutant) -> None:
    assert hunt(mutant, range(SEEDS)).seed is not None


def test_there_are_twelve() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == 12


def test_a_console_that_robs_a_living_one_is_found() -> None:
    with mock.patch.object(takeover, "is_living", return_value=False):
        assert any(is_found(seed) for seed in range(SEEDS))


def is_found(seed: int) -> bool:
    return any(violation.rule is Rule.DOUBLE for violation in run_one(seed).violations)
