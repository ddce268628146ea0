"""What is shown of a change of an event type: before → after, what the server has, and how it went."""

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.event_type_filter import EventTypeFilter
from slatis_tui.domain.event_type_form import Difference
from slatis_tui.domain.models import EventType
from slatis_tui.presentation.event_type_changes import difference_texts, event_type_server_lines
from slatis_tui.presentation.frame import hints_line
from slatis_tui.presentation.lines import plain
from slatis_tui.presentation.outbox_text import outcome_text
from slatis_tui.presentation.strip import outcome, what

TEAMS = {"team_01": "Success", "team_02": "Solutions"}
CALL = EventType("evt_1", "Call", duration=30, scheduling_type="SOLO", team_id="team_01", is_active=True)


def change(verb: Verb, state: ChangeState = ChangeState.DONE, error: str = "") -> Change:
    return Change("op", verb, "evt_1", "Call", "", state, 0.0, 0.0, error=error)


def test_before_and_after_are_in_words() -> None:
    texts = difference_texts(
        [
            Difference("team_id", "team_01", "team_02"),
            Difference("duration", 30, 90),
            Difference("is_active", True, False),
            Difference("scheduling_type", "SOLO", "CUSTOM\x1b"),
            Difference("timezone", "", None),
            Difference("slot_interval", None, 15),
        ],
        lambda team_id: TEAMS[team_id],
    )
    assert texts == [
        "Team: Success → Solutions",
        "Duration: 30 min → 1 h 30 min",
        "Active: yes → no",
        "Scheduling type: Solo → CUSTOM␛",
        "Timezone: — → —",
        "Slot interval: — → 15 min",
    ]


def test_what_the_server_has_is_told_with_its_id() -> None:
    assert "Call · 30 min · active · evt_1" in plain(event_type_server_lines([CALL], is_create=True))
    assert "no active event type of this name" in plain(event_type_server_lines([], is_create=True))


def test_a_settled_change_says_what_became_of_the_event_type() -> None:
    assert what(change(Verb.CREATE_EVENT_TYPE)) == "Create event type Call"
    assert outcome(change(Verb.DELETE_EVENT_TYPE)) == "event type deleted"
    warned = change(Verb.EDIT_EVENT_TYPE, error="The server warns: 3 bookings")
    assert outcome_text(warned, 0.0) == "event type changed. The server warns: 3 bookings"


def test_a_filter_narrows_by_each_of_its_parts() -> None:
    for given, admitted in (
        (EventTypeFilter(), True),
        (EventTypeFilter("team_01", "SOLO", "CA"), True),
        (EventTypeFilter("team_02"), False),
        (EventTypeFilter("", "COLLECTIVE"), False),
        (EventTypeFilter("", "", "demo"), False),
    ):
        assert given.admits(CALL, "call\nevt_1") is admitted
    assert not EventTypeFilter()


def test_what_was_refused_is_dimmed_and_still_there() -> None:
    spans = hints_line([("N", "new"), ("e", "edit"), ("?", "help")], 60, {"new"})
    assert ("N new", "hint-refused") in [(text.strip(), style) for text, style in spans]
    assert " edit " in [text for text, style in spans if style == "hint"]
