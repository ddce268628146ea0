"""Metadata: one `key=value` a line."""

from typing import ClassVar

from textual import events
from textual.binding import Binding

from slatis_tui.widgets.text_inputs import BlockInput


class PairsInput(BlockInput):
    """Enter goes on to the next field, as everywhere; down behind the last line begins another one."""

    BINDINGS: ClassVar = [
        Binding("down", "down_or_add", "Down", show=False),
    ]

    async def _on_key(self, event: events.Key) -> None:
        """The editor itself would take Enter for a new line."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Accepted(self))

    def action_down_or_add(self) -> None:
        """A line further down; below the last one, if something stands there, a new one."""
        row, _ = self.cursor_location
        if row + 1 < self.document.line_count:
            self.action_cursor_down()
        elif self.document.get_line(row).strip():
            self.action_cursor_line_end()
            self.insert("\n")
