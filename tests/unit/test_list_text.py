"""What a list of bookings says besides its rows."""

import pytest

from slatis_tui.presentation.list_text import arrivals_text, last_week_text, no_shows_text


@pytest.mark.parametrize(
    ("names", "key", "text"),
    [
        (["Ada"], "", "New pending booking: Ada"),
        (["Ada"], "1", "New pending booking: Ada; 1 shows it"),
        (["Ada", "Grace"], "1", "2 new pending bookings: Ada, Grace; 1 shows them"),
        (["A", "B", "C", "D", "E"], "", "5 new pending bookings: A, B, C and 2 more"),
    ],
)
def test_new_pending_bookings_are_one_line(names: list[str], key: str, text: str) -> None:
    assert arrivals_text(names, key) == text


def test_last_week_is_told_where_something_ended_then() -> None:
    assert last_week_text(31, 38) == "last week: 31 of 38 have their outcome"
    assert last_week_text(1, 1, "14:02") == "last week: 1 of 1 has its outcome (as of 14:02)"
    assert last_week_text(0, 0) == ""


def test_no_shows_are_counted_among_all_bookings() -> None:
    assert no_shows_text(1, 1) == "1 no-show in 1 booking"
    assert no_shows_text(0, 7) == "0 no-shows in 7 bookings"
