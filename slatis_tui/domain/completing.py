"""An answer that says less than was known before completes itself from that.

Only a booking's id and status can be relied upon in an answer. What an answer to a change does not mention at all
has not changed by it; what it gives as null has.
"""

from typing import NamedTuple

from slatis_tui.domain.models import Booking, BookingRow

_PARTS = {
    "start_time": ("start",),
    "end_time": ("end",),
    "attendee": ("name", "email", "timezone"),
    "event_type_id": ("event_type_id",),
    "assigned_to_id": ("assigned_to_id",),
}
"""The API's name of each part, and what a row makes of it."""
_SEARCHED = frozenset({"attendee", "custom_fields"})


class _Completed(NamedTuple):
    """The source of a row that was put together from two answers."""

    newer: BookingRow
    older: BookingRow

    def booking(self, place: int) -> Booking:
        """The newer answer, with what only the older one says."""
        newer, older = self.newer.whole(), self.older.whole()
        said = newer.document
        return Booking(
            row=completed(self.newer, self.older),
            attendee=newer.attendee if "attendee" in said else older.attendee,
            custom_fields=newer.custom_fields if "custom_fields" in said else older.custom_fields,
            metadata=newer.metadata if "metadata" in said else older.metadata,
            created_at=newer.created_at if "created_at" in said else older.created_at,
            updated_at=newer.updated_at if "updated_at" in said else older.updated_at,
            document={**older.document, **said},
        )

    def custom_answer(self, place: int, key: str) -> object:
        """One of the answers of that."""
        return self.booking(place).custom_fields.get(key)


def completed(newer: BookingRow, older: BookingRow | None) -> BookingRow:
    """The newer row, with what its answer does not mention taken from the older one."""
    if older is None or older.problem or newer.problem:
        return newer
    said = newer.whole().document.keys()
    kept = {name: getattr(older, name) for part, names in _PARTS.items() if part not in said for name in names}
    if _SEARCHED - said:
        kept["search"] = older.search
    if not kept and "metadata" in said:
        return newer
    return newer._replace(**kept, source=_Completed(newer, older), place=0)
