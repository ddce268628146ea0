"""What sessions that have ended left unsettled in the journal: theirs no more, and not yet anybody else's."""

import sqlite3
from pathlib import Path

from slatis_tui.outbox import rows
from slatis_tui.outbox.operations import Operation
from slatis_tui.outbox.sessions import Session, is_living, sessions_beside


class LeftOvers:
    """Reads, on the journal's connection, what ended sessions left. Every method raises sqlite3.Error or OSError."""

    def __init__(self, db: sqlite3.Connection, folder: Path, session: Session, scope: str) -> None:
        self._db = db
        self._folder = folder
        self._session = session
        self._scope = scope
        self._had_others = True

    def orphans(self) -> list[tuple[Operation, str]]:
        """Those of this scope, oldest first, each with the session that left it."""
        found = self._of_dead(self._db.execute(rows.UNSETTLED, (self._scope,)).fetchall())
        return [(rows.to_operation(row), row["session"]) for row in found]

    def are_likely(self) -> bool:
        """Whether there are any; costs next to nothing while there was no other console lately."""
        had_others, self._had_others = self._had_others, bool(sessions_beside(self._folder) - {self._session.name})
        return bool((had_others or self._had_others) and self.orphans())

    def elsewhere(self) -> int:
        """How many those of other scopes are."""
        return len(self._of_dead(self._db.execute(rows.OWNERS_ELSEWHERE, (self._scope,)).fetchall()))

    def rejected(self) -> list[tuple[Operation, str]]:
        """What killed sessions of this scope had rejected, perhaps without having told anybody."""
        found = self._of_dead(self._db.execute(rows.REJECTED, (self._scope,)).fetchall())
        return [(rows.to_operation(row), row["session"]) for row in found]

    def _of_dead(self, found: list[sqlite3.Row]) -> list[sqlite3.Row]:
        """Those whose session has ended. Asked once the rows are read: the dead do not come back, the new have none."""
        owners = {row["session"] for row in found} - {self._session.id}
        dead = {owner for owner in owners if not is_living(self._folder, owner)}
        return [row for row in found if row["session"] in dead]
