"""A booking as a row of the list."""

import pytest
from rich.cells import cell_len

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.models import BookingRow, Status
from slatis_tui.domain.times import find_zone
from slatis_tui.presentation.booking_cells import BOOKING_COLUMNS, booking_cells, subject
from slatis_tui.presentation.columns import Cell, fit
from slatis_tui.theme import STYLES
from tests.support.rows import DAY, HOUR, NOON, row

BERLIN = find_zone("Europe/Berlin")
ALWAYS = ["mark", "status", "when", "attendee", "event-type"]


def cells(
    known: BookingRow,
    *,
    zone: str = "Europe/Berlin",
    now: float = NOON - 2 * DAY,
    change: Change | None = None,
    marked: bool = False,
    changed: bool = False,
) -> dict[str, Cell]:
    found = booking_cells(
        known,
        zone=find_zone(zone),
        now=now,
        event_type_name="Intro call",
        member_name="Grace Hopper",
        change=change,
        marked=marked,
        changed=changed,
    )
    assert len(found) == len(BOOKING_COLUMNS)
    assert all(cell.style in STYLES for cell in found)
    return {column.name: cell for column, cell in zip(BOOKING_COLUMNS, found, strict=True)}


def texts(found: dict[str, Cell]) -> list[str]:
    return [cell.text for cell in found.values()]


def test_a_row_says_what_it_is_and_when_and_with_whom() -> None:
    assert texts(cells(row(status=Status.PENDING_CONFIRMATION))) == [
        "",
        "? Pending",
        "Fri 21 Nov 13:00 CET",
        "in 2 d",
        "Ada Lovelace",
        "Intro call",
        "Grace Hopper",
        "ada@example.com",
    ]


def test_what_is_missing_is_a_dash_and_an_e_mail_stands_for_a_name() -> None:
    found = cells(row(name="", start=None))
    assert found["attendee"].text == "ada@example.com"
    assert (found["when"].text, found["relative"].text) == ("—", "")
    assert cells(row(name="", email=""))["attendee"].text == "—"


def test_a_zone_that_is_not_known_is_shown_in_utc_and_marked() -> None:
    found = cells(row(), zone="Mars/Olympus")
    assert found["when"] == Cell("Fri 21 Nov 12:00 UTC", "warning")


def test_a_row_shows_the_change_that_is_under_way() -> None:
    waiting = Change("op", Verb.CONFIRM, "bkg_1", "Ada", "PENDING_CONFIRMATION", ChangeState.SENDING, 0.0, 0.0)
    assert "sending" in cells(row(), change=waiting)["status"].text


def test_a_marked_row_says_so_without_colour() -> None:
    assert cells(row(), marked=True)["mark"].text == "*"


def test_a_row_that_could_not_be_read_says_so_and_why() -> None:
    found = cells(row(problem="start_time is no time", name=""))
    assert found["attendee"].text == "could not be read"
    assert found["event-type"].text == "start_time is no time"
    assert "Unreadable" in found["status"].text


def test_the_subject_of_a_sentence_is_never_empty() -> None:
    assert subject(row()) == "Ada Lovelace"
    assert subject(row(name="")) == "ada@example.com"
    assert subject(row("bkg\x1b_9", name="", email="")) == "bkg␛_9"


def test_a_screen_of_80_cells_has_room_for_what_matters_most() -> None:
    """Two cells go to the cursor's bar, one to the scrollbar."""
    found = {column.name: width for column, width in fit(BOOKING_COLUMNS, 77)}
    assert list(found) == ALWAYS
    assert found["attendee"] >= 18
    longest = {column.name: width for column, width in fit(BOOKING_COLUMNS, 77, {"when": 27})}
    assert list(longest) == ALWAYS
    assert longest["when"] == 27


def test_a_screen_of_120_cells_has_room_for_everything() -> None:
    assert len(fit(BOOKING_COLUMNS, 117)) == len(BOOKING_COLUMNS)
    assert len(fit(BOOKING_COLUMNS, 117, {"when": 27, "relative": 9})) == len(BOOKING_COLUMNS)


def test_the_narrowest_window_still_says_status_when_and_who() -> None:
    found = {column.name: width for column, width in fit(BOOKING_COLUMNS, 57)}
    assert {"status", "when", "attendee"} <= found.keys()


@pytest.mark.parametrize("width", range(30, 200, 7))
@pytest.mark.parametrize("when", [20, 22, 25, 27])
def test_a_name_is_never_under_twelve_cells(width: int, when: int) -> None:
    found = {column.name: cells for column, cells in fit(BOOKING_COLUMNS, width, {"when": when})}
    assert found.get("attendee", 12) >= 12


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Kathmandu", "America/New_York", "UTC"])
def test_the_when_column_can_become_as_wide_as_any_time(zone: str) -> None:
    column = next(column for column in BOOKING_COLUMNS if column.name == "when")
    for start in range(NOON, NOON + 800 * DAY, 40 * DAY + HOUR):
        assert cell_len(cells(row(start=start), zone=zone)["when"].text) <= column.limit


def test_what_somebody_else_changed_is_highlighted_by_a_glyph_and_a_style() -> None:
    found = cells(row(), changed=True)
    assert (found["mark"], found["status"]) == (Cell("~", "changed"), Cell("● Scheduled", "changed"))
    assert cells(row(), changed=True, marked=True)["mark"] == Cell("*", "mark")
    assert "underline" in STYLES["changed"], "it is there without colours too"
