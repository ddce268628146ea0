"""The team's time: who is free on a day, and how much of everybody's time is taken.

Counts are of bookings; what the server did not say is None. Nothing here is reckoned, but for shares of what was told.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from slatis_tui.domain.models import Member


@dataclass(frozen=True, slots=True)
class MemberDay:
    """One member on one day (vendor's documentation, team members)."""

    member: Member
    is_available: bool | None = None
    next_slot: int | None = None
    """Unix seconds of the next free slot, on that day or after it."""
    booked: int | None = None
    most: int | None = None
    """The bookings that a day of theirs holds."""


class Load(NamedTuple):
    """How much of what is possible is taken."""

    booked: int | None = None
    most: int | None = None
    percent: float | None = None
    """As the server told it."""
    free: int | None = None

    @property
    def share(self) -> float | None:
        """From 0 to 1, and above where there is more than fits; None where the server told too little.

        Counts go before a percentage, of which it is not documented whether 0.5 is half or half of one per cent.
        """
        most = self.most
        if most is None and self.booked is not None and self.free is not None:
            most = self.booked + self.free
        if self.booked is not None and most:
            return self.booked / most
        if most == 0:
            return 0.0
        return None if self.percent is None else self.percent / 100


@dataclass(frozen=True, slots=True)
class MemberLoad:
    """One member over a range of days."""

    member: Member
    load: Load
    total_hours: float | None = None
    booked_hours: float | None = None


class DayLoad(NamedTuple):
    """All members that were asked for, in one entry of the timeline."""

    day: str
    """As the server names it: the first day of its day, week or month."""
    load: Load


@dataclass(frozen=True, slots=True)
class Capacity:
    """A range of days (vendor's documentation, capacity)."""

    overview: Load
    members: tuple[MemberLoad, ...]
    timeline: tuple[DayLoad, ...]


class TeamReader(Protocol):
    """Reads of the team's time. Each raises ApiError."""

    async def members_on(self, day: date, *, duration: int, team_id: str = "") -> list[MemberDay]:
        """All members on that day, with room or without for something of so many minutes."""
        ...

    async def capacity(
        self, start: date, end: date, *, team_id: str = "", member_id: str = "", group_by: str = "day"
    ) -> Capacity:
        """How much is taken on those days (both included), by `day`, `week` or `month`."""
        ...
