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
        self.name = f"{_PREFIX}{self.id}{_SUFFIX}"
        self._path = folder / self.name
        self._file = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def end(self) -> None:
        """Let go: what this session left unsettled is for the next one to show."""
        self._path.unlink(missing_ok=True)
        os.close(self._file)


def is_living(folder: Path, session_id: str) -> bool:
    """Whether the session is running now. A session whose rows are in the journal holds its lock from before them."""
    return _is_locked(folder / f"{_PREFIX}{session_id}{_SUFFIX}")


def sessions_beside(folder: Path) -> frozenset[str]:
    """The names of all sessions that run, or were killed and not yet removed.

    Raises:
        OSError: the folder can't be read.
    """
    return frozenset(name for name in os.listdir(folder) if name.startswith(_PREFIX) and name.endswith(_SUFFIX))


def remove_dead(folder: Path) -> None:
    """Remove what killed sessions left behind; to be called by one console at a time."""
    for name in sessions_beside(folder):
        if not _is_locked(folder / name):
            (folder / name).unlink(missing_ok=True)


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
