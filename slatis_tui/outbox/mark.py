"""The mark beside the journal: how many commits it has taken.

A journal that was restored from a copy, or that has lost its `-wal`, looks sound: it only knows less. The mark tells.
"""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SUFFIX = "-mark"
_LAYOUT = re.compile(rb"([0-9a-f]{16}) (\d{20})\n")


@dataclass(frozen=True, slots=True)
class Count:
    """Which journal, and the number of its commits."""

    identity: str
    commits: int


class Mark:
    """The mark as one console writes it."""

    def __init__(self, journal: Path) -> None:
        path = journal.with_name(journal.name + SUFFIX)
        is_new = not path.exists()
        self._file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        if is_new:
            _flush_folder(path.parent)

    def set(self, count: Count) -> None:
        """Note a commit that has been made. Not flushed to the disk: a crash of the machine leaves an older count.

        An older count is no harm, it only proves less; so neither is a disk that does not take this one.
        """
        with suppress(OSError):
            os.pwrite(self._file, f"{count.identity} {count.commits:020d}\n".encode("ascii"), 0)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)


def read_mark(journal: Path) -> Count | None:
    """What the mark says; a count of nothing where it can't be read, None where there is none.

    Raises:
        OSError: it is there and can't be opened.
    """
    try:
        content = journal.with_name(journal.name + SUFFIX).read_bytes()
    except FileNotFoundError:
        return None
    found = _LAYOUT.fullmatch(content)
    return Count(found[1].decode("ascii"), int(found[2])) if found else Count("", 0)


def _flush_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
