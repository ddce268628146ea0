"""What is imported by when: a start costs what it imports."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.pty_terminal import PtyProgram

LATE = {"httpx", "httpcore", "pydantic", "sqlite3", "keyring", "starlette", "uvicorn"}
"""Not needed for the first frame: they come after it, in a thread."""

STARTED_WITH_A_PROBE = """
import asyncio, json, sys
from slatis_tui import cli, composition

async def connect(self):
    with open(sys.argv[1], "w") as file:
        json.dump(sorted(sys.modules), file)
    await asyncio.Event().wait()

composition.Composer.connect = connect
cli.main(sys.argv[2:])
"""


@pytest.mark.parametrize("command", [["demo"], []], ids=["demo", "console"])
def test_nothing_of_the_connection_is_imported_at_the_first_frame(command: list[str], tmp_path: Path) -> None:
    """The app asks for its connection after its first frame; what is loaded at that moment was waited for."""
    noted = tmp_path / "modules.json"
    program = [sys.executable, "-c", STARTED_WITH_A_PROBE, str(noted), *command]
    with PtyProgram(program, home=tmp_path, env={"SLATIS_API_KEY": "sk_test_" + "0" * 12}) as console:
        console.wait_for(lambda _: noted.exists() and noted.read_text().endswith("]"))
        first = console.screen_text()
    loaded = set(json.loads(noted.read_text()))
    assert "Pending" in first
    assert "textual.app" in loaded
    assert loaded & LATE == set()


@pytest.mark.parametrize("argument", ["--help", "--version", "--nonsense"])
def test_the_command_line_alone_imports_no_textual(argument: str, tmp_path: Path) -> None:
    program = f"""
import sys, atexit
from slatis_tui.cli import main
atexit.register(lambda: print(sorted({{"textual", "rich", "asyncio"}} & set(sys.modules))))
main([{argument!r}])
"""
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert done.returncode == (2 if argument == "--nonsense" else 0)
