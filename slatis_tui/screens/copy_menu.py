"""The menu of what to copy."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from slatis_tui.domain.text import clean
from slatis_tui.presentation.copying import Copyable
from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.content import plain
from slatis_tui.widgets.entry_list import EntryList

_SHOWN = 32
"""Characters of a text that are shown beside its name."""


class CopyDialog(Dialog[Copyable]):
    """Enter, or its letter, takes one. Answers with it, or None."""

    def __init__(self, choices: Sequence[Copyable], *, badge: str = "") -> None:
        super().__init__("Copy", badge=badge)
        self._copyables = choices

    def choices(self) -> Sequence[Choice]:
        """Copy nothing."""
        return [Choice("back", "Back")]

    def compose_input(self) -> ComposeResult:
        """The choices, each with its letter and the start of its text."""
        wide = max(len(one.title) for one in self._copyables)
        yield EntryList(
            *(
                Option(plain(f"{one.letter}  {one.title:<{wide}}  {clean(one.text, _SHOWN)}"))
                for one in self._copyables
            ),
            compact=True,
            id="copyables",
        )

    def on_mount(self) -> None:
        """The list has the focus, in the place of a button."""
        choices = self.query_one(EntryList)
        choices.highlighted = 0
        self.call_next(choices.focus)

    def on_key(self, event: events.Key) -> None:
        """A letter takes its choice."""
        chosen = next((one for one in self._copyables if one.letter == event.character), None)
        if chosen is not None:
            event.stop()
            self.dismiss(chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take that one."""
        event.stop()
        self.dismiss(self._copyables[event.option_index])
