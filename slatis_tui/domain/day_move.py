"""Moving a member's day: a new time for each of its bookings, none of them in another's way.

Nothing here asks a server or is sent: bookings and free slots in, a plan out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from slatis_tui.domain.changes import Intent, Verb
from slatis_tui.domain.daylight import is_at_night
from slatis_tui.domain.instants import local_date, to_wire
from slatis_tui.domain.lifecycle import judge
from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.zones import Zone, find_zone

FreeStarts = Mapping[str, Sequence[int]]
"""Event type id → its free starts after the day, sorted, in Unix seconds."""

LEFT_OUT = "left out"
NO_SLOT = "no free slot was found"
_BEGUN = "it has begun already"


class Proposal(NamedTuple):
    """What is proposed for one booking."""

    row: BookingRow
    start: int | None = None
    """Its new start in Unix seconds; None where it stays."""
    reason: str = ""
    """Why it stays."""
    fixed: bool = False
    """Whether nothing can be chosen for it."""

    @property
    def end(self) -> int | None:
        """When it would be over: it lasts as long as it did."""
        return None if self.start is None else self.start + _length(self.row)


@dataclass(frozen=True, slots=True)
class DayMove:
    """A plan. Replaced, never altered, when one of its times is chosen anew."""

    free: FreeStarts
    proposals: tuple[Proposal, ...] = ()
    """In the order of the day."""

    @property
    def moving(self) -> tuple[Proposal, ...]:
        """Those that get a new time."""
        return tuple(one for one in self.proposals if one.start is not None)

    def stepped(self, place: int, by: int) -> "DayMove":
        """With the next (1) or previous (−1) slot for the booking at that place that is in no other's way.

        One that was left out gets its first slot back. At either end, and where there is no slot, all stays.
        """
        one = self.proposals[place]
        slots = [] if one.fixed else self._slots_for(place)
        if not slots:
            return self
        at = slots.index(one.start) + by if one.start in slots else 0
        return self._with(place, one._replace(start=slots[at], reason="")) if 0 <= at < len(slots) else self

    def toggled(self, place: int) -> "DayMove":
        """With the booking at that place left out, or in again."""
        one = self.proposals[place]
        if one.start is None:
            return self.stepped(place, 1)
        return self._with(place, one._replace(start=None, reason=LEFT_OUT))

    def intents(self, reason: str) -> list[Intent]:
        """The reschedules to send, in order; with the reason where one is given."""
        why = {"reason": reason} if reason else {}
        return [
            Intent(
                Verb.RESCHEDULE,
                one.row.id,
                one.row.name or one.row.email,
                one.row.status,
                {"requested_time": to_wire(one.start)} | why,
            )
            for one in self.moving
            if one.start is not None
        ]

    def _slots_for(self, place: int) -> list[int]:
        """Every free start that keeps out of the others' way."""
        row = self.proposals[place].row
        others = [(one.start, one.end) for at, one in enumerate(self.proposals) if at != place]
        taken = [(start, end) for start, end in others if start is not None and end is not None]
        return [start for start in self.free.get(row.event_type_id, ()) if _fits(start, row, taken)]

    def _with(self, place: int, one: Proposal) -> "DayMove":
        return replace(self, proposals=(*self.proposals[:place], one, *self.proposals[place + 1 :]))


def propose(rows: Iterable[BookingRow], free: FreeStarts, *, now: float, zone: Zone) -> DayMove:
    """A plan for these bookings: each gets the slot with the fewest days of delay; of those of one day one in the
    attendee's daylight, and the earliest of them. The booking that is earlier on the day chooses first.

    Args:
        rows: the active bookings of one member on one day.
        free: the slots to choose from.
        now: Unix seconds by the console's clock.
        zone: in which days are counted.
    """
    plan = DayMove(free)
    for place, row in enumerate(sorted(rows, key=lambda one: (one.start or 0, one.id))):
        reason = judge(Verb.RESCHEDULE, row, now).reason
        if not reason and (row.start is None or row.start <= now):
            reason = _BEGUN
        plan = replace(plan, proposals=(*plan.proposals, Proposal(row, reason=reason, fixed=bool(reason))))
        if not reason:
            plan = plan._with(place, _best(plan, place, zone))
    return plan


def _best(plan: DayMove, place: int, zone: Zone) -> Proposal:
    row = plan.proposals[place].row
    by_delay = {start: _delay(start, row, zone) for start in plan._slots_for(place)}
    best = min(by_delay, key=lambda start: by_delay[start], default=None)
    return Proposal(row, best, "" if best is not None else NO_SLOT)


def _delay(start: int, row: BookingRow, zone: Zone) -> tuple[int, bool, int]:
    attendee = find_zone(row.timezone)
    days = (local_date(start, zone) - local_date(row.start or start, zone)).days
    return days, not attendee.warning and is_at_night(start, attendee), start


def _fits(start: int, row: BookingRow, taken: Sequence[tuple[int, int]]) -> bool:
    end = start + max(_length(row), 1)
    return all(end <= begin or start >= over for begin, over in taken)


def _length(row: BookingRow) -> int:
    return max(0, (row.end or 0) - (row.start or 0)) if row.start is not None else 0
