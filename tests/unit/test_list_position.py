"""Where a list's cursor and its topmost row go."""

from hypothesis import given
from hypothesis import strategies as st

from slatis_tui.widgets._position import Position

KEYS = [f"k{number}" for number in range(100)]


def test_moving_within_the_screen_does_not_scroll() -> None:
    assert Position(3, 0).moved(4, 100, 10) == Position(4, 0)


def test_moving_past_the_end_of_the_screen_scrolls_by_one() -> None:
    assert Position(9, 0).moved(10, 100, 10) == Position(10, 1)
    assert Position(5, 5).moved(4, 100, 10) == Position(4, 4)


def test_the_cursor_stops_at_both_ends() -> None:
    assert Position(0, 0).moved(-1, 100, 10) == Position(0, 0)
    assert Position(99, 90).moved(100, 100, 10) == Position(99, 90)


def test_a_page_scrolls_the_rows_and_keeps_the_cursor_on_its_line() -> None:
    assert Position(3, 0).paged(9, 100, 10) == Position(12, 9)
    assert Position(12, 9).paged(-9, 100, 10) == Position(3, 0)


def test_a_page_at_the_end_ends_on_the_last_row() -> None:
    assert Position(93, 90).paged(9, 100, 10) == Position(99, 90)


def test_the_cursor_stays_with_its_id_and_its_line() -> None:
    assert Position(20, 15).after(KEYS, ["new", *KEYS], 10) == Position(21, 16)
    assert Position(20, 15).after(KEYS, KEYS[5:], 10) == Position(15, 10)


def test_where_the_row_has_left_the_next_one_takes_its_place() -> None:
    without = [key for key in KEYS if key != "k20"]
    position = Position(20, 15).after(KEYS, without, 10)
    assert without[position.cursor] == "k21"
    assert position == Position(20, 15)


def test_where_all_later_rows_have_left_the_one_before_takes_its_place() -> None:
    assert Position(20, 15).after(KEYS, KEYS[:20], 10) == Position(19, 10)


def test_an_empty_list_has_no_cursor_and_the_next_one_starts_at_its_first_row() -> None:
    assert Position(20, 15).after(KEYS, [], 10) == Position(-1, 0)
    assert Position(-1, 0).after([], KEYS, 10) == Position(0, 0)


def test_a_cursor_out_of_sight_leaves_the_topmost_row_where_it_was() -> None:
    assert Position(0, 50).after(KEYS, ["new", *KEYS], 10) == Position(1, 51)


@given(
    old=st.lists(st.integers(0, 30), unique=True),
    new=st.lists(st.integers(0, 30), unique=True),
    cursor=st.integers(0, 30),
    top=st.integers(0, 30),
    height=st.integers(0, 12),
)
def test_every_position_is_one_that_the_list_has(
    old: list[int], new: list[int], cursor: int, top: int, height: int
) -> None:
    """Whatever came and went, the cursor stands on a row, and the screen starts with one."""
    before = Position(min(cursor, len(old) - 1), max(0, min(top, len(old) - height)))
    after = before.after([str(key) for key in old], [str(key) for key in new], height)
    assert after.cursor == -1 if not new else 0 <= after.cursor < len(new)
    assert 0 <= after.top <= max(0, len(new) - max(1, height))
    if 0 <= before.cursor < len(old) and old[before.cursor] in new:
        assert new[after.cursor] == old[before.cursor]
