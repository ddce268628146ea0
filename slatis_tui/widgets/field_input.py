"""What every input of a form has in common: what it holds, and two messages."""

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from slatis_tui.domain.fields import Raw


class FieldInput(Widget):
    """An input of a form. The second base of each input class, behind the Textual widget that it is.

    Its value goes in and out as `raw`; the form turns it into JSON.
    """

    @dataclass
    class Edited(Message):
        """What the input holds has changed."""

        field_input: "FieldInput"

        @property
        def control(self) -> "FieldInput":
            """The input."""
            return self.field_input

    @dataclass
    class Accepted(Message):
        """Enter was pressed: the operator is done with it and wants the next."""

        field_input: "FieldInput"

        @property
        def control(self) -> "FieldInput":
            """The input."""
            return self.field_input

    @dataclass
    class PasteCut(Message):
        """The end of what was pasted may be missing."""

    @property
    def raw(self) -> Raw:
        """What it holds."""
        raise NotImplementedError

    @raw.setter
    def raw(self, raw: Raw) -> None:
        """Hold this; what can't be held here (an option that is none of these) leaves the input empty."""
        raise NotImplementedError

    @property
    def said(self) -> str:
        """What it says under itself while nothing is wrong, such as the weekday of a typed day."""
        return ""

    def take_focus(self) -> None:
        """Put the focus where one answers."""
        self.focus()
