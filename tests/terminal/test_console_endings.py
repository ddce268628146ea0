"""The real console on its real sandbox: however it ends, nothing of it is left."""

import signal
from pathlib import Path

import pytest

from tests.support.polling import eventually
from tests.support.processes import children_of, runs
from tests.support.pty_terminal import PtyProgram
from tests.terminal.conftest import DEMO, Start


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """Where the demo's own folder is made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def start_demo(start: Start, temporary: Path) -> tuple[PtyProgram, set[int]]:
    """A demo whose folder and sandbox are there; the console and the sandbox's processes."""
    console = start(*DEMO, env={"TMPDIR": str(temporary)})
    sandbox = children_of(console.pid)
    assert sandbox
    assert list(temporary.iterdir())
    return console, sandbox


def assert_nothing_is_left(sandbox: set[int], temporary: Path) -> None:
    eventually(lambda: not any(runs(pid) for pid in sandbox))
    eventually(lambda: not list(temporary.iterdir()))


def assert_terminal_as_before(console: PtyProgram) -> None:
    assert {mode for mode, on in console.modes().items() if on} == {7, 25}
    assert console.attributes() == console.attributes_before
    assert console.screen_text().strip() == ""


def test_quitting_leaves_nothing_behind(start_console: Start, temporary: Path) -> None:
    console, sandbox = start_demo(start_console, temporary)
    console.press("q")
    assert console.wait_exit() == 0
    assert_terminal_as_before(console)
    assert_nothing_is_left(sandbox, temporary)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_leaves_nothing_behind(number: signal.Signals, start_console: Start, temporary: Path) -> None:
    console, sandbox = start_demo(start_console, temporary)
    console.press("c")
    console.wait_for("u recalls")
    console.signal(number)
    assert console.wait_exit() == 128 + number
    assert_terminal_as_before(console)
    assert_nothing_is_left(sandbox, temporary)


def test_a_signal_in_the_middle_of_a_dialog_ends_the_console(start_console: Start, temporary: Path) -> None:
    console, sandbox = start_demo(start_console, temporary)
    console.press("x")
    console.wait_for("Reason")
    console.signal(signal.SIGTERM)
    assert console.wait_exit() == 128 + signal.SIGTERM
    assert_terminal_as_before(console)
    assert_nothing_is_left(sandbox, temporary)


def test_a_killed_console_takes_its_sandbox_and_its_folder_with_it(start_console: Start, temporary: Path) -> None:
    console, sandbox = start_demo(start_console, temporary)
    console.kill()
    assert console.wait_exit() == 128 + signal.SIGKILL
    assert_nothing_is_left(sandbox, temporary)


def test_a_terminal_that_vanishes_leaves_nothing_behind(start_console: Start, temporary: Path) -> None:
    console, sandbox = start_demo(start_console, temporary)
    console.vanish()
    assert console.wait_exit() == 128 + signal.SIGHUP
    assert_nothing_is_left(sandbox, temporary)


def test_a_stopped_console_goes_on_where_it_was(start_console: Start) -> None:
    console = start_console(*DEMO)
    console.press("enter")
    console.wait_for("Overview")
    console.signal(signal.SIGTSTP)
    console.wait_stopped()
    assert_terminal_as_before(console)
    console.signal(signal.SIGCONT)
    console.wait_for("Overview")
    console.press("q", "q")
    assert console.wait_exit() == 0


def test_a_demo_leaves_nothing_in_the_users_folders(start_console: Start, tmp_path: Path) -> None:
    console = start_console(*DEMO)
    console.press("q")
    assert console.wait_exit() == 0
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_an_unknown_theme_is_refused_with_where_it_was_given_and_the_nearest(
    start_console: Start, tmp_path: Path
) -> None:
    file = tmp_path / "config" / "slatis-tui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text('view = "all"\ntheme = "draculla"\n', encoding="utf-8")
    file.chmod(0o600)
    console = start_console(ready=None, size=(250, 40), env={"SLATIS_API_KEY": "sk_test_abcd"})
    assert console.wait_exit() == 2
    assert f'{file}:2: "theme": unknown theme "draculla". Did you mean "dracula"?' in console.screen_text()
