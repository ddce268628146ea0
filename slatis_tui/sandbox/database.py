"""The SQLite file that the sandbox lives in."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from slatis_tui.errors import UsageError

Value = str | int | None

_APPLICATION_ID = 0x536C5462
"""Marks a file as a sandbox's, so that no other program's database is ever written to."""
_SCHEMA_VERSION = 4
_HEADER_SIZE = 100
"""Bytes."""

_TABLES = (
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE teams (id TEXT PRIMARY KEY, name TEXT NOT NULL)",
    """CREATE TABLE members (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, role TEXT NOT NULL, skills TEXT NOT NULL,
        is_active INTEGER NOT NULL, team_id TEXT NOT NULL REFERENCES teams (id), timezone TEXT NOT NULL,
        weekdays TEXT NOT NULL, opens INTEGER NOT NULL, closes INTEGER NOT NULL,
        max_bookings_per_day INTEGER NOT NULL, turn INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE event_types (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, slug TEXT NOT NULL, description TEXT, duration INTEGER NOT NULL,
        slot_interval INTEGER, buffer_before INTEGER NOT NULL, buffer_after INTEGER NOT NULL,
        minimum_booking_notice INTEGER NOT NULL, scheduling_type TEXT NOT NULL,
        team_id TEXT NOT NULL REFERENCES teams (id), requires_confirmation INTEGER NOT NULL, timezone TEXT,
        is_active INTEGER NOT NULL, created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL, deleted_ms INTEGER,
        prep INTEGER NOT NULL, meeting INTEGER NOT NULL, implementation INTEGER NOT NULL, admin INTEGER NOT NULL)""",
    """CREATE TABLE fields (
        id TEXT PRIMARY KEY, event_type_id TEXT NOT NULL REFERENCES event_types (id), "key" TEXT NOT NULL,
        label TEXT NOT NULL, type TEXT NOT NULL, required INTEGER NOT NULL, options TEXT, "order" INTEGER NOT NULL)""",
    """CREATE TABLE bookings (
        seq INTEGER PRIMARY KEY, id TEXT NOT NULL, status TEXT NOT NULL, settles_to TEXT,
        event_type_id TEXT NOT NULL REFERENCES event_types (id), assigned_to_id TEXT REFERENCES members (id),
        start_ms INTEGER NOT NULL, end_ms INTEGER NOT NULL,
        name TEXT NOT NULL, email TEXT NOT NULL COLLATE NOCASE, phone TEXT, timezone TEXT,
        custom_fields TEXT NOT NULL, metadata TEXT NOT NULL, created_by TEXT NOT NULL,
        created_ms INTEGER NOT NULL, updated_ms INTEGER NOT NULL)""",
    """CREATE TABLE idempotency (
        team TEXT NOT NULL, "key" TEXT NOT NULL, answer TEXT NOT NULL,
        created_ms INTEGER NOT NULL, PRIMARY KEY (team, "key")) WITHOUT ROWID""",
    "CREATE TABLE webhooks (id TEXT PRIMARY KEY, document TEXT NOT NULL)",
    """CREATE TABLE deliveries (
        seq INTEGER PRIMARY KEY, webhook_id TEXT NOT NULL REFERENCES webhooks (id), document TEXT NOT NULL)""",
)
_INDEXES = (
    'CREATE INDEX fields_in_order ON fields (event_type_id, "order")',
    "CREATE UNIQUE INDEX bookings_by_id ON bookings (id)",
    "CREATE INDEX bookings_by_start ON bookings (start_ms)",
    "CREATE INDEX bookings_by_status ON bookings (status, start_ms)",
    "CREATE INDEX bookings_by_event_type ON bookings (event_type_id, start_ms)",
    "CREATE INDEX bookings_by_member ON bookings (assigned_to_id, start_ms)",
    "CREATE INDEX bookings_by_email ON bookings (email, start_ms)",
    "CREATE INDEX bookings_by_creator ON bookings (created_by, start_ms)",
    "CREATE INDEX bookings_settling ON bookings (created_ms) WHERE settles_to IS NOT NULL",
    "CREATE INDEX idempotency_by_age ON idempotency (created_ms)",
    "CREATE INDEX deliveries_by_webhook ON deliveries (webhook_id, seq)",
)


class Database:
    """One connection, used from one thread. Every write is inside `transaction`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, statement: str, values: Sequence[Value] = ()) -> None:
        """Run one statement."""
        self._connection.execute(statement, values)

    def execute_many(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run one statement for each of the rows."""
        self._connection.executemany(statement, rows)

    def rows(self, query: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        """Every row of the answer."""
        return self._connection.execute(query, values).fetchall()

    def row(self, query: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        """The first row of the answer, if there is one."""
        found: sqlite3.Row | None = self._connection.execute(query, values).fetchone()
        return found

    def number(self, query: str, values: Sequence[Value] = ()) -> int:
        """The one number that the query answers with; 0 for NULL."""
        found = self.row(query, values)
        return int(found[0] or 0) if found else 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is done inside, or nothing."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @property
    def is_empty(self) -> bool:
        """Whether there is no table yet."""
        return not self.number("SELECT count(*) FROM sqlite_schema")

    def create_tables(self) -> None:
        """For a fresh file. The indexes come after the data, which is several times faster."""
        for statement in _TABLES:
            self.execute(statement)

    def create_indexes(self) -> None:
        """What lists, filters and calendars are read by."""
        for statement in _INDEXES:
            self.execute(statement)

    def fact(self, name: str) -> str | None:
        """One of the things that the sandbox remembers about itself."""
        found = self.row("SELECT value FROM facts WHERE name = ?", (name,))
        return str(found["value"]) if found else None

    def remember(self, name: str, value: str) -> None:
        """Keep such a thing."""
        self.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """The database in that file, made (0600) where there is none; held by this process alone until the end.

    Raises:
        UsageError: it can't be opened, is in use, or belongs to another program. Nothing was changed in it.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        _refuse_strangers(path)
        connection = sqlite3.connect(path, timeout=1.0, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise UsageError(f"The database {path} can't be opened: {_reason(error)}") from error
    with closing(connection):
        connection.row_factory = sqlite3.Row
        try:
            _claim(connection)
        except sqlite3.Error as error:
            raise UsageError(f"The database {path} can't be used: {_reason(error)}") from error
        yield Database(connection)


def _refuse_strangers(path: Path) -> None:
    """Look at the file's header (SQLite's "Database File Format", section 1.3) before SQLite gets to touch it."""
    with path.open("rb") as file:
        header = file.read(_HEADER_SIZE)
    if not header:
        return
    if len(header) < _HEADER_SIZE or not header.startswith(b"SQLite format 3\0"):
        raise UsageError(f"{path} is no database. Nothing was changed in it")
    version, mark = (int.from_bytes(header[place : place + 4], "big") for place in (60, 68))
    if mark != _APPLICATION_ID:
        raise UsageError(f"{path} is another program's database. Nothing was changed in it")
    if version != _SCHEMA_VERSION:
        raise UsageError(f"{path} was made by another version of the sandbox. Nothing was changed in it")


def _claim(connection: sqlite3.Connection) -> None:
    """Take the file's lock until the connection closes, and mark the file as ours.

    The marks are written before WAL mode is entered: from then on they would be in the other file at first.
    """
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")


def _reason(error: OSError | sqlite3.Error) -> str:
    """Why, as the system or SQLite puts it."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if "locked" in str(error):
        return "another sandbox is using it"
    return str(error)
