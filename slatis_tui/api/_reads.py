"""The reads: one short method for each endpoint."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

from slatis_tui.api._calls import Calls
from slatis_tui.api._models import models
from slatis_tui.api._offset_pages import offset_pages
from slatis_tui.api._paths import booking_filters, path
from slatis_tui.domain.models import Booking, BookingPage, BookingQuery, CustomField, EventType, Member, Slot
from slatis_tui.errors import Forbidden, NotFound, UnreadableAnswer


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
        return (await models()).event_types(items)

    async def get_event_type(self, event_type_id: str, *, background: bool = False) -> EventType:
        """`GET /event-types/{id}`: one with its fields, also when it is not active.

        A server whose answer lacks the fields is asked for them by themselves; one that has none of that sort either
        leaves them unknown.
        """
        answer = await self._http.read(path("event-types", event_type_id), background=background)
        found = (await models()).event_type(answer.item("event_type"))
        if found is None:
            raise answer.odd("its event type has no usable id")
        if found.fields is None:
            with suppress(NotFound, Forbidden, UnreadableAnswer):
                found = replace(found, fields=await self.get_fields(event_type_id, background=background))
        return found

    async def get_fields(self, event_type_id: str, *, background: bool = False) -> tuple[CustomField, ...]:
        """`GET /event-types/{id}/fields`: its fields in display order. The answer's key is our reading, so two do."""
        answer = await self._http.read(path("event-types", event_type_id, "fields"), background=background)
        items = answer.items("fields", "custom_fields")
        return (await models()).fields(items)

    async def list_members(self, *, background: bool = False) -> list[Member]:
        """`GET /team/members`: all of them (API Conventions page, "Offset-based pagination").

        Stops at an empty page and after a hundred pages, whatever `has_more` says; an id counts once.
        """
        found: dict[str, Member] = {}
        async for items, _ in offset_pages(self._http, "team/members", "members", background=background):
            wire = await models()
            found |= {member.id: member for member in map(wire.member, items) if member}
        return list(found.values())

    async def get_member(self, member_id: str, *, background: bool = False) -> Member:
        """`GET /team/members/{id}`: one member."""
        answer = await self._http.read(path("team/members", member_id), background=background)
        found = (await models()).member(answer.item("member"))
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
        return (await models()).slots(items)
