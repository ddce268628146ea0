"""An operation: a change together with what only the outbox needs of it."""

import uuid
from dataclasses import dataclass, replace

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb
from slatis_tui.errors import SlatisError
from slatis_tui.outbox.ages import UNKNOWN, Uptime, uptime
from slatis_tui.outbox.bodies import canonical, form_hash, with_reference

MAYBE_DONE = "It may or may not have been carried out"
CHECKING = "Checking whether it was saved"


class ChangeUnderWay(SlatisError):
    """An earlier change of the same booking, or of the same form, is still waiting or being sent. Nothing was done."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of the journal. Replaced, never altered, when its change moves on."""

    change: Change
    body: bytes = b""
    """Exactly what is sent, every time that it is sent."""
    idempotency_key: str = ""
    """Of a create; goes with `body` and with nothing else. Empty for other verbs."""
    form_hash: str = ""
    """Of a create, also of an event type: the same for the same form."""
    begun_at: float = 0.0
    """Unix seconds at which it was first handed to the sender since it was last decided on; 0 while it never was."""
    in_doubt: bool = False
    """Whether a request of it may have been carried out without our knowing."""
    born: Uptime = UNKNOWN
    """The machine's uptime when it was made."""
    age_unknown: bool = False
    """Of a create that an earlier session left: whether the clock was set back since, so that its key may be too old
    whatever the clock shows now."""
    checking: bool = False
    """Of a create in doubt: whether it has used up its first tries and is now looked after at long intervals."""
    look_first: bool = False
    """Whether its booking is read before anything of it is sent: nobody knows what has become of that meanwhile."""

    @property
    def op_id(self) -> str:
        """The change's id, which is also a create's `metadata.client_ref`."""
        return self.change.op_id

    @property
    def state(self) -> ChangeState:
        """The change's state."""
        return self.change.state

    @property
    def may_go_again(self) -> bool:
        """Whether submitting the same form sends this one again instead of making a new one."""
        return self.change.verb is Verb.CREATE and self.state in (ChangeState.REJECTED, ChangeState.NEEDS_REVIEW)

    @property
    def keeps_content(self) -> bool:
        """Whether body and subject are still needed; the journal blanks them when they are not.

        What of a bulk run was rejected can be sent again with the rest of it.
        """
        may_go_with_run = self.state is ChangeState.REJECTED and bool(self.change.run_id)
        return self.state.is_open or self.state is ChangeState.NEEDS_REVIEW or self.may_go_again or may_go_with_run

    def waiting_again(self, now: float, due_at: float) -> "Operation":
        """The same, decided on anew at `now` and waiting until `due_at`; nothing is said about its earlier end."""
        change = replace(self.change, state=ChangeState.WAITING, due_at=due_at, error="", problems=(), request_id="")
        return replace(self, change=change, begun_at=now if self.begun_at else 0.0, checking=False)

    def sending(self, now: float) -> "Operation":
        """The same, being sent since `now` (Unix seconds)."""
        return replace(self, change=replace(self.change, state=ChangeState.SENDING), begun_at=self.begun_at or now)

    def ended(self, state: ChangeState, error: str = "") -> "Operation":
        """The same, in a state in which nothing more is sent of it by itself."""
        return replace(self, change=replace(self.change, state=state, error=error))

    def taken_back(self) -> "Operation":
        """The same, waiting no more: recalled, unless an earlier request of it is in doubt."""
        return self.ended(ChangeState.NEEDS_REVIEW, MAYBE_DONE) if self.in_doubt else self.ended(ChangeState.RECALLED)


def new_operation(intent: Intent, now: float, due_at: float, run_id: str = "") -> Operation:
    """The operation for an intent, waiting until `due_at`; a create gets its key and its reference here."""
    op_id = intent.op_id or uuid.uuid4().hex
    change = Change(
        op_id=op_id,
        verb=intent.verb,
        booking_id=intent.booking_id,
        subject=intent.subject,
        prior_status=intent.prior_status,
        state=ChangeState.WAITING,
        created_at=now,
        due_at=due_at,
        run_id=run_id,
    )
    if intent.verb is not Verb.CREATE:
        twins = form_hash(intent.body) if intent.verb is Verb.CREATE_EVENT_TYPE else ""
        return Operation(change, body=canonical(intent.body), form_hash=twins, born=uptime())
    return Operation(
        change,
        body=canonical(with_reference(intent.body, op_id)),
        idempotency_key=str(uuid.uuid4()),
        form_hash=form_hash(intent.body),
        born=uptime(),
    )
