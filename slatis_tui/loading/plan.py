"""What is loaded when, and what it may cost."""

from slatis_tui.domain import views
from slatis_tui.domain.models import Rate
from slatis_tui.domain.ports import BookingReader, Clock
from slatis_tui.domain.store import BookingStore
from slatis_tui.domain.times import Zone
from slatis_tui.domain.view_list import ListState, ViewList
from slatis_tui.domain.views import Filters, Moment, ViewKey
from slatis_tui.errors import ApiError, Unauthorized
from slatis_tui.loading.directory import Directory
from slatis_tui.loading.views import ViewLoader

ASSUMED_LIMIT = 100
"""Requests a minute where the server has not told its limit: that of a test key (vendor's documentation)."""
REFRESH_SHARE = 0.1
"""Of the rate limit a minute: the most that automatic refresh may cost."""
KEPT_FILTERS = 3
"""Server filters whose lists stay loaded, the latest used; each list that is kept costs with every page that comes."""
PENDING = ViewKey("pending")
"""What is refreshed beside the open view, for what is new in it is announced."""
NEEDS_OUTCOME = ViewKey("needs-outcome")
LAST_WEEK = ViewKey(views.LAST_WEEK.name)
"""What Needs outcome tells of beside its rows."""
_ALL = ViewKey("all")
_UNFILTERED = Filters()
_THERE = frozenset({ListState.COMPLETE, ListState.RELOADING, ListState.BOUNDED})
"""Lists that nobody has to wait for, and that only a refresh makes newer or longer."""


def affordable_refresh(rate: Rate | None, pages: int, interval: float) -> bool:
    """Whether a list of so many requests may be loaded again every `interval` seconds (0: only by hand).

    An interval too short for any list is taken as `shortest_refresh`.
    """
    return interval > 0 and pages * shortest_refresh(rate) <= max(interval, shortest_refresh(rate))


def shortest_refresh(rate: Rate | None) -> float:
    """The seconds between two refreshes of a list of one request, if no more than their share is to be spent."""
    return 60 / ((rate.limit if rate else ASSUMED_LIMIT) * REFRESH_SHARE)


class Loading:
    """What the screens ask to load: first the view that is open, then the names, then the other views."""

    def __init__(self, reader: BookingReader, store: BookingStore, directory: Directory, clock: Clock) -> None:
        self._store = store
        self._directory = directory
        self._clock = clock
        self._views = ViewLoader(reader, store, clock)
        self._recent: list[Filters] = []
        self._running = False
        self._next: Filters | None = None
        """What the background goes on with once the view that it is at is there."""

    async def open(self, key: ViewKey, zone: Zone) -> ViewList:
        """Load the view unless it is there already; join a loading that is under way, and retry one that failed.

        Raises:
            ApiError: it could not be loaded to its end; the list keeps the error, and its rows.
        """
        self._forget_old_filters(key.filters)
        view_list = self._store.view(key)
        return view_list if view_list.state in _THERE else await self.refresh(key, zone)

    async def refresh(self, key: ViewKey, zone: Zone) -> ViewList:
        """Load the view again, keeping its rows until the new listing is complete.

        Raises:
            ApiError: it could not be loaded to its end; the list keeps the error, and its rows.
        """
        return await self._load(key, zone, background=False)

    async def background(self, zone: Zone, filters: Filters = _UNFILTERED) -> None:
        """Load what is not there yet, giving way while the rate is low: the names, then the views one by one.

        To be called once the open view is there, as often as one likes: a second call turns the one that runs to
        its filters. An error stays with its list, and the next is tried; only a rejected key ends it. Raises nothing.
        """
        self._next = filters
        if self._running:
            return
        self._running = True
        try:
            await self._directory.load()
            while self._next is not None:
                filters, self._next = self._next, None
                await self._load_others(filters, zone)
        finally:
            self._running = False

    async def _load_others(self, filters: Filters, zone: Zone) -> None:
        for view in self._store.views:
            if not view.key:
                continue
            key = ViewKey(view.name, filters)
            if self._store.view(key).state in _THERE:
                continue
            if not await self._loaded_quietly(key, zone) or self._next is not None:
                return

    def refreshes_itself(self, key: ViewKey, rate: Rate | None, interval: float) -> bool:
        """Whether the list may be refreshed every `interval` seconds; one that was never loaded may not."""
        pages = self._store.view(key).pages
        return pages > 0 and affordable_refresh(rate, pages, interval)

    async def refresh_by_itself(self, key: ViewKey, zone: Zone, rate: Rate | None, interval: float) -> None:
        """What the rate affords every `interval` seconds: the open view, and Pending; gives way if the rate is low.

        Raises:
            ApiError: a view could not be loaded to its end; the list keeps the error, and its rows.
        """
        pages = 0
        beside = (LAST_WEEK,) if key == NEEDS_OUTCOME else ()
        for one in dict.fromkeys((key, PENDING, *beside)):
            view_list = self._store.view(one)
            if (
                view_list.pages
                and view_list.state in _THERE | {ListState.FAILED}
                and affordable_refresh(rate, pages + view_list.pages, interval)
            ):
                pages += view_list.pages
                await self._load(one, zone, background=True)

    async def look_back(self, zone: Zone, *, anew: bool = False) -> None:
        """Know what ended last week: from the list of all bookings where that is there, else by four listings or more.

        Gives way while the rate is low; `anew` asks the server in any case.

        Raises:
            ApiError: it could not be loaded to its end.
        """
        moment = Moment.at(self._clock(), zone)
        standing = self._store.view(LAST_WEEK).standing
        is_this_weeks = standing.moment is not None and standing.moment.week_start == moment.week_start
        if not is_this_weeks and not standing.state.is_loading:
            self._store.forget(LAST_WEEK)
        elif standing.state in _THERE and not anew:
            return
        if self._store.view(_ALL).state is ListState.COMPLETE and not (anew or standing.state.is_loading):
            self._store.derive(LAST_WEEK, moment, _ALL)
        else:
            await self._load(LAST_WEEK, zone, background=True)

    async def _loaded_quietly(self, key: ViewKey, zone: Zone) -> bool:
        """Whether to go on after this one."""
        try:
            await self._load(key, zone, background=True)
        except Unauthorized:
            return False
        except ApiError:
            pass
        return True

    async def _load(self, key: ViewKey, zone: Zone, *, background: bool) -> ViewList:
        view_list = await self._views.load(key, zone, background=background)
        self._directory.want(self._store.event_type_ids, self._store.member_ids)
        return view_list

    def _forget_old_filters(self, latest: Filters) -> None:
        if not latest:
            return
        self._recent = [filters for filters in self._recent if filters != latest] + [latest]
        while len(self._recent) > KEPT_FILTERS:
            oldest = self._recent.pop(0)
            for key in (ViewKey(view.name, oldest) for view in self._store.views):
                if not self._store.view(key).state.is_loading:
                    self._store.forget(key)
