"""A booking in full, and the answer as it came."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.models import Attendee, Booking, CustomField, EventType, Status
from slatis_tui.domain.times import Zone, find_zone
from slatis_tui.presentation.detail import Move, overview
from slatis_tui.presentation.lines import plain
from slatis_tui.presentation.raw import raw_json
from slatis_tui.theme import STYLES
from tests.support.rows import DAY, NOON, booking, row

BERLIN = find_zone("Europe/Berlin")
NOW = NOON - 2 * DAY
FIELDS = (
    CustomField("f1", "company", "Company", "TEXT", True, 1),
    CustomField("f2", "guests", "How many people will come along?", "NUMBER", False, 2),
    CustomField("f3", "topics", "Topics", "MULTI_SELECT", False, 3),
    CustomField("f4", "terms", "Terms accepted", "CHECKBOX", True, 4),
    CustomField("f5", "notes", "Notes", "TEXTAREA", False, 5),
)
ANSWERS: dict[str, Any] = {
    "old_key": {"a": [1, 2]},
    "terms": True,
    "topics": ["Billing", "Exports"],
    "guests": 3,
    "company": "Analytical Engines",
}


def whole(**changed: Any) -> Booking:
    return replace(booking(row(status=Status.PENDING_CONFIRMATION)), **changed)


def shown(one: Booking, zone: Zone = BERLIN, now: float = NOW, **known: Any) -> list[str]:
    lines = overview(one, now=now, zone=zone, **known)
    assert all(style in STYLES for line in lines for _, style in line)
    return plain(lines).splitlines()


def value(lines: list[str], label: str) -> str:
    """What stands beside the label."""
    return next(line.removeprefix(label).strip() for line in lines if line.startswith(label))


def test_it_begins_with_the_status_and_whose_booking_it_is() -> None:
    assert shown(whole())[0] == "? Pending  Ada Lovelace  in 2 d"


def test_it_says_what_may_be_done_and_why_not_the_rest() -> None:
    text = "\n".join(shown(whole()))
    assert " c  Confirm" in text
    assert " x  Cancel" in text
    assert "Complete      Can't be completed: it is not confirmed yet" in text
    assert "No-show       Can't be marked no-show: it is not confirmed yet" in text


def test_an_outcome_before_the_start_is_offered_with_a_notice() -> None:
    lines = shown(booking(row(status=Status.SCHEDULED)))
    assert " d  Complete      has not started yet" in lines


def test_the_operators_own_keys_are_shown() -> None:
    assert "f5  Confirm" in "\n".join(shown(whole(), keys={Verb.CONFIRM: "f5"}))


def test_where_nothing_may_be_changed_at_all_it_says_so_once() -> None:
    lines = shown(whole(), refusal="Read-only: nothing is sent")
    assert "Read-only: nothing is sent" in lines
    assert not any("Confirm" in line for line in lines)


def test_the_time_stands_in_three_zones() -> None:
    lines = shown(whole(attendee=Attendee("Ada", timezone="America/New_York")))
    assert value(lines, "My time") == "Fri 21 Nov 2025 13:00 CET  Europe/Berlin"
    assert value(lines, "Attendee's") == "Fri 21 Nov 2025 07:00 EST  America/New_York"
    assert value(lines, "UTC") == "Fri 21 Nov 2025 12:00 UTC"
    assert value(lines, "Duration") == "30 min, until Fri 21 Nov 2025 13:30 CET"


def test_the_attendees_other_day_is_marked() -> None:
    one = booking(row(start=NOON + 6 * 3600))
    later = replace(one, attendee=Attendee("Ada", timezone="Asia/Tokyo"))
    assert "Sat 22 Nov 2025 03:00 JST (+1 day)" in value(shown(later), "Attendee's")
    earlier = replace(booking(row(start=NOON - 11 * 3600)), attendee=Attendee("Ada", timezone="America/New_York"))
    assert "(−1 day)" in value(shown(earlier), "Attendee's")


def test_a_zone_that_is_not_known_is_utc_with_a_warning() -> None:
    lines = shown(whole(attendee=Attendee("Ada", timezone="Mars/Olympus")))
    assert "12:00 UTC" in value(lines, "Attendee's")
    assert any("Attendee's: unknown timezone Mars/Olympus" in line for line in lines)


def test_answers_stand_with_their_labels_in_display_order() -> None:
    event_type = EventType("evt_demo", "Intro call", fields=FIELDS)
    lines = shown(whole(custom_fields=ANSWERS), event_type=event_type)
    begin = lines.index("Answers")
    assert [line.rstrip() for line in lines[begin + 1 : begin + 8]] == [
        "Company           Analytical Engines",
        "How many people will come along?",
        "                  3",
        "Topics            Billing, Exports",
        "Terms accepted    yes",
        "Notes             —",
        'old_key           {"a": [1, 2]}',
    ]


def test_without_the_fields_the_keys_stand_for_the_labels() -> None:
    lines = shown(whole(custom_fields=ANSWERS), event_type=EventType("evt_demo", "Intro call"))
    assert value(lines, "company") == "Analytical Engines"


def test_names_stand_with_their_ids_and_an_unknown_one_is_its_id() -> None:
    known = booking(row(event_type_id="evt_demo", assigned_to_id="usr_grace"))
    lines = shown(known, event_type_name="Intro call", member_name="usr_grace")
    assert value(lines, "Event type  ") == "Intro call  (evt_demo)"
    assert value(lines, "Assignee") == "usr_grace"


def test_a_booking_of_which_only_id_and_status_are_known_is_shown() -> None:
    bare = booking(row(start=None, name="", email="", timezone="", event_type_id="", assigned_to_id=""))
    lines = shown(bare)
    assert value(lines, "Start") == "the server did not say"
    assert value(lines, "Id") == "bkg_1"
    assert value(lines, "Name") == "—"


def test_metadata_and_the_record_are_shown() -> None:
    lines = shown(whole(metadata={"source": "web"}, created_at=NOON - 3 * DAY, updated_at=NOON - 3 * DAY))
    assert value(lines, "source") == "web"
    assert value(lines, "Created") == "Tue 18 Nov 2025 13:00 CET, 1 d ago"


def test_the_history_known_here_is_told_newest_first() -> None:
    first = Change("1", Verb.CONFIRM, "bkg_1", "Ada", "PENDING_CONFIRMATION", ChangeState.REJECTED, NOW, NOW,
                   error="conflict: no (409, req_1)")  # fmt: skip
    second = Change("2", Verb.CANCEL, "bkg_1", "Ada", "PENDING_CONFIRMATION", ChangeState.WAITING, NOW, NOW + 4)
    lines = shown(whole(), changes=[first, second])
    history = lines[lines.index("History known here") + 1 :]
    assert history[0].split(maxsplit=2) == ["13:00", "CET", "Cancel: waits to be sent"]
    assert history[1].endswith("Confirm: conflict: no (409, req_1)")


def test_the_attendees_day_is_drawn_where_their_zone_is_known() -> None:
    lines = shown(whole(attendee=Attendee("Ada", timezone="America/New_York")))
    assert value(lines, "Their day") == "00 ░░░░░░░█──────────────░░ 24"
    unknown = shown(whole(attendee=Attendee("Ada", timezone="Mars/Olympus")))
    assert not any(line.startswith("Their day") for line in unknown)


def test_a_change_of_clocks_until_then_is_noted_for_mine_and_theirs() -> None:
    spring = booking(row(start=NOON + 150 * DAY))
    text = " ".join(" ".join(shown(replace(spring, attendee=Attendee("Ada", timezone="Asia/Tokyo")))).split())
    assert "Clocks change before then in Europe/Berlin: +1 h on Sun 29 Mar 2026" in text
    assert "Asia/Tokyo:" not in text


def test_a_reschedule_links_both_ways() -> None:
    moves = [Move("bkg_old", NOON - DAY, False), Move("bkg_new", None, True)]
    lines = shown(whole(), moves=moves)
    assert value(lines, "Moved from") == "Thu 20 Nov 2025 13:00 CET  (bkg_old)"
    assert value(lines, "Moved to") == "(bkg_new)"


def test_no_line_is_much_wider_than_asked_for() -> None:
    answers = {"notes": "word " * 200}
    assert all(len(line) <= 60 for line in shown(whole(custom_fields=answers), width=60))


def raw(document: Mapping[str, Any]) -> list[str]:
    lines = raw_json(whole(document=document))
    assert all(style in STYLES for line in lines for _, style in line)
    return plain(lines).splitlines()


def test_the_raw_answer_is_shown_as_it_came() -> None:
    assert raw({"id": "bk_1", "attendee": {"name": "Zoë"}, "x": [1, None]}) == [
        "{",
        '  "id": "bk_1",',
        '  "attendee": {',
        '    "name": "Zoë"',
        "  },",
        '  "x": [',
        "    1,",
        "    null",
        "  ]",
        "}",
    ]


def test_the_raw_answer_holds_nothing_that_a_terminal_obeys() -> None:
    text = "".join(raw({"a\x9b31m": "\x1b[31m\u202e\x9d0;title\x07", "[@click=app.quit]": "[/]"}))
    assert text.isprintable()
    assert "[@click=app.quit]" in text
    assert "\\u001b[31m" in text


def test_a_huge_or_bottomless_answer_is_cut_off_and_says_so() -> None:
    many = raw({"list": list(range(100_000))})
    assert len(many) <= 2_001
    assert many[-1].startswith("… cut off")
    long = raw({"text": "x" * 1_000_000})
    assert max(map(len, long)) <= 2_000
    deep: dict[str, Any] = {}
    for _ in range(5_000):
        deep = {"deeper": deep}
    assert "…" in "".join(raw(deep))
