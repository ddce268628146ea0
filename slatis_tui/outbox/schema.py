"""The journal's tables, and how its file is made and opened."""

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from slatis_tui.outbox import mark

APPLICATION_ID = 0x534C4A31
"""Tells a journal from any other SQLite file ("SLJ1")."""
SCHEMA_VERSION = 4
"""Goes up with every change of the tables: a file that says 1 and has others is corrupt."""
FIRST_VERSION = 2
"""The oldest one that is brought up to date; what is older or newer than we know is set aside."""
BUSY_SECONDS = 5.0
"""How long a write waits for another console's."""

_TABLES = """
CREATE TABLE operations (
    op_id TEXT PRIMARY KEY,
    scope TEXT NOT NULL,
    session TEXT NOT NULL,
    verb TEXT NOT NULL,
    booking_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    prior_status TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('waiting', 'sending', 'done', 'rejected', 'needs review', 'recalled', 'dropped')),
    body BLOB NOT NULL,
    idempotency_key TEXT NOT NULL,
    form_hash TEXT NOT NULL,
    created_at REAL NOT NULL,
    boot TEXT NOT NULL,
    uptime REAL NOT NULL,
    due_at REAL NOT NULL,
    begun_at REAL NOT NULL,
    in_doubt INTEGER NOT NULL,
    result_status TEXT NOT NULL,
    replayed INTEGER NOT NULL,
    error TEXT NOT NULL,
    request_id TEXT NOT NULL
);
CREATE UNIQUE INDEX one_open_change_of_a_booking ON operations (scope, booking_id)
    WHERE booking_id <> '' AND state IN ('waiting', 'sending');
CREATE UNIQUE INDEX one_open_change_of_a_form ON operations (scope, form_hash)
    WHERE form_hash <> '' AND state IN ('waiting', 'sending');
CREATE UNIQUE INDEX one_key_of_an_operation ON operations (idempotency_key) WHERE idempotency_key <> '';
CREATE INDEX unsettled ON operations (scope, created_at) WHERE state IN ('waiting', 'sending', 'needs review');
CREATE TABLE history (
    op_id TEXT NOT NULL REFERENCES operations (op_id),
    at REAL NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX history_of_an_operation ON history (op_id);
CREATE TABLE counter (
    identity TEXT NOT NULL,
    commits INTEGER NOT NULL
);
"""
"""As of `FIRST_VERSION`."""
_STEPS = {
    3: """
ALTER TABLE operations ADD COLUMN run_id TEXT NOT NULL DEFAULT '';
CREATE INDEX operations_of_a_run ON operations (run_id) WHERE run_id <> '';
""",
    4: """
ALTER TABLE operations ADD COLUMN result_id TEXT NOT NULL DEFAULT '';
CREATE INDEX moved_bookings ON operations (scope, created_at) WHERE verb = 'reschedule' AND result_id <> '';
""",
}
"""What each later version did to the tables. A console of the version before goes on beside this one: it names its
columns, and never sees the new ones."""

_SETTINGS = """
PRAGMA synchronous = {synchronous};
PRAGMA fullfsync = ON;
PRAGMA secure_delete = ON;
PRAGMA foreign_keys = ON;
"""


def private_folder(folder: Path) -> None:
    """Make the folder, and those above that are missing, readable by nobody else.

    Raises:
        OSError: it can't be made or is not ours to close off.
    """
    for missing in reversed([each for each in (folder, *folder.parents) if not each.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    folder.chmod(0o700)


def create(path: Path) -> None:
    """Make an empty journal. It stands at `path` whole or not at all: an empty file there means damage."""
    unfinished = path.with_name(path.name + ".new")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(bare_connection(unfinished)) as db:
        db.executescript(f"PRAGMA journal_mode = MEMORY; PRAGMA application_id = {APPLICATION_ID};")
        db.executescript(_in_one(_tables(SCHEMA_VERSION)))
        db.execute("INSERT INTO counter VALUES (?, 0)", (secrets.token_hex(8),))
    os.replace(unfinished, path)


def version_of(db: sqlite3.Connection) -> int:
    """Which version's tables the file says that it has."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def is_known(version: int) -> bool:
    """Whether it is ours, or can be brought up to date."""
    return FIRST_VERSION <= version <= SCHEMA_VERSION


def has_our_tables(db: sqlite3.Connection) -> bool:
    """Whether the file's tables and indexes are the journal's of the version that it names, to the letter."""
    query = "SELECT type, name, sql FROM sqlite_master ORDER BY name"
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(_tables(version_of(db)))
        return fresh.execute(query).fetchall() == [tuple(row) for row in db.execute(query)]


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Give a journal of an earlier version the tables of this one, all at once or not at all; its rows stay.

    To be called by one console at a time.
    """
    version = version_of(db)
    if version < SCHEMA_VERSION:
        db.executescript(_in_one("".join(_STEPS[step] for step in range(version + 1, SCHEMA_VERSION + 1))))


def _tables(version: int) -> str:
    return _TABLES + "".join(_STEPS[step] for step in range(FIRST_VERSION + 1, version + 1))


def _in_one(statements: str) -> str:
    return f"BEGIN IMMEDIATE; {statements} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"


def bare_connection(path: Path) -> sqlite3.Connection:
    """A connection to an existing file that has not read anything of it yet."""
    db = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_SECONDS
    )
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA trusted_schema = OFF")
    return db


def connect(path: Path, max_pages: int = 0) -> sqlite3.Connection:
    """A connection whose commits survive a crash of the machine; at most `max_pages` pages long where given."""
    for file in files_of(path):
        file.chmod(0o600)
    db = bare_connection(path)
    try:
        # A file system that can't share memory (NFS) keeps the older way, which needs one flush more to be as safe.
        has_wal = db.execute("PRAGMA journal_mode = WAL").fetchone()[0] == "wal"
        db.executescript(_SETTINGS.format(synchronous="FULL" if has_wal else "EXTRA"))
        bring_up_to_date(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if max_pages:
            db.execute(f"PRAGMA max_page_count = {int(max_pages)}")
    except sqlite3.Error:
        db.close()
        raise
    return db


def files_of(path: Path) -> list[Path]:
    """The database and its side files, those that exist: they belong together."""
    return [
        file for suffix in ("", "-wal", "-shm", mark.SUFFIX) if (file := path.with_name(path.name + suffix)).exists()
    ]
