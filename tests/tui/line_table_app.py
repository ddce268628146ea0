"""A list in an app of its own, for the tests of the list."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.theme import THEMES
from slatis_tui.widgets.line_table import LineTable

STYLES = Path(__file__).parents[2] / "styles" / "widgets.tcss"
COLUMNS = (
    Column("mark", "", 1, 1, 0, gap=1),
    Column("when", "When", 6, 6, 1, max_width=12),
    Column("name", "Name", 14, 20, 2, flexible=True),
    Column("other", "Other", 10, 10, 3),
)


class CountingTable(LineTable):
    """Counts the lines that are drawn."""

    drawn = 0

    def render_line(self, y: int) -> Strip:
        self.drawn += 1
        return super().render_line(y)


class TableApp(App[None]):
    """One table, and what it said."""

    CSS_PATH = STYLES

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.names: dict[str, str] = {}
        self.asked: list[str] = []
        self.highlighted: list[str | None] = []
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        yield CountingTable(self.cells)

    def on_mount(self) -> None:
        self.table.set_columns(COLUMNS)

    @property
    def table(self) -> CountingTable:
        return self.query_one(CountingTable)

    def cells(self, key: str) -> Sequence[Cell]:
        self.asked.append(key)
        return (Cell("*"), Cell("12:00"), Cell(self.names.get(key, f"Name {key}")), Cell("other", "muted"))

    def on_line_table_highlighted(self, event: LineTable.Highlighted) -> None:
        self.highlighted.append(event.key)

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        self.opened.append(event.key)


def keys(count: int) -> list[str]:
    return [f"k{number}" for number in range(count)]


def screen_lines(app: TableApp) -> list[str]:
    """What stands on the screen, line by line."""
    table = app.table
    return [table.render_line(y).text for y in range(table.size.height)]


@asynccontextmanager
async def running(width: int = 60, height: int = 20) -> AsyncIterator[tuple[TableApp, Pilot[None]]]:
    """A table of that size, with the focus."""
    app = TableApp()
    async with app.run_test(size=(width, height), notifications=True, tooltips=True) as pilot:
        app.table.focus()
        await pilot.pause()
        yield app, pilot


def wheel_down(app: TableApp) -> events.MouseScrollDown:
    return events.MouseScrollDown(app.table, 5, 5, 0, 1, 0, False, False, False, 5, 5)
