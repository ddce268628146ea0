"""Answers that hold bookings: read into rows, and kept compressed so that any row can be opened without a request."""

import zlib
from typing import Any

from slatis_tui.api._body import parse
from slatis_tui.api._rows import read_booking, read_row
from slatis_tui.api._values import sendable
from slatis_tui.domain.models import Booking, BookingPage

_FAST = 1
"""zlib's level: a page of a hundred packs to a sixth in 0.3 ms; the usual level is half as slow again, for little."""


class KeptAnswer:
    """The source of the rows of one answer: its JSON, compressed."""

    __slots__ = ("_packed",)

    def __init__(self, body: bytes) -> None:
        self._packed = zlib.compress(body, _FAST)

    def booking(self, place: int) -> Booking:
        """The whole booking at that place of the answer."""
        document = parse(zlib.decompress(self._packed))
        items = document["bookings"] if "bookings" in document else [document["booking"]]
        return read_booking(items[place], self, place)


def read_page(body: bytes, items: list[Any], pagination: object, cursor: str | None) -> BookingPage:
    """One page of a list of bookings, asked for with that cursor (None: the first). Never raises."""
    source = KeptAnswer(body)
    rows = tuple([read_row(item, source, place) for place, item in enumerate(items)])
    next_cursor, warning = _next(pagination, cursor)
    return BookingPage(rows, next_cursor, warning)


def _next(pagination: object, cursor: str | None) -> tuple[str | None, str]:
    """The cursor of the next page and what is odd (API Conventions page, "Cursor-based pagination").

    A server that does not say `has_more` is taken at its cursor.
    """
    if not isinstance(pagination, dict):
        return None, "The server did not say whether there is more: the list may be incomplete"
    following = sendable(pagination.get("next_cursor"))
    has_more = pagination.get("has_more")
    if has_more is False or (has_more is None and not following):
        return None, ""
    if not following:
        return None, "The server says that there is more, but not where: the list may be incomplete"
    if following == cursor:
        return None, "The server gave the same page's cursor again: the list may be incomplete"
    return following, ""
