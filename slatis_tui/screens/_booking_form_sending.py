"""From `Create booking` to the booking that was made."""

from collections.abc import Iterable, Mapping
from typing import Any

from slatis_tui.domain.changes import Change, Intent, Verb
from slatis_tui.domain.text import clean
from slatis_tui.errors import FieldProblem
from slatis_tui.screens._sending import SendingScreen
from slatis_tui.screens.messages import OpenBooking
from slatis_tui.widgets.booking_form import BookingFormFields

REPLAYED = "already created, nothing new was made"
_MAY_BE_BOOKED = (
    "It may have been booked. Pressing Create booking again with the same form is safe: "
    "it goes with the same key and never books twice."
)


class CreatingScreen(SendingScreen):
    """The form's part that sends."""

    @property
    def sends(self) -> Verb:
        """A booking."""
        return Verb.CREATE

    @property
    def form(self) -> BookingFormFields:
        """The inputs."""
        return self.query_one(BookingFormFields)

    def send(self, body: Mapping[str, Any]) -> None:
        """Hand the create to the outbox."""
        self.send_change(self.create_intent(body))

    def create_intent(self, body: Mapping[str, Any]) -> Intent:
        """What the outbox is asked for."""
        return Intent(Verb.CREATE, subject=clean(body["attendee"]["name"]), body=body, at_once=True)

    def show_sending(self, is_sending: bool) -> None:
        """The button says that the booking is on its way."""
        self.form.show_sending(is_sending)

    def show_problems(self, problems: Iterable[FieldProblem]) -> list[FieldProblem]:
        """Each under its field."""
        return self.form.show_problems(problems)

    def doubt_about(self, change: Change) -> str:
        """That it can be sent again without booking twice."""
        return f"{change.error.rstrip('.')}. {_MAY_BE_BOOKED}" if change.error else _MAY_BE_BOOKED

    def finished(self, change: Change) -> None:
        """Go on to the booking that was made."""
        if change.replayed:
            self.app.notify(REPLAYED, markup=False)
        self.post_message(OpenBooking(change.booking_id, replace=True))
