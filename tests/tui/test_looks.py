"""What the config file says of how the console looks."""

from pathlib import Path

import pytest
from textual.widgets import Input

from slatis_tui.theme import THEMES
from slatis_tui.widgets.line_table import LineTable
from tests.support.console import ConsoleDriver
from tests.tui.conftest import Open

LINES = set("─│╭╮╰╯┌┐└┘▔▁▊▎━┃┏┓┗┛║═")


def configure(folder: Path, line: str) -> None:
    """Write the config file."""
    config = folder / "config" / "slatis-tui" / "config.toml"
    config.parent.mkdir(parents=True, mode=0o700)
    config.write_text(f"{line}\n", encoding="utf-8")
    config.chmod(0o600)


def frames(user: ConsoleDriver) -> set[str]:
    """What frames and rules are drawn with on the screen, but for the strip's and the ruler's."""
    lines = [line for line in user.screen.splitlines() if "░" not in line]
    return {sign for line in lines[:-2] for sign in line if sign in LINES}


async def test_ascii_borders_draw_every_frame_and_rule_with_plain_characters(
    open_console: Open, tmp_path: Path
) -> None:
    configure(tmp_path, 'borders = "ascii"')
    async with open_console() as user:
        await user.sees("? Pending", "  - ")
        assert not frames(user)
        await user.press("x")
        await user.sees("Keep", "Reason", "+----")
        assert not frames(user)
        await user.press("escape", "f")
        await user.sees("Apply", "+----")
        assert not frames(user)
        await user.resize(80, 20)
        await user.sees("Apply", "+----")
        assert not frames(user)


async def test_usually_frames_are_round_and_cursors_blink(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("? Pending", "─")
        await user.press("x")
        await user.sees("Keep", "╭", "╯")
        assert isinstance(user.app.focused, Input)
        assert user.app.focused.cursor_blink


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_the_thumb_of_a_scroll_bar_stands_out_in_either_theme(
    open_console: Open, tmp_path: Path, theme: str
) -> None:
    configure(tmp_path, f'theme = "{theme}"')
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        for key, seen in (("home", "Bookings"), ("question_mark", "What it does")):
            await user.press(key)
            await user.sees(seen)
            table = user.app.screen.query_one(LineTable)
            background = table.background_colors[1]
            track = background + table.styles.scrollbar_background
            assert track == background
            assert abs((track + table.styles.scrollbar_color).brightness - track.brightness) > 0.1


async def test_without_motion_the_cursor_of_an_input_stands_still(open_console: Open, tmp_path: Path) -> None:
    configure(tmp_path, "motion = false")
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("x")
        await user.sees("Keep")
        assert isinstance(user.app.focused, Input)
        assert not user.app.focused.cursor_blink
        assert user.app.focused._blink_timer is not None
        assert not user.app.focused._blink_timer._active.is_set()
