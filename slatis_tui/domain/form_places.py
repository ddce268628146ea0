"""The places of the booking form at which a problem can stand, and which of them the server's `details` mean."""

import re
from collections.abc import Collection, Iterable

from slatis_tui.errors import FieldProblem

EVENT_TYPE = "event_type_id"
WHEN = "requested_time"
NAME = "attendee.name"
EMAIL = "attendee.email"
PHONE = "attendee.phone"
TIMEZONE = "attendee.timezone"
ASSIGN_TO = "assign_to"
METADATA = "metadata"
CUSTOM = "custom_fields"

_MEANINGS = {
    **{place: place for place in (EVENT_TYPE, WHEN, NAME, EMAIL, PHONE, TIMEZONE, ASSIGN_TO, METADATA)},
    "start_time": WHEN,
    "attendee": NAME,
    "name": NAME,
    "email": EMAIL,
    "phone": PHONE,
    "timezone": TIMEZONE,
    "assigned_to_id": ASSIGN_TO,
}
"""What a server may call each place. The shape of `details` is our reading, so near names are understood too."""
_SEPARATORS = re.compile(r"[./\[\]\"']+")


def custom_place(key: str) -> str:
    """The place of the custom field of that key."""
    return f"{CUSTOM}.{key}"


def place_of(path: str, keys: Collection[str]) -> str:
    """The place that a field's name in the server's `details` means; empty when it is none of the form.

    `company`, `custom_fields.company`, `custom_fields[company]` and `/custom_fields/company` are the same
    place. A name that stands alone means a custom field first, `keys` being theirs.
    """
    if path in keys:
        return custom_place(path)
    parts = [part for part in _SEPARATORS.split(path) if part]
    if parts[:1] == ["body"]:
        del parts[0]
    if parts[:1] == [CUSTOM]:
        key = path.partition(CUSTOM)[2].strip("./[]\"'")
        return custom_place(key) if key in keys else ""
    if parts[:1] == [METADATA]:
        return METADATA
    return _MEANINGS.get(".".join(parts), "")


def sort_problems(problems: Iterable[FieldProblem], keys: Collection[str]) -> tuple[dict[str, str], list[FieldProblem]]:
    """Each place with what is wrong there, and the problems that belong to no place; none is lost."""
    placed: dict[str, str] = {}
    others: list[FieldProblem] = []
    for problem in problems:
        place = place_of(problem.field, keys)
        if not place:
            others.append(problem)
        elif place in placed:
            placed[place] = f"{placed[place]}; {problem.message}"
        else:
            placed[place] = problem.message
    return placed, others
