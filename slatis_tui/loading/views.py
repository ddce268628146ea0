"""Views, listed page after page into the store."""

import asyncio

from slatis_tui.domain.models import BookingPage, BookingQuery
from slatis_tui.domain.ports import BookingReader, Clock
from slatis_tui.domain.store import BookingStore, Listing
from slatis_tui.domain.times import Zone
from slatis_tui.domain.view_list import ViewList
from slatis_tui.domain.views import Moment, ViewKey
from slatis_tui.errors import ApiError
from slatis_tui.loading.pages import Asked, read_pages


class ViewLoader:
    """Loads views, each at most once at a time: who asks for one that is being loaded joins in."""

    def __init__(self, reader: BookingReader, store: BookingStore, clock: Clock) -> None:
        self._reader = reader
        self._store = store
        self._clock = clock
        self._runs: dict[ViewKey, _Run] = {}

    async def load(self, key: ViewKey, zone: Zone, *, background: bool = False) -> ViewList:
        """List the view anew, to its end; a view of two statuses is two listings, one after the other.

        A foreground call that joins a background one hurries it. The loading goes on as long as one of its
        callers waits; when the last is cancelled it ends, and the list stands as it did before.

        Args:
            key: which view, and which filters.
            zone: the operator's, for what is today.
            background: give way while the rate limit is low.

        Raises:
            ApiError: a page could not be had; the list keeps its rows and this error.
        """
        run = await self._join(key, zone, background)
        run.waiting += 1
        try:
            await asyncio.shield(run.task)
        finally:
            run.waiting -= 1
            if not run.waiting and not run.task.done():
                run.task.cancel()
                await asyncio.wait([run.task])
        return self._store.view(key)

    async def _join(self, key: ViewKey, zone: Zone, background: bool) -> "_Run":
        while (run := self._runs.get(key)) and not run.waiting:
            await asyncio.wait([run.task])  # it was given up a moment ago
        if run is None:
            run = self._runs[key] = _Run(self._reader, background)
            run.task = asyncio.create_task(self._list(run, key, zone))
            run.task.add_done_callback(lambda _: self._runs.pop(key, None))
        elif not background:
            run.hurry()
        return run

    async def _list(self, run: "_Run", key: ViewKey, zone: Zone) -> None:
        listing = self._store.begin(key, Moment.at(self._clock(), zone))
        try:
            warnings = [await self._read(run, listing, query) for query in listing.queries]
        except ApiError as error:
            listing.fail(error)
            raise
        except asyncio.CancelledError:
            listing.give_up()
            raise
        if any(warnings):
            listing.stop("; ".join(dict.fromkeys(filter(None, warnings))))
        else:
            listing.complete()

    async def _read(self, run: "_Run", listing: Listing, query: BookingQuery) -> str:
        async def ask(cursor: str | None) -> Asked:
            stamp = self._store.stamp()
            return Asked(await run.ask(query, cursor), stamp)

        return await read_pages(ask, lambda asked: listing.put(asked.page.rows, asked.stamp))


class _Run:
    """One loading of a view, and how many wait for it."""

    task: asyncio.Task[None]

    def __init__(self, reader: BookingReader, background: bool) -> None:
        self._reader = reader
        self._background = background
        self._request: asyncio.Task[BookingPage] | None = None
        self.waiting = 0

    async def ask(self, query: BookingQuery, cursor: str | None) -> BookingPage:
        """One page; one that waits in the background is asked for again when it is hurried."""
        while self._gives_way():
            self._request = asyncio.create_task(self._page(query, cursor, background=True))
            try:
                return await self._request
            except asyncio.CancelledError:
                if self._gives_way() or _being_cancelled():
                    raise
            finally:
                self._request = None
        return await self._page(query, cursor, background=False)

    async def _page(self, query: BookingQuery, cursor: str | None, *, background: bool) -> BookingPage:
        return await self._reader.list_bookings(query, cursor, background=background)

    def _gives_way(self) -> bool:
        return self._background

    def hurry(self) -> None:
        """Go on in the foreground."""
        self._background = False
        if self._request is not None:
            self._request.cancel()


def _being_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
