"""What a list of bookings says besides its rows."""

import pytest

from slatis_tui.presentation.list_text import arrivals_text


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
