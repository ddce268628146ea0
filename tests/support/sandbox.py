"""The embedded Slatis in a process of its own, for tests that need the other party."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from slatis_tui.sandbox.launch import SandboxAddress, SandboxProcess
from slatis_tui.sandbox.options import SandboxOptions

START_TIMEOUT = 60.0
"""Seconds; a start takes a fraction of one, but a machine may be busy."""


@contextmanager
def running_sandbox(options: SandboxOptions | None = None) -> Iterator[SandboxAddress]:
    """A sandbox that is ready, in a folder of its own, ended afterwards. Without options there is no rate limit."""
    with tempfile.TemporaryDirectory(prefix="slatis-test-", ignore_cleanup_errors=True) as outer:
        folder = Path(outer, "sandbox")
        folder.mkdir()
        process = SandboxProcess.start(options or SandboxOptions(rate=0), folder)
        try:
            yield process.ready(START_TIMEOUT)
        finally:
            process.close()
