"""Turns the cells of rows into lines for the screen, and remembers those of the rows seen last."""

from collections.abc import Callable, Container, Iterable, Sequence
from enum import Enum
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.strip import Strip
from textual.style import Style

from slatis_tui.presentation.columns import MARK, MARK_COLUMN, Cell, Column, Fit, fit
from slatis_tui.theme import style_for
from slatis_tui.widgets._cells import is_plain, padded, steady
from slatis_tui.widgets._remembered import Remembered

_REMEMBERED = 512
"""Rows: several screens full, so that going to and fro repaints what is there."""
_BAR_WIDTH = 2
_MARGIN = "  "


class Cursor(Enum):
    """What a row shows of the cursor: a background, and a bar at its start, which needs no colour."""

    ABSENT = ("", "  ")
    BLURRED = ("cursor-blurred", "▎ ")
    FOCUSED = ("cursor", "▌ ")


class _Styles(dict[str, RichStyle]):
    """The styles of one kind of row by their names, each made when it is first needed."""

    def __init__(self, base: Style, under: str) -> None:
        super().__init__()
        self._base = base
        self._under = under

    def __missing__(self, name: str) -> RichStyle:
        style = self[name] = (self._base + style_for(self._under) + style_for(name)).rich_style
        return style


class RowPainter:
    """Paints rows, header and plain lines, for one width and one theme at a time."""

    def __init__(self, source: Callable[[str], Sequence[Cell]]) -> None:
        self.source = source
        """The cells of a row, in the order of the columns."""
        self.rule = "─"
        """What the lines between rows are made of."""
        self._columns: Sequence[Column] = ()
        self._places: dict[str, int] = {}
        self._fit: Fit = []
        self._width = 0
        self._seen: dict[str, int] = {}
        self._styles: dict[Cursor, _Styles] = {}
        self._cells: Remembered[str, Sequence[Cell]] = Remembered(_REMEMBERED)
        self._lines: Remembered[tuple[str, Cursor, bool], Strip] = Remembered(2 * _REMEMBERED)

    @property
    def width(self) -> int:
        """Of a line, in cells."""
        return self._width

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Take other columns."""
        self._columns = columns
        self._places = {column.name: place for place, column in enumerate(columns)}
        self.forget()
        self.forget_widths()

    def set_width(self, width: int) -> None:
        """Take another width."""
        if width != self._width:
            self._width = width
            self._refit()

    def set_style(self, base: Style) -> None:
        """Take another theme or background."""
        self._styles = {cursor: _Styles(base, cursor.value[0]) for cursor in Cursor}
        self._lines.clear()

    def forget(self, keys: Container[str] | None = None) -> None:
        """Forget these rows, None for every row: what they hold has changed."""
        if keys is None:
            self._cells.clear()
            self._lines.clear()
            return
        for key in [key for key in self._cells if key in keys]:
            del self._cells[key]
        for line in [line for line in self._lines if line[0] in keys]:
            del self._lines[line]

    def forget_widths(self) -> None:
        """Let the columns that follow what they hold start anew."""
        self._seen.clear()
        self._refit()

    def measure(self, keys: Iterable[str]) -> bool:
        """Widen the columns that follow what they hold, for these rows; whether any had to be.

        They never become narrower by themselves: the columns would jump about while one scrolls.
        """
        measured = [(column, self._places[column.name]) for column in self._columns if column.is_measured]
        if not measured:
            return False
        before = dict(self._seen)
        for key in keys:
            cells = self._cells_of(key)
            for column, place in measured:
                length = cell_len(cells[place][0]) if place < len(cells) else 0
                if length > self._seen.get(column.name, column.want_width):
                    self._seen[column.name] = length
        if self._seen == before:
            return False
        self._refit()
        return True

    def row(self, key: str, cursor: Cursor, is_marked: bool = False) -> Strip:
        """The line of a row."""
        line = self._lines.get((key, cursor, is_marked))
        if line is None:
            cells = self._cells_of(key)
            shown = self._marked(cells) if is_marked else cells
            line = self._lines[(key, cursor, is_marked)] = self._paint(shown, cursor)
        return line

    def header(self, sorted_by: str, arrow: str) -> Strip:
        """The titles; the column that is sorted by carries the arrow."""
        styles = self._styles[Cursor.ABSENT]
        plain, marked = styles["table-header"], styles["table-header-sorted"]
        segments = [Segment(" " * _BAR_WIDTH, plain)]
        for column, width in self._fit:
            title, style = padded(column.title, width), plain
            if column.name == sorted_by and width > len(arrow):
                room = min(cell_len(column.title), width - len(arrow) - 1)
                title, style = padded(f"{padded(column.title, room)} {arrow}", width), marked
            segments += [Segment(title, style), Segment(" " * column.gap, plain)]
        return Strip(segments).adjust_cell_length(self._width, plain)

    def column_at(self, x: int) -> str:
        """The name of the column in that cell of a line, its gap included; empty where there is none."""
        end = _BAR_WIDTH
        for column, width in self._fit:
            end += width + column.gap
            if x < end:
                return column.name
        return ""

    def text(self, text: str, style: str = "") -> Strip:
        """One line that is no row."""
        line = padded(_MARGIN + steady(text), self._width)
        return Strip([Segment(line, self._styles[Cursor.ABSENT][style])], self._width)

    def divider(self, text: str) -> Strip:
        """A line between two rows, with what begins there."""
        said = steady(f"{_MARGIN}{self.rule} {text} ") if text else _MARGIN
        rule = self.rule * max(0, self._width - cell_len(said) - len(_MARGIN))
        return Strip([Segment(padded(said + rule, self._width), self._styles[Cursor.ABSENT]["divider"])], self._width)

    def _marked(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        place = self._places.get(MARK_COLUMN, len(cells))
        return [*cells[:place], MARK, *cells[place + 1 :]] if place < len(cells) else cells

    def _paint(self, cells: Sequence[Cell], cursor: Cursor) -> Strip:
        styles, (_, bar) = self._styles[cursor], cursor.value
        blank = styles[""]
        pieces = [(bar, styles["cursor-bar"])]
        room = self._width - _BAR_WIDTH
        is_simple = True
        for column, width in self._fit:
            place = self._places[column.name]
            text, style = cells[place] if place < len(cells) else ("", "")
            shown = padded(steady(text), width)
            room -= width
            gap = max(0, min(column.gap, room))
            room -= gap
            pieces += (shown, styles[style]), (" " * gap, blank)
            is_simple = is_simple and is_plain(shown)
        pieces.append((" " * room, blank))
        # Runs of one style are joined, for speed. A text that some terminal may stumble over keeps its run to itself.
        segments = _joined(pieces) if is_simple else [Segment(text, style) for text, style in pieces]
        return Strip(segments, self._width - min(0, room)).adjust_cell_length(self._width, blank)

    def _cells_of(self, key: str) -> Sequence[Cell]:
        cells = self._cells.get(key)
        if cells is None:
            cells = self._cells[key] = self.source(key)
        return cells

    def _refit(self) -> None:
        self._fit = fit(self._columns, self._width - _BAR_WIDTH, self._seen)
        self._lines.clear()


def _joined(pieces: Iterable[tuple[str, RichStyle]]) -> list[Segment]:
    return [Segment("".join(text for text, _ in run), style) for style, run in groupby(pieces, itemgetter(1))]
