"""Paths and query parameters, as the vendor's pages name them."""

from urllib.parse import quote

from slatis_tui.api._values import identifier
from slatis_tui.domain.instants import to_wire
from slatis_tui.domain.models import BookingQuery
from slatis_tui.errors import NotAllowedHere


def path(collection: str, item_id: str, *rest: str) -> str:
    """`collection/item_id/rest`, with the id encoded so that it stays one segment.

    Raises:
        NotAllowedHere: no server could have given such an id; nothing was sent.
    """
    if not identifier(item_id):
        raise NotAllowedHere("This can't be an id", hint="Nothing was sent")
    return "/".join((collection, quote(item_id, safe=""), *rest))


def booking_filters(query: BookingQuery, cursor: str | None) -> list[tuple[str, str]]:
    """The parameters of a list of bookings (Bookings page, "List bookings"); the empty ones are left out."""
    parameters = [
        ("status", query.status),
        ("event_type_id", query.event_type_id),
        ("assigned_to_id", query.assigned_to_id),
        ("attendee_email", query.attendee_email),
        ("start_date", _moment(query.start_date)),
        ("end_date", _moment(query.end_date)),
        ("limit", str(query.limit)),
        ("cursor", cursor or ""),
    ]
    return [(name, value) for name, value in parameters if value]


def _moment(seconds: int | None) -> str:
    return "" if seconds is None else to_wire(seconds)
