"""Reviewing one change: what was wanted, what came back, what the server has, and what is to become of it."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Button, Static

from slatis_tui.domain.changes import EVENT_TYPE_VERBS, Change, ChangeState, Verb
from slatis_tui.errors import SlatisError
from slatis_tui.loading.candidates import Found, look_up
from slatis_tui.loading.event_type_candidates import look_up_event_type
from slatis_tui.presentation.event_type_changes import event_type_server_lines
from slatis_tui.presentation.lines import Line, heading
from slatis_tui.presentation.outbox_text import server_lines, trail_lines, wanted_lines
from slatis_tui.presentation.strip import what
from slatis_tui.screens.desk import Desk
from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.content import to_content


class ReviewDialog(Dialog[str]):
    """Answers with None, or with what went wrong with the decision."""

    @dataclass
    class Read(Message):
        """More is known of the change."""

        lines: list[Line]

    @dataclass
    class Decided(Message):
        """The decision was carried out, unless there was a problem."""

        problem: str | None

    BINDINGS: ClassVar = [
        Binding("pagedown", "scroll(1)", "Page down", show=False),
        Binding("pageup", "scroll(-1)", "Page up", show=False),
    ]
    destructive: ClassVar[bool] = True

    def __init__(self, desk: Desk, change: Change) -> None:
        super().__init__(what(change), change.error, badge=desk.badge)
        self._desk = desk
        self._change = change

    @property
    def _needs_review(self) -> bool:
        return self._change.state is ChangeState.NEEDS_REVIEW

    def choices(self) -> Sequence[Choice]:
        """Only what needs review is decided; anything else is only looked at."""
        if self._needs_review:
            return [Choice("again", "Send again", dangerous=True), Choice("drop", "Drop"), Choice("back", "Back")]
        return [Choice("back", "Back")]

    def compose_input(self) -> ComposeResult:
        """One block of text between title and buttons."""
        with VerticalScroll(classes="dialog-block", can_focus=False):
            yield Static(id="review-text", markup=False)

    def on_mount(self) -> None:
        """Show what is known here, and ask the server."""
        super().on_mount()
        self.query(Button).last().focus()
        self.run_worker(self._look(), group="review", exclusive=True)

    def action_scroll(self, pages: int) -> None:
        """Read on, or back; the buttons keep the focus."""
        block = self.query_one(VerticalScroll)
        block.scroll_relative(y=pages * max(1, block.size.height - 1), animate=False)

    def on_review_dialog_read(self, event: Read) -> None:
        """Show what was read."""
        event.stop()
        self.query_one("#review-text", Static).update(to_content(event.lines))

    def on_review_dialog_decided(self, event: Decided) -> None:
        """It is carried out, or it is said why not."""
        event.stop()
        self.dismiss(event.problem)

    async def _look(self) -> None:
        outbox, change = self._desk.outbox, self._change
        try:
            wanted = await outbox.wanted(change.op_id)
            steps = await outbox.trail(change.op_id)
        except SlatisError as error:
            self._show([[(error.explained(), "error")]])
            return
        zone = self._desk.zone
        above, below = wanted_lines(change, wanted, zone), trail_lines(steps, zone)
        if not self._needs_review:
            self._show([*above, *below])
            return
        self._show([*above, *heading("What the server has"), [("asking …", "muted")], *below])
        if change.verb in EVENT_TYPE_VERBS:
            self._show([*above, *await self._event_type_lines(wanted), *below])
            return
        found = await look_up(self._desk.reader, change, wanted)
        self._show([*above, *self._server_lines(found), *below])

    async def _event_type_lines(self, wanted: Mapping[str, Any]) -> list[Line]:
        found = await look_up_event_type(self._desk.reader, self._change, wanted)
        if found.error is not None:
            return [*heading("What the server has"), [(found.error.explained(), "error")]]
        is_create = self._change.verb is Verb.CREATE_EVENT_TYPE
        return event_type_server_lines(found.event_types, is_create=is_create)

    def _server_lines(self, found: Found) -> list[Line]:
        if found.error is not None:
            return [*heading("What the server has"), [(found.error.explained(), "error")]]
        for candidate in found.candidates:
            self._desk.store.put_answer(candidate.booking.row)
        pairs = [(candidate.booking, candidate.is_certain) for candidate in found.candidates]
        return server_lines(pairs, self._change, self._desk.zone)

    def _show(self, lines: list[Line]) -> None:
        self.post_message(self.Read(lines))

    def answer(self, name: str) -> None:
        """Carry the decision out, then close."""
        outbox = self._desk.outbox
        if name == "again":
            self.run_worker(self._decide(outbox.send_again(self._change.op_id)), group="decide", exclusive=True)
        elif name == "drop":
            self.run_worker(self._decide(outbox.drop(self._change.op_id)), group="decide", exclusive=True)
        else:
            self.dismiss(None)

    async def _decide(self, decision: Awaitable[Change]) -> None:
        problem: str | None = None
        try:
            await decision
        except SlatisError as error:
            problem = error.explained()
        self.post_message(self.Decided(problem))
