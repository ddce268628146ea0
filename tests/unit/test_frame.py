"""The words of the frame, fitted into any width."""

import pytest

from slatis_tui.domain.models import Rate
from slatis_tui.presentation.frame import Span, header, tabs

RATE = Rate(1000, 987, 0)


def said(spans: list[Span]) -> str:
    return "".join(text for text, _ in spans)


def headed(width: int, *, offline: bool = True, place: str = "api.slatis.com") -> str:
    return said(
        header(
            "Bookings",
            badge="LIVE",
            place=place,
            rate=RATE,
            offline=offline,
            read_only=True,
            extra=["zone attendee", "sort when up"],
            width=width,
        )
    )


def test_a_wide_header_says_everything() -> None:
    words = ("Slatis", "Bookings", "LIVE", "READ-ONLY", "api.slatis.com", "rate 987/1000", "offline", "sort when up")
    wide = headed(120)
    places = [wide.index(word) for word in words]
    assert places == sorted(places)


@pytest.mark.parametrize("width", range(44, 130))
def test_mode_and_offline_are_never_cut(width: int) -> None:
    shown = headed(width)
    assert len(shown) <= max(width, 46)
    assert "LIVE" in shown
    assert "READ-ONLY" in shown
    assert "offline" in shown


def test_the_place_goes_first_then_the_sort_then_the_zone_then_the_rate() -> None:
    assert "api.slati…" in headed(102)
    assert "api" not in headed(90)
    assert "sort when up" in headed(90)
    assert "sort" not in headed(80)
    assert "zone attendee" in headed(80)
    assert "rate" in headed(62)
    assert "rate" not in headed(50)


def test_a_short_profile_name_stays_where_a_long_host_would_not() -> None:
    assert "prod" in headed(98, place="prod")


VIEWS = [
    ("1", "Pending", "260", True),
    ("2", "Today", "19", False),
    ("3", "Upcoming", "1430", False),
    ("4", "Needs outcome", "190", False),
    ("5", "All", "100000", False),
]


def test_tabs_read_as_title_and_count() -> None:
    assert "".join(map(said, tabs(VIEWS, 120))) == (
        " 1 Pending 260  2 Today 19  3 Upcoming 1430  4 Needs outcome 190  5 All 100000 "
    )


@pytest.mark.parametrize("width", [70, 78])
def test_tabs_that_are_not_open_are_cut_so_that_every_count_is_seen(width: int) -> None:
    line = "".join(map(said, tabs(VIEWS, width)))
    assert len(line) <= width
    assert "1 Pending 260" in line
    assert "… 190" in line
    assert "5 All 100000" in line


def test_of_saved_views_the_titles_are_left_out_before_those_of_the_consoles_own() -> None:
    saved = [(str(key), f"Saved {key}", "12", False) for key in range(6, 10)]
    line = "".join(map(said, tabs([*VIEWS, *saved], 92)))
    assert line.startswith(" 1 Pending 260  2 Today 19  3 Upco")
    assert line.endswith("5 All 100000  6 12  7 12  8 12  9 12 ")
    assert len(line) <= 92


def test_in_a_narrow_window_keys_and_counts_are_left_of_them() -> None:
    assert "".join(map(said, tabs(VIEWS, 60))) == " 1 Pending 260  2 19  3 1430  4 190  5 100000 "


def test_in_no_width_at_all_the_tabs_are_still_there() -> None:
    assert len(tabs(VIEWS, 10)) == len(VIEWS)
    assert tabs([], 10) == []
