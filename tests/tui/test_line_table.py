"""The list: where the cursor goes, and what the mouse does."""

import pytest

from tests.tui.line_table_app import CountingTable, keys, running, screen_lines, wheel_down


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
