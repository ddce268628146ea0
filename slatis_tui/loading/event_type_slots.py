"""The free slots of an event type in the days to come, and the team's days where there are none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from slatis_tui.domain.instants import local_date
from slatis_tui.domain.models import EventType, Slot
from slatis_tui.domain.ports import BookingReader
from slatis_tui.domain.slot_reasons import DayLoads, day_loads
from slatis_tui.domain.team import TeamReader
from slatis_tui.domain.zones import Zone
from slatis_tui.errors import SlatisError

DAYS = 7


@dataclass(frozen=True, slots=True)
class WeekSlots:
    """Seven days from today."""

    by_day: dict[date, tuple[int, ...]]
    """Each of the days with the starts (Unix seconds) of its free slots, in order."""
    loads: dict[date, DayLoads]
    """Those without a slot, with the team's members on them; a day that could not be read is missing."""
    zone: Zone
    """Whose days they are."""
    error: SlatisError | None = None
    """Why the slots, or the team's days, could not be read."""

    @property
    def empty_days(self) -> list[date]:
        """The days without a free slot."""
        return [day for day, starts in self.by_day.items() if not starts]


async def load_week_slots(
    reader: BookingReader, team: TeamReader, event_type: EventType, *, zone: Zone, now: float
) -> WeekSlots:
    """Read them; a deleted one has none. Raises nothing: what could not be read is part of the answer."""
    if event_type.deleted_at is not None:
        return WeekSlots({}, {}, zone)
    today = local_date(now, zone)
    days = [today + timedelta(days=count) for count in range(DAYS)]
    try:
        slots = await reader.free_slots(event_type.id, days[0], days[-1], zone.name)
    except SlatisError as error:
        return WeekSlots({}, {}, zone, error)
    by_day = {day: _starts(slots, day, zone) for day in days}
    loads: dict[date, DayLoads] = {}
    failed: SlatisError | None = None
    for day in [day for day, starts in by_day.items() if not starts]:
        try:
            members = await team.members_on(day, duration=event_type.duration or 30, team_id=event_type.team_id)
        except SlatisError as error:
            failed = error
            break
        loads[day] = day_loads(members)
    return WeekSlots(by_day, loads, zone, failed)


def _starts(slots: Sequence[Slot], day: date, zone: Zone) -> tuple[int, ...]:
    return tuple(slot.start for slot in slots if local_date(slot.start, zone) == day)
