"""httpx, without the command-line program that it brings along.

`import httpx` also imports the `httpx` command (click, rich's Markdown and syntax, pygments) wherever click is
installed: half the time of the import, and it stands between the first frame and the first bookings. httpx is
made to go without: it catches the ImportError of `httpx._main`. A None in `sys.modules` is the import system's
way to say "there is no such module"; it is taken out again at once.

Its loggers are cut off too. They write whole URLs, and a filter by e-mail address is part of one.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import cast

_COMMAND = "httpx._main"


@contextmanager
def _without_command() -> Iterator[None]:
    modules = cast("dict[str, ModuleType | None]", sys.modules)
    if "httpx" in modules or _COMMAND in modules:
        yield
        return
    modules[_COMMAND] = None
    try:
        yield
    finally:
        del modules[_COMMAND]


def _keep_quiet() -> None:
    for name in ("httpx", "httpcore"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        logger.addHandler(logging.NullHandler())


with _without_command():
    import httpx

_keep_quiet()

__all__ = ["httpx"]
