"""What the forms about event types and members offer to choose from."""

from collections.abc import Iterable

from slatis_tui.domain.member_filter import ACTIVE, LEFT
from slatis_tui.domain.models import Member
from slatis_tui.domain.text import clean
from slatis_tui.loading.directory import Directory
from slatis_tui.presentation.event_type_text import SCHEDULING_TYPES
from slatis_tui.widgets.choice_input import Choice


def team_choices(directory: Directory, besides: str = "") -> list[Choice]:
    """The teams that members and event types belong to, by name, and the one besides; namesakes show their ids."""
    names = {team_id: directory.team_name(team_id) for team_id in (*directory.team_ids, besides) if team_id}
    taken = list(names.values())
    labels = {
        team_id: name if taken.count(name) == 1 else f"{name} · {clean(team_id)}" for team_id, name in names.items()
    }
    return [Choice(team_id, label) for team_id, label in sorted(labels.items(), key=lambda pair: pair[1].casefold())]


def scheduling_choices(besides: str = "") -> list[Choice]:
    """The scheduling types of the vendor's Event Types page, and the one besides, as it came."""
    found = [Choice(value, label) for value, label in SCHEDULING_TYPES.items()]
    return found if besides in ("", *SCHEDULING_TYPES) else [*found, Choice(besides, besides)]


def skill_choices(members: Iterable[Member], besides: str = "") -> list[Choice]:
    """The skills that members have, and the one besides."""
    found = {skill for one in members for skill in one.skills} | ({besides} if besides else set())
    return [Choice(skill, skill) for skill in sorted(found, key=str.casefold)]


def activity_choices() -> list[Choice]:
    """Who takes bookings, and who does not any more."""
    return [Choice(ACTIVE, "Active"), Choice(LEFT, "Left")]
