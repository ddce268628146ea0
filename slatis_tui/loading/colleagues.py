"""What others do to bookings for which a change waits: found out by reading, and told to the outbox."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Iterable, Sequence
from contextlib import suppress
from typing import Any, Protocol

from slatis_tui.domain.changes import Change, ChangeState
from slatis_tui.domain.ports import BookingReader
from slatis_tui.domain.store import BookingStore, StoreEvent
from slatis_tui.errors import ApiError

MOST_ASKED = 20
"""Bookings that are asked for one by one when a listing lacked them; the server judges what is sent for the others."""


class WaitingChanges(Protocol):
    """The part of an `Outbox` that holds back what was overtaken."""

    @property
    def changes(self) -> Sequence[Change]:
        """Every change of this session."""
        ...

    def know_by(self, status_of: Callable[[str], str]) -> None:
        """See `Outbox.know_by`."""
        ...

    async def reconsider(self, booking_ids: Collection[str]) -> None:
        """See `Outbox.reconsider`."""
        ...


class Colleagues:
    """Watches the store. A waiting change whose booking is no longer as it was when it was decided needs review."""

    def __init__(self, reader: BookingReader, store: BookingStore, outbox: WaitingChanges) -> None:
        self._reader = reader
        self._store = store
        self._outbox = outbox
        self._tasks: set[asyncio.Task[None]] = set()
        outbox.know_by(self._status_of)
        self._stop = store.watch(self._heard)

    def close(self) -> None:
        """Watch no longer."""
        self._stop()
        for task in self._tasks:
            task.cancel()

    def _status_of(self, booking_id: str) -> str:
        row = self._store.get(booking_id)
        return row.status if row is not None and not row.problem else ""

    def _heard(self, event: StoreEvent) -> None:
        if not (event.read or event.gone):
            return
        waiting = {change.booking_id for change in self._outbox.changes if change.state is ChangeState.WAITING}
        if not waiting:
            return
        if told := waiting.intersection(put.row.id for put in event.read):
            self._start(self._outbox.reconsider(told))
        if missed := waiting & event.gone:
            self._start(self._ask_for(missed))

    async def _ask_for(self, booking_ids: Iterable[str]) -> None:
        """The view that had them lacks them, which may mean another status; the answers come back through the store."""
        for booking_id in sorted(booking_ids)[:MOST_ASKED]:
            stamp = self._store.stamp()
            with suppress(ApiError):  # it then goes out as it is, and the server judges
                self._store.put_answer((await self._reader.get_booking(booking_id)).row, stamp)

    def _start(self, step: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(step)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
