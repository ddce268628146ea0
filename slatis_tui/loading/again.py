"""Looking again at single bookings, in the background: those that a change of another one has altered, or just made."""

import asyncio
from contextlib import suppress

from slatis_tui.domain.ports import BookingReader
from slatis_tui.domain.store import BookingStore
from slatis_tui.errors import ApiError
from slatis_tui.loading.routing import Routing, settle


class Again:
    """Asks for a booking as it is now. What can't be had stays as it is known; nothing is raised."""

    def __init__(self, reader: BookingReader, store: BookingStore) -> None:
        self._reader = reader
        self._store = store
        self._tasks: set[asyncio.Task[None]] = set()
        self._settling: dict[str, asyncio.Task[Routing]] = {}

    async def settle(self, booking_id: str) -> Routing:
        """Wait for a booking made in DRAFT; it is asked for to the end, whoever goes away, and by one alone."""
        if booking_id not in self._settling:
            task = asyncio.create_task(settle(self._reader, self._store, booking_id))
            self._settling[booking_id] = task
            task.add_done_callback(lambda _: self._settling.pop(booking_id))
        return await asyncio.shield(self._settling[booking_id])

    def look(self, booking_id: str) -> None:
        """Ask for this booking; the store tells once it has come."""
        task = asyncio.create_task(self._look(booking_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """Ask no more."""
        for task in (*self._tasks, *self._settling.values()):
            task.cancel()

    async def _look(self, booking_id: str) -> None:
        stamp = self._store.stamp()
        with suppress(ApiError):
            self._store.put_answer((await self._reader.get_booking(booking_id, background=True)).row, stamp)
