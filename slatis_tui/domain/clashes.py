"""Whether a write was refused because its time is not free, which is where a form goes back to its grid."""

from slatis_tui.domain.changes import Change, ChangeState
from slatis_tui.domain.form_places import WHEN, place_of

_CONFLICT = 409
_CODES_OF_A_CLASH = ("conflict", "slot", "time_taken", "unavailable", "overlap", "booked")
"""What a code may hold that says the time is not free. The vendor does not list such codes, so this is our reading."""
_OF_THE_KEY = "idempotency"
"""A conflict about the `Idempotency-Key` is none about the time."""


def is_time_refused(change: Change) -> bool:
    """Whether it was rejected for its time: by a 409, by a code that speaks of it, or in the details."""
    if change.state is not ChangeState.REJECTED or change.refused_code.startswith(_OF_THE_KEY):
        return False
    if change.refused_status == _CONFLICT or any(word in change.refused_code for word in _CODES_OF_A_CLASH):
        return True
    return any(place_of(field, ()) == WHEN for field, _ in change.problems)
