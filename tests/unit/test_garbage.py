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


def test_rows_are_taken_out_by_the_thousands_as_they_become_more() -> None:
    garbage = Garbage()
    garbage.settle()
    before = gc.get_freeze_count()
    rows = [[number] for number in range(5_000)]
    garbage.rows_are(4_999)
    assert gc.get_freeze_count() == before
    garbage.rows_are(5_000)
    after = gc.get_freeze_count()
    assert after >= before + len(rows)
    loaded_anew = [[number] for number in range(5_000)]
    garbage.rows_are(len(loaded_anew))
    assert gc.get_freeze_count() == after


def test_rows_that_come_during_the_start_are_left_to_its_end() -> None:
    gc.disable()
    before = gc.get_freeze_count()
    Garbage().rows_are(5_000)
    assert not gc.isenabled()
    assert gc.get_freeze_count() == before
