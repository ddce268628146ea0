"""The list: which lines are drawn, where the cursor goes, what the mouse does, and that texts stay harmless."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input

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


async def test_only_the_visible_rows_are_asked_for_their_cells() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100_000))
        await pilot.pause()
        assert set(app.asked) == set(keys(19))


async def test_a_step_of_the_cursor_draws_two_lines() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(1000))
        await pilot.press("j")
        await pilot.pause()
        app.table.drawn = 0
        await pilot.press("j")
        await pilot.pause()
        assert app.table.cursor_key == "k2"
        assert app.table.drawn == 2


@pytest.mark.parametrize(
    ("pressed", "expected"),
    [
        (("j",), 1),
        (("down", "j", "k"), 1),
        (("down", "up"), 0),
        (("G",), 99),
        (("end", "g"), 0),
        (("pagedown",), 18),
        (("pagedown", "pageup"), 0),
        (("ctrl+d",), 9),
        (("ctrl+d", "ctrl+d", "ctrl+u"), 9),
        (("k",), 0),
        (("G", "j"), 99),
    ],
)
async def test_keys_move_the_cursor(pressed: tuple[str, ...], expected: int) -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100))
        await pilot.press(*pressed)
        await pilot.pause()
        assert app.table.cursor_key == f"k{expected}"
        assert f"k{expected}" in app.table.visible_keys


async def test_the_users_keymap_moves_the_cursor_too() -> None:
    async with running() as (app, pilot):
        app.set_keymap({"list.down": "n"})
        app.table.set_rows(keys(100))
        await pilot.press("n", "j")
        assert app.table.cursor_key == "k1"


async def test_the_last_row_stands_on_the_last_line() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100))
        await pilot.press("G")
        await pilot.pause()
        lines = screen_lines(app)
        assert "Name k99" in lines[-1]
        assert "When" in lines[0]


async def test_the_cursor_stays_with_its_id_and_its_line_when_rows_come_and_go() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100))
        app.table.move_to("k50")
        await pilot.pause()
        line = next(y for y, text in enumerate(screen_lines(app)) if "Name k50" in text)
        app.table.set_rows(["a", "b", "c", *keys(100)[10:]])
        await pilot.pause()
        assert app.table.cursor_key == "k50"
        assert "Name k50" in screen_lines(app)[line]


async def test_where_the_row_left_the_cursor_goes_to_the_one_that_took_its_place() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(10))
        app.table.move_to("k4")
        app.table.set_rows([key for key in keys(10) if key != "k4"])
        await pilot.pause()
        assert app.table.cursor_key == "k5"
        assert app.highlighted[-1] == "k5"


async def test_rows_of_another_list_start_at_the_top() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100))
        await pilot.press("G")
        was_touched = app.table.touched
        app.table.set_rows(keys(100)[50:], from_top=True)
        await pilot.pause()
        assert app.table.cursor_key == "k50"
        assert (was_touched, app.table.touched) == (True, False)
        assert "Name k50" in screen_lines(app)[1]


async def test_every_move_of_the_cursor_is_told_once() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(3))
        await pilot.press("j", "j", "j")
        app.table.set_rows([])
        await pilot.pause()
        assert app.highlighted == ["k0", "k1", "k2", None]


async def test_enter_opens_and_an_empty_list_opens_nothing() -> None:
    async with running() as (app, pilot):
        await pilot.press("enter", "j", "G", "pagedown")
        await pilot.pause()
        assert app.table.cursor_index == -1
        app.table.set_rows(keys(3))
        await pilot.press("j", "enter")
        await pilot.pause()
        assert app.opened == ["k1"]


async def test_a_click_selects_and_a_second_one_opens() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100))
        await pilot.click(CountingTable, offset=(10, 1))
        assert (app.table.cursor_key, app.opened) == ("k0", [])
        await pilot.click(CountingTable, offset=(10, 4))
        assert (app.table.cursor_key, app.opened) == ("k3", [])
        await pilot.click(CountingTable, offset=(10, 4))
        await pilot.pause()
        assert app.opened == ["k3"]


async def test_a_click_on_the_header_or_below_the_rows_does_nothing() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(3))
        await pilot.press("j")
        for y in (0, 0, 9, 9):
            await pilot.click(CountingTable, offset=(10, y))
        assert (app.table.cursor_key, app.opened) == ("k1", [])


async def test_the_wheel_scrolls_and_leaves_the_cursor_on_its_row() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100))
        await pilot.pause()
        app.table.post_message(wheel_down(app))
        await pilot.pause()
        assert app.table.cursor_key == "k0"
        assert "k0" not in app.table.visible_keys
        assert app.table.touched
        await pilot.press("j")
        await pilot.pause()
        assert "k1" in app.table.visible_keys


async def test_refreshed_rows_show_what_they_hold_now_and_no_other_line_is_drawn() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100))
        await pilot.pause()
        app.names = {"k3": "Another", "k4": "Unseen", "k90": "Far away"}
        app.table.drawn = 0
        app.table.refresh_rows(["k3", "k90"])
        await pilot.pause()
        assert app.table.drawn == 1
        assert "Another" in screen_lines(app)[4]
        assert "Name k4" in screen_lines(app)[5]
        app.table.refresh_visible()
        assert "Unseen" in screen_lines(app)[5]


async def test_a_measured_column_grows_with_what_is_seen_and_stays_while_scrolling() -> None:
    async with running() as (app, pilot):
        app.table.cells = lambda key: (Cell(""), Cell("12:00 +0545" if key == "k30" else "12:00"), Cell(f"Name {key}"))
        app.table.set_rows(keys(100))
        before = screen_lines(app)[1].index("Name")
        await pilot.press("pagedown")
        await pilot.pause()
        after = screen_lines(app)[1].index("Name")
        assert any("12:00 +0545" in line for line in screen_lines(app))
        await pilot.press("G")
        await pilot.pause()
        assert screen_lines(app)[1].index("Name") == after == before + 5
        app.table.refresh_visible(remeasure=True)
        assert screen_lines(app)[1].index("Name") == before


async def test_columns_are_measured_also_for_rows_that_came_before_there_was_a_size() -> None:
    async with running() as (app, pilot):
        table = CountingTable(lambda key: (Cell(""), Cell("12:00 +0545"), Cell(f"Name {key}")))
        table.set_columns(COLUMNS)
        table.set_rows(keys(5))
        await app.table.remove()
        await app.mount(table)
        await pilot.pause()
        assert "12:00 +0545" in "".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_another_width_shows_other_columns_and_the_cursor_stays_in_sight() -> None:
    async with running(60, 40) as (app, pilot):
        app.table.set_rows(keys(100))
        app.table.move_to("k35")
        await pilot.pause()
        assert "Other" in screen_lines(app)[0]
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert "Other" not in screen_lines(app)[0]
        assert all(len(line) == 29 for line in screen_lines(app))
        assert "k35" in app.table.visible_keys


async def test_the_header_shows_what_the_rows_are_sorted_by() -> None:
    async with running() as (app, pilot):
        app.table.set_sort("name", True)
        assert "Name ▲" in screen_lines(app)[0]
        app.table.set_sort("when", False)
        await pilot.pause()
        assert "When ▼" in screen_lines(app)[0]
        assert "▲" not in screen_lines(app)[0]


async def test_an_empty_list_says_why_and_wraps_it() -> None:
    async with running() as (app, pilot):
        app.table.empty_lines = ("Nothing is waiting. " + "word " * 20, "[b]R[/b] loads again.")
        await pilot.pause()
        shown = "\n".join(screen_lines(app))
        assert "Nothing is waiting." in shown
        assert shown.count("word") == 20
        assert "[b]R[/b] loads again." in shown
        app.table.set_rows(keys(1))
        assert "Nothing" not in "\n".join(screen_lines(app))


async def test_the_cursor_is_seen_without_colours_and_tells_whether_it_has_the_focus() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(3))
        await app.mount(Input())
        app.table.focus()
        await pilot.pause()
        focused = screen_lines(app)[1][0]
        app.query_one(Input).focus()
        await pilot.pause()
        blurred = screen_lines(app)[1][0]
        assert len({focused, blurred, screen_lines(app)[2][0]}) == 3


@pytest.mark.parametrize(
    "name",
    [
        "[/]",
        "[@click=app.quit]press me[/]",
        "\x1b[31mred\x1b]0;title\x07",
        "two\nlines\rback",
        "山田太郎山田太郎山田太郎山田太郎山田太郎",
        "👩‍👩‍👧‍👦" * 20,
        "e" + "\u0301" * 50,
    ],
)
async def test_hostile_text_neither_acts_nor_moves_its_neighbours(name: str) -> None:
    async with running() as (app, pilot):
        app.names = {"k0": name}
        app.table.set_rows(keys(2))
        await pilot.click(CountingTable, offset=(12, 1))
        await pilot.pause()
        strip = app.table.render_line(1)
        assert strip.cell_length == app.table.scrollable_size.width
        assert strip.text.isprintable()
        assert strip.text.rstrip().endswith("other")


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_another_theme_recolours_the_rows(theme: str) -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(3))
        app.theme = "nord"
        await pilot.pause()
        before = [segment.style for segment in app.table.render_line(2)]
        app.theme = theme
        await pilot.pause()
        assert [segment.style for segment in app.table.render_line(2)] != before


async def test_going_to_a_row_that_is_not_there_changes_nothing() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100))
        await pilot.press("j")
        assert not app.table.move_to("no such row")
        assert app.table.cursor_key == "k1"
        assert app.table.move_to("k70")
        await pilot.pause()
        assert "k70" in app.table.visible_keys
