"""Reading a listing to its end, whatever the server makes of cursors."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from slatis_tui.domain.models import BookingPage


class Asked(NamedTuple):
    """A page, and the store's stamp from before it was asked for."""

    page: BookingPage
    stamp: int


MAX_PAGES = 1_000
"""Requests of one listing: 100 000 bookings in pages of 100."""
MAX_EMPTY_PAGES = 3
"""In a row. One alone is not the end, our reading: that is where there is no next cursor."""

_TURNS = 6
"""Of the event loop, in which the next request is written to its socket: so the server works while a page is read."""


async def read_pages(ask: Callable[[str | None], Awaitable[Asked]], take: Callable[[Asked], None]) -> str:
    """Ask for page after page and hand each in, while the next is on its way; other tasks have their turn between them.

    Args:
        ask: gives the page at a cursor, None for the first, with the stamp from before it was asked for.
        take: is given each page as it comes.

    Returns:
        Empty when the end was reached, else why the list may be incomplete, for the operator.

    Raises:
        ApiError: a page could not be had.
    """
    known: set[str | None] = set()
    empty = 0
    coming = asyncio.ensure_future(ask(None))
    try:
        for number in range(1, MAX_PAGES + 1):
            asked = await coming
            page = asked.page
            cursor, is_known = page.next_cursor, page.next_cursor in known
            known.add(cursor)
            empty = 0 if page.rows else empty + 1
            goes_on = cursor is not None and not is_known and empty < MAX_EMPTY_PAGES
            if goes_on and number < MAX_PAGES:
                coming = asyncio.ensure_future(ask(cursor))
                for _ in range(_TURNS):
                    await asyncio.sleep(0)
            take(asked)
            if cursor is None:
                return page.warning
            if is_known:
                return "The server went round in a circle: the list may be incomplete"
            if not goes_on:
                return f"The server sent {empty} empty pages in a row: the list may be incomplete"
        return f"Stopped after {MAX_PAGES} pages: the list is incomplete"
    finally:
        if not coming.done():
            coming.cancel()
            await asyncio.wait([coming])
