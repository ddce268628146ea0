"""The dialogs about event types: whether to delete one, what the server warns of, and which to list."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Label, Static

from slatis_tui.domain.event_type_filter import EventTypeFilter
from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.choice_input import Choice as Entry
from slatis_tui.widgets.choice_input import ChoiceInput, ChoiceMenu
from slatis_tui.widgets.content import plain
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.text_inputs import LineInput


class WarningDialog(Dialog[None]):
    """What the server warned of; stays until it is closed."""


class DeleteDialog(Dialog[bool]):
    """Asks whether to delete an event type; says how many bookings outlive it, once that is known."""

    destructive: ClassVar[bool] = True

    def choices(self) -> Sequence[Choice]:
        """Delete, or keep."""
        return [Choice("delete", "Delete", dangerous=True), Choice("keep", "Keep")]

    def compose_input(self) -> ComposeResult:
        """What becomes of its bookings."""
        yield Static("Counting its future bookings …", id="future-bookings", classes="dialog-text", markup=False)

    def show_count(self, text: str) -> None:
        """Say what is known of its bookings."""
        self.query_one("#future-bookings", Static).update(plain(text))

    def answer(self, name: str) -> None:
        """True to delete it."""
        self.dismiss(True if name == "delete" else None)


class EventTypeFilterDialog(Dialog[EventTypeFilter]):
    """Asks which event types to list; answers with the filter, or None to leave it as it is."""

    def __init__(
        self, given: EventTypeFilter, teams: Sequence[Entry], scheduling_types: Sequence[Entry], *, badge: str
    ) -> None:
        super().__init__("Filter event types", badge=badge)
        self._given = given
        self._team = ChoiceInput(teams, placeholder="any")
        self._scheduling_type = ChoiceInput(scheduling_types, placeholder="any")
        self._search = LineInput(placeholder="in the name, link, description or id")

    def compose_input(self) -> ComposeResult:
        """Team, scheduling type, text."""
        yield Label("Team", classes="field-label")
        yield self._team
        yield Label("Scheduling type", classes="field-label")
        yield self._scheduling_type
        yield Label("Text", classes="field-label")
        yield self._search

    def choices(self) -> Sequence[Choice]:
        """Apply, or back."""
        return [Choice("apply", "Apply"), Choice("back", "Back")]

    def on_mount(self) -> None:
        """As the list is filtered now."""
        self._team.raw = self._given.team_id
        self._scheduling_type.raw = self._given.scheduling_type
        self._search.raw = self._given.text

    def first_focus(self) -> Widget:
        """The first field."""
        return self._team

    def on_field_input_accepted(self, event: FieldInput.Accepted) -> None:
        """Enter in the text applies."""
        event.stop()
        self.answer("apply")

    def action_safe(self) -> None:
        """An open menu closes first."""
        if isinstance(self.focused, ChoiceMenu):
            self.focused.action_close()
        else:
            super().action_safe()

    def answer(self, name: str) -> None:
        """The filter as it stands."""
        inputs: tuple[FieldInput, ...] = (self._team, self._scheduling_type, self._search)
        texts = [one.raw if isinstance(one.raw, str) else "" for one in inputs]
        self.dismiss(EventTypeFilter(texts[0], texts[1], texts[2].strip()) if name == "apply" else None)
