"""What is about to change of an event type, and what the server has of one whose change is in doubt."""

from collections.abc import Callable, Iterable, Sequence

from slatis_tui.domain import event_type_form as form
from slatis_tui.domain.event_type_form import Difference
from slatis_tui.domain.models import CustomField, EventType
from slatis_tui.domain.text import clean
from slatis_tui.presentation.event_type_text import SCHEDULING_TYPES
from slatis_tui.presentation.lines import UNKNOWN, Line, heading, labelled
from slatis_tui.presentation.times import duration

_ACTIVITY = {True: "active", False: "not active", None: ""}
_LONGEST = 60
_LONGEST_NAMES = 300

TeamName = Callable[[str], str]
"""From a team's id to its name."""


def difference_texts(differences: Iterable[Difference], team_name: TeamName) -> list[str]:
    """Before → after, a line for each field: `Duration: 30 min → 45 min`."""
    return [
        f"{form.LABELS[place]}: {_text(place, before, team_name)} → {_text(place, after, team_name)}"
        for place, before, after in differences
    ]


def not_copied_text(fields: Iterable[CustomField]) -> str:
    """What a copy lacks: the vendor's Event Types page has no way to make custom fields."""
    names = ", ".join(one.label or clean(one.key) for one in fields)
    return f"Its own fields are not copied, as the API has no way to make them: {clean(names, _LONGEST_NAMES)}"


def event_type_server_lines(found: Sequence[EventType], *, is_create: bool) -> list[Line]:
    """What the server has: the event type itself, or those of the same name."""
    lines = heading("What the server has")
    if not found:
        return [*lines, [("no active event type of this name" if is_create else "nothing", "")]]
    for one in found:
        state = "deleted" if one.deleted_at is not None else _ACTIVITY[one.is_active]
        told = [one.name, duration(one.duration), state, clean(one.id)]
        lines += labelled("Same name" if is_create else "Event type", " · ".join(filter(None, told)))
    return lines


def _text(place: str, value: object, team_name: TeamName) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return duration(value)
    text = value if isinstance(value, str) else ""
    if place == form.TEAM and text:
        return team_name(text)
    if place == form.SCHEDULING:
        text = SCHEDULING_TYPES.get(text, text)
    return clean(text, _LONGEST) or UNKNOWN
