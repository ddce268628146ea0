"""How a booking's status looks: a glyph and a word, so that nothing depends on its colour."""

from typing import NamedTuple

from slatis_tui.domain.changes import Change, ChangeState
from slatis_tui.domain.models import Status
from slatis_tui.domain.text import clean

_LIMIT = 40
"""Characters of a status that this version does not know."""


class StatusLook(NamedTuple):
    """A status as it is shown. The glyph has one cell, and is empty for a status that is not known."""

    glyph: str
    word: str
    style: str

    @property
    def text(self) -> str:
        """Glyph and word."""
        return f"{self.glyph} {self.word}" if self.glyph else self.word


_LOOKS = {
    Status.DRAFT: StatusLook("·", "Draft", "status-draft"),
    Status.PENDING_CONFIRMATION: StatusLook("?", "Pending", "status-pending"),
    Status.SCHEDULED: StatusLook("●", "Scheduled", "status-scheduled"),
    Status.RESCHEDULED: StatusLook("↻", "Rescheduled", "status-rescheduled"),
    Status.COMPLETED: StatusLook("✓", "Completed", "status-completed"),
    Status.CANCELLED: StatusLook("×", "Cancelled", "status-cancelled"),
    Status.NO_SHOW: StatusLook("∅", "No-show", "status-no-show"),
}
_ON_ITS_WAY = "»"
_TROUBLE = "!"
UNREADABLE = StatusLook(_TROUBLE, "Unreadable", "error")


def status_look(status: str) -> StatusLook:
    """The look of a status (vendor's Bookings page, "Lifecycle"); one that is not listed there is shown as it came."""
    return _LOOKS.get(status) or StatusLook("", clean(status, _LIMIT) or "—", "status-unknown")


def status_word(status: str) -> str:
    """The word alone."""
    return status_look(status).word


def row_look(status: str, change: Change | None) -> StatusLook:
    """The look of a status while a change of the booking is under way.

    The word stays what the server last said until it says otherwise; only `sending` and `needs review` take its
    place. The glyph says that something waits, or went wrong and was not settled since.
    """
    look = status_look(status)
    if change is None:
        return look
    if change.state is ChangeState.WAITING:
        return StatusLook(_ON_ITS_WAY, look.word, "waiting")
    if change.state is ChangeState.SENDING:
        return StatusLook(_ON_ITS_WAY, "sending", "sending")
    if change.state is ChangeState.NEEDS_REVIEW:
        return StatusLook(_TROUBLE, "needs review", "error")
    if change.state is ChangeState.REJECTED:
        return StatusLook(_TROUBLE, look.word, "error")
    return look
