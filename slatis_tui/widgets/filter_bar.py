"""The filter of a list: one line with an input, there while the operator types, its text kept while it holds."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label


class FilterBar(Horizontal):
    """An input above the list; says what was typed, and when it is done."""

    @dataclass
    class Changed(Message):
        """Another text."""

        text: str

    @dataclass
    class Kept(Message):
        """Enter: the filter stays, the list has the focus."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """The slash and the input."""
        yield Label("/", classes="filter-sign")
        yield Input(
            self._text, placeholder="filter what is loaded; Enter keeps, Esc clears", max_length=200, compact=True
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter."""
        event.stop()
        self.post_message(self.Kept())
