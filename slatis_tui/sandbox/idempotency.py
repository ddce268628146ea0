"""Repeating a create without booking twice (vendor's Bookings page, "Idempotency").

As that page says, a known key gets the original answer, whatever comes with it. That only successes are kept is our
reading: after a refusal the key is free again.
"""

from slatis_tui.sandbox.backend import Answer
from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.instants import DAY_MS
from slatis_tui.sandbox.refusals import invalid_field

TEAM = "sandbox"
"""Keys are scoped per team; both of the sandbox's API keys belong to the one."""
KEPT_MS = DAY_MS
LONGEST_KEY = 255
"""Characters (vendor's documentation)."""
_REPLAY = b',"idempotent_replay":true}'


def check_key(key: str) -> None:
    """Make sure that a key can be kept.

    Raises:
        Refusal: 400, it is empty or too long.
    """
    if not 1 <= len(key) <= LONGEST_KEY:
        raise invalid_field("Idempotency-Key", f"must have 1 to {LONGEST_KEY} characters")


def replay(database: Database, key: str, now_ms: int) -> Answer | None:
    """The answer that this key got in the last 24 hours, marked as a replay; None where it is new."""
    database.execute("DELETE FROM idempotency WHERE created_ms <= ?", (now_ms - KEPT_MS,))
    kept = database.row('SELECT answer FROM idempotency WHERE team = ? AND "key" = ?', (TEAM, key))
    if kept is None:
        return None
    return Answer({}, encoded=kept["answer"].encode().removesuffix(b"}") + _REPLAY)


def keep(database: Database, key: str, answer: bytes, now_ms: int) -> None:
    """Remember the first answer."""
    database.execute("INSERT INTO idempotency VALUES (?, ?, ?, ?)", (TEAM, key, answer.decode(), now_ms))
