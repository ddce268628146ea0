"""An event type as a row of the list, and in full."""

from slatis_tui.domain.models import CustomField, EventType
from slatis_tui.domain.times import find_zone
from slatis_tui.presentation.columns import fit
from slatis_tui.presentation.event_type_text import (
    EVENT_TYPE_COLUMNS,
    event_type_cells,
    event_type_lines,
    event_type_search,
)
from slatis_tui.presentation.lines import plain
from slatis_tui.theme import STYLES
from tests.support.rows import DAY, NOON

INTRO = EventType(
    "evt_1",
    "Intro call",
    slug="intro",
    description="A first talk.\nNo slides.",
    duration=30,
    slot_interval=15,
    buffer_before=5,
    buffer_after=10,
    minimum_booking_notice=120,
    scheduling_type="ROUND_ROBIN",
    team_id="team_1",
    requires_confirmation=True,
    is_active=True,
    timezone="Europe/Berlin",
    mode="SIMPLE",
    fields=(
        CustomField("f1", "company", "Company", "TEXT", True, 1),
        CustomField("f2", "size", "Size", "SELECT", False, 2, ("small", "large[/]")),
    ),
)


def lines(event_type: EventType, error: str = "") -> list[str]:
    found = event_type_lines(event_type, error=error, now=NOON, zone=find_zone("Europe/Berlin"))
    assert all(style in STYLES for line in found for _, style in line)
    return [" ".join(line.split()) for line in plain(found).splitlines()]


def test_a_row_has_duration_scheduling_buffers_notice_and_confirmation() -> None:
    found = event_type_cells(INTRO)
    assert [cell.text for cell in found] == [
        "Intro call",
        "30 min",
        "Round robin",
        "5 min + 10 min",
        "2 h",
        "required",
    ]
    assert len(found) == len(EVENT_TYPE_COLUMNS)


def test_what_is_not_said_is_a_dash_and_another_scheduling_type_stands_as_it_came() -> None:
    assert [cell.text for cell in event_type_cells(EventType("evt_2", ""))] == ["evt_2", "—", "—", "—", "—", "—"]
    assert event_type_cells(EventType("evt_2", "x", scheduling_type="LOTTERY"))[2].text == "LOTTERY"
    assert event_type_cells(EventType("evt_2", "x", minimum_booking_notice=0))[4].text == "none"
    assert event_type_cells(EventType("evt_2", "x", buffer_before=0, buffer_after=0))[3].text == "none"


def test_all_columns_but_the_last_fit_a_screen_of_80_cells() -> None:
    assert len(fit(EVENT_TYPE_COLUMNS, 77, {"buffers": 15})) >= len(EVENT_TYPE_COLUMNS) - 1


def test_a_text_filter_finds_it_by_anything_it_says() -> None:
    for needle in ("intro call", "evt_1", "no slides", "round robin"):
        assert needle in event_type_search(INTRO)


def test_everything_is_shown_in_full() -> None:
    found = lines(INTRO)
    assert found[:2] == ["Intro call", "● active"]
    for line in (
        "No slides.",
        "Duration 30 min",
        "Slot interval 15 min",
        "Buffer before 5 min",
        "Buffer after 10 min",
        "Minimum notice 2 h",
        "Confirmation required: bookings start as Pending",
        "Scheduling Round robin",
        "Team team_1",
        "Timezone Europe/Berlin",
        "Company * text, required",
        "key company",
        "Size select",
        "small · large[/]",
        "Id evt_1",
        "Slug intro",
        "Mode SIMPLE",
    ):
        assert line in found


def test_fields_that_have_not_arrived_are_not_the_same_as_none() -> None:
    assert "not loaded yet" in lines(EventType("evt_1", "Intro"))
    assert "none" in lines(EventType("evt_1", "Intro", fields=()))


def test_it_says_whether_it_is_active() -> None:
    assert "× not active" in lines(EventType("evt_1", "Intro", is_active=False))
    assert "the server did not say whether it is active" in lines(EventType("evt_1", "Intro"))
    deleted = lines(EventType("evt_1", "Intro", is_active=False, deleted_at=NOON - 2 * DAY))
    assert "× deleted Wed 19 Nov 2025 13:00 CET, 2 d ago" in deleted


def test_why_it_could_not_be_loaded_is_shown() -> None:
    assert "No answer from the server" in lines(EventType("evt_1", "evt_1"), error="No answer from the server")


def test_what_else_the_server_says_is_shown_under_its_own_names_and_harmless() -> None:
    document = {"id": "evt_1", "name": "Intro", "is_personal": False, "created_at": "2026-01-01", "odd\x1b[2J": ["[/]"]}
    found = lines(EventType("evt_1", "Intro", document=document))
    assert found[found.index("Further") + 1 :] == ["is_personal no", "created_at 2026-01-01", "odd␛[2J [/]"]
    assert "Further" not in lines(EventType("evt_1", "Intro", document={"id": "evt_1", "name": "Intro"}))


def test_when_it_was_made_and_changed_stands_in_my_zone_where_it_can_be_read() -> None:
    document = {"id": "evt_1", "created_at": "2026-01-05T10:00:00.039Z", "updated_at": "last week"}
    found = lines(EventType("evt_1", "Intro", document=document))
    assert any(line.startswith("Created Mon 5 Jan 2026 11:00 CET, ") for line in found)
    assert found[found.index("Further") + 1 :] == ["updated_at last week"]
