"""The decisions alone: which failure goes again, after how long, and what the budget allows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slatis_tui.api._retry import Failure, Repeat, RetryBudget, Tries, backoff
from slatis_tui.errors import ApiError


def longest(_low: float, high: float) -> float:
    """The jitter that waits longest."""
    return high


def shortest(low: float, _high: float) -> float:
    """The jitter that waits shortest."""
    return low


def failed(repeat: Repeat, wait: float | None = None) -> Failure:
    """A failure of that kind."""
    return Failure(ApiError("x"), repeat, wait)


def delays(*kinds: Repeat, wait: float | None = None, time_left: float = 60.0) -> list[float | None]:
    """What one read waits after failures of these kinds, with the longest jitter."""
    tries = Tries(RetryBudget(), longest)
    return [tries.delay(failed(kind, wait), time_left) for kind in kinds]


@pytest.mark.parametrize(
    ("failures", "least", "most"),
    [(1, 0.25, 0.5), (2, 0.25, 1), (3, 0.25, 2), (4, 0.25, 4), (5, 0.25, 8), (6, 0.25, 8), (10_000, 0.25, 8)],
)
def test_the_pause_doubles_up_to_eight_seconds(failures: int, least: float, most: float) -> None:
    assert (backoff(failures, shortest), backoff(failures, longest)) == (least, most)


@settings(deadline=None)
@given(st.integers(1, 20))
def test_the_pause_stays_in_its_bounds(failures: int) -> None:
    assert 0.25 <= backoff(failures) <= 8


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([Repeat.NEVER], [None]),
        ([Repeat.BACK_OFF] * 3, [0.5, 1.0, None]),
        ([Repeat.ONCE] * 2, [0.5, None]),
        ([Repeat.ONCE, Repeat.BACK_OFF, Repeat.BACK_OFF], [0.5, 1.0, None]),
        ([Repeat.BACK_OFF, Repeat.BACK_OFF, Repeat.ONCE], [0.5, 1.0, None]),
        ([Repeat.AT_ONCE, Repeat.BACK_OFF, Repeat.BACK_OFF, Repeat.BACK_OFF], [0.0, 0.5, 1.0, None]),
        ([Repeat.AT_ONCE] * 4, [0.0, 0.5, 1.0, None]),
        ([Repeat.AFTER_BLOCK] * 5, [0.0, 0.0, 0.0, 0.0, None]),
        ([Repeat.AFTER_BLOCK, Repeat.BACK_OFF, Repeat.BACK_OFF, Repeat.BACK_OFF], [0.0, 0.5, 1.0, None]),
    ],
)
def test_each_kind_of_failure_goes_again_as_often_as_it_should(
    kinds: list[Repeat], expected: list[float | None]
) -> None:
    assert delays(*kinds) == expected


@pytest.mark.parametrize(
    ("wait", "expected"), [(None, 0.5), (0.1, 0.5), (3.0, 3.0), (59.0, 59.0), (60.0, None), (121.0, None)]
)
def test_what_a_503_asks_for_is_never_undercut(wait: float | None, expected: float | None) -> None:
    assert delays(Repeat.BACK_OFF, wait=wait) == [expected]


def test_there_is_no_repeat_beyond_the_time() -> None:
    assert delays(Repeat.BACK_OFF, time_left=0.5) == [None]
    assert delays(Repeat.AT_ONCE, time_left=0.0) == [None]


def test_the_budget_pays_for_ten_repeats_and_a_success_for_a_tenth_of_one() -> None:
    budget = RetryBudget()
    repeats = [Tries(budget, longest).delay(failed(Repeat.BACK_OFF), 60) for _ in range(12)]
    assert repeats == [0.5] * 10 + [None] * 2
    for _ in range(9):
        budget.earn()
    assert Tries(budget).delay(failed(Repeat.BACK_OFF), 60) is None
    budget.earn()
    assert Tries(budget).delay(failed(Repeat.BACK_OFF), 60) is not None


def test_a_429_costs_half_and_the_budget_never_overflows() -> None:
    budget = RetryBudget()
    budget.earn()
    assert [budget.spend(Repeat.AFTER_BLOCK) for _ in range(21)] == [True] * 20 + [False]


def test_reads_and_writes_are_paid_from_one_purse() -> None:
    purse = RetryBudget()
    assert sum(purse.pay() for _ in range(8)) == 8
    assert [purse.spend(Repeat.BACK_OFF) for _ in range(3)] == [True, True, False]
    assert not purse.pay()
    purse.give_back()
    assert purse.pay()
