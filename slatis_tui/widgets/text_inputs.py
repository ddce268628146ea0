"""Inputs that are typed into: one line, or several."""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, TextArea

from slatis_tui.domain.fields import Raw
from slatis_tui.domain.zone_names import completed_zone_name
from slatis_tui.terminal.paste import may_be_cut
from slatis_tui.widgets.field_input import FieldInput

_UNPRINTABLE = ("Cc", "Cs")
"""Categories of characters that a paste must not bring in: the terminal would obey them, or JSON can't carry them."""


def printable(text: str) -> str:
    """The text without control characters; line breaks are line feeds, tabs are blanks."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(char for char in unified if char == "\n" or unicodedata.category(char) not in _UNPRINTABLE)


class LineInput(Input, FieldInput):
    """One line of text. Enter goes on to the next field; a paste brings in its first line only."""

    BINDINGS: ClassVar = [Binding("ctrl+u", "clear_all", "Clear", show=False)]

    def __init__(self, value: str = "", *, placeholder: str = "", suggester: Suggester | None = None) -> None:
        super().__init__(value, placeholder, suggester=suggester, select_on_focus=False, compact=True)
        self.cursor_blink = False

    @property
    def raw(self) -> Raw:
        """The text."""
        return self.value

    @raw.setter
    def raw(self, raw: Raw) -> None:
        self.value = raw if isinstance(raw, str) else ""

    def action_clear_all(self) -> None:
        """Take out everything, wherever the cursor stands."""
        self.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say so in the words of a form."""
        event.stop()
        self.post_message(self.Edited(self))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter never submits the form from here."""
        event.stop()
        self.post_message(self.Accepted(self))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._bring_in(event.text)
        if may_be_cut(event.text):
            self.post_message(self.PasteCut())

    def action_paste(self) -> None:
        """Bring in what was copied within the console."""
        self._bring_in(self.app.clipboard)

    def _bring_in(self, text: str) -> None:
        lines = printable(text).strip("\n").split("\n")
        self.replace(lines[0], *sorted(self.selection))


class BlockInput(TextArea, FieldInput):
    """Several lines of text. Enter is a new line; Tab goes on to the next field."""

    BINDINGS: ClassVar = [Binding("ctrl+u", "clear_all", "Clear", show=False)]

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__(tab_behavior="focus", compact=True, highlight_cursor_line=False, placeholder=placeholder)
        self.cursor_blink = False

    @dataclass
    class EditedElsewhere(Message):
        """The operator's editor has left this text."""

        text: str

    def on_block_input_edited_elsewhere(self, event: EditedElsewhere) -> None:
        """Take it over; undo brings the former one back."""
        event.stop()
        text = printable(event.text)
        if text != self.text:
            self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)

    @property
    def raw(self) -> Raw:
        """The text."""
        return self.text

    @raw.setter
    def raw(self, raw: Raw) -> None:
        self.text = raw if isinstance(raw, str) else ""

    def action_clear_all(self) -> None:
        """Take out everything; undo brings it back."""
        self.clear()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say so in the words of a form."""
        event.stop()
        self.post_message(self.Edited(self))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(printable(event.text), *self.selection, maintain_selection_offset=False)
        if may_be_cut(event.text):
            self.post_message(self.PasteCut())


class ZoneSuggester(Suggester):
    """Completes the name of a timezone; right takes the completion, in its proper case."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The first name that begins so."""
        return completed_zone_name(value) or None
