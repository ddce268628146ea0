"""The free slots of one event type, as far as they have been asked for, on the calendar of one zone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from slatis_tui.domain.instants import local, local_date, offset
from slatis_tui.domain.models import Slot
from slatis_tui.domain.typed_times import At, understand
from slatis_tui.domain.zones import UTC_ZONE, Zone


@dataclass(frozen=True, slots=True)
class FreeSlots:
    """Which starts are free on the days that are known. Replaced, never altered, when more days arrive."""

    zone: Zone = UTC_ZONE
    first: date | None = None
    last: date | None = None
    """The days known without a hole, both included; None when no day is."""
    single_days: frozenset[date] = frozenset()
    """Days known besides, because a time on them was typed."""
    starts: frozenset[int] = frozenset()
    """Unix seconds of every free slot's start, on all those days."""

    def with_days(self, first: date, last: date, slots: Iterable[Slot]) -> "FreeSlots":
        """With the slots of these days (both included) known; what was known of them before holds no more."""
        kept = {start for start in self.starts if not first <= local_date(start, self.zone) <= last}
        starts = frozenset(kept | {slot.start for slot in slots})
        if self.last is None or self.first is None:
            return replace(self, first=first, last=last, starts=starts)
        if first <= self.last + timedelta(days=1) and last >= self.first - timedelta(days=1):
            return replace(self, first=min(first, self.first), last=max(last, self.last), starts=starts)
        days = {first + timedelta(days=count) for count in range((last - first).days + 1)}
        return replace(self, single_days=self.single_days | days, starts=starts)

    def knows(self, day: date) -> bool:
        """Whether the slots of that day have arrived."""
        return self.reaches(day) or day in self.single_days

    def reaches(self, day: date) -> bool:
        """Whether that day is one of those known without a hole."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last

    def is_outside(self, instant: int) -> bool:
        """Whether the time is certainly not the start of a free slot: its day is known, and it is not among them."""
        return instant not in self.starts and self.knows(local_date(instant, self.zone))

    def by_day(self, also: int | None = None) -> list[tuple[date, tuple[int, ...]]]:
        """The days known without a hole that have free slots, each with their starts, in order.

        `also` is a start that stands among them though it is not free, such as the one that a booking has now.
        """
        starts = self.starts if also is None else self.starts | {also}
        days = groupby(sorted(starts), key=lambda start: local_date(start, self.zone))
        return [(day, tuple(times)) for day, times in days if self.first and self.last and day <= self.last]

    def earliest(self) -> int | None:
        """The first free slot's start."""
        return min(self.starts, default=None)

    def around(self, instant: int) -> tuple[int, ...]:
        """The nearest free slots before and after that time, as far as there are any; never that time itself."""
        before = max((start for start in self.starts if start < instant), default=None)
        after = min((start for start in self.starts if start > instant), default=None)
        return tuple(start for start in (before, after) if start is not None)


def as_typed(instant: int, zone: Zone) -> str:
    """The instant as one could type it in that zone: `2026-11-20 13:30`, with the offset where that is not enough."""
    moment = local(instant, zone)
    text = f"{moment:%Y-%m-%d %H:%M}" + (f":{moment:%S}" if moment.second else "")
    return text if understand(text, zone, instant) == At(instant) else f"{text} {offset(moment)}"


def nearest_clock(starts: Sequence[int], instant: int, zone: Zone) -> int:
    """The place of the start whose time of day, in that zone, is nearest to the instant's."""
    minutes = _minute_of_day(instant, zone)
    return min(range(len(starts)), key=lambda place: abs(_minute_of_day(starts[place], zone) - minutes), default=0)


def _minute_of_day(instant: int, zone: Zone) -> int:
    moment = local(instant, zone)
    return moment.hour * 60 + moment.minute
