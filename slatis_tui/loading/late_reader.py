"""Readers that are there before there is a connection."""

import asyncio
from datetime import date
from typing import Generic, TypeVar

from slatis_tui.domain.models import Booking, BookingPage, BookingQuery, EventType, Member, Slot
from slatis_tui.domain.ports import BookingReader
from slatis_tui.domain.team import Capacity, MemberDay, TeamReader

T = TypeVar("T")


class Late(Generic[T]):
    """A reader that is there from the start and waits for the connection with the first request."""

    def __init__(self) -> None:
        self._arrival: asyncio.Future[T] | None = None
        self._reader: T | None = None

    def arrive(self, reader: T) -> None:
        """The connection stands; whoever waits goes on."""
        self._reader = reader
        if self._arrival is not None and not self._arrival.done():
            self._arrival.set_result(reader)

    async def _there(self) -> T:
        if self._reader is not None:
            return self._reader
        if self._arrival is None:
            self._arrival = asyncio.get_running_loop().create_future()
        return await asyncio.shield(self._arrival)


class LateReader(Late[BookingReader]):
    """A `BookingReader`."""

    async def list_bookings(
        self, query: BookingQuery, cursor: str | None = None, *, background: bool = False
    ) -> BookingPage:
        """See BookingReader."""
        return await (await self._there()).list_bookings(query, cursor, background=background)

    async def get_booking(self, booking_id: str, *, background: bool = False) -> Booking:
        """See BookingReader."""
        return await (await self._there()).get_booking(booking_id, background=background)

    async def list_event_types(self, *, background: bool = False) -> list[EventType]:
        """See BookingReader."""
        return await (await self._there()).list_event_types(background=background)

    async def get_event_type(self, event_type_id: str, *, background: bool = False) -> EventType:
        """See BookingReader."""
        return await (await self._there()).get_event_type(event_type_id, background=background)

    async def list_members(self, *, background: bool = False) -> list[Member]:
        """See BookingReader."""
        return await (await self._there()).list_members(background=background)

    async def get_member(self, member_id: str, *, background: bool = False) -> Member:
        """See BookingReader."""
        return await (await self._there()).get_member(member_id, background=background)

    async def free_slots(self, event_type_id: str, start: date, end: date, timezone: str) -> list[Slot]:
        """See BookingReader."""
        return await (await self._there()).free_slots(event_type_id, start, end, timezone)


class LateTeam(Late[TeamReader]):
    """A `TeamReader`."""

    async def members_on(self, day: date, *, duration: int, team_id: str = "") -> list[MemberDay]:
        """See TeamReader."""
        return await (await self._there()).members_on(day, duration=duration, team_id=team_id)

    async def capacity(
        self, start: date, end: date, *, team_id: str = "", member_id: str = "", group_by: str = "day"
    ) -> Capacity:
        """See TeamReader."""
        team = await self._there()
        return await team.capacity(start, end, team_id=team_id, member_id=member_id, group_by=group_by)
