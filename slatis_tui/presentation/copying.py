"""What can be copied of bookings, as text for a clipboard. Cleaned: it may be pasted into a shell."""

from collections.abc import Sequence
from typing import NamedTuple

from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.text import clean
from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.booking_cells import attendee_name
from slatis_tui.presentation.lines import UNKNOWN
from slatis_tui.presentation.status import status_word
from slatis_tui.presentation.times import full

MOST_BYTES = 8_000
"""Of a text that a terminal is asked to put on the clipboard (OSC 52): many ignore a longer one without a word."""
_LONGEST_ID = 1_000


class Copyable(NamedTuple):
    """One thing to copy."""

    letter: str
    """The key that takes it from the menu."""
    title: str
    text: str
    """Empty where there is nothing to copy."""


def of_one(row: BookingRow, phone: str, as_row: str) -> list[Copyable]:
    """What can be copied of one booking; what it does not say is left out."""
    found = [
        Copyable("i", "Id", clean(row.id, _LONGEST_ID)),
        Copyable("e", "E-mail", row.email),
        Copyable("p", "Phone", phone),
        Copyable("r", "Row", as_row),
    ]
    return [one for one in found if one.text]


def of_marked(rows: Sequence[BookingRow], as_rows: Sequence[str]) -> list[Copyable]:
    """What can be copied of all that are marked, a line for each."""
    if not rows:
        return []
    emails = dict.fromkeys(row.email for row in rows if row.email)
    marked = f"{len(rows)} marked"
    found = [
        Copyable("m", f"{marked}: rows", "\n".join(as_rows)),
        Copyable("d", f"{marked}: ids", "\n".join(clean(row.id, _LONGEST_ID) for row in rows)),
        Copyable("a", f"{marked}: e-mails", "\n".join(emails)),
    ]
    return [one for one in found if one.text]


def of_row(row_id: str, cells: Sequence[str]) -> list[Copyable]:
    """What can be copied of a row of any list: its id, and all that its columns say."""
    shown_id = clean(row_id, _LONGEST_ID)
    return [Copyable("i", "Id", shown_id), Copyable("r", "Row", "\t".join((shown_id, *filter(None, cells))))]


def row_text(row: BookingRow, *, zone: Zone, event_type_name: str, member_name: str) -> str:
    """A row in one line, its columns separated by tabs, its time in full."""
    cells = (
        clean(row.id, _LONGEST_ID),
        status_word(row.status),
        UNKNOWN if row.start is None else full(row.start, zone),
        attendee_name(row),
        row.email or UNKNOWN,
        event_type_name or UNKNOWN,
        member_name or UNKNOWN,
    )
    return "\t".join(cells)


def too_long(text: str) -> str:
    """Why it can't be copied; empty where it can."""
    size = len(text.encode("utf-8", "replace"))
    if size <= MOST_BYTES:
        return ""
    return f"Nothing was copied: this is {size} bytes, and {MOST_BYTES} are the most that terminals take"
