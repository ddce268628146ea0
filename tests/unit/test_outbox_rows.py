"""The outbox's list: how each change stands, and when it moves on."""

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.presentation.outbox_text import outcome_text

NOW = 1_795_170_600.0


def change(state: ChangeState, *, due_in: float = 0.0, error: str = "") -> Change:
    return Change("op", Verb.CONFIRM, "bk_1", "Ada", "PENDING_CONFIRMATION", state, NOW, NOW + due_in, error=error)


@pytest.mark.parametrize(
    ("state", "due_in", "error", "told"),
    [
        (ChangeState.WAITING, 3.2, "", "in 4 s"),
        (ChangeState.WAITING, 7500, "the server asked to wait", "in 2 h 5 min: the server asked to wait"),
        (ChangeState.WAITING, -1, "", "waits to be sent"),
        (ChangeState.SENDING, -1, "", ""),
        (ChangeState.SENDING, 24, "Checking whether it was saved", "in 24 s: Checking whether it was saved"),
        (ChangeState.SENDING, -1, "Checking whether it was saved", "Checking whether it was saved"),
        (ChangeState.NEEDS_REVIEW, 24, "It may have been carried out", "It may have been carried out"),
    ],
)
def test_what_is_under_way_says_when_it_moves_on(state: ChangeState, due_in: float, error: str, told: str) -> None:
    assert outcome_text(change(state, due_in=due_in, error=error), NOW) == told
