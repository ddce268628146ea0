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


@pytest.mark.parametrize("theme", ["slatis-dark", "slatis-light"])
def test_without_colours_none_is_sent_and_every_state_is_still_to_be_seen(theme: str, start_console: Start) -> None:
    console = start_console(*DEMO, "--theme", theme, env={"NO_COLOR": "1"})
    console.press("5")
    console.wait_for("60 of 60")
    for word in ("Scheduled", "DEMO"):
        assert word in console.screen_text()
    console.press("home")
    console.wait_for(lambda it: any("No-show" in text for text in reversed_texts(it)))
    console.press("x")
    console.wait_for("Can't be cancelled")
    console.press("3", "x")
    console.wait_for("Reason")
    console.press("tab", "tab")
    console.wait_for(lambda it: "Keep" in [text.strip() for text in reversed_texts(it)])
    console.press("escape", "a")
    console.wait_for("New booking")
    console.press("enter", "down")
    console.wait_for(lambda it: any("Discovery call" in text for text in reversed_texts(it)))
    console.press("escape", "escape", "question_mark")
    console.wait_for("What it does")
    assert not sent_colours(console)


def test_with_colours_some_are_sent(start_console: Start) -> None:
    """So that finding none says something."""
    assert sent_colours(start_console(*DEMO))


def sent_colours(console: PtyProgram) -> set[bytes]:
    """What the program has sent to choose a colour (ECMA-48's SGR 30 to 49 and 90 to 107)."""
    chosen = {
        one for parameters in re.findall(rb"\x1b\[([\d;:]*)m", console.raw) for one in re.split(rb"[;:]", parameters)
    }
    return {one for one in chosen if one and (30 <= int(one) < 50 or 90 <= int(one) < 108)}


def reversed_texts(console: PtyProgram) -> list[str]:
    """What stands in reverse video, line by line."""
    lines = (console.screen.buffer[number] for number in range(console.screen.lines))
    texts = ("".join(line[x].data for x in range(console.screen.columns) if line[x].reverse) for line in lines)
    return [text for text in texts if text]


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
