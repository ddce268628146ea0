"""However the program ends, the terminal is as it was, the exit code tells how, and no value is shown."""

import re
import signal
from pathlib import Path

import pytest

from tests.support.pty_terminal import ROOT, PtyProgram
from tests.terminal.conftest import Start
from tests.terminal.small_app import CANARY

FRESH_MODES = {7: True, 25: True}
"""What is on in a terminal that nobody has touched: line wrap and the cursor."""
_REPLIES = re.compile(r"^(?:\^\[\[\?\d+;\d+\$y)+")
"""What the terminal answers to questions of the start, echoed where the program has ended before it came."""


def assert_terminal_as_before(program: PtyProgram) -> None:
    assert {mode: on for mode, on in program.modes().items() if on} == FRESH_MODES
    assert program.attributes() == program.attributes_before


def stop_and_go_on(program: PtyProgram, taken: dict[int | str, bool], shown: str) -> None:
    """Stop it as ctrl+z does, look at what it left, and let it draw itself again."""
    program.signal(signal.SIGTSTP)
    program.wait_stopped()
    assert_terminal_as_before(program)
    program.signal(signal.SIGCONT)
    program.wait_for(shown)
    program.wait_for(lambda one: one.modes() == taken)


def test_the_app_takes_the_terminal_over(start_small: Start) -> None:
    """So that finding it untouched afterwards says something."""
    program = start_small()
    taken = program.modes()
    assert all(taken[mode] for mode in (1000, 1003, 1004, 1006, 1049, 2004, "kitty"))
    assert not taken[25]
    assert program.attributes() != program.attributes_before


def test_quitting_gives_the_terminal_back(start_small: Start) -> None:
    program = start_small()
    program.press("q")
    assert program.wait_exit() == 0
    assert_terminal_as_before(program)
    assert program.screen_text().strip() == ""


def test_quitting_does_not_wait_for_a_thread_that_hangs(start_small: Start) -> None:
    program = start_small("thread")
    program.press("q")
    assert program.wait_exit() == 0
    assert_terminal_as_before(program)


def test_a_terminal_with_resizes_in_band_and_mouse_in_pixels_is_given_back_too(start_small: Start) -> None:
    program = start_small(supported=frozenset({2026, 2048}))
    program.wait_for(lambda one: one.modes()[2048] and one.modes()[1016])
    program.press("q")
    assert program.wait_exit() == 0
    assert_terminal_as_before(program)


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        pytest.param((), ("h",), id="handler"),
        pytest.param((), ("w",), id="worker"),
        pytest.param((), ("t", "q"), id="thread"),
        pytest.param((), ("l",), id="forgotten-task"),
        pytest.param(("mount",), (), id="start"),
        pytest.param(("styles",), (), id="stylesheet"),
    ],
)
def test_an_exception_is_one_line_without_a_value(
    arguments: tuple[str, ...], keys: tuple[str, ...], start_small: Start, tmp_path: Path
) -> None:
    program = start_small(*arguments, ready="ready" if keys else "")
    program.press(*keys)
    assert program.wait_exit() == 70
    assert_terminal_as_before(program)
    said = _REPLIES.sub("", program.screen_text().replace("\n", ""))
    assert said.startswith("slatis-tui: internal error ")
    assert "nothing was lost" in said
    assert CANARY.encode() not in program.raw
    assert b"Traceback" not in program.raw
    (report,) = (tmp_path / "state" / "slatis-tui").glob("crash-*.txt")
    assert CANARY not in report.read_text()


SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGALRM]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_the_program_in_order(number: signal.Signals, start_small: Start) -> None:
    program = start_small()
    program.signal(number)
    assert program.wait_exit() == 128 + number
    assert_terminal_as_before(program)
    assert program.screen_text().strip() == ""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_program_that_hangs(number: signal.Signals, start_small: Start) -> None:
    program = start_small()
    program.press("b")
    program.wait_for(lambda one: b"busy" in one.raw)
    program.signal(number)
    assert program.wait_exit() == 128 + number
    assert_terminal_as_before(program)


