"""A field of a form: the label above, the input, and under it what is wrong, or what the input says."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from slatis_tui.domain.fields import Raw
from slatis_tui.domain.text import clean, clean_block
from slatis_tui.widgets.field_input import FieldInput

Check = Callable[[Raw], str]
"""From what an input holds to what is wrong with it; empty where nothing is, or nothing was answered yet."""


class FormField(Vertical):
    """Label, input, and a line under it that is there only while there is something to say.

    What is wrong is said once the field was left, and from then on with every key.
    """

    def __init__(
        self,
        label: str,
        field_input: FieldInput,
        *,
        required: bool = False,
        check: Check | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self._check = check
        self._was_left = False
        self._label = f"{clean(label)} *" if required else clean(label)
        self.input = field_input
        self._line: Static | None = None
        self._problem = ""
        self._shown = ""

    def compose(self) -> ComposeResult:
        """Label above input."""
        yield Static(Content(self._label), classes="field-label")
        yield self.input

    @property
    def problem(self) -> str:
        """What is wrong, as shown; empty when nothing is."""
        return self._problem

    def show_problem(self, problem: str) -> None:
        """Show what is wrong under the input; an empty text takes it away."""
        self._problem = clean_block(problem)
        self._show_line(self._problem or clean_block(self.input.said))
        self.set_class(bool(problem), "-wrong")

    def _show_line(self, text: str) -> None:
        if text == self._shown:
            return
        self._shown = text
        if self._line is None:
            self._line = Static(classes="field-problem")
            self.mount(self._line)
        self._line.update(Content(text))
        self._line.display = bool(text)

    def take_focus(self) -> None:
        """Put the focus on the input."""
        self.input.take_focus()

    def on_field_input_edited(self) -> None:
        """What was said of the former answer need not hold for this one."""
        self.show_problem(self._found() if self._was_left else "")

    def on_descendant_blur(self) -> None:
        """Look at the answer now that it is one; not when the whole terminal has lost the focus."""
        if self.app.app_focus:
            self.look()

    def look(self) -> None:
        """Say what is wrong with what the input holds, as if it had just been left."""
        self._was_left = True
        if not self._problem:
            self.show_problem(self._found())

    def _found(self) -> str:
        return self._check(self.input.raw) if self._check is not None else ""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep label and problem in sight with the input."""
        self.call_after_refresh(self.scroll_visible, animate=False)
