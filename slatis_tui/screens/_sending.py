"""A form that sends one change by its button: it goes to the outbox once, and what becomes of it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb
from slatis_tui.domain.clashes import is_time_refused
from slatis_tui.domain.text import clean_block
from slatis_tui.errors import FieldProblem, SlatisError
from slatis_tui.screens._base import ConsoleScreen
from slatis_tui.screens.desk import Desk, Topic

_UNKNOWN = "It may or may not have been carried out"
_RECALLED = "It was taken back; nothing was sent"


class SendingScreen(ConsoleScreen):
    """While its change is on its way a second press of the button does nothing; what was typed stays."""

    @dataclass
    class Submitted(Message):
        """The outbox has written the change down."""

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
    def sends(self) -> Verb:
        """What its button does."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Say at once if the server has refused it before."""
        super().on_mount()
        self.explain_refusal(self.sends)

    def compose_problem(self) -> Static:
        """The line above the form, out of sight while there is nothing to say."""
        line = Static(id="form-problem", markup=False)
        line.display = False
        return line

    def show_sending(self, is_sending: bool) -> None:
        """Say on the button that the change is on its way."""
        raise NotImplementedError

    def show_problems(self, problems: Iterable[FieldProblem]) -> list[FieldProblem]:
        """Each problem under its field; gives back those without a field."""
        raise NotImplementedError

    def finished(self, change: Change) -> None:
        """It is done: go on from here."""
        raise NotImplementedError

    def doubt_about(self, change: Change) -> str:
        """What to say above the form of a change that needs review."""
        return f"{change.error or _UNKNOWN}. {self.key_of('app.outbox')} shows what the server has"

    def send_change(self, intent: Intent) -> None:
        """Hand the change to the outbox, which sends it at once."""
        self._change = None
        self._show_sending(True)
        self.say_above("")
        self.app.run_worker(self._submit(intent), group="send")

    def say_above(self, text: str, problems: Iterable[FieldProblem] = ()) -> None:
        """Say above the form what belongs to none of its fields."""
        lines = [text, *(f"{one.field}: {one.message}" if one.field else one.message for one in problems)]
        line = self.query_one("#form-problem", Static)
        line.update(Content(clean_block("\n".join(filter(None, lines)))))
        line.display = any(lines)

    def desk_changed(self, news: set[Topic]) -> None:
        """The change may have moved on."""
        if Topic.OUTBOX in news and self._change is not None:
            op_id = self._change.op_id
            self._follow(next((one for one in self.desk.changes if one.op_id == op_id), self._change))

    def on_sending_screen_submitted(self, event: Submitted) -> None:
        """From here on its way can be followed; it may have ended already."""
        self._change = event.change
        self.desk_changed({Topic.OUTBOX})

    def follow(self, change: Change) -> None:
        """Show what becomes of a change that was sent before this form was opened."""
        self._show_sending(True)
        self.post_message(self.Submitted(change))

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
        if change.state.is_open:
            self.say_above(self.desk.trouble)
            return
        self._change = None
        self._show_sending(False)
        if change.state is ChangeState.DONE:
            self.finished(change)
            return
        problems = [FieldProblem(field, message) for field, message in change.problems]
        self.say_above(self._said_of(change), self.show_problems(problems))
        if is_time_refused(change):
            self.time_taken(change)

    def time_taken(self, change: Change) -> None:
        """The server refused the change, it seems for its time."""

    def _said_of(self, change: Change) -> str:
        if change.state is ChangeState.NEEDS_REVIEW:
            return self.doubt_about(change)
        if change.state is ChangeState.RECALLED:
            return _RECALLED
        return change.error or "The server refused it"

    def _show_sending(self, is_sending: bool) -> None:
        self.is_sending = is_sending
        self.show_sending(is_sending)
