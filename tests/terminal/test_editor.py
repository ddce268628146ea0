"""A long text in the operator's own editor, in a real terminal."""

import stat
import sys
from pathlib import Path

import pytest

from slatis_tui.terminal.editing import EditorProblem, edited, editor_command
from tests.terminal.conftest import DEMO, Start

EDITOR = """
import os, sys
path = sys.argv[-1]
print("EDITOR OPEN", flush=True)
with open(os.environ["NOTES"], "a") as notes:
    notes.write(f"{path} {oct(os.stat(path).st_mode & 0o777)} {open(path).read()!r}\\n")
try:
    if "quick" not in sys.argv:
        sys.stdin.read()
except KeyboardInterrupt:
    pass
with open(path, "a") as file:
    file.write(" and more\\n")
"""


@pytest.fixture
def editor(tmp_path: Path) -> Path:
    program = tmp_path / "editor.py"
    program.write_text(EDITOR)
    return program


def test_the_editor_gets_the_terminal_and_the_text_comes_back(
    start_console: Start, editor: Path, tmp_path: Path
) -> None:
    """ctrl+c there ends the editor's wait, and not the console."""
    notes = tmp_path / "notes"
    console = start_console(*DEMO, env={"EDITOR": f"{sys.executable} {editor}", "NOTES": str(notes)})
    console.press("E")
    console.wait_for("Onboarding workshop")
    console.press("slash")
    console.type("Onboarding\r")
    console.wait_gone("Quick question")
    console.press("a")
    console.wait_for("UTC")
    console.press(*["tab"] * 7)
    console.wait_for("f4 editor")
    console.type("Goals")
    console.wait_for("Goals")
    console.press("f4")
    console.wait_for("EDITOR OPEN")
    assert "New booking" not in console.screen_text()
    console.press("ctrl+c")
    console.wait_for("Goals and more")
    console.wait_for("New booking")
    path, mode, text = notes.read_text().strip().split(" ", 2)
    assert (mode, text) == ("0o600", "'Goals'")
    assert not Path(path).exists()
    assert not Path(path).parent.exists()
    console.press("f4")
    console.wait_for("EDITOR OPEN")
    console.press("ctrl+c")
    console.wait_for("and more and more")


async def test_the_text_is_as_the_editor_left_it(editor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTES", str(tmp_path / "notes"))
    assert await edited("one\ntwo", [sys.executable, str(editor), "quick"]) == "one\ntwo and more"
    mode = (tmp_path / "notes").read_text().split()[1]
    assert int(mode, 8) == stat.S_IRUSR | stat.S_IWUSR


@pytest.mark.parametrize("command", [["/no/such/editor"], [sys.executable, "-c", "raise SystemExit(3)"]])
async def test_an_editor_that_fails_is_told(command: list[str]) -> None:
    with pytest.raises(EditorProblem):
        await edited("text", command)


def test_the_editor_is_the_operators() -> None:
    assert editor_command({"VISUAL": "code -w", "EDITOR": "vi"}) == ["code", "-w"]
    assert editor_command({"EDITOR": "vi"}) == ["vi"]
    for environ in ({}, {"EDITOR": "'x"}):
        with pytest.raises(EditorProblem):
            editor_command(environ)
