"""Programs in real terminals, ended with their test."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.support.pty_terminal import PtyProgram

Start = Callable[..., PtyProgram]


@pytest.fixture
def start_small(tmp_path: Path) -> Iterator[Start]:
    """Start the small app of `small_app.py` and wait for its first frame."""
    with ExitStack() as programs:

        def start(*arguments: str, prefix: tuple[str, ...] = (), ready: str = "ready", **options: Any) -> PtyProgram:
            command = [*prefix, sys.executable, "-m", "tests.terminal.small_app", *arguments]
            program = programs.enter_context(PtyProgram(command, home=tmp_path, **options))
            if ready:
                program.wait_for(ready)
            return program

        yield start
