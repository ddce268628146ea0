"""Which consoles are running on a journal, told by file locks: those end with their process, however it ends."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX, _SUFFIX = "session-", ".lock"


class Session:
    """This console's presence beside the journal. Its operations are nobody else's while it lasts."""

    def __init__(self, folder: Path) -> None:
        self.id = secrets.token_hex(8)
        self._path = folder / f"{_PREFIX}{self.id}{_SUFFIX}"
        self._file = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def end(self) -> None:
        """Let go: what this session left unsettled is for the next one to show."""
        self._path.unlink(missing_ok=True)
        os.close(self._file)


def living_sessions(folder: Path) -> set[str]:
    """The ids of the sessions that are running now. What dead ones left behind is removed."""
    living = set()
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        if _is_locked(path):
            living.add(path.name.removeprefix(_PREFIX).removesuffix(_SUFFIX))
        else:
            path.unlink(missing_ok=True)
    return living


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Let only one console at a time create, examine or set aside the journal of this folder."""
    file = os.open(folder / "journal.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _is_locked(path: Path) -> bool:
    try:
        file = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(file)
