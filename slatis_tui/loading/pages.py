"""Reading a listing to its end, whatever the server makes of cursors."""

import asyncio
from collections.abc import Awaitable, Callable

from slatis_tui.domain.models import BookingPage

MAX_PAGES = 1_000
"""Requests of one listing: 100 000 bookings in pages of 100."""
MAX_EMPTY_PAGES = 3
"""In a row. One alone is not the end, our reading: that is where there is no next cursor."""


async def read_pages(ask: Callable[[str | None], Awaitable[BookingPage]], take: Callable[[BookingPage], None]) -> str:
    """Ask for page after page and hand each in; other tasks have their turn between them.

    Args:
        ask: gives the page at a cursor; None is the first.
        take: is given each page as it comes.

    Returns:
        Empty when the end was reached, else why the list may be incomplete, for the operator.

    Raises:
        ApiError: a page could not be had.
    """
    cursor: str | None = None
    known: set[str] = set()
    empty = 0
    for _ in range(MAX_PAGES):
        page = await ask(cursor)
        take(page)
        cursor = page.next_cursor
        empty = 0 if page.rows else empty + 1
        if cursor is None:
            return page.warning
        if cursor in known:
            return "The server went round in a circle: the list may be incomplete"
        if empty == MAX_EMPTY_PAGES:
            return f"The server sent {empty} empty pages in a row: the list may be incomplete"
        known.add(cursor)
        await asyncio.sleep(0)
    return f"Stopped after {MAX_PAGES} pages: the list is incomplete"
