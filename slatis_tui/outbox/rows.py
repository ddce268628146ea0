"""Operations as rows of the journal, and the statements over them."""

import sqlite3

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.outbox.ages import Uptime
from slatis_tui.outbox.operations import Operation

_FIXED = ("op_id", "scope", "verb", "idempotency_key", "created_at", "boot", "uptime", "run_id")
_MOVING = (
    "session", "booking_id", "subject", "prior_status", "state", "body", "form_hash", "due_at", "begun_at", "in_doubt",
    "result_status", "result_id", "replayed", "error", "request_id",
)  # fmt: skip

INSERT = f"INSERT INTO operations ({', '.join(_FIXED + _MOVING)}) VALUES (:{', :'.join(_FIXED + _MOVING)})"
UPDATE = f"""
UPDATE operations SET {", ".join(f"{name} = :{name}" for name in _MOVING)} WHERE op_id = :op_id AND session = :owner
"""
REMEMBER = "INSERT INTO history (op_id, at, state, note) VALUES (?, ?, ?, ?)"
TRAIL = "SELECT at, state, note FROM history WHERE op_id = ? ORDER BY rowid"
OWNERS_ELSEWHERE = """
SELECT session FROM operations WHERE scope <> ? AND state IN ('waiting', 'sending', 'needs review')
"""
STANDING = "SELECT state, session FROM operations WHERE op_id = ?"
NEWEST = "SELECT coalesce(max(at), 0) FROM history"
STEP_BACK = """
SELECT coalesce(max(latest - at), 0) FROM (
    SELECT at, max(at) OVER (ORDER BY rowid) AS latest FROM history
    WHERE rowid >= (SELECT min(rowid) FROM history WHERE op_id = ?)
)
"""
"""By how many seconds the clock was set back, at most, since an operation began."""
COUNT = "UPDATE counter SET commits = commits + 1"
COUNTED = "SELECT identity, commits FROM counter"
UNSETTLED = """
SELECT * FROM operations WHERE scope = ? AND state IN ('waiting', 'sending', 'needs review') ORDER BY created_at, rowid
"""
UNSETTLED_OF_ALL = "SELECT * FROM operations WHERE state IN ('waiting', 'sending', 'needs review')"
OPEN_TWIN = """
SELECT * FROM operations WHERE scope = ? AND state IN ('waiting', 'sending')
    AND ((booking_id <> '' AND booking_id = ?) OR (form_hash <> '' AND form_hash = ?))
"""
REJECTED = (
    "SELECT * FROM operations WHERE scope = ? AND state = 'rejected' AND session <> '' ORDER BY created_at, rowid"
)
MOVED = """
SELECT booking_id, result_id FROM operations
WHERE scope = ? AND verb = 'reschedule' AND result_id <> '' AND state = 'done' ORDER BY created_at, rowid
"""
OF_RUN = "SELECT * FROM operations WHERE run_id = ? ORDER BY rowid"
FORGET_REJECTED = """
UPDATE operations SET session = '', subject = '', body = x'', form_hash = '' WHERE state = 'rejected' AND session = ?
"""

Row = dict[str, str | float | bytes]


def to_row(operation: Operation, scope: str, session: str) -> Row:
    """The row of an operation, without its content where that is not needed any more."""
    change, keep = operation.change, operation.keeps_content
    return {
        "op_id": change.op_id,
        "scope": scope,
        "session": session,
        "verb": change.verb,
        "booking_id": change.booking_id,
        "subject": change.subject if keep else "",
        "prior_status": change.prior_status,
        "state": change.state,
        "body": operation.body if keep else b"",
        "idempotency_key": operation.idempotency_key,
        "form_hash": operation.form_hash if keep else "",
        "created_at": change.created_at,
        "boot": operation.born.boot,
        "uptime": operation.born.seconds,
        "due_at": change.due_at,
        "begun_at": operation.begun_at,
        "in_doubt": operation.in_doubt,
        "result_status": change.result_status,
        "result_id": change.result_id,
        "replayed": change.replayed,
        "error": change.error,
        "request_id": change.request_id,
        "run_id": change.run_id,
    }


def to_operation(row: sqlite3.Row) -> Operation:
    """The operation that a row holds, also one of an earlier version of the journal.

    The problems of single fields are not kept: the form they belong to is gone.
    """
    change = Change(
        op_id=row["op_id"],
        verb=Verb(row["verb"]),
        booking_id=row["booking_id"],
        subject=row["subject"],
        prior_status=row["prior_status"],
        state=ChangeState(row["state"]),
        created_at=row["created_at"],
        due_at=row["due_at"],
        result_status=row["result_status"],
        result_id=row["result_id"] if "result_id" in row.keys() else "",  # noqa: SIM118 - a row is no mapping
        replayed=bool(row["replayed"]),
        error=row["error"],
        request_id=row["request_id"],
        run_id=row["run_id"] if "run_id" in row.keys() else "",  # noqa: SIM118 - a row is no mapping
    )
    return Operation(
        change,
        body=row["body"],
        idempotency_key=row["idempotency_key"],
        form_hash=row["form_hash"],
        begun_at=row["begun_at"],
        in_doubt=bool(row["in_doubt"]),
        born=Uptime(row["boot"], row["uptime"]),
    )
