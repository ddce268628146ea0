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


DEMO = ("demo", "--now", "2026-11-20T12:00:00Z", "--timezone", "Europe/Madrid", "--bookings", "60")
"""A demo in which always the same stands on the screen, at noon UTC of a Friday."""


@pytest.fixture
def start_console(tmp_path: Path) -> Iterator[Start]:
    """Start the real program with these arguments and wait until its bookings are loaded."""
    with ExitStack() as programs:

        def start(*arguments: str, ready: str | None = "5 All 60", **options: Any) -> PtyProgram:
            command = [sys.executable, "-m", "slatis_tui", *arguments]
            program = programs.enter_context(PtyProgram(command, home=tmp_path, **options))
            if ready is not None:
                program.wait_for(ready)
            return program

        yield start
