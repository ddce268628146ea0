"""Help and palette: the commands as a list that can be searched; Enter runs one."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from slatis_tui.commands import Command, command, shown_keys
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.widgets.content import plain
from slatis_tui.widgets.line_table import LineTable

_COLUMNS = (
    Column("keys", "Key", 6, 12, 0),
    Column("title", "Command", 12, 20, 1),
    Column("explanation", "What it does", 10, 50, 2, flexible=True),
    Column("context", "Where", 8, 22, 3),
)


class CommandList(ModalScreen[str]):
    """The commands that hold here; answers with the id of the chosen one, or None."""

    BINDINGS: ClassVar = [
        Binding("escape", "close", "Close", show=False),
        Binding("down", "move('down')", "Down", show=False),
        Binding("up", "move('up')", "Up", show=False),
        Binding("pagedown", "move('page_down')", "Page down", show=False),
        Binding("pageup", "move('page_up')", "Page up", show=False),
    ]

    def __init__(self, title: str, commands: Sequence[Command], keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._title = title
        self._commands = commands
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """The search above the list, and below it the whole of what the chosen one does: a narrow list cuts it."""
        with Vertical(classes="dialog -wide"):
            yield Label(plain(self._title), classes="dialog-title")
            yield Input(placeholder="type to search; Enter runs, Esc closes", id="search", compact=True)
            yield LineTable(id="commands")
            yield Label(id="explained")

    def on_mount(self) -> None:
        """Show all of them, ready to be searched."""
        table = self.query_one(LineTable)
        table.can_focus = False
        table.cells = self._cells
        table.set_columns(_COLUMNS)
        self._search("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        self._search(event.value)

    def on_input_submitted(self) -> None:
        """Run the one under the cursor."""
        self.dismiss(self.query_one(LineTable).cursor_key)

    def on_line_table_highlighted(self, event: LineTable.Highlighted) -> None:
        """Say the whole of what it does, and where."""
        one = command(event.key) if event.key is not None else None
        self.query_one("#explained", Label).update(plain(f"{one.context}: {one.explanation}" if one else ""))

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Run the one that was clicked."""
        self.dismiss(event.key)

    def action_close(self) -> None:
        """Run none."""
        self.dismiss(None)

    def action_move(self, where: str) -> None:
        """Move in the list while the search keeps the focus."""
        table = self.query_one(LineTable)
        moves = {
            "down": table.action_down,
            "up": table.action_up,
            "page_down": table.action_page_down,
            "page_up": table.action_page_up,
        }
        moves[where]()

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        found = [one.id for one in self._commands if all(word in self._text(one) for word in words)]
        table = self.query_one(LineTable)
        table.empty_lines = ("No command has these words",)
        table.set_rows(found)

    def _text(self, one: Command) -> str:
        return f"{shown_keys(one, self._keymap)} {one.title} {one.explanation} {one.id} {one.context}".casefold()

    def _cells(self, command_id: str) -> Sequence[Cell]:
        one = command(command_id)
        return (
            Cell(shown_keys(one, self._keymap), "hint-key"),
            Cell(one.title),
            Cell(one.explanation, "muted"),
            Cell(str(one.context), "muted"),
        )
