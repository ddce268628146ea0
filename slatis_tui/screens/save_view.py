"""The dialog that asks under which name a view is saved."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult

from slatis_tui.domain.saved_views import LONGEST_NAME
from slatis_tui.domain.text import clean
from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.form_field import FormField
from slatis_tui.widgets.text_inputs import LineInput


class SaveViewDialog(Dialog[str]):
    """Asks for a name; answers with it, or None. A name that there is already is asked for twice."""

    def __init__(
        self,
        texts: Sequence[str],
        problem_of: Callable[[str], str],
        replaced_by: Callable[[str], str],
        *,
        badge: str = "",
    ) -> None:
        """Made for one use.

        Args:
            texts: what the view is made of, in words.
            problem_of: why a name won't do; empty where it will.
            replaced_by: the view whose place one of that name would take; empty where it takes none.
            badge: of the connection.
        """
        super().__init__("Save view", " · ".join(texts), badge=badge)
        self._problem_of = problem_of
        self._replaced_by = replaced_by
        self._asked_for = ""

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
        """The name, once it will do, and is meant where it replaces a view."""
        if name != "save":
            self.dismiss(None)
            return
        field = self.query_one(FormField)
        typed = self.query_one(LineInput).value.strip()
        problem = self._problem_of(typed)
        if not problem and typed != self._asked_for and (replaced := self._replaced_by(typed)):
            self._asked_for = typed
            problem = f"{clean(replaced)} is saved already; Enter again replaces it"
        field.show_problem(problem)
        if problem:
            field.take_focus()
        else:
            self.dismiss(typed)
