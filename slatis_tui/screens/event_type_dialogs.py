"""The dialogs about event types: whether to delete one, and what the server warns of."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.content import plain


class WarningDialog(Dialog[None]):
    """What the server warned of; stays until it is closed."""


class DeleteDialog(Dialog[bool]):
    """Asks whether to delete an event type; says how many bookings outlive it, once that is known."""

    destructive: ClassVar[bool] = True

    def choices(self) -> Sequence[Choice]:
        """Delete, or keep."""
        return [Choice("delete", "Delete", dangerous=True), Choice("keep", "Keep")]

    def compose_input(self) -> ComposeResult:
        """What becomes of its bookings."""
        yield Static("Counting its future bookings …", id="future-bookings", classes="dialog-text", markup=False)

    def show_count(self, text: str) -> None:
        """Say what is known of its bookings."""
        self.query_one("#future-bookings", Static).update(plain(text))

    def answer(self, name: str) -> None:
        """True to delete it."""
        self.dismiss(True if name == "delete" else None)
