"""The window: small, tiny, without colours, and what is no terminal at all."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.pty_terminal import ROOT, PtyProgram, private_environment
from tests.terminal.conftest import DEMO, Start


def test_80_by_24_is_fully_usable(start_console: Start) -> None:
    console = start_console(*DEMO, size=(80, 24))
    lines = console.screen_text().splitlines()
    assert len(lines) == 24
    assert all(len(line) <= 80 for line in lines)
    assert re.search(r"1 Pending \d+ .*2 Today \d+ .*3 Upcoming \d+ .*4 Needs outcome \d+ .*5 All 60", lines[1])
    console.wait_for(re.compile(r"▌.*Pending +Mon 23 Nov 14:00 CET .*\S+ \S+ +Architecture"))
    assert "? help" in lines[-1]
    console.press("enter")
    console.wait_for("Overview")
    console.press("q", "q")
    assert console.wait_exit() == 0


def test_a_window_that_is_too_small_says_so_until_it_grows(start_console: Start) -> None:
    console = start_console(*DEMO, size=(80, 24))
    console.resize(59, 16)
    console.wait_for("60")
    console.wait_gone("5 All")
    console.resize(60, 15)
    console.wait_for("16")
    console.resize(80, 24)
    console.wait_for("5 All 60")
    console.press("c")
    console.wait_for("u recalls")


def test_a_storm_of_resizes_ends_in_the_last_size(start_console: Start) -> None:
    console = start_console(*DEMO)
    for number in range(100):
        console.resize(*((1, 1), (300, 1), (200, 60), (61, 17))[number % 4])
    console.resize(100, 30)
    console.wait_for("5 All 60")
    console.wait_for("? help")
    console.press("q")
    assert console.wait_exit() == 0


def test_without_colours_every_state_is_still_a_word(start_console: Start) -> None:
    console = start_console(*DEMO, env={"NO_COLOR": "1"})
    console.press("5")
    console.wait_for("60 of 60")
    for word in ("Scheduled", "DEMO"):
        assert word in console.screen_text()
    assert not coloured_cells(console)


def test_with_colours_there_are_some(start_console: Start) -> None:
    """So that finding none says something."""
    assert coloured_cells(start_console(*DEMO))


def coloured_cells(console: PtyProgram) -> set[str]:
    """The colours on the screen that are no grey."""
    colours = {
        colour for line in console.screen.buffer.values() for cell in line.values() for colour in (cell.fg, cell.bg)
    }
    return {one for one in colours - {"default"} if not re.fullmatch(r"([0-9a-f]{2})\1\1", one)}


@pytest.mark.parametrize(("term", "told"), [("dumb", "TERM is dumb"), (None, "TERM is not set")])
@pytest.mark.parametrize("arguments", [("demo",), ()], ids=["demo", "console"])
def test_a_terminal_that_cannot_draw_is_told_in_one_line(
    term: str | None, told: str, arguments: tuple[str, ...], start_console: Start
) -> None:
    console = start_console(*arguments, ready=None, env={"TERM": term})
    assert console.wait_exit() == 2
    said = console.raw.decode()
    assert said.startswith("slatis-tui: ")
    assert told in said
    assert said.count("\n") == 1
    assert "\x1b" not in said


@pytest.mark.parametrize("arguments", [("demo",), ()], ids=["demo", "console"])
def test_without_a_terminal_there_is_one_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "slatis_tui", *arguments],
        cwd=ROOT,
        env=private_environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("slatis-tui: The standard input is not a terminal")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("language", ["C", "POSIX"])
def test_a_language_without_unicode_does_not_end_the_console(language: str, start_console: Start) -> None:
    console = start_console(*DEMO, env={"LANG": language, "LC_ALL": language})
    console.press("q")
    assert console.wait_exit() == 0
