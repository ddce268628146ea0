"""A change: one write, from the key press to its end, as the screens see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Verb(StrEnum):
    """What can be done to a booking, or to an event type."""

    CREATE = "create"
    CONFIRM = "confirm"
    COMPLETE = "complete"
    NO_SHOW = "no-show"
    CANCEL = "cancel"
    RESCHEDULE = "reschedule"
    EDIT_ATTENDEE = "edit attendee"
    CREATE_EVENT_TYPE = "create event type"
    EDIT_EVENT_TYPE = "edit event type"
    DELETE_EVENT_TYPE = "delete event type"


TRANSITIONS = frozenset({Verb.CONFIRM, Verb.COMPLETE, Verb.NO_SHOW, Verb.CANCEL})
"""Idempotent on the server: repeating one returns the current state (vendor's Bookings page, "Idempotency")."""
EVENT_TYPE_VERBS = frozenset({Verb.CREATE_EVENT_TYPE, Verb.EDIT_EVENT_TYPE, Verb.DELETE_EVENT_TYPE})
"""Those that are about an event type: `booking_id` is then its id."""


class ChangeState(StrEnum):
    """Where a change is. It ends as done, rejected, recalled or dropped; needs review waits for a person."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    REJECTED = "rejected"
    NEEDS_REVIEW = "needs review"
    RECALLED = "recalled"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether something may still be sent of it."""
        return self in (ChangeState.WAITING, ChangeState.SENDING)


@dataclass(frozen=True, slots=True)
class Intent:
    """What the operator asked for, captured at the key press: ids, never a place in a list."""

    verb: Verb
    booking_id: str = ""
    """Empty for a create."""
    subject: str = ""
    """What a person reads of it: the attendee's name, cleaned."""
    prior_status: str = ""
    """The status that the operator saw when deciding."""
    body: Mapping[str, Any] = field(default_factory=dict)
    """The JSON object to send; empty means no body."""
    at_once: bool = False
    """Sent without an undo window: writes that have a button of their own."""
    op_id: str = ""
    """Chosen by whoever wants to find the change again after a crash; empty: the outbox chooses one."""


class Step(NamedTuple):
    """One step of a change's way, as the journal has it: a state it came into, or a try and what came of it."""

    at: float
    """Unix seconds by the console's clock."""
    state: ChangeState
    note: str = ""
    """What a try met, with code, message and request id; empty where the state says it all."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change as the journal has it. Replaced, never altered, when its state moves on."""

    op_id: str
    verb: Verb
    booking_id: str
    """The booking it is about; for a create, empty until the answer names it."""
    subject: str
    prior_status: str
    state: ChangeState
    created_at: float
    """Unix seconds by the console's clock."""
    due_at: float
    """Unix seconds at which its undo window, or a wait that the server asked for, ends and it is sent.

    While it is being sent and a try has failed: when the next one is.
    """
    result_status: str = ""
    """The booking's status in the answer, once done."""
    replayed: bool = False
    """The server said `idempotent_replay`: it had been made already, nothing new was."""
    error: str = ""
    """One line for the operator, with code, message and request id, when rejected or in need of review.

    While it is waiting or being sent: why it is not over yet. Once done: how that was found out, unless by the answer.
    """
    problems: tuple[tuple[str, str], ...] = ()
    """(field, message) of the server's `error.details`."""
    request_id: str = ""
    result_id: str = ""
    """The booking of the answer, once done: another one than `booking_id` after a reschedule."""
    warning: str = ""
    """What the server's answer warned of, once done; known in this session only."""
    refused_status: int = 0
    """The HTTP status of the answer that ended it, where that was an error; 0 otherwise, and after a restart."""
    refused_code: str = ""
    """The `error.code` beside it."""
    run_id: str = ""
    """Which bulk run it belongs to; empty for a change by itself."""


_FORBIDDEN = 403
_ANSWERED = (ChangeState.DONE, ChangeState.REJECTED)


def refusals(changes: Iterable[Change]) -> Mapping[Verb, str]:
    """The verbs that the server refused to the key when they were last tried, with what it said.

    Args:
        changes: oldest first.
    """
    last = {one.verb: one for one in changes if one.state in _ANSWERED}
    return {
        verb: one.error.partition(f" ({_FORBIDDEN}")[0]  # what follows is about that one request
        for verb, one in last.items()
        if one.refused_status == _FORBIDDEN
    }
