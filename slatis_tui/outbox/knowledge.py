"""What the console knows of the bookings that changes are about: what someone else decided is not overwritten."""

from collections.abc import Callable
from dataclasses import replace

from slatis_tui.domain.changes import TRANSITIONS, ChangeState
from slatis_tui.outbox.operations import Operation
from slatis_tui.outbox.outcomes import decided_elsewhere

StatusOf = Callable[[str], str]
"""From a booking's id to the status in which it is known; empty where it is not."""


class Knowledge:
    """Asks whoever keeps the bookings, before anything is sent. Nobody does until `learn_from` was called."""

    def __init__(self) -> None:
        self._status_of: StatusOf = lambda _: ""

    def learn_from(self, status_of: StatusOf) -> None:
        """Ask this from now on."""
        self._status_of = status_of

    def objection(self, operation: Operation) -> str:
        """Why a waiting transition must not be sent, for the operator; empty where nothing speaks against it.

        Nothing does yet against one whose booking is read first: what is known of that may be its own doing.
        """
        change = operation.change
        if operation.look_first:
            return ""
        if change.verb not in TRANSITIONS or change.state is not ChangeState.WAITING or not change.prior_status:
            return ""
        known = self._status_of(change.booking_id)
        return "" if known in ("", change.prior_status) else decided_elsewhere(known, operation.in_doubt)

    def as_decided_now(self, operation: Operation) -> Operation:
        """The operation, decided on again in view of what is known now."""
        known = self._status_of(operation.change.booking_id)
        if operation.change.verb not in TRANSITIONS or not known:
            return operation
        return replace(operation, change=replace(operation.change, prior_status=known))
