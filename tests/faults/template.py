"""The process that forks consoles, as those see it that order them."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

from tests.faults.victims import Order

_ROOT = Path(__file__).resolve().parents[2]


class Template:
    """A process with everything imported, which forks consoles."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def run(self, order: Order) -> int:
        """The exit status of a console that does as ordered; negative is a signal."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write((json.dumps(asdict(order)) + "\n").encode())
        return int(await self._process.stdout.readline())


@asynccontextmanager
async def template() -> AsyncIterator[Template]:
    """A template, ended afterwards."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.faults.victims", cwd=_ROOT, stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield Template(process)
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()
