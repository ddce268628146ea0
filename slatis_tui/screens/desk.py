"""The desk: what the screens share. Made before the connection is; what needs it waits for it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from slatis_tui.domain.changes import EVENT_TYPE_VERBS, Change, ChangeState, Verb
from slatis_tui.domain.models import BookingRow, Status
from slatis_tui.domain.ports import Clock, Link, Outbox, OutboxNews, Services, Unsubscribe
from slatis_tui.domain.runs import Run
from slatis_tui.domain.saved_views import NotKept, SavedView, ViewKeeper, views_of, with_saved
from slatis_tui.domain.store import OLDEST, BookingStore
from slatis_tui.domain.times import Zone, find_zone
from slatis_tui.errors import JournalError
from slatis_tui.loading.again import Again
from slatis_tui.loading.colleagues import Colleagues
from slatis_tui.loading.directory import Directory
from slatis_tui.loading.late_reader import LateReader, LateTeam
from slatis_tui.loading.plan import Loading
from slatis_tui.presentation.chosen_columns import ChosenColumns
from slatis_tui.presentation.times import when

_REASONS = 5


class Topic(StrEnum):
    """What on the desk has changed."""

    BOOKINGS = "bookings"
    DIRECTORY = "directory"
    OUTBOX = "outbox"
    LINK = "link"
    ZONE = "zone"
    CLOCK = "clock"
    """Another minute: what is told relatively to now."""


class ZoneMode(StrEnum):
    """Whose time is on screen."""

    MINE = "mine"
    ATTENDEE = "attendee"
    UTC = "UTC"


class Decision(NamedTuple):
    """What was decided last, for whoever decides the same on another booking."""

    verb: Verb
    reason: str = ""
    """Of a cancellation; may be empty."""


class Own(NamedTuple):
    """What the operator has of their own."""

    views: tuple[SavedView, ...] = ()
    """The saved ones."""
    keeper: ViewKeeper = NotKept()
    """Keeps them, and the name of the view used last."""
    columns: ChosenColumns = ChosenColumns()
    """Those of the bookings."""


_NOTHING_OWN = Own()


class Desk:
    """The one place where screens find the data, the outbox, the clock and the zone on screen."""

    run_reasons: Mapping[str, str] = MappingProxyType({})
    """Bulk run → the reason that was given for all of it in this session."""
    recent_reasons: tuple[str, ...] = ()
    """Reasons that were given for cancelling in this session, the newest first."""
    warnings: tuple[Change, ...] = ()
    """Changes of which the server warned, and which were not shown since."""
    _indexed: tuple[Change, ...] = ()
    _latest: Mapping[str, Change] = MappingProxyType({})
    """By booking, of the changes that were indexed last."""

    preview: bool | None = None
    """Whether the preview pane was opened or closed; None leaves it to the window's width."""
    last_decision: Decision | None = None
    """The last of confirm, complete, no-show and cancel; None before the first."""
    visited: str = ""
    """The id of the booking that was looked at last, for the list that it was opened from; empty for none."""
    saved: str = ""
    """The id of the event type that was saved last, for the list to go to; empty for none."""

    def __init__(
        self,
        *,
        clock: Clock,
        zone: Zone,
        read_only: bool = False,
        refresh_seconds: float = 0.0,
        keymap: Mapping[str, str] | None = None,
        expected_badge: str = "",
        expected_place: str = "",
        own: Own = _NOTHING_OWN,
    ) -> None:
        self._clock = clock
        self.keymap: Mapping[str, str] = keymap or {}
        """The user's own keys, by command id."""
        self.expected_badge = expected_badge
        """The mode as far as it is known before the connection."""
        self.expected_place = expected_place
        self.zone = zone
        """My zone."""
        self.zone_mode = ZoneMode.MINE
        self.read_only = read_only
        self.refresh_seconds = refresh_seconds
        """How often a list is loaded anew by itself; 0 = by hand."""
        self.services: Services | None = None
        self.connection_problem = ""
        """Why there is no connection and none is being made; empty otherwise."""
        self.reader, self.team = LateReader(), LateTeam()
        self.own = own
        self.directory = Directory(self.reader)
        self.store = BookingStore(views_of(own.views), self.directory)
        self.loading = Loading(self.reader, self.store, self.directory, self.clock)
        self.again = Again(self.reader, self.store)
        self.link = Link()
        self._watchers: list[Callable[[Topic], None]] = []
        self._stops: list[Unsubscribe] = [
            self.store.watch(lambda _event: self.announce(Topic.BOOKINGS)),
            self.directory.watch(self._heard_of_names),
        ]

    def clock(self) -> float:
        """Now, in Unix seconds; the sandbox's in a demo."""
        return self._clock()

    def connect(self, services: Services) -> None:
        """The connection stands: whoever waits for a reader goes on, and news start to flow."""
        self.services = services
        self.connection_problem = ""
        self._clock = services.clock
        self.link = services.monitor.link
        self._stops.append(services.monitor.watch(self._heard_of_link))
        self._stops.append(services.outbox.watch(self._heard_of_change))
        self._stops.append(Colleagues(services.reader, self.store, services.outbox).close)
        self.reader.arrive(services.reader)
        self.team.arrive(services.company)
        self.announce(Topic.LINK)
        self.announce(Topic.OUTBOX)

    def connecting(self, problem: str = "") -> None:
        """A connection is being made, or could not be made because of this problem."""
        self.connection_problem = problem
        self.announce(Topic.BOOKINGS)
        self.announce(Topic.DIRECTORY)

    def add_view(self, view: SavedView) -> None:
        """Have this view from now on, in the place of one of the same name."""
        self.own = self.own._replace(views=with_saved(self.own.views, view))
        self.store.set_views(views_of(self.own.views))

    def disconnect(self) -> None:
        """Stop listening to the store, the outbox and the link, and fetching names."""
        self.directory.close()
        self.again.close()
        while self._stops:
            self._stops.pop()()

    @property
    def outbox(self) -> Outbox:
        """The only way to a write.

        Raises:
            JournalError: there is no connection yet.
        """
        if self.services is None:
            raise JournalError("Still connecting", hint="Nothing was sent; try again in a moment")
        return self.services.outbox

    @property
    def changes(self) -> tuple[Change, ...]:
        """This session's changes and those in need of review, oldest first."""
        return tuple(self.services.outbox.changes) if self.services else ()

    @property
    def trouble(self) -> str:
        """Why nothing is sent at present; empty when all is well."""
        trouble = self.services.outbox.trouble if self.services else ""
        return trouble or ("key rejected" if self.link.key_rejected else "")

    @property
    def badge(self) -> str:
        """DEMO, TEST or LIVE."""
        return self.services.identity.badge if self.services else self.expected_badge

    @property
    def place(self) -> str:
        """The profile's name, or the host."""
        return self.services.identity.place if self.services else self.expected_place

    @property
    def is_public(self) -> bool:
        """Whether the key is a public one, which reads event types and slots, and books."""
        return self.services is not None and self.services.identity.is_public

    def write_refusal(self) -> str:
        """Why no booking may be decided here at all; empty when it may."""
        if self.read_only:
            return "Read-only: nothing is sent"
        if self.is_public:
            return "This needs a secret key; nothing was sent"
        return ""

    def when(self, row: BookingRow) -> str:
        """The row's time in the zone on screen, with the zone."""
        return when(row.start, self.zone_of(row), self.clock())

    def remember_reason(self, reason: str) -> None:
        """Offer this one the next time that somebody is to be told why."""
        if reason:
            others = [one for one in self.recent_reasons if one != reason]
            self.recent_reasons = (reason, *others)[:_REASONS]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The bulk runs of this session, and those of which something was left, oldest first."""
        return tuple(self.services.outbox.runs.all) if self.services else ()

    def status_now(self, booking_id: str) -> str:
        """The status of a booking as it is known now; empty where it is not."""
        row = self.store.get(booking_id)
        return row.status if row is not None else ""

    def latest_change(self, booking_id: str) -> Change | None:
        """The newest change of this booking, whatever became of it."""
        changes = self.changes
        if changes is not self._indexed:
            self._latest = {one.booking_id: one for one in changes if one.verb not in EVENT_TYPE_VERBS}
            self._indexed = changes
        return self._latest.get(booking_id)

    def open_changes(self) -> tuple[Change, ...]:
        """The changes that wait or are being sent."""
        return tuple(change for change in self.changes if change.state.is_open)

    def in_review(self) -> tuple[Change, ...]:
        """The changes that need a person."""
        return tuple(change for change in self.changes if change.state is ChangeState.NEEDS_REVIEW)

    def zone_of(self, row: BookingRow | None) -> Zone:
        """The zone in which this row's times stand now."""
        if self.zone_mode is ZoneMode.UTC:
            return find_zone("UTC")
        if self.zone_mode is ZoneMode.ATTENDEE and row is not None:
            return find_zone(row.timezone)
        return self.zone

    def next_zone(self) -> ZoneMode:
        """Go on to the next of mine, the attendee's, UTC."""
        modes = list(ZoneMode)
        self.zone_mode = modes[(modes.index(self.zone_mode) + 1) % len(modes)]
        self.announce(Topic.ZONE)
        return self.zone_mode

    def watch(self, listener: Callable[[Topic], None]) -> Unsubscribe:
        """Call the listener whenever something on the desk changed."""
        self._watchers.append(listener)
        return lambda: self._watchers.remove(listener) if listener in self._watchers else None

    def announce(self, topic: Topic) -> None:
        """Tell every screen that something changed."""
        for listener in tuple(self._watchers):
            listener(topic)

    def _heard_of_link(self, link: Link) -> None:
        self.link = link
        self.announce(Topic.LINK)

    def _heard_of_names(self) -> None:
        self.store.names_changed()
        self.announce(Topic.DIRECTORY)

    def _heard_of_change(self, news: OutboxNews) -> None:
        if news.change.warning:
            self.warnings = (*self.warnings, news.change)
        if news.booking is not None:
            # A replay repeats the first answer's body, which may be a day old by now.
            self.store.put_answer(news.booking.row, OLDEST if news.change.replayed else None)
            if news.change.verb in (Verb.CREATE, Verb.RESCHEDULE):
                self._look_at_made(news.change, news.booking.row)
        if news.change.verb in EVENT_TYPE_VERBS and news.change.state is ChangeState.DONE:
            deleted = news.change.verb is Verb.DELETE_EVENT_TYPE
            self.directory.event_type_changed(news.change.booking_id, deleted=deleted)
        self.announce(Topic.OUTBOX)

    def _look_at_made(self, change: Change, new: BookingRow) -> None:
        """An original is cancelled now, of which the answer says nothing; and it need not say much of the new one."""
        if change.verb is Verb.RESCHEDULE and new.id != change.booking_id:
            self.again.look(change.booking_id)
        if new.says_little and new.status != Status.DRAFT:  # a draft is asked for until it is settled
            self.again.look(new.id)
