"""A bulk run in words."""

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.models import Status
from slatis_tui.domain.runs import Run, RunPhase
from slatis_tui.presentation.run_text import ServerSays, progress_text, result_of, results_first
from tests.support.rows import NOON

RUNNING = Run("run", Verb.CONFIRM, RunPhase.RUNNING, NOON, NOON, 300, waiting=200, sending=10, done=90)
LEFT = Run("run", Verb.CONFIRM, RunPhase.ENDED, NOON, NOON, 300, done=296, review=4)


def left(name: str) -> Change:
    """One for review, which was pending."""
    state, was = ChangeState.NEEDS_REVIEW, Status.PENDING_CONFIRMATION
    return Change(f"op_{name}", Verb.CONFIRM, name, name, was, state, NOON, NOON, error="Left unsent")


@pytest.mark.parametrize(
    ("blocked", "seconds", "second_line"),
    [
        (0.0, 3.0, []),
        (0.0, 40.0, ["about 40 s to go"]),
        (0.0, 170.0, ["about 3 min to go"]),
        (57.0, 3.0, ["rate limit: waiting 57 s · about 57 s to go"]),
    ],
)
def test_a_run_under_way_says_what_it_waits_for_and_how_long_it_takes(
    blocked: float, seconds: float, second_line: list[str]
) -> None:
    first, *others = progress_text(RUNNING, blocked=blocked, left=seconds).splitlines()
    assert first == f"sending {'█' * 9}{'░' * 21} 90/300  90 done"
    assert others == second_line


def test_what_an_earlier_session_left_says_what_the_server_has_of_it() -> None:
    known = {"a": Status.SCHEDULED, "b": Status.PENDING_CONFIRMATION, "c": "", "d": Status.PENDING_CONFIRMATION}
    text = progress_text(LEFT, ServerSays(known))
    assert text.splitlines() == [
        "left by an earlier session  296 done, 4 to review",
        "4 unsent or unknown; what others decided meanwhile is not overwritten",
        "On the server now: 2 Pending, 1 Scheduled as wanted, 1 not there",
    ]
    lines = progress_text(LEFT, ServerSays(known, reason="closed")).splitlines()
    assert lines[1] == "Reason: closed"
    asking = progress_text(LEFT, ServerSays({"b": Status.PENDING_CONFIRMATION}, is_asking=True))
    assert asking.endswith("Asking the server: 1 of 4: 1 Pending")
    broken_off = progress_text(LEFT, ServerSays({}, problem="No connection"))
    assert broken_off.endswith("0 of 4 could be asked for. No connection")


def test_what_somebody_else_decided_stands_first_and_is_told_as_trouble() -> None:
    changes = [left(name) for name in "abcd"]
    says = ServerSays({"a": Status.SCHEDULED, "b": Status.PENDING_CONFIRMATION, "c": Status.CANCELLED})
    assert "".join(change.subject for change in results_first(changes, says)) == "cabd"
    assert [result_of(change, says) for change in changes] == [
        ("Scheduled as wanted on the server; needs review", "warning"),
        ("Pending on the server; needs review", "warning"),
        ("Cancelled on the server; needs review", "error"),
        ("needs review: Left unsent", "error"),
    ]
