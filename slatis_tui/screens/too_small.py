"""What stands there while the window is too small for the console."""

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

SMALLEST = Size(60, 16)
"""Columns and lines below which nothing would be readable."""


def is_too_small(size: Size) -> bool:
    """Whether the console does not fit into a window of that size."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmallScreen(ModalScreen[None]):
    """Covers the console and takes no key, until the window has grown."""

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static(id="too-small", markup=False)

    def on_mount(self) -> None:
        """Say how large it is."""
        self.show_size(self.app.size)

    def show_size(self, size: Size) -> None:
        """Say how large the window is, and how large it must be."""
        words = f"The window is too small: {size.width}×{size.height}, needs {SMALLEST.width}×{SMALLEST.height}"
        self.query_one(Static).update(Content(words))
