"""The process boundary: one line and an exit code for every end, and no word of an exception."""

import io
import os
import stat
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from slatis_tui.boundary import check_terminal
from slatis_tui.crash_report import CrashReport, state_folder
from slatis_tui.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]
CANARY = "sk_live_canary0000"


def end(body: str, tmp_path: Path, environ: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run `main` with this body under the boundary, in a process of its own."""
    program = "\n".join(
        [
            "import os, sys, threading",
            "from slatis_tui import boundary, errors",
            "def failure(words):",
            "    try: raise ValueError(words)",
            "    except ValueError: return sys.exc_info()",
            "def main(arguments):",
            f"    api_key = {CANARY!r}",
            textwrap.indent(textwrap.dedent(body), "    "),
            "sys.exit(boundary.run(main, ['a', 'b']))",
        ]
    )
    variables = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path / "state")}
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**variables, **(environ or {})},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def reports(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "state" / "slatis-tui").glob("crash-*.txt"))


def test_what_main_returns_is_the_exit_code(tmp_path: Path) -> None:
    done = end("print(arguments); return 3", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (3, "['a', 'b']\n", "")


@pytest.mark.parametrize(
    ("raised", "code"),
    [("UsageError", 2), ("KeyProblem", 2), ("SlatisError", 1), ("JournalError", 1), ("Unreachable", 1)],
)
def test_a_known_error_is_one_line_with_its_hint(raised: str, code: int, tmp_path: Path) -> None:
    done = end(f"raise errors.{raised}('No such view', hint='Views are: pending')", tmp_path)
    assert done.returncode == code
    assert done.stderr == "slatis-tui: No such view. Views are: pending\n"
    assert done.stdout == ""


def test_a_known_error_sends_no_control_character_to_the_terminal(tmp_path: Path) -> None:
    done = end(r"raise errors.UsageError('No profile \x1b]52;c;QQ==\x07\n\u202eada')", tmp_path)
    assert done.stderr == "slatis-tui: No profile  ]52;c;QQ==   ada\n"


def test_a_bug_is_one_line_without_the_words_of_the_exception(tmp_path: Path) -> None:
    done = end("raise ValueError(f'bad {api_key}')", tmp_path)
    (report,) = reports(tmp_path)
    identity = report.stem.removeprefix("crash-")
    assert done.returncode == 70
    assert done.stderr == f"slatis-tui: internal error {identity}; nothing was lost. Report: {report}\n"
    assert done.stdout == ""


def test_the_report_of_a_bug_tells_types_places_and_versions_only(tmp_path: Path) -> None:
    end(
        """
        try:
            {}[api_key]
        except KeyError as error:
            raise ExceptionGroup("both " + api_key, [TypeError(api_key), error]) from error
        """,
        tmp_path,
    )
    (report,) = reports(tmp_path)
    text = report.read_text()
    assert CANARY not in text
    for expected in ("builtins.ExceptionGroup", "builtins.TypeError", "builtins.KeyError", "in main", "textual 8."):
        assert expected in text
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700


def test_the_same_bug_has_the_same_id(tmp_path: Path) -> None:
    first = end("raise ValueError(1)", tmp_path)
    second = end("raise ValueError(2)", tmp_path)
    assert first.stderr == second.stderr
    assert len(reports(tmp_path)) == 1


def test_an_unwritable_state_folder_costs_the_report_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    done = end("raise ValueError", tmp_path, {"XDG_STATE_HOME": str(file)})
    assert done.returncode == 70
    assert done.stderr.endswith("; nothing was lost. No report was saved\n")
    assert done.stderr.count("\n") == 1


def test_a_report_is_never_written_through_a_link(tmp_path: Path) -> None:
    end("raise ValueError", tmp_path)
    (report,) = reports(tmp_path)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    report.unlink()
    report.symlink_to(victim)
    done = end("raise ValueError", tmp_path)
    assert "No report was saved" in done.stderr
    assert victim.read_text() == "mine"


def test_ctrl_c_ends_quietly_with_130(tmp_path: Path) -> None:
    done = end("raise KeyboardInterrupt", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_a_reader_that_went_away_is_no_error(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    program = (
        "import sys; from slatis_tui import boundary\nsys.exit(boundary.run(lambda _: print('x' * 100_000) or 0, []))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=30,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_the_command_line_parser_may_end_the_program(tmp_path: Path) -> None:
    assert end("sys.exit(5)", tmp_path).returncode == 5


@pytest.mark.parametrize("daemon", [True, False])
def test_a_thread_that_hangs_does_not_keep_the_process(daemon: bool, tmp_path: Path) -> None:
    body = f"threading.Thread(target=threading.Event().wait, daemon={daemon}).start(); print('done'); return 3"
    done = end(body, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (3, "done\n", "")


def test_an_exception_in_a_thread_is_told_without_its_words(tmp_path: Path) -> None:
    done = end(
        """
        thread = threading.Thread(target=lambda: int(api_key))
        thread.start()
        thread.join()
        return 0
        """,
        tmp_path,
    )
    assert done.returncode == 70
    assert CANARY not in done.stderr + reports(tmp_path)[0].read_text()
    assert done.stderr.count("\n") == 1


def test_an_exception_outside_of_main_is_told_without_its_words(tmp_path: Path) -> None:
    done = end("import atexit; atexit.register(lambda: sys.excepthook(*failure(api_key))); return 0", tmp_path)
    assert CANARY not in done.stderr
    assert done.stderr.startswith("slatis-tui: internal error ")
    assert done.stderr.count("\n") == 1


def test_a_failing_destructor_prints_nothing(tmp_path: Path) -> None:
    done = end(
        """
        class Thing:
            def __del__(self):
                raise ValueError(api_key)
        Thing()
        return 0
        """,
        tmp_path,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_switches_of_textual_developers_are_gone_before_main(tmp_path: Path) -> None:
    switches = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_LOG": "keys.log",
        "TEXTUAL_DRIVER": "evil:Driver",
        "TEXTUAL_PRESS": "c,y",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": "/tmp",
        "TEXTUAL_DEVTOOLS_HOST": "example.com",
    }
    body = "print(sorted(name for name in os.environ if name.startswith('TEXTUAL'))); return 0"
    assert end(body, tmp_path, {**switches, "TEXTUAL_FPS": "60"}).stdout == "['TEXTUAL_FPS']\n"


def test_files_are_private_from_the_start(tmp_path: Path) -> None:
    end("open('made', 'w').close(); return 0", tmp_path)
    assert stat.S_IMODE((tmp_path / "made").stat().st_mode) == 0o600


def test_a_fatal_signal_in_python_code_dumps_no_stack(tmp_path: Path) -> None:
    body = "import faulthandler; print(faulthandler.is_enabled()); return 0"
    assert end(body, tmp_path, {"PYTHONFAULTHANDLER": "1"}).stdout == "False\n"


def test_the_boundary_imports_neither_textual_nor_asyncio(tmp_path: Path) -> None:
    body = "print({'textual', 'asyncio', 'logging', 'traceback'} & set(sys.modules)); return 0"
    assert end(body, tmp_path).stdout == "set()\n"


class _Stream(io.StringIO):
    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def test_a_terminal_that_can_draw_is_accepted() -> None:
    check_terminal({"TERM": "xterm"}, _Stream(True), _Stream(True))


@pytest.mark.parametrize(
    ("term", "stdin", "stdout", "words"),
    [
        ("xterm", False, True, "input is not a terminal"),
        ("xterm", True, False, "output is not a terminal"),
        ("dumb", True, True, "TERM is dumb"),
        ("", True, True, "TERM is not set"),
    ],
)
def test_what_is_no_usable_terminal_is_refused(term: str, stdin: bool, stdout: bool, words: str) -> None:
    with pytest.raises(UsageError, match=words) as refused:
        check_terminal({"TERM": term}, _Stream(stdin), _Stream(stdout))
    assert refused.value.hint


def test_a_very_long_stack_is_cut_in_its_middle() -> None:
    def deeper(count: int) -> None:
        if count == 0:
            raise ValueError
        deeper(count - 1)

    with pytest.raises(ValueError) as caught:  # noqa: PT011 - it has no words
        deeper(200)
    report = CrashReport.of(caught.value)
    assert len(report.lines) == 62
    assert any("more" in line for line in report.lines)


def test_the_state_folder_is_the_users() -> None:
    assert state_folder({"XDG_STATE_HOME": "/s", "HOME": "/h"}) == Path("/s/slatis-tui")
    assert state_folder({"XDG_STATE_HOME": "relative", "HOME": "/h"}) == Path("/h/.local/state/slatis-tui")
    assert state_folder({"HOME": "/h"}) == Path("/h/.local/state/slatis-tui")
