"""The dialog that asks under which name a view is saved."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from slatis_tui.domain.saved_views import LONGEST_NAME
from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.form_field import FormField
from slatis_tui.widgets.text_inputs import LineInput


class SaveViewDialog(Dialog[str]):
    """Asks for a name; answers with it, or None. A name that there is already takes the place of that view."""

    def __init__(self, texts: Sequence[str], problem_of: Callable[[str], str], *, badge: str = "") -> None:
        """Made for one use.

        Args:
            texts: what the view is made of, in words.
            problem_of: why a name won't do; empty where it will.
            badge: of the connection.
        """
        super().__init__("Save view", " · ".join(texts), badge=badge)
        self._problem_of = problem_of

    def choices(self) -> Sequence[Choice]:
        """Save, or back."""
        return [Choice("save", "Save"), Choice("back", "Back")]

    def compose_input(self) -> ComposeResult:
        """The name."""
        yield FormField("Name", LineInput(placeholder=f"at most {LONGEST_NAME} characters"))

    def on_field_input_accepted(self, event: FieldInput.Accepted) -> None:
        """Enter saves."""
        event.stop()
        self.answer("save")

    def answer(self, name: str) -> None:
        """The name, once it will do."""
        if name != "save":
            self.dismiss(None)
            return
        field = self.query_one(FormField)
        typed = self.query_one(LineInput).value.strip()
        problem = self._problem_of(typed)
        field.show_problem(problem)
        if problem:
            field.take_focus()
        else:
            self.dismiss(typed)
