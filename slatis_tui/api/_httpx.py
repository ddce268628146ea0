"""httpx, without what would make it slow to import, slow to use, or talkative.

`import httpx` also imports the `httpx` command (click, rich's Markdown and syntax, pygments) wherever click is
installed: half the time of the import, and it stands between the first frame and the first bookings. httpx is
made to go without: it catches the ImportError of `httpx._main`.

httpcore asks for `sniffio` at each lock, four times a request. Where it is not installed, and nothing requires
it, each of them looks through every folder of the path: a third of the time of a request.

For both, a None in `sys.modules` is the import system's own way to say "there is no such module".

What httpx and httpcore import with the first pool and the first connection comes here already: the client is
imported in a thread, requests are sent on the event loop, where 30 ms would be felt. And their loggers write whole
URLs, where a filter by e-mail address is part of one: they are cut off.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import cast

_COMMAND = "httpx._main"
_modules = cast("dict[str, ModuleType | None]", sys.modules)


@contextmanager
def _without_command() -> Iterator[None]:
    if "httpx" in _modules or _COMMAND in _modules:
        yield
        return
    _modules[_COMMAND] = None
    try:
        yield
    finally:
        del _modules[_COMMAND]


def _settle(optional: str) -> None:
    """Where that module is not installed, have it looked for no more."""
    if find_spec(optional) is None:
        _modules.setdefault(optional, None)


def _keep_quiet(name: str) -> None:
    logger = logging.getLogger(name)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    logger.addHandler(logging.NullHandler())


def _preload(module: str) -> None:
    with suppress(ImportError):
        import_module(module)


with _without_command():
    import httpx

_preload("httpcore")
_preload("anyio._backends._asyncio")
_settle("sniffio")
_keep_quiet("httpx")
_keep_quiet("httpcore")

__all__ = ["httpx"]
