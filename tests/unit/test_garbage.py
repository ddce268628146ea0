import gc
from collections.abc import Iterator

import pytest

from slatis_tui.garbage import Garbage


@pytest.fixture(autouse=True)
def _collector_as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_after_the_start_nothing_that_it_has_made_is_looked_through_again() -> None:
    gc.disable()
    before = gc.get_freeze_count()
    made = [[number] for number in range(100)]
    Garbage().settle()
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(made)


def test_rows_are_taken_out_by_the_thousands_also_when_they_come_again() -> None:
    garbage = Garbage()
    garbage.settle()
    before = gc.get_freeze_count()
    rows = [[number] for number in range(5_000)]
    garbage.rows_came(4_999, known=4_999)
    assert gc.get_freeze_count() == before
    garbage.rows_came(1, known=5_000)
    after = gc.get_freeze_count()
    assert after >= before + len(rows)
    loaded_anew = [[number] for number in range(5_000)]
    garbage.rows_came(len(loaded_anew), known=5_000)
    assert gc.get_freeze_count() >= after + len(loaded_anew)


def test_few_rows_that_come_again_and_again_are_left_to_the_collector() -> None:
    garbage = Garbage()
    garbage.settle()
    before = gc.get_freeze_count()
    for _ in range(100):
        garbage.rows_came(400, known=400)
    assert gc.get_freeze_count() == before


def test_rows_that_come_during_the_start_are_left_to_its_end() -> None:
    gc.disable()
    before = gc.get_freeze_count()
    Garbage().rows_came(5_000, known=5_000)
    assert not gc.isenabled()
    assert gc.get_freeze_count() == before
