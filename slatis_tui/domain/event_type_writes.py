"""Writes of event types, as the outbox's sender knows them."""

from dataclasses import dataclass
from typing import Protocol

from slatis_tui.domain.models import EventType


@dataclass(frozen=True, slots=True)
class EventTypeAnswer:
    """What the server made of a write of an event type: a parsed 2xx."""

    event_type: EventType
    """As far as the answer tells of it: a delete's has little more than its id."""
    warning: str = ""
    """What needs attention, in the server's words (vendor's Event Types page, "Update an event type")."""
    request_id: str = ""


class EventTypeWriter(Protocol):
    """Writes of event types, and the read that clears up a doubt. Each sends once and raises ApiError.

    An error whose `uncertain` is true means that the write may have been carried out.
    """

    async def create_event_type(self, body: bytes) -> EventTypeAnswer:
        """Make one. There is no key that would protect from making it twice."""
        ...

    async def update_event_type(self, event_type_id: str, body: bytes) -> EventTypeAnswer:
        """Change what the body holds, and nothing else."""
        ...

    async def delete_event_type(self, event_type_id: str) -> EventTypeAnswer:
        """Soft-delete it; its bookings stay."""
        ...

    async def get_event_type(self, event_type_id: str, *, background: bool = False) -> EventType:
        """One event type, as it is now."""
        ...
