"""Why an event type has no free slots: what its rules and the team's days tell, and what they do not.

Working hours and absences are not told by the API, so nothing is said of them but that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from slatis_tui.domain.instants import local_date
from slatis_tui.domain.models import EventType
from slatis_tui.domain.team import MemberDay
from slatis_tui.domain.zones import Zone

COLLECTIVE = "COLLECTIVE"
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class DayLoads:
    """The members of the event type's team on one day."""

    members: int
    free: int
    full: int
    """Of those who are not free, how many have as many bookings as they take."""
    unknown: int = 0
    """Of how many the server did not say whether they are free."""


def day_loads(members: Iterable[MemberDay]) -> DayLoads:
    """Those who take bookings, counted."""
    active = [one for one in members if one.member.is_active is not False]
    full = [
        one
        for one in active
        if not one.is_available and one.most is not None and one.booked is not None and one.booked >= one.most
    ]
    free = sum(one.is_available is True for one in active)
    return DayLoads(len(active), free, len(full), sum(one.is_available is None for one in active))


def first_bookable(event_type: EventType, now: float) -> int:
    """The first instant (Unix seconds) that the minimum notice allows."""
    return int(now) + (event_type.minimum_booking_notice or 0) * _MINUTE


def general_reasons(event_type: EventType) -> list[str]:
    """What holds for every day."""
    reasons: list[str] = []
    if event_type.deleted_at is not None:
        reasons.append("It was deleted: a deleted event type offers no slots.")
    elif event_type.is_active is False:
        reasons.append("It is not active: an inactive event type offers no slots.")
    if event_type.timezone:
        reasons.append(f"Its working hours are those of {event_type.timezone}, whoever takes it.")
    before, after = event_type.buffer_before or 0, event_type.buffer_after or 0
    if event_type.duration is not None and (before or after):
        needed = before + event_type.duration + after
        reasons.append(f"With its buffers it needs {needed} min in a row, where it lasts {event_type.duration} min.")
    if event_type.slot_interval is not None or event_type.duration is not None:
        reasons.append(f"It can start every {event_type.slot_interval or event_type.duration} min.")
    reasons.append("Working hours and absences are not told by the API.")
    return reasons


def day_reasons(
    event_type: EventType, days: Iterable[date], loads: Mapping[date, DayLoads], *, zone: Zone, now: float
) -> dict[date, str]:
    """Each of these days, which have no free slot, with what is known to be in the way; empty where nothing is."""
    return {day: _reason(event_type, day, loads.get(day), zone, now) for day in days}


def _reason(event_type: EventType, day: date, load: DayLoads | None, zone: Zone, now: float) -> str:
    if day < local_date(first_bookable(event_type, now), zone):
        return "too soon: the minimum notice is not over by then"
    if load is None or load.unknown:
        return ""
    if not load.members:
        return "the team has no active member"
    if event_type.scheduling_type == COLLECTIVE and load.free < load.members:
        full = f", {load.full} fully booked" if load.full else ""
        return f"all {load.members} must be free at once, {load.free} are free at some time{full}"
    if load.full == load.members:
        return f"all {load.members} members are fully booked"
    if not load.free:
        full = f" ({load.full} fully booked)" if load.full else ""
        return f"none of {load.members} members is free{full}: booked, or outside their working hours"
    return f"{load.free} of {load.members} members are free at some time, but not with its buffers, notice and hours"
