"""Keeping the open list up to date: within the rate limit, unless nobody looks, and with what has changed in sight."""

from collections.abc import Container
from contextlib import suppress
from time import monotonic

from textual.timer import Timer

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.models import Status
from slatis_tui.domain.ports import Unsubscribe
from slatis_tui.domain.store import StoreEvent
from slatis_tui.domain.view_list import Put
from slatis_tui.domain.views import ViewKey
from slatis_tui.errors import SlatisError
from slatis_tui.loading.plan import PENDING, shortest_refresh
from slatis_tui.presentation.booking_cells import subject
from slatis_tui.presentation.list_text import arrivals_text
from slatis_tui.screens._viewing import ViewingScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.widgets.notice import Notice

_MOMENT = 3.0
"""Seconds for which a row that has changed is highlighted."""
_EARLY = 0.05
"""Seconds that a timer may be early."""
_MOST_TOLD = 10_000
"""Bookings that are kept count of while nobody looks at the list."""


class RefreshingScreen(ViewingScreen):
    """A list of bookings that is refreshed every so many seconds while it is seen in a terminal that has the focus."""

    def __init__(self, desk: Desk, view: str) -> None:
        super().__init__(desk, view)
        self._refreshed_at = monotonic()
        self._changed_until: dict[str, float] = {}
        """Bookings of the list that are highlighted, and until when (`monotonic`)."""
        self._moment: Timer | None = None
        self._arrivals: dict[str, str] = {}
        """New pending ones that were not announced yet: id → whose they are."""
        self._stops: list[Unsubscribe] = []
        self._told: set[str] = set()
        self._was_lost = False
        """Whether the server was away since what is missing was asked for last."""

    def start_refreshing(self) -> None:
        """From now on; to be called once."""
        self._refreshed_at = monotonic()
        self._stops = [self.desk.store.watch(self._has_read), self.desk.watch(self._heard_of_link)]
        if self.desk.refresh_seconds:
            self.set_interval(self.desk.refresh_seconds, self._refresh_by_itself)
            self.watch(self.app, "app_focus", self._catch_up, init=False)

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        while self._stops:
            self._stops.pop()()

    def on_screen_resume(self) -> None:
        """Back from another screen, during which the list stood still."""
        self._catch_up()

    def is_changed(self, booking_id: str) -> bool:
        """Whether the row has changed a moment ago, by somebody else's doing."""
        return booking_id in self._changed_until

    @property
    def told(self) -> Container[str] | None:
        """Bookings that an answer has told about since the rows were drawn last; None where it may be any."""
        return self._told if len(self._told) < _MOST_TOLD else None

    def forget_told(self) -> None:
        """The rows are drawn as they are known now."""
        self._told.clear()

    def announce_arrivals(self) -> None:
        """Say which pending ones are new, once their list is there; an error that stands there stays."""
        store, notice = self.desk.store, self.query_one(Notice)
        if not self._arrivals or store.view(PENDING).state.is_loading or notice.shows_error:
            return
        names = [name for booking_id, name in self._arrivals.items() if booking_id in store.view(PENDING)]
        self._arrivals.clear()
        if names:
            self.say(arrivals_text(names, "" if self.key == PENDING else self.key_of("view.pending")))

    def load_missing(self) -> None:
        """What an outage has left unloaded comes by itself once the server is back; what is there is left alone."""
        if self._was_lost and not self.desk.link.offline:
            self._was_lost = False
            self.load()

    def _heard_of_link(self, topic: Topic) -> None:
        if topic is Topic.LINK and self.desk.link.offline:
            self._was_lost = True

    def _catch_up(self) -> None:
        """Refresh at once what would have been refreshed if it had been seen."""
        seconds = self.desk.refresh_seconds
        if seconds and monotonic() >= self._refreshed_at + seconds:
            self._refresh_by_itself()

    def _refresh_by_itself(self) -> None:
        """What is seen; while the server is away also behind another screen, to find out when it is back.

        Where the rate limit does not afford what was asked for, less often, if that is enough for this list.
        """
        link = self.desk.link
        is_due = monotonic() >= self._refreshed_at + shortest_refresh(link.rate) - _EARLY
        is_wanted = link.offline or (self.is_seen and is_due)
        if is_wanted and self.app.app_focus and not self.view_list.state.is_loading:
            self._refreshed_at = monotonic()
            self.run_worker(self._refresh_quietly(self.key), group="refresh", exclusive=True)

    async def _refresh_quietly(self, key: ViewKey) -> None:
        """As far as the rate limit allows it. An error stays with its list, which shows it.

        A server that was away is asked for something short first, however long the list is.
        """
        desk = self.desk
        with suppress(SlatisError):
            if desk.link.offline:
                await desk.directory.load_event_types(background=True)
            await desk.loading.refresh_by_itself(key, desk.zone, desk.link.rate, desk.refresh_seconds)
        desk.announce(Topic.BOOKINGS)

    def _has_read(self, event: StoreEvent) -> None:
        """Note what is new to somebody who looks at a list that was there already."""
        if len(self._told) < _MOST_TOLD:
            self._told |= event.ids
        if not event.read:
            return
        view_list, pending = self.view_list, self.desk.store.view(PENDING)
        until = monotonic() + _MOMENT
        for put in event.read:
            is_new = put.row.id in view_list and (put.before is not None or view_list.whole)
            if is_new and not self._is_own_doing(put):
                self._changed_until[put.row.id] = until
            if pending.whole and _is_new_pending(put) and not self._is_own_doing(put):
                self._arrivals[put.row.id] = subject(put.row)
        if self._changed_until and self._moment is None:
            self._moment = self.set_timer(_MOMENT, self._end_moment)

    def _is_own_doing(self, put: Put) -> bool:
        """Whether it is the original of a reschedule from here, cancelled by that, or was made here just now."""
        making = self.desk.latest_change(put.row.id)
        if making is not None and making.verb is Verb.CREATE and put.before and put.before.status == Status.DRAFT:
            return True
        services = self.desk.services
        is_moved = services is not None and bool(services.outbox.moves.after(put.row.id))
        return is_moved and put.row.status == Status.CANCELLED

    def _end_moment(self) -> None:
        now = monotonic()
        self._changed_until = {changed: until for changed, until in self._changed_until.items() if until > now}
        left = min(self._changed_until.values(), default=now) - now
        self._moment = self.set_timer(left, self._end_moment) if self._changed_until else None
        self.table.refresh_visible()


def _is_new_pending(put: Put) -> bool:
    was_pending = put.before is not None and put.before.status == Status.PENDING_CONFIRMATION
    return put.row.status == Status.PENDING_CONFIRMATION and not was_pending
