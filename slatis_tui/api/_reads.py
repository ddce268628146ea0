"""The reads: one short method for each endpoint."""

import asyncio
from datetime import date
from typing import TYPE_CHECKING

from slatis_tui.api._calls import Calls
from slatis_tui.api._paths import booking_filters, path
from slatis_tui.api._values import mapping, whole
from slatis_tui.domain.models import Booking, BookingPage, BookingQuery, CustomField, EventType, Member, Slot

if TYPE_CHECKING:
    from slatis_tui.api._wire import Wire

_MEMBERS_A_PAGE = 100
_MOST_MEMBER_PAGES = 100


class Reads(Calls):
    """A `BookingReader` over HTTP. Every method raises ApiError."""

    async def list_bookings(
        self, query: BookingQuery, cursor: str | None = None, *, background: bool = False
    ) -> BookingPage:
        """`GET /bookings`: one page. The cursor belongs to the query of its first page, unchanged."""
        self._key.must_be_secret("Listing bookings")
        answer = await self._http.read("bookings", booking_filters(query, cursor), background=background)
        return answer.page(cursor)

    async def get_booking(self, booking_id: str, *, background: bool = False) -> Booking:
        """`GET /bookings/{id}`: one booking, as it is now."""
        answer = await self._http.read(path("bookings", booking_id), background=background)
        return answer.booking(booking_id)

    async def list_event_types(self, *, background: bool = False) -> list[EventType]:
        """`GET /event-types`: the active ones, sorted by name, without their fields."""
        answer = await self._http.read("event-types", background=background)
        items = answer.items("event_types")
        return (await _models()).event_types(items)

    async def get_event_type(self, event_type_id: str, *, background: bool = False) -> EventType:
        """`GET /event-types/{id}`: one with its fields, also when it is not active."""
        answer = await self._http.read(path("event-types", event_type_id), background=background)
        found = (await _models()).event_type(answer.item("event_type"))
        if found is None:
            raise answer.odd("its event type has no usable id")
        return found

    async def get_fields(self, event_type_id: str, *, background: bool = False) -> tuple[CustomField, ...]:
        """`GET /event-types/{id}/fields`: its fields in display order. The answer's key is our reading, so two do."""
        answer = await self._http.read(path("event-types", event_type_id, "fields"), background=background)
        items = answer.items("fields", "custom_fields")
        return (await _models()).fields(items)

    async def list_members(self, *, background: bool = False) -> list[Member]:
        """`GET /team/members`: all of them (API Conventions page, "Offset-based pagination").

        Stops at an empty page and after a hundred pages, whatever `has_more` says; an id counts once.
        """
        found: dict[str, Member] = {}
        offset = 0
        for _ in range(_MOST_MEMBER_PAGES):
            query = [("limit", str(_MEMBERS_A_PAGE)), ("offset", str(offset))]
            answer = await self._http.read("team/members", query, background=background)
            items = answer.items("members")
            models = await _models()
            found |= {member.id: member for member in map(models.member, items) if member}
            pagination = mapping(answer.document.get("pagination"))
            if not items or pagination.get("has_more") is not True:
                break
            offset += max(whole(pagination.get("limit")) or len(items), 1)
        return list(found.values())

    async def get_member(self, member_id: str, *, background: bool = False) -> Member:
        """`GET /team/members/{id}`: one member."""
        answer = await self._http.read(path("team/members", member_id), background=background)
        found = (await _models()).member(answer.item("member"))
        if found is None:
            raise answer.odd("its member has no usable id")
        return found

    async def free_slots(self, event_type_id: str, start: date, end: date, timezone: str) -> list[Slot]:
        """`GET /availability`: the free slots of those days, sorted; the timezone picks whose hours apply."""
        query = [
            ("event_type_id", event_type_id),
            ("start_date", start.isoformat()),
            ("end_date", end.isoformat()),
            ("timezone", timezone),
        ]
        answer = await self._http.read("availability", query)
        items = answer.items("slots")
        return (await _models()).slots(items)


async def _models() -> "type[Wire]":
    """The models of all but bookings, imported in a thread: with pydantic that takes longer than a key may wait."""
    return await asyncio.to_thread(_imported_models)


def _imported_models() -> "type[Wire]":
    from slatis_tui.api._wire import Wire

    return Wire
