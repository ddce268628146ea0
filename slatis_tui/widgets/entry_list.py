"""Textual's list of options, for keys that come before it was drawn."""

from contextlib import suppress
from typing import Literal

from textual.widgets import OptionList


class EntryList(OptionList):
    """A page up or down moves nothing as long as nobody can see where that would lead."""

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        """Textual looks up the places of its lines before it has given them any."""
        with suppress(LookupError):
            super()._move_page(direction)
