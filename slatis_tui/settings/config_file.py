"""Reading the config file: only one that nobody else could have written, and with the line of every key."""

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from slatis_tui.domain.text import clean
from slatis_tui.errors import UsageError
from slatis_tui.settings.given import Given

_LARGEST = 1_000_000
_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]")
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class ConfigFile(NamedTuple):
    """What the file says. An absent file says nothing."""

    path: Path
    text: str
    data: Mapping[str, object]

    def table(self, name: str) -> Mapping[str, object]:
        """The table of that name; empty where there is none."""
        value = self.data.get(name)
        return value if isinstance(value, dict) else {}

    def given(self, key: str, value: object, *table: str) -> Given:
        """The value of a key in a table (the top level without one), with its place."""
        inside = f" in [{'.'.join(clean(name, 60) for name in table)}]" if table else ""
        return Given(value, f'{self.path}:{self.line_of(key, *table)}: "{clean(key, 60)}"{inside}')

    def line_of(self, key: str, *table: str) -> int:
        """The line at which the key stands, counted from 1; of the table's header or 1 where it is not found."""
        assignment = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
        current: tuple[str, ...] = ()
        best = 1
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := _HEADER.match(line):
                current = tuple(part.strip(" \"'") for part in header[1].split("."))
                if current in (table, (*table, key)):
                    best = number
            elif current == table and assignment.match(line):
                return number
        return best


def read_config(path: Path) -> ConfigFile:
    """The config file at that path.

    Raises:
        UsageError: it can't be read, is not TOML, or others than its owner could have written it.
    """
    try:
        content = _read(path)
    except (FileNotFoundError, NotADirectoryError):
        return ConfigFile(path, "", {})
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {error.strerror}", hint="Correct or remove it") from None
    return _parsed(path, content)


def _read(path: Path) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
        raise UsageError(f"{path}: is not a config file", hint="Replace it by a text file")
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise UsageError(f"{path}: others can write to it, so it is not trusted", hint=f"Run: chmod go-w {path}")
    if hasattr(os, "getuid") and status.st_uid not in (os.getuid(), 0):
        raise UsageError(f"{path}: belongs to someone else, so it is not trusted", hint="Make it your own file")
    return path.read_bytes()


def _parsed(path: Path, content: bytes) -> ConfigFile:
    import tomllib

    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}:{line}: is not UTF-8 text", hint="Save it as UTF-8") from None
    try:
        return ConfigFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _AT_LINE.search(message)
        line = int(at[1]) if at and at[1] else max(1, len(text.splitlines()))
        said = clean(_AT_LINE.sub("", message), 100)
        raise UsageError(f"{path}:{line}: is not TOML: {said}", hint="Texts stand in quotes") from None
    except RecursionError:
        raise UsageError(f"{path}: is nested too deeply", hint="Correct or remove it") from None
