"""The plan of a day in words: a row each, with both sides' times."""

from dataclasses import replace

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.day_move import LEFT_OUT, DayMove, Proposal
from slatis_tui.domain.times import find_zone
from slatis_tui.presentation.day_move_text import (
    DAY_MOVE_COLUMNS,
    beside_plan,
    day_move_cells,
    outcome_words,
    plan_words,
    run_text,
)
from slatis_tui.presentation.lines import plain
from slatis_tui.theme import STYLES
from tests.support.rows import DAY, HOUR, NOON, row

BERLIN = find_zone("Europe/Berlin")
NOW = NOON - DAY
ADA = row(timezone="America/New_York")
MOVED = Proposal(ADA, NOON + DAY - 3 * HOUR)
STAYS = Proposal(row("bkg_2", name="Kay"), None, LEFT_OUT)
CHANGE = Change("1", Verb.RESCHEDULE, "bkg_1", "Ada", "SCHEDULED", ChangeState.WAITING, NOW, NOW + 5)


def cells(one: Proposal, change: Change | None = None) -> list[str]:
    shown = day_move_cells(one, zone=BERLIN, now=NOW, change=change)
    assert len(shown) == len(DAY_MOVE_COLUMNS)
    assert all(cell.style in STYLES for cell in shown)
    return [cell.text for cell in shown]


def test_a_booking_stands_with_its_old_and_its_new_time_for_both_sides() -> None:
    assert cells(MOVED) == ["Ada Lovelace", "13:00 CET", "Sat 22 Nov 10:00 CET", "04:00 EST night", "21 h", ""]
    later = Proposal(ADA, NOON + 3 * DAY)
    assert cells(later)[3:5] == ["07:00 EST", "3 d"]


def test_one_that_stays_says_why_and_an_unknown_zone_is_no_time() -> None:
    assert cells(STAYS) == ["Kay", "13:00 CET", "—", "", "", "stays: left out"]
    assert cells(MOVED._replace(row=row(timezone="Mars/Olympus")))[3] == "—"


def test_once_it_runs_the_row_says_how_it_goes() -> None:
    assert cells(MOVED, CHANGE)[5] == "» waits"
    done = replace(CHANGE, state=ChangeState.DONE, result_status="RESCHEDULED")
    assert cells(MOVED, done)[5] == "✓ Rescheduled"
    failed = replace(CHANGE, state=ChangeState.REJECTED, error="conflict: that day is full (409, req_1)")
    assert cells(MOVED, failed)[5] == "! conflict: that day is full (409, req_1)"
    assert outcome_words([done, done, failed]) == "2 moved, 1 failed"
    assert outcome_words([CHANGE]) == "1 under way"


def test_what_runs_is_told_before() -> None:
    plan = DayMove({}, (MOVED, STAYS))
    assert plan_words(plan) == "1 to move, 1 stays"
    told = "Each attendee is told of the new time."
    assert run_text(plan, BERLIN) == f"1 booking moves to Sat 22 Nov 2025 10:00 CET. {told}"
    two = DayMove({}, (MOVED, Proposal(ADA, NOON + 3 * DAY)))
    times = "from Sat 22 Nov 2025 10:00 CET to Mon 24 Nov 2025 13:00 CET"
    assert run_text(two, BERLIN) == f"2 bookings move to times {times}. {told}"


def test_under_the_plan_stands_the_day_of_the_attendee_under_the_cursor() -> None:
    assert plain([beside_plan(MOVED, BERLIN)]) == ("00 ░░░░█░░───────────────░░ 24 attendee's day, 04:00 EST, at night")
    assert plain([beside_plan(STAYS, BERLIN)]) == "Kay stays: left out"
    unknown = MOVED._replace(row=row(timezone="Mars/Olympus"))
    assert "unknown timezone Mars/Olympus" in plain([beside_plan(unknown, BERLIN)])
