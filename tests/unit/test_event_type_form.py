"""The event type form: what is sent of it, and what is wrong with it."""

import pytest

from slatis_tui.domain import event_type_form as form
from slatis_tui.domain.event_type_form import Difference, check_changes, check_new, copy_of, differences, form_of
from slatis_tui.domain.fields import Raw
from slatis_tui.domain.forms import CheckedForm
from slatis_tui.domain.models import EventType, Workload
from slatis_tui.errors import FieldProblem

NEW: dict[str, Raw] = {form.TEAM: "team_01", form.NAME: " Discovery Call ", form.DURATION: "30", form.ACTIVE: True}
CALL = EventType(
    "evt_1", "Call", slug="call", duration=30, slot_interval=15, buffer_before=0, buffer_after=5,
    minimum_booking_notice=60, scheduling_type="SOLO", team_id="team_01", requires_confirmation=False, is_active=True,
    timezone="", workload=Workload(5, 30, 0, 5),
)  # fmt: skip


def problems(checked: CheckedForm) -> list[str]:
    return [problem.field for problem in checked.problems]


def test_the_labels_stand_in_their_order() -> None:
    labels = list(form.LABELS.values())
    assert labels[:8] == [
        "Team", "Name", "Duration", "Preparation", "Meeting", "Implementation", "Administration", "Active",
    ]  # fmt: skip


def test_a_create_holds_the_required_fields_and_nothing_that_is_usual() -> None:
    typed = {"workload.prep": "5", "workload.meeting": "25", "workload.admin": "5"}
    checked = check_new(NEW | typed)
    assert checked.problems == ()
    assert checked.body == {
        "team_id": "team_01",
        "name": "Discovery Call",
        "duration": 30,
        "workload": {"prep": 5, "meeting": 25, "implementation": 0, "admin": 5},
    }


def test_a_meeting_that_was_not_typed_takes_the_duration() -> None:
    assert check_new(NEW).body["workload"] == {"prep": 0, "meeting": 30, "implementation": 0, "admin": 0}


def test_a_create_holds_what_else_was_given() -> None:
    more: dict[str, Raw] = {
        form.ACTIVE: False,
        form.SLUG: "call",
        form.DESCRIPTION: "one\ntwo",
        "slot_interval": "15",
        "buffer_before": "0",
        "buffer_after": "10",
        "minimum_booking_notice": "120",
        form.SCHEDULING: "COLLECTIVE",
        form.TIMEZONE: "Europe/Berlin",
        form.CONFIRMATION: True,
    }
    body = check_new(NEW | more).body
    assert {name: body[name] for name in more} == {
        "is_active": False,
        "slug": "call",
        "description": "one\ntwo",
        "slot_interval": 15,
        "buffer_before": 0,
        "buffer_after": 10,
        "minimum_booking_notice": 120,
        "scheduling_type": "COLLECTIVE",
        "timezone": "Europe/Berlin",
        "requires_confirmation": True,
    }


def test_what_is_missing_of_a_create_is_said_in_the_order_of_the_form() -> None:
    assert problems(check_new({})) == ["team_id", "name", "duration"]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("duration", "0"),
        ("duration", "half an hour"),
        ("duration", "-5"),
        ("workload.meeting", "0"),
        ("workload.prep", "1.5"),
        ("slot_interval", "0"),
        ("minimum_booking_notice", "9999999999"),
        ("timezone", "Mars/Olympus"),
    ],
)
def test_what_cannot_be_meant_is_a_problem_of_its_field(place: str, text: str) -> None:
    assert problems(check_new(NEW | {place: text})) == [place]


def test_an_untouched_form_changes_nothing() -> None:
    assert check_changes(form_of(CALL), CALL) == CheckedForm({})


def test_an_update_holds_what_has_changed_and_nothing_else() -> None:
    typed: dict[str, Raw] = {form.DURATION: "45", form.ACTIVE: False, form.NAME: "Call "}
    checked = check_changes(form_of(CALL) | typed, CALL)
    assert checked == CheckedForm({"duration": 45, "is_active": False})


def test_a_changed_part_of_the_workload_sends_the_whole_of_it() -> None:
    body = check_changes(form_of(CALL) | {"workload.prep": "10"}, CALL).body
    assert body == {"workload": {"prep": 10, "meeting": 30, "implementation": 0, "admin": 5}}
    assert differences(body, CALL) == [Difference("workload.prep", 5, 10)]


def test_a_workload_that_the_server_does_not_tell_is_typed_whole_or_left_alone() -> None:
    silent = EventType("evt_1", "Call", duration=30, team_id="team_01")
    assert check_changes(form_of(silent), silent).body == {}
    half = check_changes(form_of(silent) | {"workload.prep": "10"}, silent)
    assert problems(half) == ["workload.meeting", "workload.implementation", "workload.admin"]
    parts: dict[str, Raw] = dict(zip(form.WORKLOAD, ("1", "2", "3", "4"), strict=True))
    assert check_changes(form_of(silent) | parts, silent).body == {
        "workload": {"prep": 1, "meeting": 2, "implementation": 3, "admin": 4}
    }


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("slot_interval", None),
        ("buffer_after", 0),
        ("minimum_booking_notice", 0),
    ],
)
def test_emptying_an_optional_field_takes_it_away(place: str, value: int | None) -> None:
    assert check_changes(form_of(CALL) | {place: ""}, CALL).body == {place: value}


@pytest.mark.parametrize("place", [form.TEAM, form.NAME, form.DURATION, form.SLUG, form.SCHEDULING])
def test_what_an_event_type_needs_cannot_be_taken_away(place: str) -> None:
    assert problems(check_changes(form_of(CALL) | {place: ""}, CALL)) == [place]


def test_what_the_server_did_not_say_is_not_sent_unless_touched() -> None:
    silent = EventType("evt_1", "Call", duration=30, team_id="team_01")
    untouched: dict[str, Raw] = {form.ACTIVE: None, form.CONFIRMATION: None, form.SCHEDULING: None}
    assert check_changes(form_of(silent) | untouched, silent) == CheckedForm({})
    assert check_changes(form_of(silent) | {form.ACTIVE: True}, silent).body == {"is_active": True}


def test_a_copy_has_another_name_and_no_slug() -> None:
    body = check_new(copy_of(CALL)).body
    assert (body["name"], "slug" in body, body["buffer_after"]) == ("Copy of Call", False, 5)
    assert body["workload"] == {"prep": 5, "meeting": 30, "implementation": 0, "admin": 5}


@pytest.mark.parametrize(
    ("field", "place"),
    [
        ("duration", "duration"),
        ("workload.prep", "workload.prep"),
        ("workload[admin]", "workload.admin"),
        ("/body/workload/meeting", "workload.meeting"),
        ("workload", "workload.meeting"),
        ("meeting", "workload.meeting"),
    ],
)
def test_the_servers_details_find_their_fields(field: str, place: str) -> None:
    assert form.sort_problems([FieldProblem(field, "no")]) == ({place: "no"}, [])


def test_no_problem_is_lost() -> None:
    found = [
        FieldProblem("duration", "a"),
        FieldProblem("duration", "b"),
        FieldProblem("", "c"),
        FieldProblem("x", "d"),
    ]
    placed, others = form.sort_problems(found)
    assert placed == {"duration": "a; b"}
    assert [one.message for one in others] == ["c", "d"]
