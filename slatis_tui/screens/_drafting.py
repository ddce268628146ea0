"""The booking form's draft: kept on disk as one types, offered again, dropped by a key, gone once it is booked."""

import asyncio
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from slatis_tui.domain.changes import Change, ChangeState, Intent
from slatis_tui.domain.drafts import Draft, FormContent
from slatis_tui.domain.fields import Raw
from slatis_tui.errors import DraftError
from slatis_tui.loading.drafts import left_draft
from slatis_tui.presentation.times import relative
from slatis_tui.screens._booking_form_sending import CreatingScreen
from slatis_tui.screens.desk import Desk
from slatis_tui.widgets.booking_form import BookingFormFields

RESTORED = "draft restored"
_SAVE_SECONDS = 0.3
"""How long after a key the draft is written: what is typed meanwhile goes with it."""


class DraftingScreen(CreatingScreen):
    """Keeps what is typed. Trouble with the disk is told once and never stops anyone from typing or booking."""

    @dataclass
    class NotKept(Message):
        """The disk did not take the draft."""

        error: DraftError

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._draft = Draft("", FormContent())
        """As it was kept last, or found."""
        self._baseline = FormContent()
        """What stood in the form before anybody typed in this session."""
        self._latest = FormContent()
        """What stands in it now, for when its inputs are gone already."""
        self._is_restored = False
        self._timer: Timer | None = None
        self._saving: Awaitable[None] | None = None
        self._dropped: FormContent | None = None
        """What the key has dropped last, to bring it back."""
        self._is_told = False
        self._is_booked = False

    def compose_draft_line(self) -> Static:
        """Says that a draft was restored; takes no room otherwise."""
        line = Static(id="form-draft", markup=False)
        line.display = False
        return line

    @property
    def has_draft(self) -> bool:
        """Whether there is something that the key would drop, or bring back."""
        return not self.form.content().is_empty or self._dropped is not None

    async def change_draft(self, event_type_id: str) -> None:
        """The form is about another event type: its own draft is offered; without one what was typed goes with it."""
        self._save()
        before, content = self._draft, self.form.content()
        is_typed = content != self._baseline
        found = await self._find(event_type_id)
        if found is not None:
            if is_typed and not before.event_type_id:
                found = replace(found, content=_merged(content, found.content))
            self._show(found)
        elif is_typed:
            self._say_of_draft("")
            self._draft = replace(before, event_type_id=event_type_id, content=FormContent())
            self._save()
            self._drop(before.event_type_id)
        else:
            self._say_of_draft("" if event_type_id else await self._waiting())
            self._draft = Draft(event_type_id, FormContent())
            if self._is_restored:
                self._is_restored = False
                self.fill_anew(FormContent())

    def start_from(self, event_type_id: str, content: FormContent, words: str) -> None:
        """Begin with another booking's content in the place of a draft, which stays until something is typed."""
        self._draft = Draft(event_type_id, FormContent())
        self.fill_anew(content)
        self._say_of_draft(words)

    def add_answers(self, answers: Mapping[str, Raw]) -> None:
        """More of what the form began with; what was typed meanwhile stays."""
        is_typed = self.form.content() != self._baseline
        self.form.custom.replace({**answers, **self.form.custom.kept()})
        if not is_typed:
            self._baseline = self.form.content()

    def fill_anew(self, content: FormContent) -> None:
        """Put this into the form as if it had always stood there; it is no draft until something is typed."""
        self.form.give(content)
        self._baseline = self.form.content()

    def on_booking_form_fields_typed(self) -> None:
        """Keep it, in a moment."""
        self._latest = self.form.content()
        if self._timer is None and not self._is_booked:
            self._timer = self.set_timer(_SAVE_SECONDS, self._save)

    def on_screen_suspend(self) -> None:
        """The form is left, or covered: nothing that was typed waits to be kept."""
        if self.is_attached and self.query(BookingFormFields):
            self._save()

    def on_unmount(self) -> None:
        """The console ends."""
        if self._timer is not None:
            self._keep(self._latest)

    def on_drafting_screen_not_kept(self, event: NotKept) -> None:
        """Say it once."""
        if not self._is_told:
            self._is_told = True
            self.say(f"{event.error.explained()}. What is typed here would be lost with the console.", "warning")

    def action_drop_draft(self) -> None:
        """Empty the form and forget its draft; pressed again, bring back what was dropped."""
        content = self.form.content()
        if content.is_empty and self._dropped is not None:
            content, self._dropped = self._dropped, None
            self.form.give(content)
            self._say_of_draft("the dropped draft is back")
            self._save()
        elif not content.is_empty:
            self._dropped = content
            self._draft = Draft(self._draft.event_type_id, FormContent())
            self._drop(self._draft.event_type_id)
            self.fill_anew(FormContent())
            self._say_of_draft(f"draft dropped · {self.key_of('form.drop-draft')} brings it back")

    # --- Sending -----------------------------------------------------------------------------------------------

    def create_intent(self, body: Mapping[str, Any]) -> Intent:
        """The draft knows its create before the outbox does, so that it is found again whenever the console ends."""
        op_id = uuid4().hex
        self._draft = replace(self._draft, op_ids=(*self._draft.op_ids, op_id))
        self._save(anyway=True)
        return replace(super().create_intent(body), op_id=op_id)

    async def _submit(self, intent: Intent) -> None:
        if self._saving is not None:
            with suppress(DraftError):
                await self._saving
        await super()._submit(intent)

    def on_sending_screen_submitted(self, event: CreatingScreen.Submitted) -> None:
        """A form that was sent before goes again as the same create."""
        if event.change.op_id not in self._draft.op_ids:
            self._draft = replace(self._draft, op_ids=(*self._draft.op_ids, event.change.op_id))
            self._save(anyway=True)

    def finished(self, change: Change) -> None:
        """It is booked: there is nothing to offer any more."""
        self._is_booked = True
        self._drop(self._draft.event_type_id)
        super().finished(change)

    # --- The disk ----------------------------------------------------------------------------------------------

    async def _find(self, event_type_id: str) -> Draft | None:
        services = self.desk.services
        if services is None:
            return None
        try:
            return await left_draft(services.drafts, services.outbox, event_type_id)
        except DraftError as error:
            self.post_message(self.NotKept(error))
            return None

    async def _waiting(self) -> str:
        """Which event types have a draft, for a form that is of none yet."""
        if self.desk.services is None:
            return ""
        try:
            waiting = [one for one in await self.desk.services.drafts.event_type_ids() if one]
        except DraftError:
            return ""
        names = ", ".join(self.desk.directory.event_type_name(one) for one in waiting)
        return f"a draft waits for: {names}" if waiting else ""

    def _show(self, found: Draft) -> None:
        self._draft = found
        self.fill_anew(found.content)
        self._is_restored = True
        age = relative(int(found.saved_at), self.desk.clock()) if found.saved_at else ""
        told = f"{RESTORED} · typed {'just now' if age == 'now' else age}" if age else RESTORED
        self._say_of_draft(f"{told} · {self.key_of('form.drop-draft')} drops it")
        change = next((one for one in self.desk.changes if one.op_id in found.op_ids), None)
        if change is not None and change.state.is_open:
            self.follow(change)
        elif change is not None and change.state is ChangeState.NEEDS_REVIEW:
            self.say_above(self.doubt_about(change))

    def _save(self, anyway: bool = False) -> None:
        """Keep the form as it stands, unless that is kept already."""
        self._latest = self.form.content()
        self._keep(self._latest, anyway)

    def _keep(self, content: FormContent, anyway: bool = False) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        kept = self._draft.content
        is_kept = content == kept or (content == self._baseline and kept.is_empty)
        if self._is_booked or self.desk.services is None or (is_kept and not anyway):
            return
        self._draft = replace(self._draft, content=content, saved_at=self.desk.clock())
        if content.is_empty:
            self._drop(self._draft.event_type_id)
        else:
            self._dropped = None
            self._saving = self._watched(self.desk.services.drafts.save(self._draft))

    def _drop(self, event_type_id: str) -> None:
        if self.desk.services is not None:
            self._saving = self._watched(self.desk.services.drafts.drop(event_type_id))

    def _watched(self, work: Awaitable[None]) -> Awaitable[None]:
        """The same, its failure told."""
        task = asyncio.ensure_future(work)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Future[None]") -> None:
        if not task.cancelled() and isinstance(error := task.exception(), DraftError):
            self.post_message(self.NotKept(error))

    def _say_of_draft(self, text: str) -> None:
        line = self.query_one("#form-draft", Static)
        line.update(Content(text))
        line.display = bool(text)


def _merged(typed: FormContent, kept: FormContent) -> FormContent:
    """What was typed now, and of the draft what else there was."""
    return FormContent(
        texts={**kept.texts, **typed.texts},
        answers={**kept.answers, **typed.answers},
        when=typed.when or kept.when,
        instant=typed.instant if typed.when else kept.instant,
    )
