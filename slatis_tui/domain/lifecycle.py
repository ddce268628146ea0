"""Which verbs a status allows, and the reason where it does not (vendor's Bookings page, "Lifecycle")."""

from collections.abc import Mapping
from typing import NamedTuple

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.models import BookingRow, Status
from slatis_tui.domain.text import clean

_ACTIVE = Status.ACTIVE
_FROM: dict[Verb, frozenset[str]] = {
    # RESCHEDULED → SCHEDULED is in the vendor's diagram; that the operation is `confirm` is our reading.
    Verb.CONFIRM: frozenset({Status.PENDING_CONFIRMATION, Status.RESCHEDULED}),
    # RESCHEDULED counts as active, so what SCHEDULED allows it allows too: our reading.
    Verb.COMPLETE: _ACTIVE,
    Verb.NO_SHOW: _ACTIVE,
    Verb.CANCEL: _ACTIVE | {Status.PENDING_CONFIRMATION},
    Verb.RESCHEDULE: frozenset({Status.SCHEDULED}),
    Verb.EDIT_ATTENDEE: _ACTIVE | {Status.PENDING_CONFIRMATION},
}
WISHED: Mapping[Verb, str] = {
    Verb.CONFIRM: Status.SCHEDULED,
    Verb.COMPLETE: Status.COMPLETED,
    Verb.NO_SHOW: Status.NO_SHOW,
    Verb.CANCEL: Status.CANCELLED,
}
"""The status in which a verb that was carried out leaves the booking."""
_PARTICIPLE = {
    Verb.CONFIRM: "confirmed",
    Verb.COMPLETE: "completed",
    Verb.NO_SHOW: "marked no-show",
    Verb.CANCEL: "cancelled",
    Verb.RESCHEDULE: "rescheduled",
    Verb.EDIT_ATTENDEE: "edited",
}
_CONDITION = {
    Status.DRAFT: "it is still being routed",
    Status.SCHEDULED: "it is already scheduled",
    Status.PENDING_CONFIRMATION: "it is not confirmed yet",
    Status.RESCHEDULED: "it has been rescheduled already",
    Status.COMPLETED: "it is completed",
    Status.CANCELLED: "it is cancelled",
    Status.NO_SHOW: "it is marked no-show",
}
_STATUS_LIMIT = 40
NOT_STARTED = "has not started yet"


class Verdict(NamedTuple):
    """Whether a verb may be used now; `reason` says why not, `notice` what the operator should know."""

    allowed: bool
    reason: str = ""
    notice: str = ""


def judge(verb: Verb, row: BookingRow, now: float) -> Verdict:
    """Whether `verb` may be used on the booking at `now` (Unix seconds).

    An outcome before the start is allowed, with a notice: a meeting can end early, and the server decides.
    """
    if row.problem:
        return Verdict(False, "This row could not be read")
    if row.status not in _FROM[verb]:
        condition = _CONDITION.get(
            row.status, f"this version does not know the status {clean(row.status, _STATUS_LIMIT)}"
        )
        return Verdict(False, f"Can't be {_PARTICIPLE[verb]}: {condition}")
    early = verb in (Verb.COMPLETE, Verb.NO_SHOW) and row.start is not None and row.start > now
    return Verdict(True, notice=NOT_STARTED if early else "")
