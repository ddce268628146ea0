"""Answers that hold bookings: read into rows, and kept compressed so that any row can be opened without a request."""

import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, overload

from slatis_tui.api._body import parse
from slatis_tui.api._rows import read_booking, read_row
from slatis_tui.api._values import mapping, sendable, spelt_flag
from slatis_tui.domain.models import Booking, BookingPage, BookingRow
from slatis_tui.domain.text import clean_json

_FAST = 1
"""zlib's level: a page of a hundred packs to a sixth in 0.3 ms; the usual level is half as slow again, for little."""
_OPEN = 4
"""Answers that stay unpacked: rows are often gone through one after the other."""


class KeptAnswer:
    """The source of the rows of one answer: its JSON, compressed."""

    __slots__ = ("_packed",)

    def __init__(self, body: bytes) -> None:
        self._packed = zlib.compress(body, _FAST)

    def booking(self, place: int) -> Booking:
        """The whole booking at that place of the answer."""
        return read_booking(_items(self._packed)[place], self, place)

    def custom_answer(self, place: int, key: str) -> object:
        """What the booking at that place answers to one custom field."""
        return clean_json(mapping(mapping(_items(self._packed)[place]).get("custom_fields")).get(key))


@lru_cache(maxsize=_OPEN)
def _items(packed: bytes) -> list[Any]:
    document = parse(zlib.decompress(packed))
    return document["bookings"] if "bookings" in document else [document["booking"]]


class _Rows(Sequence[BookingRow]):
    """The rows of a page, read when they are first looked at: the next page can be asked for before that."""

    def __init__(self, body: bytes, items: list[Any]) -> None:
        self._count = len(items)
        self._unread: tuple[bytes, list[Any]] | None = (body, items)
        self._rows: Sequence[BookingRow] = ()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> BookingRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[BookingRow]: ...
    def __getitem__(self, place: int | slice) -> BookingRow | Sequence[BookingRow]:
        return self._read()[place]

    def __iter__(self) -> Iterator[BookingRow]:
        return iter(self._read())

    def _read(self) -> Sequence[BookingRow]:
        if self._unread is not None:
            body, items = self._unread
            source = KeptAnswer(body)
            self._rows, self._unread = [read_row(item, source, place) for place, item in enumerate(items)], None
        return self._rows


def read_page(body: bytes, items: list[Any], pagination: object, cursor: str | None) -> BookingPage:
    """One page of a list of bookings, asked for with that cursor (None: the first). Never raises."""
    next_cursor, warning = _next(pagination, cursor)
    return BookingPage(_Rows(body, items), next_cursor, warning)


def _next(pagination: object, cursor: str | None) -> tuple[str | None, str]:
    """The cursor of the next page and what is odd (API Conventions page, "Cursor-based pagination").

    A server that does not say `has_more` is taken at its cursor.
    """
    if not isinstance(pagination, dict):
        return None, "The server did not say whether there is more: the list may be incomplete"
    following = sendable(pagination.get("next_cursor"))
    has_more = spelt_flag(pagination.get("has_more"))
    if has_more is False or (has_more is None and not following):
        return None, ""
    if not following:
        return None, "The server says that there is more, but not where: the list may be incomplete"
    if following == cursor:
        return None, "The server gave the same page's cursor again: the list may be incomplete"
    return following, ""
