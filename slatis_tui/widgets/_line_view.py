"""The drawing half of a list: a header, the visible rows in columns, or a few lines where there is no row."""

from collections.abc import Callable, Container, Sequence
from functools import lru_cache

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from slatis_tui.domain.text import clean
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.widgets._layout import Layout
from slatis_tui.widgets._row_painter import Cursor, RowPainter
from slatis_tui.widgets._scroll_bar import PlainScrollBar

HEADER = 1
"""Lines above the rows. They do not scroll."""
_EMPTY_FROM = 2
"""The line at which the words of an empty list begin."""
_MARGIN = 4
"""Cells left blank beside them, both sides together."""


@lru_cache(maxsize=8)
def _wrapped(lines: tuple[str, ...], room: int) -> Sequence[str]:
    return [part.plain for line in lines for part in Content(line).wrap(room)]


def _only_key(key: str) -> Sequence[Cell]:
    return (Cell(key),)


class LineView(ScrollView, inherit_bindings=False):
    """Draws rows by their ids. Only what is on screen is asked for its cells, drawn, and drawn anew.

    Once it scrolls, the rows of one more screen above and below are painted while nothing else is to be done.
    """

    ALLOW_SELECT = False

    def __init__(
        self,
        cells: Callable[[str], Sequence[Cell]] = _only_key,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._keys: Sequence[str] = ()
        self._cursor = -1
        self._layout = Layout(0)
        self.divider: Callable[[str], str] = clean
        """What a divider says, by the id of the row below it."""
        self._painter = RowPainter(cells)
        self._sort = ("", "")
        self._empty_lines: Sequence[str] = ()
        self._marked: Container[str] = frozenset()

    @property
    def cells(self) -> Callable[[str], Sequence[Cell]]:
        """The cells of a row, in the order of the columns. Asked for the rows that are seen, and no others."""
        return self._painter.source

    @cells.setter
    def cells(self, cells: Callable[[str], Sequence[Cell]]) -> None:
        self._painter.source = cells
        self.refresh_visible()

    @property
    def empty_lines(self) -> Sequence[str]:
        """What stands there while there is no row: loading, nothing found, an error. Wraps; plain text."""
        return self._empty_lines

    @empty_lines.setter
    def empty_lines(self, lines: Sequence[str]) -> None:
        if lines != self._empty_lines:
            self._empty_lines = lines
            if not self._keys:
                self.refresh()

    @property
    def visible_keys(self) -> Sequence[str]:
        """The ids of the rows on screen."""
        top = self.scroll_offset.y
        return self._keys_between(top, top + self.row_count_on_screen)

    @property
    def row_count_on_screen(self) -> int:
        """How many rows the screen has room for, were there no dividers."""
        return max(0, self.scrollable_size.height - HEADER)

    def show_marks(self, marked: Container[str]) -> None:
        """Show which ids are marked, now and with each drawing; to be called again when they are others.

        What the rows hold is not asked for again, so this costs the screen's lines, however many rows there are.
        """
        self._marked = marked
        self.refresh()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns, as many of them as fit."""
        self._painter.set_columns(columns)
        self.refresh_visible()

    def set_sort(self, column_name: str, ascending: bool) -> None:
        """Say in the header what the rows are sorted by; an empty name says nothing."""
        self._sort = (column_name, "▲" if ascending else "▼")
        self._refresh_lines(0, HEADER)

    def refresh_visible(self, *, remeasure: bool = False, changed: Container[str] | None = None) -> None:
        """Draw the visible rows anew.

        Args:
            remeasure: let the columns become narrower again, as when the times are shown in another zone.
            changed: the rows whose cells may be others now, so that no others are asked for theirs; None for all.
        """
        self._painter.forget(changed)
        if remeasure:
            self._painter.forget_widths()
        self._painter.measure(self.visible_keys)
        self.refresh()

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made when it is first asked for."""
        if self._vertical_scrollbar is None:
            bar = PlainScrollBar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)
        return self._vertical_scrollbar

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that have changed, in the width that there is now.

        Textual's cache of lines is kept by its own rules. But without borders and padding there is nothing to add to
        a painted line, so it goes there as it is, together with what has been worked out of it before.
        """
        self._painter.set_width(self.scrollable_size.width)
        kept = self._styles_cache
        if kept._width != self.size.width:
            kept.clear()
            kept._width = self.size.width
        lines, finish = kept._cache, self._finisher()
        for y in crop.line_range:
            if y not in lines or kept.is_dirty(y):
                lines[y] = finish(self.render_line(y))
        kept._dirty_lines.difference_update(crop.line_range)
        left, right = crop.column_span
        return [lines[y].crop(left, right) for y in crop.line_range]

    def render_line(self, y: int) -> Strip:
        """One line of the screen; Textual asks for those that have changed."""
        painter = self._painter
        if y < HEADER:
            return painter.header(*self._sort)
        if not self._keys:
            lines = _wrapped(tuple(self._empty_lines), max(1, painter.width - _MARGIN))
            place = y - _EMPTY_FROM
            return painter.text(lines[place] if 0 <= place < len(lines) else "", "muted")
        line = self.scroll_offset.y + y - HEADER
        index = self._layout.row_from(line)
        if index >= len(self._keys):
            return painter.text("")
        if self._layout.is_divider(line):
            return painter.divider(self.divider(self._keys[index]))
        key = self._keys[index]
        return painter.row(key, self._cursor_at(index), key in self._marked)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows are seen: columns may have to become wider."""
        self._painter.measure(self.visible_keys)
        super().watch_scroll_y(old_value, new_value)
        self.call_after_refresh(self._paint_ahead)

    def notify_style_update(self) -> None:
        """Textual has given this widget other colours: another theme, the focus."""
        super().notify_style_update()
        self._painter.set_style(self.visual_style)

    def on_mount(self) -> None:
        """Follow the theme, also where it changes nothing but the colours of single words."""
        if self.app.has_class("-ascii-borders"):
            self._painter.rule = "-"
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._restyle())
        self._restyle()

    def on_resize(self, _event: events.Resize) -> None:
        """Fit the columns into the new width."""
        self._painter.set_width(self.scrollable_size.width)
        if self._painter.measure(self.visible_keys):
            self.refresh()

    def _paint_ahead(self) -> None:
        top, height = self.scroll_offset.y, self.row_count_on_screen
        finish, console = self._finisher(), self.app.console
        above, below = self._keys_between(top - height, top), self._keys_between(top + height, top + 2 * height)
        for key in (*above, *below):
            finish(self._painter.row(key, Cursor.ABSENT, key in self._marked)).render(console)

    def _finisher(self) -> Callable[[Strip], Strip]:
        """What Textual does to every line last, as for a terminal without colours; a line remembers what it gave."""
        filters, background = self.get_line_filters(), self.background_colors[1]

        def finish(line: Strip) -> Strip:
            for line_filter in filters:
                line = line.apply_filter(line_filter, background)
            return line

        return finish

    def _restyle(self) -> None:
        self._painter.set_style(self.visual_style)
        self.refresh()

    def _cursor_at(self, index: int) -> Cursor:
        if index != self._cursor:
            return Cursor.ABSENT
        return Cursor.FOCUSED if self.has_focus else Cursor.BLURRED

    def _count_rows(self) -> None:
        """Another height of the whole moves no other widget: only a scroll bar that comes or goes needs a layout."""
        size, had_bar = Size(0, self._layout.lines + HEADER), self.show_vertical_scrollbar
        if size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)
            if self.show_vertical_scrollbar is not had_bar:
                self.refresh(layout=True)

    def _keys_between(self, first: int, end: int) -> Sequence[str]:
        """The ids of the rows on these lines, and of the first below them where they end with a divider."""
        return self._keys[self._layout.row_from(max(0, first)) : self._layout.row_from(max(0, end))]

    def _refresh_lines(self, y: int, count: int) -> None:
        self.refresh(Region(0, y, self.size.width, count))
