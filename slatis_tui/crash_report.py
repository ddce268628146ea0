"""What is kept of an exception that nobody expected: its types and places, never its words.

Messages, locals and source lines can hold an API key or an attendee's details, so none of them is written down.
"""

import os
import sys
from binascii import crc32
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from slatis_tui import __version__

_MOST_FRAMES = 60
_PACKAGES = ("textual", "rich", "httpx", "pydantic", "starlette", "uvicorn", "keyring")


class CrashReport(NamedTuple):
    """One unexpected exception, fit to be shown to anybody."""

    id: str
    """Eight hex digits, the same for the same bug of the same version."""
    lines: tuple[str, ...]

    @classmethod
    def of(cls, error: BaseException) -> "CrashReport":
        """Take types and places from the exception and from those that led to it."""
        lines = tuple(_story(error, set()))
        return cls(f"{crc32(chr(10).join([__version__, *lines]).encode()):08x}", lines)

    def save(self, environ: Mapping[str, str]) -> Path | None:
        """Write it to the state folder, mode 0600; None where that can't be done."""
        folder = state_folder(environ)
        path = folder / f"crash-{self.id}.txt"
        text = "\n".join([f"slatis-tui crash {self.id}", *_versions(), "", *self.lines, ""])
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            return None
        return path


_noticed: list[CrashReport] = []


def notice(error: BaseException) -> None:
    """Remember an exception from where nothing may be printed: a thread, or a task that nobody waits for."""
    _noticed.append(CrashReport.of(error))


def take_noticed() -> list[CrashReport]:
    """What was noticed since the last call, oldest first."""
    taken = _noticed[:]
    _noticed.clear()
    return taken


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where this program keeps what is neither configuration nor cache."""
    base = environ.get("XDG_STATE_HOME", "")
    if os.path.isabs(base):
        return Path(base, "slatis-tui")
    return Path(environ.get("HOME") or "/nonexistent", ".local", "state", "slatis-tui")


def _story(error: BaseException, told: set[int]) -> Iterator[str]:
    """The exception, its stack, and the exceptions behind it; each once."""
    if id(error) in told:
        return
    told.add(id(error))
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    yield from _places(error.__traceback__)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield "one of them"
            yield from _story(one, told)
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield "caused by" if error.__cause__ else "while handling"
        yield from _story(earlier, told)


def _places(traceback: TracebackType | None) -> list[str]:
    """`folder/file.py:line in function` for each frame, the outermost first; the middle of a long stack left out."""
    places: list[str] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        file = "/".join(Path(code.co_filename).parts[-2:])
        places.append(f"  {file}:{traceback.tb_lineno} in {code.co_name}")
        traceback = traceback.tb_next
    if len(places) > _MOST_FRAMES:
        half = _MOST_FRAMES // 2
        places[half:-half] = [f"  … {len(places) - 2 * half} more"]
    return places


def _versions() -> list[str]:
    from importlib.metadata import PackageNotFoundError, version

    lines = [f"slatis-tui {__version__}", f"python {sys.version.split()[0]} on {sys.platform}"]
    for name in _PACKAGES:
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"{name} missing")
    return lines
