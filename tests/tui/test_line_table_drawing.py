"""The list: which lines are drawn, and that texts stay harmless."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from slatis_tui.presentation.columns import Cell
from slatis_tui.theme import THEMES
from slatis_tui.widgets._scroll_bar import PlainScrollBar
from tests.tui.line_table_app import COLUMNS, CountingTable, TableApp, keys, running, screen_lines


async def test_only_the_visible_rows_are_asked_for_their_cells() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100_000))
        await pilot.pause()
        assert set(app.asked) == set(keys(19))


async def painted_ahead(app: TableApp, pilot: Pilot[None], rows: int) -> None:
    """Until as many rows were asked for; that is done once nothing else is to be done."""
    while len(set(app.asked)) < rows:
        await pilot.pause()


async def test_after_a_page_the_rows_of_the_next_one_are_asked_for_and_no_others() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100_000))
        await pilot.press("pagedown")
        await pilot.pause()
        top = app.table.scroll_offset.y
        assert top > 0
        await painted_ahead(app, pilot, top + 2 * 19)
        assert set(app.asked) == set(keys(top + 2 * 19))


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


async def test_refreshed_rows_show_what_they_hold_now() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(100))
        await pilot.pause()
        app.names = {"k3": "Another"}
        assert "Name k3" in screen_lines(app)[4]
        app.table.refresh_visible()
        assert "Another" in screen_lines(app)[4]


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
        for _ in range(20):
            await pilot.pause()
            if "12:00 +0545" in (drawn := "".join(strip.text for strip in app.screen._compositor.render_strips())):
                break
        assert "12:00 +0545" in drawn


async def test_another_width_shows_other_columns_and_the_cursor_stays_in_sight() -> None:
    async with running(60, 40) as (app, pilot):
        app.table.set_rows(keys(100))
        app.table.move_to("k35")
        await pilot.pause()
        assert "Other" in screen_lines(app)[0]
        await pilot.resize_terminal(30, 10)
        while app.table.size.width != 30:
            await pilot.pause()
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


async def test_the_scroll_bar_says_where_one_is_and_lies_on_every_line_once() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(1000))
        await pilot.pause()
        bar = app.table.vertical_scrollbar
        assert isinstance(bar, PlainScrollBar)
        assert bar.thumb(20) == range(0, 1)
        await pilot.press("G")
        await pilot.pause()
        assert bar.thumb(20) == range(19, 20)
        app.table.set_rows(keys(38))
        await pilot.press("g")
        await pilot.pause()
        assert (bar.thumb(20).start, len(bar.thumb(20))) == (0, 11)


async def test_a_drag_of_the_scroll_bar_scrolls() -> None:
    async with running() as (app, pilot):
        app.table.set_rows(keys(1000))
        await pilot.pause()
        bar = app.table.vertical_scrollbar
        await pilot.mouse_down(bar, offset=(0, 0))
        await pilot.hover(bar, offset=(0, 10))
        await pilot.mouse_up(bar, offset=(0, 10))
        await pilot.pause()
        assert app.table.scroll_offset.y > 300
