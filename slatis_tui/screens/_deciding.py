"""Deciding on a booking: confirm, complete, no-show, cancel, move, correct; shared by the list and the detail."""

from collections.abc import Mapping

from slatis_tui.domain.changes import Intent, Verb
from slatis_tui.domain.lifecycle import judge
from slatis_tui.domain.models import BookingRow
from slatis_tui.errors import SlatisError
from slatis_tui.presentation.booking_cells import subject
from slatis_tui.screens._copying import BookingCopyingScreen
from slatis_tui.screens.desk import Decision
from slatis_tui.screens.messages import OpenAttendeeEdit, OpenBookingForm, OpenReschedule, ShowBookingsOf

_COMMANDS = {
    Verb.CONFIRM: "booking.confirm",
    Verb.COMPLETE: "booking.complete",
    Verb.NO_SHOW: "booking.no-show",
    Verb.CANCEL: "booking.cancel",
    Verb.RESCHEDULE: "booking.reschedule",
    Verb.EDIT_ATTENDEE: "booking.edit",
}


class DecidingScreen(BookingCopyingScreen):
    """A screen with a booking under the cursor, or as its subject."""

    def among(self) -> tuple[str, ...]:
        """The ids of the list in which it stands, for the screen of a booking that takes its place."""
        return ()

    def bring_target_into_sight(self) -> bool:
        """Show what a verb would mean, where the operator has scrolled away from it; whether that was so."""
        return False

    def plans(self, verb: Verb, reason: str = "") -> bool:
        """Plan the verb for many bookings at once, where it means those; whether it does. A reason may be there."""
        return False

    def needs_one(self, verb: Verb) -> bool:
        """Whether several bookings are meant though the verb is for one; says so."""
        return False

    def verb_commands(self) -> Mapping[Verb, str]:
        """Those about a booking, and making another."""
        return {**_COMMANDS, Verb.CREATE: "booking.new"}

    def verb_keys(self) -> dict[Verb, str]:
        """The verbs with the keys that the operator has them on."""
        return {verb: self.key_of(name) for verb, name in _COMMANDS.items()}

    def action_confirm(self) -> None:
        """Confirm it."""
        self._decide(Verb.CONFIRM)

    def action_complete(self) -> None:
        """Say that it took place."""
        self._decide(Verb.COMPLETE)

    def action_no_show(self) -> None:
        """Say that the attendee did not come."""
        self._decide(Verb.NO_SHOW)

    def action_cancel(self, reason: str = "") -> None:
        """Ask for the reason, which may be there already, then cancel it."""
        if self.plans(Verb.CANCEL, reason):
            return
        row = self.target()
        if row is None or not self._may(Verb.CANCEL, row):
            return
        from slatis_tui.screens.dialogs import CancelDialog

        when = self.desk.when(row)
        dialog = CancelDialog(
            f"Cancel the booking of {subject(row)}?",
            f"{when}\nA cancelled booking can't be restored.",
            badge=self.desk.badge,
            reason=reason,
        )
        self.app.push_screen(dialog, lambda reason: self._cancel(row, reason))

    def action_reschedule(self) -> None:
        """Choose another time for it."""
        row = None if self.needs_one(Verb.RESCHEDULE) else self.target()
        if row is not None and self._may(Verb.RESCHEDULE, row):
            self.post_message(OpenReschedule(row.id, self.among()))

    def action_edit(self) -> None:
        """Correct the attendee's details."""
        row = None if self.needs_one(Verb.EDIT_ATTENDEE) else self.target()
        if row is not None and self._may(Verb.EDIT_ATTENDEE, row):
            self.post_message(OpenAttendeeEdit(row.id))

    def action_again(self) -> None:
        """Decide on this one as on the last; the reason of a cancellation is asked for again, as it was.

        With rows marked it means those, as the verb itself would: a plan asks first.
        """
        last = self.desk.last_decision
        if last is None:
            self.say(f"Nothing was decided yet: {self.key_of('booking.again')} repeats the last verb")
        elif last.verb is Verb.CANCEL:
            self.action_cancel(last.reason)
        else:
            actions = {
                Verb.CONFIRM: self.action_confirm,
                Verb.COMPLETE: self.action_complete,
                Verb.NO_SHOW: self.action_no_show,
            }
            actions[last.verb]()

    def action_others(self) -> None:
        """All bookings of this attendee."""
        row = self.target()
        if row is None:
            return
        if row.email:
            self.show_attendee(row.email)
        else:
            self.say(f"{subject(row)} has no e-mail address here to find other bookings by", "warning")

    def show_attendee(self, email: str) -> None:
        """Show all bookings of the attendee with that e-mail address."""
        self.post_message(ShowBookingsOf(attendee_email=email))

    def has_decided(self, verb: Verb) -> None:
        """The operator has decided on the target: go on from there, where that makes sense."""

    def action_new(self) -> None:
        """Start a new booking."""
        self.post_message(OpenBookingForm())

    def action_duplicate(self) -> None:
        """Start a new booking as a copy of it."""
        row = self.target()
        if row is not None and not row.problem:
            self.post_message(OpenBookingForm(row.event_type_id, like=row.id))

    def _cancel(self, row: BookingRow, reason: str | None) -> None:
        if reason is not None:
            self.desk.remember_reason(reason)
            self._submit(Verb.CANCEL, row, {"reason": reason} if reason else {})

    def _decide(self, verb: Verb) -> None:
        if self.plans(verb):
            return
        row = self.target()
        if row is not None and self._may(verb, row):
            self._submit(verb, row, {})
            self.has_decided(verb)

    def _may(self, verb: Verb, row: BookingRow) -> bool:
        """Whether the verb may be used now; says why where not, and what should be known where it may."""
        refusal = self.desk.write_refusal()
        if refusal:
            self.say(refusal, "warning")
            return False
        if self.bring_target_into_sight():
            self.say(f"{subject(row)} was out of sight: press again to decide on it", "warning")
            return False
        verdict = judge(verb, row, self.desk.clock())
        if verdict.reason:
            self.say(f"{subject(row)}: {verdict.reason}", "warning")
        elif verdict.notice:
            self.say(f"The booking of {subject(row)} {verdict.notice}", "warning")
        if verdict.allowed:
            self.explain_refusal(verb)
        return verdict.allowed

    def _submit(self, verb: Verb, row: BookingRow, body: dict[str, str]) -> None:
        """Hand the change to the outbox. The row was captured at the key press: a moving list changes nothing."""
        intent = Intent(verb, row.id, subject(row), row.status, body)
        self.desk.last_decision = Decision(verb, body.get("reason", ""))

        async def submit() -> None:
            try:
                await self.desk.outbox.submit(intent)
            except SlatisError as error:
                self.post_message(self.Said(error.explained()))

        self.run_worker(submit(), group="submit")
