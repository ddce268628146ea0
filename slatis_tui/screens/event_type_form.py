"""New event type, or an existing one to be changed: one scrolling form, sent by its button."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Button, Static

from slatis_tui.domain import event_type_form as places
from slatis_tui.domain.changes import Change, Intent, Verb
from slatis_tui.domain.fields import Raw
from slatis_tui.domain.forms import CheckedForm
from slatis_tui.domain.models import EventType
from slatis_tui.domain.text import clean
from slatis_tui.errors import FieldProblem, SlatisError
from slatis_tui.presentation.event_type_changes import difference_texts, not_copied_text
from slatis_tui.screens._booking_form_hints import hints_for
from slatis_tui.screens._event_type_choices import scheduling_choices, team_choices
from slatis_tui.screens._sending import SendingScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.messages import EventTypeSaved, GoBack
from slatis_tui.widgets.event_type_form import EventTypeFields
from slatis_tui.widgets.frame import KeyHints

_NEW_FORM: dict[str, Raw] = {places.ACTIVE: True}
_SUBJECT_LIMIT = 80
_NEW_IS_SENT = "A new event type is sent at once, without a way back but deleting it."


class Purpose(StrEnum):
    """What the form is for, as its heading says it."""

    NEW = "New event type"
    EDIT = "Edit event type"
    COPY = "Duplicate event type"


class EventTypeFormScreen(SendingScreen):
    """Creates, changes or copies.

    An existing event type is read as the form opens, and nothing is sent before, so that what changes is told truly.
    The form stands at once with what the list knew: what is typed meanwhile stays, the rest follows what was read.
    """

    @dataclass
    class Arrived(Message):
        """What the form starts from is there; None for an event type that is all new."""

        event_type: EventType | None

    @dataclass
    class NotArrived(Message):
        """The event type could not be read."""

        error: SlatisError

    heading: ClassVar[str] = "Event type"

    def __init__(self, desk: Desk, purpose: Purpose, event_type_id: str = "") -> None:
        super().__init__(desk)
        self.purpose = purpose
        self._event_type_id = event_type_id
        self._base: EventType | None = None
        """What the form was filled in from; None for an event type that is all new."""
        self._is_read = purpose is Purpose.NEW
        """Whether all of that is known."""
        self.is_finished = False
        """Whether it was saved, and is about to go."""

    def compose_body(self) -> ComposeResult:
        """What belongs to no field, and the form once it can be filled in."""
        yield self.compose_problem()
        known = self.desk.directory.event_type(self._event_type_id)
        self._is_read = self._is_read or (known is not None and known.fields is not None)
        with Vertical(id="form-place"):
            if known is not None or self.purpose is Purpose.NEW:
                yield self._fields(known)
            else:
                yield Static("Loading …", id="form-note", markup=False)

    def on_mount(self) -> None:
        """Read what the form starts from, or how that is by now."""
        super().on_mount()
        if self.query(EventTypeFields):
            self._show_changes()
        self.refresh_data()

    @property
    def sends(self) -> Verb:
        """A new one, or a change."""
        return Verb.EDIT_EVENT_TYPE if self.purpose is Purpose.EDIT else Verb.CREATE_EVENT_TYPE

    def header_extra(self) -> str:
        """What is done with it."""
        return {Purpose.NEW: "new", Purpose.EDIT: "edit", Purpose.COPY: "duplicate"}[self.purpose]

    def refresh_data(self) -> None:
        """Read it again; what was typed stays."""
        self.run_worker(self._load(), group="event-type", exclusive=True)

    @property
    def _before(self) -> EventType | None:
        """What is to be changed; None where a new one is to be made."""
        return self._base if self.purpose is Purpose.EDIT else None

    @property
    def form(self) -> EventTypeFields:
        """The inputs."""
        return self.query_one(EventTypeFields)

    async def on_event_type_form_screen_arrived(self, event: Arrived) -> None:
        """Show the form, filled in; one that stands already takes over how the event type is now."""
        was, now = self._base, event.event_type
        if not self._is_read:
            self.say_above("")
        self._is_read = True
        if not self.query(EventTypeFields):
            await self.query_one("#form-note").remove()
            await self.query_one("#form-place").mount(self._fields(now))
        elif was is not None and now is not None:
            self._base = now
            self.form.follow(self._start_of(was), self._start_of(now))
        self._show_changes()

    def _start_of(self, known: EventType) -> dict[str, Raw]:
        return places.copy_of(known) if self.purpose is Purpose.COPY else places.form_of(known)

    def _fields(self, known: EventType | None) -> EventTypeFields:
        """The inputs, as the form begins."""
        self._base = known
        form = _NEW_FORM if known is None else self._start_of(known)
        return EventTypeFields(
            teams=team_choices(self.desk.directory, known.team_id if known else ""),
            scheduling_types=scheduling_choices(known.scheduling_type if known else ""),
            form=form,
            id="form",
        )

    def on_event_type_form_screen_not_arrived(self, event: NotArrived) -> None:
        """Say so, and how to try again."""
        again = "Save" if self.query(EventTypeFields) else self.key_of("app.refresh")
        self.say_above(f"It could not be read: {event.error.explained()}. {again} tries again")

    def desk_changed(self, news: set[Topic]) -> None:
        """More teams, or the change has moved on."""
        super().desk_changed(news)
        if Topic.DIRECTORY in news and self.query(EventTypeFields):
            self.form.team.offer(team_choices(self.desk.directory, self._before.team_id if self._before else ""))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Each kind of input has its keys."""
        hints = [("Enter", "press"), *hints_for(event.widget)[1:]] if isinstance(event.widget, Button) else None
        self.query_one(KeyHints).set_hints(hints or hints_for(event.widget))

    def on_event_type_fields_edited(self) -> None:
        """Show what would be sent now."""
        self._show_changes()

    def on_event_type_fields_back_wanted(self) -> None:
        """Leave; nothing is sent."""
        self.post_message(GoBack())

    def on_event_type_fields_save_wanted(self) -> None:
        """Send the form if it is fit to be sent; else say under its fields why not."""
        if self.is_sending or self.is_finished:
            return
        if refusal := self.desk.write_refusal():
            self.say(refusal, "warning")
            return
        if not self._is_read:
            self.say_above("How it is now is still being read, and nothing was sent. Press Save again once it is there")
            self.refresh_data()
            return
        checked = self._checked()
        self.say_above("", self.form.show_problems(checked.problems))
        if checked.problems:
            return
        if self._before is not None and not checked.body:
            self.say("Nothing was changed, so nothing is sent")
            return
        self.send_change(self._intent(checked))

    def show_sending(self, is_sending: bool) -> None:
        """The button says that the change is on its way."""
        self.form.show_sending(is_sending)

    def show_problems(self, problems: Iterable[FieldProblem]) -> list[FieldProblem]:
        """Each under its field."""
        return self.form.show_problems(problems)

    def finished(self, change: Change) -> None:
        """Back to where one came from, with what the server warned of."""
        self.is_finished = True
        self.post_message(EventTypeSaved(change.booking_id, is_new=change.verb is Verb.CREATE_EVENT_TYPE))

    def _checked(self) -> CheckedForm:
        values = self.form.values()
        return places.check_new(values) if self._before is None else places.check_changes(values, self._before)

    def _intent(self, checked: CheckedForm) -> Intent:
        if self._before is None:
            name = clean(str(checked.body["name"]), _SUBJECT_LIMIT)
            return Intent(Verb.CREATE_EVENT_TYPE, subject=name, body=checked.body, at_once=True)
        name = self._before.name or clean(self._before.id)
        return Intent(Verb.EDIT_EVENT_TYPE, self._before.id, name, body=checked.body, at_once=True)

    def _show_changes(self) -> None:
        """Before → after; of a new one the fields themselves say it all, but for what is not copied."""
        if not self._is_read:
            self.form.show_changes(["How it is now is still being read …"])
            return
        if self._before is None:
            fields = self._base.fields if self._base is not None else None
            self.form.show_changes([_NEW_IS_SENT, *([not_copied_text(fields)] if fields else [])])
            return
        checked = self._checked()
        wrong = list(dict.fromkeys(one.field for one in checked.problems))
        changes = [one for one in places.differences(checked.body, self._before) if one.place not in wrong]
        texts = difference_texts(changes, self.desk.directory.team_name)
        told = ["Will be sent:", *texts] if texts else ["Nothing was changed yet."] if not wrong else []
        if wrong:
            told.append(f"Can't be sent as it stands: {', '.join(places.LABELS[place] for place in wrong)}")
        self.form.show_changes(told)

    async def _load(self) -> None:
        directory = self.desk.directory
        if not directory.members:
            with suppress(SlatisError):  # without them a team is its id
                await directory.load_members()
        try:
            known = await directory.load_event_type(self._event_type_id) if self._event_type_id else None
        except SlatisError as error:
            self.post_message(self.NotArrived(error))
        else:
            self.post_message(self.Arrived(known))
