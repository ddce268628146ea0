"""A booking beside its list."""

from typing import Any

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.models import Attendee, Booking, CustomField, EventType, Status
from slatis_tui.domain.times import find_zone
from slatis_tui.presentation.lines import plain
from slatis_tui.presentation.preview import preview
from slatis_tui.theme import STYLES
from tests.support.rows import DAY, NOON, booking, row

KEYS = {Verb.CONFIRM: "c", Verb.COMPLETE: "d", Verb.NO_SHOW: "n", Verb.CANCEL: "x"}
MADRID = find_zone("Europe/Madrid")


def shown(whole: Booking | None = None, width: int = 33, **more: Any) -> str:
    given = {"event_type_name": "Intro call", "member_name": "Grace Hopper", **more}
    lines = preview(whole or booking(row()), now=NOON - 2 * DAY, zone=MADRID, keys=KEYS, width=width, **given)
    assert all(style in STYLES for line in lines for _, style in line)
    return plain(lines)


def with_answers(**answers: Any) -> Booking:
    known = booking(row())
    return Booking(known.row, Attendee("Ada", "ada@example.com", "+34 600"), answers, {"plan": "pro"}, None, None, {})


def test_it_says_what_one_decides_by_the_most_needed_first() -> None:
    assert shown().splitlines() == [
        "● Scheduled  in 2 d",
        "Ada Lovelace",
        "complete (d) · no-show (n) ·",
        "cancel (x)",
        "",
        "Fri 21 Nov 13:00–13:30 CET",
        "12:00 GMT attendee",
        "12:00 UTC",
        "Event type  Intro call",
        "Assignee  Grace Hopper",
        "",
        "Attendee",
        "ada@example.com",
        "Europe/London",
        "",
        "bkg_1",
    ]


def test_answers_have_their_labels_in_display_order_also_those_not_given() -> None:
    fields = tuple(
        CustomField(key, key, label, "TEXT", False, place)
        for place, (key, label) in enumerate([("goal", "Your goal"), ("size", "Team size")])
    )
    text = shown(with_answers(size=7, other=True), event_type=EventType("evt_demo", "Demo", fields=fields))
    assert "Answers\nYour goal  —\nTeam size  7\nother  yes\n" in text
    assert "Metadata\nplan  pro" in text


def test_without_fields_the_keys_stand_for_labels() -> None:
    assert "Answers\ngoal  Grow" in shown(with_answers(goal="Grow"))


@pytest.mark.parametrize("width", [12, 20, 33, 60])
def test_no_line_is_wider_than_the_pane_whatever_it_says(width: int) -> None:
    text = shown(with_answers(**{"a_long_key": "word " * 40, "b": "x" * 100, "c": "one\ntwo"}), width=width)
    assert max(map(len, text.splitlines())) <= max(width, len("● Scheduled  in 2 d"))


def test_what_is_under_way_stands_beside_what_the_server_says() -> None:
    change = Change("op", Verb.CONFIRM, "bkg_1", "Ada", "", ChangeState.NEEDS_REVIEW, NOON, NOON)
    assert shown(change=change).startswith("! needs review  ● Scheduled  in 2 d")


def test_a_booking_without_a_time_or_a_known_zone_says_so() -> None:
    assert "The server did not say when" in shown(booking(row(start=None)))
    assert "Mars/Base" in shown(booking(row(timezone="Mars/Base")))


def test_a_decided_one_offers_nothing() -> None:
    assert " · " not in shown(booking(row(status=Status.CANCELLED)))
