"""Finding a damaged journal, and setting it aside whole. Nothing is ever deleted: it may hold what was not settled."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from slatis_tui.outbox.mark import Count, read_mark
from slatis_tui.outbox.rows import COUNTED, UNSETTLED_OF_ALL, to_operation
from slatis_tui.outbox.schema import (
    APPLICATION_ID,
    bare_connection,
    files_of,
    has_our_tables,
    is_known,
    version_of,
)

_PREFIX = "damaged-"
_NOT_SENT = "Changes that it held were not sent again: check the latest bookings on the server"


def set_aside_if_damaged(path: Path, now: float) -> str:
    """Move a journal that can't be trusted into a folder beside it; what to tell the operator, empty if all is well.

    Raises:
        OSError, sqlite3.Error: it can't be examined or moved, which says nothing about its content.
    """
    found = files_of(path)
    if not found:
        return ""
    if path not in found:
        return _set_aside(path, now, "its main file is missing")
    if path.stat().st_size == 0:
        return _set_aside(path, now, "it is empty")
    mark = read_mark(path)  # before the journal, which another console may be writing
    with closing(bare_connection(path)) as db:
        reason = _what_is_wrong(db, mark)
        # Moved before the connection closes, which would fold the -wal into the file and remove it.
        return _set_aside(path, now, reason, _unsettled_in(db)) if reason else ""


def set_aside_before(path: Path) -> str:
    """Where no journal is: what to tell of one that was set aside by a console that ended before it told; else empty.

    Raises:
        OSError: the folder can't be read.
    """
    folders = sorted(path.parent.glob(f"{_PREFIX}*"))
    if not folders:
        return ""
    return f"An earlier journal was set aside in {folders[-1]}. {_NOT_SENT}"


def _what_is_wrong(db: sqlite3.Connection, mark: Count | None) -> str:
    try:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            return "it belongs to another program"
        version = version_of(db)
        if not is_known(version):
            return f"it was written by another version of this program (schema {version})"
        return _what_is_missing(db, mark) if _is_sound(db) else "it is corrupt"
    except UnicodeDecodeError:  # SQLite's own message quotes the damaged bytes
        return "it is corrupt"
    except sqlite3.DatabaseError as error:
        # Python itself reports a text that can't be decoded, without a code.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        return "it is not a database" if code == sqlite3.SQLITE_NOTADB else "it is corrupt"


def _is_sound(db: sqlite3.Connection) -> bool:
    """Whether pages, indexes, tables and references are whole, and what is unsettled can be read."""
    if not has_our_tables(db) or db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        return False
    if db.execute("PRAGMA foreign_key_check").fetchone():
        return False
    try:
        for row in db.execute(UNSETTLED_OF_ALL):
            to_operation(row)
    except ValueError:
        return False
    return True


def _what_is_missing(db: sqlite3.Connection, mark: Count | None) -> str:
    """Why a sound journal is not the one that was written last, which the mark saw; empty if it is."""
    count = Count(*db.execute(COUNTED).fetchone())
    if mark is None:
        return "it was copied here without the -mark file beside it" if count.commits else ""
    if mark.identity and mark.identity != count.identity:
        return "it is another one than was used here last"
    if count.commits < mark.commits:
        return "it is older than what was written last: its -wal file is missing, or it was restored from a copy"
    return ""


def _unsettled_in(db: sqlite3.Connection) -> int:
    """How many unsettled changes it still shows."""
    try:
        return len(db.execute(UNSETTLED_OF_ALL).fetchall())
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return 0


def _set_aside(path: Path, now: float, reason: str, unsettled: int = 0) -> str:
    folder = _fresh_folder(path.parent, datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ"))
    for file in files_of(path):
        file.rename(folder / file.name)
    held = f" It still shows {unsettled} unsettled." if unsettled else ""
    return f"The journal was damaged ({reason}) and was set aside in {folder}.{held} {_NOT_SENT}"


def _fresh_folder(parent: Path, stamp: str) -> Path:
    number = 1
    while True:
        folder = parent / (f"{_PREFIX}{stamp}" if number == 1 else f"{_PREFIX}{stamp}-{number}")
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
        else:
            return folder
