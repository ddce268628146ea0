"""A dialog that asks which of what is loaded to list: a few fields, `Apply` and `Back`."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Label

from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.choice_input import ChoiceMenu
from slatis_tui.widgets.content import plain
from slatis_tui.widgets.field_input import FieldInput


@dataclass(frozen=True, slots=True)
class AskedField:
    """One field with its label, and what it holds at first."""

    label: str
    input: FieldInput
    raw: str


class FieldsDialog(Dialog[tuple[str, ...]]):
    """Answers with what each field holds, in their order, or None to leave all as it is."""

    def __init__(self, title: str, fields: Sequence[AskedField], *, badge: str) -> None:
        super().__init__(title, badge=badge)
        self._fields = tuple(fields)

    def compose_input(self) -> ComposeResult:
        """Label above input."""
        for one in self._fields:
            yield Label(plain(one.label), classes="field-label")
            yield one.input

    def choices(self) -> Sequence[Choice]:
        """Apply, or back."""
        return [Choice("apply", "Apply"), Choice("back", "Back")]

    def on_mount(self) -> None:
        """As the list is filtered now."""
        for one in self._fields:
            one.input.raw = one.raw

    def first_focus(self) -> Widget:
        """The first field."""
        return self._fields[0].input

    def on_field_input_accepted(self, event: FieldInput.Accepted) -> None:
        """Enter in a text applies."""
        event.stop()
        self.answer("apply")

    def action_safe(self) -> None:
        """An open menu closes first."""
        if isinstance(self.focused, ChoiceMenu):
            self.focused.action_close()
        else:
            super().action_safe()

    def answer(self, name: str) -> None:
        """The fields as they stand."""
        raws = (one.input.raw for one in self._fields)
        held = tuple(raw.strip() if isinstance(raw, str) else "" for raw in raws)
        self.dismiss(held if name == "apply" else None)
