"""From `Create booking` to the answer: the create goes to the outbox once, and what becomes of it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb
from slatis_tui.domain.text import clean, clean_block
from slatis_tui.errors import FieldProblem, SlatisError
from slatis_tui.screens._base import ConsoleScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.messages import OpenBooking
from slatis_tui.widgets.booking_form import BookingFormFields

REPLAYED = "already created, nothing new was made"
_MAY_BE_BOOKED = (
    "It may have been booked. Pressing Create booking again with the same form is safe: "
    "it goes with the same key and never books twice."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a create stands."""

    is_open: bool = False
    """Still on its way."""
    booking_id: str = ""
    """Set once it is made."""
    notice: str = ""
    top: str = ""
    """What to say above the form."""
    problems: tuple[FieldProblem, ...] = ()
    """What to say under its fields."""


def outcome_of(change: Change) -> Outcome:
    """What the form shows of this change."""
    match change.state:
        case ChangeState.DONE:
            return Outcome(booking_id=change.booking_id, notice=REPLAYED if change.replayed else "")
        case ChangeState.REJECTED:
            problems = tuple(FieldProblem(field, message) for field, message in change.problems)
            return Outcome(top=change.error or "The server refused it", problems=problems)
        case ChangeState.NEEDS_REVIEW:
            return Outcome(top=f"{change.error.rstrip('.')}. {_MAY_BE_BOOKED}" if change.error else _MAY_BE_BOOKED)
        case ChangeState.RECALLED:
            return Outcome(top="It was taken back; nothing was sent")
    return Outcome(is_open=True)


class SendingScreen(ConsoleScreen):
    """The form's part that sends. While a create is on its way a second press of the button does nothing."""

    @dataclass
    class Submitted(Message):
        """The outbox has written the create down."""

        change: Change

    @dataclass
    class SubmitFailed(Message):
        """The outbox would not take it; nothing was sent."""

        error: SlatisError

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.is_sending = False
        self._change: Change | None = None

    @property
    def form(self) -> BookingFormFields:
        """The inputs."""
        return self.query_one(BookingFormFields)

    def send(self, body: Mapping[str, Any]) -> None:
        """Hand the create to the outbox, which sends it at once."""
        attendee = body["attendee"]
        intent = Intent(Verb.CREATE, subject=clean(attendee["name"]), body=body, at_once=True)
        self._change = None
        self._show_sending(True)
        self.say_above("")
        self.app.run_worker(self._submit(intent), group="create")

    def say_above(self, text: str, problems: Iterable[FieldProblem] = ()) -> None:
        """Say above the form what belongs to none of its fields."""
        lines = [text, *(f"{one.field}: {one.message}" if one.field else one.message for one in problems)]
        line = self.query_one("#form-problem", Static)
        line.update(Content(clean_block("\n".join(filter(None, lines)))))
        line.display = any(lines)

    def desk_changed(self, news: set[Topic]) -> None:
        """The create may have moved on."""
        if Topic.OUTBOX in news and self._change is not None:
            op_id = self._change.op_id
            self._follow(next((one for one in self.desk.changes if one.op_id == op_id), self._change))

    def on_sending_screen_submitted(self, event: Submitted) -> None:
        """From here on its way can be followed; it may have ended already."""
        self._change = event.change
        self.desk_changed({Topic.OUTBOX})

    def on_sending_screen_submit_failed(self, event: SubmitFailed) -> None:
        """Nothing was sent, and all that was typed is still there."""
        self._show_sending(False)
        self.say_above(event.error.explained())

    async def _submit(self, intent: Intent) -> None:
        """Runs under the app: leaving the form does not break off what the outbox is writing down."""
        try:
            change = await self.desk.outbox.submit(intent)
        except SlatisError as error:
            self.post_message(self.SubmitFailed(error))
        else:
            self.post_message(self.Submitted(change))

    def _follow(self, change: Change) -> None:
        outcome = outcome_of(change)
        if outcome.is_open:
            self.say_above(self.desk.trouble)
            return
        self._change = None
        self._show_sending(False)
        if outcome.booking_id:
            self._open(outcome)
        else:
            self.say_above(outcome.top, self.form.show_problems(outcome.problems))

    def _open(self, outcome: Outcome) -> None:
        """Go on to the booking that was made."""
        if outcome.notice:
            self.app.notify(outcome.notice, markup=False)
        self.post_message(OpenBooking(outcome.booking_id, replace=True))

    def _show_sending(self, is_sending: bool) -> None:
        self.is_sending = is_sending
        self.form.show_sending(is_sending)
