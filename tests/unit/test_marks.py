"""Marked rows and the range that a moving cursor draws."""

from hypothesis import given
from hypothesis import strategies as st

from slatis_tui.domain.marks import Marks

ROWS = [f"b{number}" for number in range(12)]
PLACES = st.integers(0, len(ROWS) - 1)


def test_a_mark_is_set_and_taken_away() -> None:
    marks = Marks()
    marks.toggle("a")
    marks.toggle("b")
    marks.toggle("a")
    assert (marks.ids, len(marks), "b" in marks, "a" in marks) == (("b",), 1, True, False)


@given(st.sets(st.sampled_from(ROWS)), PLACES, st.lists(PLACES, max_size=8))
def test_a_range_is_all_between_anchor_and_cursor_and_what_was_marked_before(
    before: set[str], anchor: int, moves: list[int]
) -> None:
    marks = Marks()
    marks.add(before)
    marks.start_range(ROWS, anchor)
    for cursor in [anchor, *moves]:
        marks.extend(ROWS, cursor)
        assert set(marks.ids) == before | set(ROWS[min(anchor, cursor) : max(anchor, cursor) + 1])
    marked = set(marks.ids)
    marks.end_range()
    marks.extend(ROWS, 0)
    assert set(marks.ids) == marked


def test_a_range_ends_with_all_marked_and_with_none() -> None:
    marks = Marks()
    marks.start_range(ROWS, 3)
    assert marks.has_range
    marks.add(ROWS)
    assert (len(marks), marks.has_range) == (len(ROWS), False)
    marks.start_range(ROWS, 3)
    marks.clear()
    assert (len(marks), marks.has_range) == (0, False)
