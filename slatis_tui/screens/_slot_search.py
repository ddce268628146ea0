"""Which free slots a form asks for next, and what it says meanwhile. No widget, no request."""

from datetime import date, timedelta

from slatis_tui.domain.free_slots import FreeSlots
from slatis_tui.domain.instants import DAYS, MONTHS
from slatis_tui.domain.models import Slot
from slatis_tui.domain.zones import Zone
from slatis_tui.errors import SlatisError
from slatis_tui.screens._slot_loading import Days

_DAYS_AT_ONCE = 7
_FARTHEST = timedelta(days=31)
"""How many days are asked for at once, so that the grid has no hole."""
_MOST_EMPTY_WEEKS = 4
"""How many weeks without a free slot are looked through before that is said."""


class SlotSearch:
    """The free slots of the chosen event type: a week at a time, further while there are none."""

    def __init__(self, zone: Zone) -> None:
        self._zone = zone
        self._event_type_id = ""
        self._awaited: Days | None = None
        self._is_missed = False
        """Whether somebody waits for what is awaited."""
        self._empty_weeks = 0
        self.free = FreeSlots(zone)
        """What is known so far."""
        self.status = ""
        """What to say about it."""

    def start(self, event_type_id: str, today: date) -> Days | None:
        """Begin anew with this event type; what to ask for, if one is chosen."""
        self._event_type_id = event_type_id
        self._empty_weeks = 0
        self.free = FreeSlots(self._zone)
        self.status = ""
        self._awaited = None
        return self._week(today) if event_type_id else None

    def more(self, today: date) -> Days | None:
        """The days after the last known ones; None while some are awaited, which are missed from now on."""
        self._empty_weeks = 0
        if self._awaited is not None:
            self._miss(self._awaited)
        if self._awaited is not None or not self._event_type_id:
            return None
        return self._week(self.free.last + timedelta(days=1) if self.free.last else today)

    def ahead(self) -> Days | None:
        """The days after the last known ones, which nobody misses yet; None while some are awaited."""
        if self._awaited is not None or not self._event_type_id or self.free.last is None:
            return None
        return self._week(self.free.last + timedelta(days=1), missed=False)

    def reach(self, day: date) -> Days | None:
        """What lies between the known days and that one, with a week from it on; far away that week alone, anew."""
        if not self._event_type_id or self.free.last is None or self.free.reaches(day):
            return None
        first = self.free.last + timedelta(days=1)
        if not first <= day <= first + _FARTHEST:
            self.free = FreeSlots(self._zone)
            first = day
        return self._span(first, day + timedelta(days=_DAYS_AT_ONCE - 1))

    def in_zone(self, zone: Zone, today: date) -> Days | None:
        """Begin anew in another zone; what to ask for, if an event type is chosen."""
        self._zone = zone
        return self.start(self._event_type_id, today)

    def day(self, day: date) -> Days:
        """One day on which a time was typed."""
        return Days(self._event_type_id, day, day, self._zone.name)

    def arrived(self, days: Days, slots: list[Slot]) -> Days | None:
        """Take in an answer, unless it is about another event type; what to ask for next, if anything."""
        if days.event_type_id != self._event_type_id:
            return None
        self.free = self.free.with_days(days.first, days.last, slots)
        if days != self._awaited:
            return None
        self._awaited, self.status = None, ""
        if slots or not self._is_missed:
            return None
        self._empty_weeks += 1
        if self._empty_weeks < _MOST_EMPTY_WEEKS:
            return self._week(days.last + timedelta(days=1))
        later = "later " if self.free.starts else ""
        self.status = f"no {later}free slots until {_written(days.last)}; a time can be typed all the same"
        return None

    def failed(self, days: Days, error: SlatisError) -> None:
        """Say that an answer did not come. A time can be typed all the same."""
        if days.event_type_id != self._event_type_id:
            return
        if days == self._awaited:
            self._awaited = None
            if not self._is_missed:
                return
        self.status = f"free slots could not be loaded: {error.explained()}"

    def _week(self, first: date, missed: bool = True) -> Days:
        return self._span(first, first + timedelta(days=_DAYS_AT_ONCE - 1), missed)

    def _span(self, first: date, last: date, missed: bool = True) -> Days:
        self._awaited, self._is_missed = Days(self._event_type_id, first, last, self._zone.name), False
        if missed:
            self._miss(self._awaited)
        return self._awaited

    def _miss(self, days: Days) -> None:
        self._is_missed = True
        self.status = f"looking for free slots until {_written(days.last)} …"


def _written(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
