"""A field of a form: the label above, the input, and under it what is wrong."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from slatis_tui.domain.text import clean, clean_block
from slatis_tui.widgets.field_input import FieldInput


class FormField(Vertical):
    """Label, input and problem. The problem's line is there only while there is a problem."""

    def __init__(self, label: str, field_input: FieldInput, *, required: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._label = f"{clean(label)} *" if required else clean(label)
        self.input = field_input
        self._line: Static | None = None
        self._problem = ""

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
        problem = clean_block(problem)
        if problem == self._problem:
            return
        self._problem = problem
        if self._line is None:
            self._line = Static(classes="field-problem")
            self.mount(self._line)
        self._line.update(Content(problem))
        self._line.display = bool(problem)
        self.set_class(bool(problem), "-wrong")

    def take_focus(self) -> None:
        """Put the focus on the input."""
        self.input.take_focus()

    def on_field_input_edited(self) -> None:
        """What was said of the former answer need not hold for this one."""
        self.show_problem("")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep label and problem in sight with the input."""
        self.call_after_refresh(self.scroll_visible, animate=False)
