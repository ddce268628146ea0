"""A list of any length, of which only the visible lines are ever drawn, with a cursor that belongs to an id."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.message import Message

from slatis_tui.commands import command
from slatis_tui.widgets._layout import Layout
from slatis_tui.widgets._line_view import HEADER, LineView
from slatis_tui.widgets._position import Position

_ACTIONS = {
    "list.down": "down",
    "list.up": "up",
    "list.page-down": "page_down",
    "list.page-up": "page_up",
    "list.half-page-down": "half_page_down",
    "list.half-page-up": "half_page_up",
    "list.first": "first",
    "list.last": "last",
    "list.open": "open",
}
"""Command → what this widget does. Ids and keys are the commands', so that the user's keymap holds here too."""
_LEFT_BUTTON = 1


class LineTable(LineView, can_focus=True, inherit_bindings=False):
    """Rows by their ids, in columns. A key costs the same with 100 and with 100 000 rows.

    The ids are kept as given, not copied: hand in another sequence when they change, and never alter a given one.
    The text of a cell is plain, never markup.
    """

    BINDINGS: ClassVar = [
        Binding(command(name).keys, action, command(name).title, show=False, id=name)
        for name, action in _ACTIONS.items()
    ]

    touched: bool = False
    """Whether the operator has moved the cursor or scrolled since rows were last set `from_top`."""
    _clicked: str | None = None

    @dataclass
    class Highlighted(Message):
        """The cursor has come to another row; None when there is no row any more."""

        key: str | None

    @dataclass
    class Opened(Message):
        """A row is to be opened: Enter, or a second click on it."""

        key: str

    @dataclass
    class HeaderClicked(Message):
        """The title of a column was clicked."""

        column: str

    @property
    def keys(self) -> Sequence[str]:
        """The ids of all rows."""
        return self._keys

    @property
    def cursor_key(self) -> str | None:
        """The id of the row with the cursor; None where there is no row."""
        return self._keys[self._cursor] if self._keys else None

    @property
    def cursor_index(self) -> int:
        """The place of the row with the cursor, from 0; −1 where there is no row."""
        return self._cursor

    def set_rows(
        self,
        keys: Sequence[str],
        *,
        from_top: bool = False,
        divided: Sequence[int] = (),
        changed: Container[str] | None = None,
    ) -> None:
        """Show these rows.

        The cursor stays with its id and, as far as possible, on its line of the screen; where its row has left,
        the row that took its place gets it.

        Args:
            from_top: put the cursor on the first row instead.
            divided: the places of rows with a divider above them, in order.
            changed: of which rows the cells may be others than before; None for all, as in another list.
        """
        before, layout = self.cursor_key, Layout(len(keys), divided)
        if from_top:
            self.touched = False
            position = Position().moved(0, layout, self.row_count_on_screen)
        else:
            position = self._position.after(self._keys, keys, self.row_count_on_screen, self._layout, layout)
        self._keys, self._cursor, self._layout = keys, position.cursor, layout
        self._count_rows()
        self._scroll_top_to(position.top)
        self.refresh_visible(remeasure=from_top and changed is None, changed=changed)
        self._tell_if_other_than(before)

    def move_to(self, key: str) -> bool:
        """Put the cursor on the row of that id; whether there is one."""
        try:
            self._go(self._keys.index(key))
        except ValueError:
            return False
        return True

    @property
    def is_cursor_in_sight(self) -> bool:
        """Whether the row with the cursor is on the screen: the wheel scrolls without it."""
        return 0 <= self._layout.line_of(self._cursor) - self.scroll_offset.y < self.row_count_on_screen

    def action_down(self) -> None:
        """To the next row."""
        self._go(self._cursor + 1)

    def action_up(self) -> None:
        """To the row above."""
        self._go(self._cursor - 1)

    def action_first(self) -> None:
        """To the first row."""
        self._go(0)

    def action_last(self) -> None:
        """To the last row."""
        self._go(len(self._keys) - 1)

    def action_page_down(self) -> None:
        """A screen full down, less one row, which stays in sight."""
        self._page(self.row_count_on_screen - 1)

    def action_page_up(self) -> None:
        """A screen full up, less one row."""
        self._page(1 - self.row_count_on_screen)

    def action_half_page_down(self) -> None:
        """Half a screen full down."""
        self._page(self.row_count_on_screen // 2)

    def action_half_page_up(self) -> None:
        """Half a screen full up."""
        self._page(-(self.row_count_on_screen // 2))

    def action_open(self) -> None:
        """Open the row with the cursor."""
        key = self.cursor_key
        if key is not None:
            self.post_message(self.Opened(key))

    def on_click(self, event: events.Click) -> None:
        """A click selects a row, a second one on the same row opens it; one on a title tells which."""
        line = self.scroll_offset.y + event.y - HEADER
        index = self._layout.row_from(line)
        if event.button != _LEFT_BUTTON:
            return
        if event.y < HEADER and (column := self._painter.column_at(event.x)):
            self.post_message(self.HeaderClicked(column))
        if event.y < HEADER or index >= len(self._keys) or self._layout.is_divider(line):
            return
        key = self._keys[index]
        is_second = key == self._clicked and index == self._cursor
        self._go(index)
        self._clicked = None if is_second else key
        if is_second:
            self.action_open()

    def on_mouse_scroll_down(self) -> None:
        """Textual scrolls; the operator has taken over."""
        self.touched = True

    def on_mouse_scroll_up(self) -> None:
        """As for down."""
        self.touched = True

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight, and fit the columns."""
        super().on_resize(event)
        self._place(self._position.moved(self._cursor, self._layout, self.row_count_on_screen))

    @property
    def _position(self) -> Position:
        return Position(self._cursor, self.scroll_offset.y)

    def _go(self, index: int) -> None:
        self.touched = True
        self._place(self._position.moved(index, self._layout, self.row_count_on_screen))

    def _page(self, by: int) -> None:
        self.touched = True
        self._place(self._position.paged(by, self._layout, self.row_count_on_screen))

    def _place(self, position: Position) -> None:
        """Put the cursor and the topmost row there; of the rest of the screen nothing is drawn."""
        before, old = self.cursor_key, self._cursor
        self._cursor = position.cursor
        self._scroll_top_to(position.top)
        if position.cursor != old:
            self._clicked = None
            for index in (old, position.cursor):
                self._refresh_lines(HEADER + self._layout.line_of(index) - self.scroll_offset.y, 1)
        self._tell_if_other_than(before)

    def _scroll_top_to(self, top: int) -> None:
        if self.is_attached and top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    def _tell_if_other_than(self, before: str | None) -> None:
        if self.cursor_key != before:
            self.post_message(self.Highlighted(self.cursor_key))
