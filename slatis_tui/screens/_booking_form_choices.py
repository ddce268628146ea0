"""What the booking form offers to choose from, and what is known of an attendee."""

from collections import Counter
from collections.abc import Iterable, Sequence

from slatis_tui.domain.models import EventType, Member
from slatis_tui.domain.text import clean
from slatis_tui.presentation.times import duration
from slatis_tui.widgets.choice_input import Choice


def event_type_choices(event_types: Sequence[EventType], wanted: EventType | None) -> list[Choice]:
    """The active event types, and the wanted one where it is none of them."""
    known = list(event_types)
    if wanted is not None and all(one.id != wanted.id for one in known):
        known.append(wanted)
    return [Choice(one.id, _event_type_label(one)) for one in known]


def member_choices(members: Iterable[Member]) -> list[Choice]:
    """Whom a booking can be assigned to; namesakes are told apart by their e-mail address."""
    active = [one for one in members if one.is_active is not False]
    names = Counter(one.name for one in active)
    return [Choice(one.id, _member_label(one, names[one.name] > 1)) for one in active]


def _event_type_label(event_type: EventType) -> str:
    name = event_type.name or clean(event_type.id)
    return name if event_type.duration is None else f"{name} · {duration(event_type.duration)}"


def _member_label(member: Member, has_namesake: bool) -> str:
    name = member.name or clean(member.id)
    return f"{name} · {member.email or clean(member.id)}" if has_namesake else name
