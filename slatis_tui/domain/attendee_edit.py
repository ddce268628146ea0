"""An attendee's details before and after an edit: what of them changes, and what is wrong with that.

Only what changed is sent (vendor's Bookings page, "Update attendee details").
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from slatis_tui.domain import form_places as places
from slatis_tui.domain.field_values import BadValue, read_email, read_phone
from slatis_tui.domain.models import Attendee
from slatis_tui.domain.zone_names import read_zone_name
from slatis_tui.errors import FieldProblem

_REQUIRED = "This is required"


class Edited(NamedTuple):
    """One detail that changes."""

    key: str
    """As in the request: `name`, `email`, `phone`, `timezone`."""
    before: str
    after: str
    """Empty where it is taken out."""


@dataclass(frozen=True, slots=True)
class AttendeeEdit:
    """What an edit changes."""

    edited: tuple[Edited, ...] = ()
    """In the order of the form."""
    problems: tuple[FieldProblem, ...] = ()

    @property
    def body(self) -> Mapping[str, Any]:
        """What to send; a detail that is taken out is null: our reading."""
        return {"attendee": {one.key: one.after or None for one in self.edited}}

    @property
    def new_email(self) -> str:
        """The address to which the server sends a fresh confirmation; empty where it stays as it was."""
        return next((one.after for one in self.edited if one.key == "email"), "")


def _any_name(text: str) -> str:
    return text


_DETAILS: tuple[tuple[str, str, bool, Callable[[str], str]], ...] = (
    ("name", places.NAME, True, _any_name),
    ("email", places.EMAIL, True, read_email),
    ("phone", places.PHONE, False, read_phone),
    ("timezone", places.TIMEZONE, False, read_zone_name),
)
"""Key, place, whether it is needed, and how it is read."""


def edit_of(before: Attendee, after: Attendee) -> AttendeeEdit:
    """What changes from one to the other. What stays is not looked at: it may be as odd as it is."""
    edited: list[Edited] = []
    problems: list[FieldProblem] = []
    for key, place, is_required, read in _DETAILS:
        old, typed = str(getattr(before, key)), str(getattr(after, key)).strip()
        if typed == old.strip():
            continue
        new = typed
        if typed:
            try:
                new = read(typed)
            except BadValue as bad:
                problems.append(FieldProblem(place, str(bad)))
        elif is_required:
            problems.append(FieldProblem(place, _REQUIRED))
        if new != old:
            edited.append(Edited(key, old, new))
    return AttendeeEdit(tuple(edited), tuple(problems))
