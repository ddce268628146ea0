"""A BookingReader in memory: a small world of bookings, with scripted answers, errors and held ones."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal

from slatis_tui.domain.models import Booking, BookingPage, BookingQuery, BookingRow, EventType, Member, Slot
from slatis_tui.errors import ApiError, NotFound
from tests.support.rows import booking


@dataclass(frozen=True)
class Call:
    """One call as it came."""

    method: str
    about: object = None
    """The query, or the id."""
    cursor: str | None = None
    background: bool = False


class Gate:
    """Holds one call: `await reached.wait()`, then `open()`."""

    def __init__(self) -> None:
        self.reached = asyncio.Event()
        self._opened = asyncio.Event()

    def open(self) -> None:
        """Let the call go on."""
        self._opened.set()

    async def pass_through(self) -> None:
        """Wait at the gate."""
        self.reached.set()
        await self._opened.wait()


class FakeReader:
    """Answers from its world at the moment a call is let go on; scripted answers come first."""

    def __init__(self, rows: Iterable[BookingRow] = (), *, page_size: int = 100) -> None:
        self.bookings = {row.id: row for row in rows}
        self.event_types: dict[str, EventType] = {}
        self.members: dict[str, Member] = {}
        self.inactive: set[str] = set()
        """Ids of event types and members that the lists lack."""
        self.slots: list[Slot] = []
        self.page_size = page_size
        self.order: Callable[[BookingRow], str | int] = lambda row: row.id
        """In which order bookings are listed."""
        self.edge: Literal["start", "end"] = "start"
        """Which edge of a booking the date filters test."""
        self.calls: list[Call] = []
        self._scripts: defaultdict[str | None, deque[BookingPage | ApiError]] = defaultdict(deque)
        self._errors: dict[tuple[str, str], ApiError] = {}
        self._gates: defaultdict[str, deque[Gate]] = defaultdict(deque)

    def script(self, *answers: BookingPage | ApiError, status: str | None = None) -> None:
        """The next answers to listings, of that status or (None) of any."""
        self._scripts[status].extend(answers)

    def refuse(self, method: str, error: ApiError, about: str = "") -> None:
        """Answer calls of that method, about that id or (empty) any, with the error from now on."""
        self._errors[method, about] = error

    def relent(self, method: str, about: str = "") -> None:
        """Answer as if nothing had been."""
        del self._errors[method, about]

    def hold(self, method: str) -> Gate:
        """Hold the next call of that method that is not held yet."""
        gate = Gate()
        self._gates[method].append(gate)
        return gate

    def count(self, method: str, about: object = None) -> int:
        """How many calls of that method, about that (None: anything), have come."""
        return sum(call.method == method and about in (None, call.about) for call in self.calls)

    async def _arrive(self, call: Call) -> None:
        self.calls.append(call)
        with suppress(IndexError):
            await self._gates[call.method].popleft().pass_through()
        for about in ("", str(call.about)):
            if error := self._errors.get((call.method, about)):
                raise error

    async def list_bookings(
        self, query: BookingQuery, cursor: str | None = None, *, background: bool = False
    ) -> BookingPage:
        """See BookingReader."""
        await self._arrive(Call("list_bookings", query, cursor, background))
        script = self._scripts[query.status] or self._scripts[None]
        if script:
            answer = script.popleft()
            if isinstance(answer, ApiError):
                raise answer
            return answer
        found = sorted((row for row in self.bookings.values() if self._passes(row, query)), key=self.order)
        first = int(cursor or 0)
        last = first + min(self.page_size, query.limit)
        return BookingPage(tuple(found[first:last]), str(last) if last < len(found) else None)

    def _passes(self, row: BookingRow, query: BookingQuery) -> bool:
        instant = row.start if self.edge == "start" else row.end
        return (
            query.status in ("", row.status)
            and query.event_type_id in ("", row.event_type_id)
            and query.assigned_to_id in ("", row.assigned_to_id)
            and query.attendee_email in ("", row.email)
            and (query.start_date is None or (instant is not None and instant >= query.start_date))
            and (query.end_date is None or (instant is not None and instant <= query.end_date))
        )

    async def get_booking(self, booking_id: str, *, background: bool = False) -> Booking:
        """See BookingReader."""
        await self._arrive(Call("get_booking", booking_id, background=background))
        if booking_id not in self.bookings:
            raise not_found()
        return booking(self.bookings[booking_id])

    async def list_event_types(self, *, background: bool = False) -> list[EventType]:
        """See BookingReader."""
        await self._arrive(Call("list_event_types", background=background))
        return [known for known in self.event_types.values() if known.id not in self.inactive]

    async def get_event_type(self, event_type_id: str, *, background: bool = False) -> EventType:
        """See BookingReader."""
        await self._arrive(Call("get_event_type", event_type_id, background=background))
        if event_type_id not in self.event_types:
            raise not_found()
        return self.event_types[event_type_id]

    async def list_members(self, *, background: bool = False) -> list[Member]:
        """See BookingReader."""
        await self._arrive(Call("list_members", background=background))
        return [known for known in self.members.values() if known.id not in self.inactive]

    async def get_member(self, member_id: str, *, background: bool = False) -> Member:
        """See BookingReader."""
        await self._arrive(Call("get_member", member_id, background=background))
        if member_id not in self.members:
            raise not_found()
        return self.members[member_id]

    async def free_slots(self, event_type_id: str, start: date, end: date, timezone: str) -> list[Slot]:
        """See BookingReader."""
        await self._arrive(Call("free_slots", event_type_id))
        return self.slots


def not_found() -> NotFound:
    """As the server says it."""
    return NotFound("There is no such thing", status=404, code="not_found", request_id="req_1")
