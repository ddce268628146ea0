"""What may become of a booking (vendor's Bookings page, "Lifecycle" and "Status transitions")."""

from dataclasses import dataclass

from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.incoming import parse_optional_object
from slatis_tui.sandbox.records import find, move, settle
from slatis_tui.sandbox.refusals import conflict, invalid_field
from slatis_tui.sandbox.wire import JsonObject, booking_object

ACTIVE = frozenset({"SCHEDULED", "RESCHEDULED"})
"""Going to take place. That RESCHEDULED allows what SCHEDULED does is our reading of "active booking"."""
UNDECIDED = frozenset({"PENDING_CONFIRMATION"})
LONGEST_REASON = 2_000
"""Characters."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One of the operations that move a booking on."""

    name: str
    """As in the path."""
    sources: frozenset[str]
    target: str
    participle: str


CONFIRM = Transition("confirm", UNDECIDED | {"RESCHEDULED"}, "SCHEDULED", "confirmed")
"""RESCHEDULED → SCHEDULED is in the page's diagram; that the operation is `confirm` is our reading."""
COMPLETE = Transition("complete", ACTIVE, "COMPLETED", "completed")
NO_SHOW = Transition("no-show", ACTIVE, "NO_SHOW", "marked as a no-show")
CANCEL = Transition("cancel", ACTIVE | UNDECIDED, "CANCELLED", "cancelled")


def carry_out(backend: Backend, call: Call, transition: Transition) -> Answer:
    """Move a booking on. One that is there already is answered as it is, with nothing done.

    Raises:
        Refusal: 404, or 409 where its status does not permit it.
    """
    notes = _notes(call.body, transition)
    database, now_ms = backend.database, backend.clock.now_ms()
    with database.transaction():
        settle(database, now_ms)
        row = find(database, call.path["id"], call.principal)
        if row["status"] != transition.target:
            if row["status"] not in transition.sources:
                raise conflict(f"A booking that is {row['status']} can't be {transition.participle}")
            row = move(database, row, transition.target, now_ms, notes)
    return Answer({"booking": booking_object(row)})


def _notes(body: bytes, transition: Transition) -> JsonObject:
    """What the body adds to the metadata: the reason of a cancellation."""
    reason = read_reason(parse_optional_object(body))
    return {"cancellation_reason": reason} if reason and transition is CANCEL else {}


def read_reason(body: JsonObject) -> str:
    """The optional `reason`; empty where there is none.

    Raises:
        Refusal: 400, it is no text or too long.
    """
    reason = body.get("reason")
    if reason is None:
        return ""
    if not isinstance(reason, str) or len(reason) > LONGEST_REASON:
        raise invalid_field("reason", f"must be a text of at most {LONGEST_REASON} characters")
    return reason