def test_a_signal_ends_a_program_that_takes_too_long_to_close(start_small: Start) -> None:
    program = start_small("slow-close")
    program.signal(signal.SIGTERM)
    assert program.wait_exit() == 128 + signal.SIGTERM
    assert_terminal_as_before(program)


def test_services_are_closed_before_a_signal_ends_the_program(start_small: Start) -> None:
    program = start_small("tell-close")
    program.signal(signal.SIGTERM)
    assert program.wait_exit() == 128 + signal.SIGTERM
    assert "closed" in program.screen_text()


def test_a_terminal_that_vanishes_ends_the_program(start_small: Start) -> None:
    program = start_small()
    program.vanish()
    assert program.wait_exit() == 128 + signal.SIGHUP


@pytest.mark.parametrize("key", ["", "b"], ids=["idle", "busy"])
def test_a_terminal_that_vanishes_ends_a_program_that_ignores_hangups(key: str, start_small: Start) -> None:
    """As under `nohup`: only the end of the input tells."""
    program = start_small(prefix=("/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh"))
    if key:
        program.press(key)
        program.wait_for(lambda one: b"busy" in one.raw)
    program.vanish()
    assert program.wait_exit() == 128 + signal.SIGHUP


def test_a_stopped_program_leaves_the_terminal_and_takes_it_again(start_small: Start) -> None:
    program = start_small()
    taken = program.modes()
    for _ in range(2):
        stop_and_go_on(program, taken, "ready")
    program.press("a")
    program.wait_for("key:a")
    program.press("q")
    assert program.wait_exit() == 0
    assert_terminal_as_before(program)


def test_a_program_that_is_drawing_can_be_stopped_and_goes_on(start_small: Start) -> None:
    """The signal comes at any place, such as inside the queue of what is to be drawn."""
    program = start_small(keep_raw=False)
    program.press("d")
    program.wait_for("key:d")
    taken = program.modes()
    for _ in range(30):
        stop_and_go_on(program, taken, "key:d")
    program.signal(signal.SIGTERM)
    assert program.wait_exit() == 128 + signal.SIGTERM
    assert_terminal_as_before(program)


@pytest.mark.parametrize("stop_first", [True, False], ids=["stopped", "running"])
def test_going_on_without_having_left_reads_the_terminal_once(stop_first: bool, start_small: Start) -> None:
    program = start_small()
    program.wait_quiet()
    taken = program.modes()
    if stop_first:
        program.signal(signal.SIGSTOP)
        program.wait_stopped()
    program.signal(signal.SIGCONT)
    program.wait_for(lambda one: one.raw.count(b"\x1b[?1049h") == 2 and one.modes() == taken)
    program.press("a")
    program.wait_for("key:a")
    assert program.screen_text().count("key:a") == 1
    program.press("q")
    assert program.wait_exit() == 0
    assert_terminal_as_before(program)


def test_the_screen_does_not_go_where_errors_go(start_small: Start, tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    program = start_small(prefix=("/bin/sh", "-c", f'exec "$@" 2>{errors}', "sh"))
    program.press("h")
    assert program.wait_exit() == 70
    assert_terminal_as_before(program)
    assert program.screen_text().strip() == ""
    assert errors.read_text().startswith("slatis-tui: internal error ")


def test_the_switches_of_textuals_developers_log_no_key(start_small: Start, tmp_path: Path) -> None:
    program = start_small(env={"TEXTUAL_DEBUG": "1", "TEXTUAL_LOG": "log.txt", "PYTHONPATH": str(ROOT)}, cwd=tmp_path)
    program.press("a", "q")
    assert program.wait_exit() == 0
    assert not list(tmp_path.glob("*.log")) + list(tmp_path.glob("log.txt"))
