"""A status is told by its glyph and its word; colours only help."""

import pytest
from rich.cells import cell_len

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.models import Status
from slatis_tui.presentation.status import UNREADABLE, row_look, status_look, status_word

WORDS = {
    "DRAFT": "Draft",
    "PENDING_CONFIRMATION": "Pending",
    "SCHEDULED": "Scheduled",
    "RESCHEDULED": "Rescheduled",
    "COMPLETED": "Completed",
    "CANCELLED": "Cancelled",
    "NO_SHOW": "No-show",
}


def change(state: ChangeState) -> Change:
    return Change("op", Verb.CONFIRM, "bk_1", "Ada", Status.PENDING_CONFIRMATION, state, 0.0, 5.0)


@pytest.mark.parametrize(("status", "word"), WORDS.items())
def test_each_status_has_its_word(status: str, word: str) -> None:
    look = status_look(status)
    assert look.word == word == status_word(status)
    assert look.text == f"{look.glyph} {word}"


def test_the_words_cover_every_known_status() -> None:
    assert set(WORDS) == Status.KNOWN


def test_the_glyphs_tell_the_statuses_apart_without_colour() -> None:
    looks = [status_look(status) for status in WORDS] + [UNREADABLE]
    assert len({look.glyph for look in looks}) == len(looks)
    assert len({look.style for look in looks if look.style.startswith("status-")}) == len(WORDS)


def test_every_glyph_has_one_cell_and_is_no_emoji() -> None:
    for status in WORDS:
        glyph = status_look(status).glyph
        assert cell_len(glyph) == len(glyph) == 1
        assert ord(glyph) < 0x2714 or ord(glyph) > 0x27BF, "from here on, terminals may draw a picture"


def test_a_status_that_is_not_known_is_shown_as_it_came_and_without_a_glyph() -> None:
    assert status_look("ON_HOLD").text == "ON_HOLD"
    assert status_look("on hold\x1b[31m").text == "on hold␛[31m"
    assert len(status_look("X" * 500).text) <= 40
    assert status_look("").text == "—"


def test_a_change_that_waits_keeps_the_word_and_changes_the_glyph() -> None:
    """The word is what the server last said: until it says otherwise, nothing else is true."""
    look = row_look("PENDING_CONFIRMATION", change(ChangeState.WAITING))
    assert look.word == "Pending"
    assert look.glyph != status_look("PENDING_CONFIRMATION").glyph


def test_a_change_that_is_on_its_way_says_sending() -> None:
    assert row_look("PENDING_CONFIRMATION", change(ChangeState.SENDING)).word == "sending"


@pytest.mark.parametrize(
    ("state", "word"), [(ChangeState.REJECTED, "Pending"), (ChangeState.NEEDS_REVIEW, "needs review")]
)
def test_a_change_that_went_wrong_marks_the_row(state: ChangeState, word: str) -> None:
    look = row_look("PENDING_CONFIRMATION", change(state))
    assert (look.glyph, look.word, look.style) == ("!", word, "error")


@pytest.mark.parametrize("state", [ChangeState.DONE, ChangeState.RECALLED])
def test_a_change_that_is_over_leaves_the_status_alone(state: ChangeState) -> None:
    assert row_look("SCHEDULED", change(state)) == status_look("SCHEDULED")
    assert row_look("SCHEDULED", None) == status_look("SCHEDULED")
