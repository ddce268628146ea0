"""Waiting for a booking that was made in DRAFT to be routed to someone."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from slatis_tui.domain.models import Booking, Status
from slatis_tui.domain.ports import BookingReader
from slatis_tui.domain.store import BookingStore
from slatis_tui.errors import ApiError
from slatis_tui.loading.known import FINAL

POLL_SECONDS = 0.5
LONGEST_SECONDS = 10.0
"""Every 500 ms for at most 10 s: vendor's documentation on how to wait for a settled status."""


@dataclass(frozen=True, slots=True)
class Routing:
    """How the waiting ended."""

    settled: bool
    """Whether the booking has left DRAFT; if not, it is still being routed."""
    booking: Booking | None = None
    """As the last answer told it; None where there was none."""
    error: ApiError | None = None
    """What the last question met instead of an answer."""


async def settle(
    reader: BookingReader,
    store: BookingStore,
    booking_id: str,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Routing:
    """Ask for the booking until it leaves DRAFT, ten seconds at most; every answer goes into the store.

    An error is no end, for the booking is made and the next question may be answered; unless it is one that
    will not change, such as a missing scope.
    """
    booking: Booking | None = None
    error: ApiError | None = None
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            for _ in range(int(LONGEST_SECONDS / POLL_SECONDS)):
                await sleep(POLL_SECONDS)
                stamp = store.stamp()
                try:
                    booking, error = await reader.get_booking(booking_id), None
                except ApiError as raised:
                    error = raised
                    if isinstance(raised, FINAL):
                        break
                else:
                    store.put_answer(booking.row, stamp)
                    if booking.row.status != Status.DRAFT:
                        return Routing(True, booking)
    except TimeoutError:
        pass
    return Routing(False, booking, error)
