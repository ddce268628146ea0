"""A picture of a terminal's screen, as SVG: what the README shows is what the program drew."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import pyte
from pyte.screens import Char

_CELL_WIDTH, _CELL_HEIGHT, _FONT_SIZE, _MARGIN = 8.4, 18, 14, 12
_FOREGROUND, _BACKGROUND = "#e0e0e0", "#121212"
_NAMED = {
    "black": "#000000",
    "red": "#cd3131",
    "green": "#0dbc79",
    "brown": "#e5e510",
    "blue": "#2472c8",
    "magenta": "#bc3fbc",
    "cyan": "#11a8cd",
    "white": "#e5e5e5",
    "brightblack": "#666666",
    "brightred": "#f14c4c",
    "brightgreen": "#23d18b",
    "brightbrown": "#f5f543",
    "brightblue": "#3b8eea",
    "brightmagenta": "#d670d6",
    "brightcyan": "#29b8db",
    "brightwhite": "#ffffff",
}
"""pyte's names of the sixteen colours."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Cells of one line, side by side, drawn alike; of a wide character the second cell's text is empty."""

    column: int
    cells: tuple[str, ...]
    style: Char

    def words(self) -> Iterator[tuple[int, int, str]]:
        """First cell, number of cells and text of each stretch without two blanks in a row."""
        marks = "".join("." if cell != " " else " " for cell in self.cells)
        for found in re.finditer(r"\S+(?: \S+)*", marks):
            yield self.column + found.start(), len(found.group()), "".join(self.cells[found.start() : found.end()])


def screen_svg(screen: pyte.Screen, title: str = "") -> str:
    """The screen with its colours, in a frame, as the text of an SVG file."""
    width = screen.columns * _CELL_WIDTH + 2 * _MARGIN
    height = screen.lines * _CELL_HEIGHT + 2 * _MARGIN
    body = [part for row in range(screen.lines) for run in _runs(screen, row) for part in _drawn(run, row)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1f} {height}" role="img">',
            f"<title>{escape(title)}</title>",
            f'<rect width="100%" height="100%" rx="8" fill="{_BACKGROUND}"/>',
            f'<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="{_FONT_SIZE}"'
            ' xml:space="preserve">',
            *body,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _runs(screen: pyte.Screen, row: int) -> Iterator[_Run]:
    """The line's cells, neighbours of one style put together."""
    line = screen.buffer[row]
    start = 0
    while start < screen.columns:
        style, end = line[start], start + 1
        while end < screen.columns and line[end]._replace(data="") == style._replace(data=""):
            end += 1
        yield _Run(start, tuple(line[column].data for column in range(start, end)), style)
        start = end


def _drawn(run: _Run, row: int) -> Iterator[str]:
    y = _MARGIN + row * _CELL_HEIGHT
    ink, paper = _colour(run.style.fg, _FOREGROUND), _colour(run.style.bg, _BACKGROUND)
    if run.style.reverse:
        ink, paper = paper, ink
    if paper != _BACKGROUND:
        # A hair wider than its cells, so that no seam shows between neighbours.
        width = len(run.cells) * _CELL_WIDTH + 0.4
        yield f'<rect x="{_x(run.column)}" y="{y}" width="{width:.1f}" height="{_CELL_HEIGHT}" fill="{paper}"/>'
    looks = _looks(run.style)
    for column, cells, text in run.words():
        yield (
            f'<text x="{_x(column)}" y="{y + 14}" textLength="{cells * _CELL_WIDTH:.1f}"'
            f' lengthAdjust="spacingAndGlyphs" fill="{ink}"{looks}>{escape(text)}</text>'
        )


def _x(column: int) -> str:
    return f"{_MARGIN + column * _CELL_WIDTH:.1f}"


def _looks(style: Char) -> str:
    return "".join(
        look
        for applies, look in (
            (style.bold, ' font-weight="bold"'),
            (style.italics, ' font-style="italic"'),
            (style.underscore, ' text-decoration="underline"'),
        )
        if applies
    )


def _colour(name: str, default: str) -> str:
    if name == "default":
        return default
    return _NAMED.get(name, f"#{name}")
