"""What can be done with an event type; shared by the list and the detail."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message

from slatis_tui.domain.changes import Intent, Verb
from slatis_tui.domain.text import clean
from slatis_tui.errors import SlatisError
from slatis_tui.loading.event_type_candidates import FutureBookings, count_future_bookings
from slatis_tui.screens._base import ConsoleScreen
from slatis_tui.screens.messages import OpenBookingForm, OpenEventTypeForm, ShowBookingsOf

_COMMANDS = {
    Verb.CREATE: "event-type.book",
    Verb.CREATE_EVENT_TYPE: "event-type.new",
    Verb.EDIT_EVENT_TYPE: "event-type.edit",
    Verb.DELETE_EVENT_TYPE: "event-type.delete",
}


class EventTypeVerbs(ConsoleScreen):
    """A screen with an event type under the cursor, or as its subject."""

    @dataclass
    class Counted(Message):
        """What is known of the bookings that outlive the event type which is about to be deleted."""

        text: str

    def target_id(self) -> str:
        """The event type that a verb means now; empty for none."""
        raise NotImplementedError

    def verb_commands(self) -> Mapping[Verb, str]:
        """Those about event types."""
        return _COMMANDS

    def action_book(self) -> None:
        """Book it."""
        target = self.target_id()
        if target and self._is_there(target):
            self.post_message(OpenBookingForm(target))

    def action_bookings(self) -> None:
        """Its bookings."""
        if target := self.target_id():
            self.post_message(ShowBookingsOf(target))

    def action_new(self) -> None:
        """Define another."""
        if self._may(Verb.CREATE_EVENT_TYPE):
            self.post_message(OpenEventTypeForm())

    def action_edit(self) -> None:
        """Change it."""
        target = self.target_id()
        if target and self._may(Verb.EDIT_EVENT_TYPE) and self._is_there(target):
            self.post_message(OpenEventTypeForm(target))

    def action_duplicate(self) -> None:
        """Define another like it."""
        target = self.target_id()
        if target and self._may(Verb.CREATE_EVENT_TYPE):
            self.post_message(OpenEventTypeForm(target, as_copy=True))

    def action_delete(self) -> None:
        """Ask, saying what stays, then delete it."""
        target = self.target_id()
        if not target or not self._may(Verb.DELETE_EVENT_TYPE) or not self._is_there(target):
            return
        from slatis_tui.screens.event_type_dialogs import DeleteDialog

        name = self.desk.directory.event_type_name(target)
        text = "It goes from the list and can't be booked any more. Only the dashboard brings it back."
        dialog = DeleteDialog(f"Delete {name}?", text, badge=self.desk.badge)

        def answered(agreed: bool | None) -> None:
            if agreed:
                self._submit(Intent(Verb.DELETE_EVENT_TYPE, target, name, at_once=True))

        self.app.push_screen(dialog, answered)
        self.run_worker(self._count(target), group="count", exclusive=True)

    def on_event_type_verbs_counted(self, event: Counted) -> None:
        """Tell the dialog, if it still stands there."""
        from slatis_tui.screens.event_type_dialogs import DeleteDialog

        if isinstance(self.app.screen, DeleteDialog):
            self.app.screen.show_count(event.text)

    def _is_there(self, event_type_id: str) -> bool:
        """Whether it has not been deleted; says so otherwise."""
        known = self.desk.directory.event_type(event_type_id)
        if known is None or known.deleted_at is None:
            return True
        self.say(f"{known.name or clean(known.id)} was deleted: it can only be duplicated", "warning")
        return False

    def _may(self, verb: Verb) -> bool:
        """Whether it may be tried; says why not, or what the server said to it before."""
        if refusal := self.desk.write_refusal():
            self.say(refusal, "warning")
            return False
        self.explain_refusal(verb)
        return True

    async def _count(self, event_type_id: str) -> None:
        try:
            found = await count_future_bookings(self.desk.reader, event_type_id, self.desk.clock())
        except SlatisError as error:
            text = f"Its future bookings stay as they are; how many could not be read: {error.explained()}"
        else:
            text = _stay(found)
        self.post_message(self.Counted(text))

    def _submit(self, intent: Intent) -> None:
        async def submit() -> None:
            try:
                await self.desk.outbox.submit(intent)
            except SlatisError as error:
                self.post_message(self.Said(error.explained()))

        self.app.run_worker(submit(), group="submit")


def _stay(found: FutureBookings) -> str:
    if not found.count:
        return "It has no future bookings." if found.is_all else "Its future bookings stay as they are."
    more = "" if found.is_all else "more than "
    return f"{more}{found.count} future {'booking stays' if found.count == 1 else 'bookings stay'} as they are."
