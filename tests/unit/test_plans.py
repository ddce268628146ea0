"""Plans: who is left out and why, whom it concerns, and what it costs."""

import pytest

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.models import BookingRow, Rate
from slatis_tui.domain.plans import UNDER_WAY, UNKNOWN, Group, Plan, make_plan, seconds_needed
from slatis_tui.presentation.plan_text import plan_lines, plan_title, run_label
from tests.support.rows import row as make_row

NOW = 1_795_170_600.0
HOUR = 3600
ROWS = {
    row.id: row
    for row in (
        make_row("a", status="PENDING_CONFIRMATION", email="ada@example.com"),
        make_row("b", status="PENDING_CONFIRMATION", email="ADA@example.com"),
        make_row("c", status="SCHEDULED", email="c@example.com", start=int(NOW) - HOUR),
        make_row("d", status="SCHEDULED", email="", start=int(NOW) + HOUR),
        make_row("e", status="CANCELLED", email="e@example.com"),
        make_row("f", status="PENDING_CONFIRMATION", email="f@example.com"),
    )
}


def plan(verb: Verb, hidden: int = 0) -> Plan:
    return make_plan(verb, [*ROWS, "gone"], ROWS.get, now=NOW, under_way={"f"}, hidden=hidden)


def ids(rows: tuple[BookingRow, ...]) -> str:
    return "".join(row.id for row in rows)


def test_only_those_that_may_be_changed_are_and_each_other_has_its_reason() -> None:
    confirm = plan(Verb.CONFIRM)
    assert (ids(confirm.rows), confirm.skipped_count, confirm.people) == ("ab", 5, 1)
    assert confirm.skipped[0] == Group("it is already scheduled", 2)
    assert set(confirm.skipped[1:]) == {Group("it is cancelled", 1), Group(UNDER_WAY, 1), Group(UNKNOWN, 1)}


def test_an_outcome_before_the_start_is_noticed() -> None:
    outcome = plan(Verb.COMPLETE)
    assert (ids(outcome.rows), outcome.early, outcome.people) == ("cd", 1, 2)


def test_the_words_of_a_plan() -> None:
    confirm = plan(Verb.CONFIRM, hidden=4)
    lines = plan_lines(confirm, badge="LIVE", rate=Rate(1000, 987, 0), now=NOW)
    assert (plan_title(confirm), run_label(confirm)) == ("Confirm 2 bookings?", "Run 2 changes")
    assert lines[0] == "2 to confirm, 5 skipped"
    assert "  2 skipped: it is already scheduled" in lines
    assert "4 of them hidden by the filter" in lines
    assert lines[-2:] == ["1 person will be notified", "2 requests, 987 of 1000 left this minute: takes about 1 s"]


def test_nobody_is_notified_by_a_test_key_and_a_plan_for_nothing_costs_nothing() -> None:
    assert "(not really: a test key)" in plan_lines(plan(Verb.CANCEL), badge="TEST", rate=None, now=NOW)[-3]
    nothing = make_plan(Verb.CONFIRM, ["e"], ROWS.get, now=NOW, under_way=(), hidden=0)
    assert plan_lines(nothing, badge="LIVE", rate=None, now=NOW) == [
        "0 to confirm, 1 skipped",
        "  1 skipped: it is cancelled",
    ]


@pytest.mark.parametrize(
    ("requests", "remaining", "seconds"),
    [(1, 100, 1), (100, 100, 5), (101, 100, 30), (200, 100, 30), (201, 100, 90), (300, 0, 150)],
)
def test_how_long_the_rate_limit_makes_it_take(requests: int, remaining: int, seconds: float) -> None:
    assert seconds_needed(requests, Rate(100, remaining, int(NOW) + 30), NOW) == seconds


def test_without_a_rate_it_takes_what_the_requests_take() -> None:
    assert seconds_needed(500, None, NOW) == 25
