"""The Protocols at which the layers meet. Screens know these and nothing behind them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from slatis_tui.domain.changes import Change, Intent, Step, Verb
from slatis_tui.domain.identity import Identity
from slatis_tui.domain.models import Booking, BookingPage, BookingQuery, EventType, Member, Rate, Slot
from slatis_tui.domain.moves import Moves
from slatis_tui.domain.runs import BulkRuns
from slatis_tui.domain.webhooks import CompanyReader

if TYPE_CHECKING:
    from slatis_tui.domain.drafts import Drafts  # not needed for the first frame

Clock = Callable[[], float]
"""Now, in Unix seconds. The demo's is the sandbox's."""

Unsubscribe = Callable[[], None]


class BookingReader(Protocol):
    """Reads. Each raises ApiError. `background` reads give way: they wait while the rate is low."""

    async def list_bookings(
        self, query: BookingQuery, cursor: str | None = None, *, background: bool = False
    ) -> BookingPage:
        """One page. The cursor belongs to the query of its first page, unchanged."""
        ...

    async def get_booking(self, booking_id: str, *, background: bool = False) -> Booking:
        """One booking, as it is now."""
        ...

    async def list_event_types(self, *, background: bool = False) -> list[EventType]:
        """The active event types, sorted by name, without their fields."""
        ...

    async def get_event_type(self, event_type_id: str, *, background: bool = False) -> EventType:
        """One event type with its fields, also when it is not active."""
        ...

    async def list_members(self, *, background: bool = False) -> list[Member]:
        """All members, page after page."""
        ...

    async def get_member(self, member_id: str, *, background: bool = False) -> Member:
        """One member."""
        ...

    async def free_slots(self, event_type_id: str, start: date, end: date, timezone: str) -> list[Slot]:
        """The free slots of those days (both included), sorted; the timezone picks whose working hours apply."""
        ...


class RetryPurse(Protocol):
    """Pays for repeats of whatever kind, so that together they stay few on a server that is dead."""

    def pay(self) -> bool:
        """Pay for one repeat; False when nothing is left: it does not go then."""
        ...

    def give_back(self) -> None:
        """A repeat that was paid for succeeded."""
        ...


@dataclass(frozen=True, slots=True)
class WriteAnswer:
    """What the server made of a write: a parsed 2xx."""

    booking: Booking
    replayed: bool = False
    request_id: str = ""


class BookingWriter(Protocol):
    """Writes. Only the outbox's sender holds one. Each sends once, exactly these bytes, and raises ApiError.

    An error whose `uncertain` is true means that the write may have been carried out.
    """

    async def create(self, body: bytes, idempotency_key: str) -> WriteAnswer:
        """Book. The same key with the same bytes never books twice within 24 h."""
        ...

    async def transition(
        self, verb: Verb, booking_id: str, body: bytes = b"", *, within: float | None = None
    ) -> WriteAnswer:
        """Confirm, complete, no-show or cancel (a cancel's body may carry a reason).

        `within`: seconds after which it does not leave any more, however long it has to wait for the rate limit.
        """
        ...

    async def reschedule(self, booking_id: str, body: bytes) -> WriteAnswer:
        """Move to another time; the answer is the new booking."""
        ...

    async def edit_attendee(self, booking_id: str, body: bytes) -> WriteAnswer:
        """Change the attendee's details."""
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """How the connection is doing, for the header."""

    rate: Rate | None = None
    offline: bool = False
    """After one exchange that got no answer, until the next that does."""
    blocked_until: float = 0.0
    """Unix seconds by the console's clock until which a 429 stops every request; 0 when not."""
    key_rejected: bool = False
    """After a 401, until an exchange that succeeds."""


class LinkMonitor(Protocol):
    """Tells how the connection is doing."""

    @property
    def link(self) -> Link:
        """As of the last exchange."""
        ...

    def watch(self, listener: Callable[[Link], None]) -> Unsubscribe:
        """Call the listener, on the event loop, after each exchange that changed something."""
        ...


class OutboxNews(NamedTuple):
    """A change has moved on; `booking` is the server's answer where there is one."""

    change: Change
    booking: Booking | None = None


class Outbox(Protocol):
    """The only way to a write."""

    @property
    def runs(self) -> BulkRuns:
        """The bulk runs."""
        ...

    @property
    def changes(self) -> Sequence[Change]:
        """Every change of this session and those in need of review, oldest first."""
        ...

    @property
    def moves(self) -> Moves:
        """What was rescheduled, in earlier sessions too."""
        ...

    @property
    def trouble(self) -> str:
        """Empty, or why nothing is sent at present (`key rejected`, a full disk), for the strip."""
        ...

    @property
    def notice(self) -> str:
        """Empty, or what became of a damaged journal found at the start, and what another key, mode or host left."""
        ...

    async def submit(self, intent: Intent) -> Change:
        """Write the change down; it is sent when its undo window ends.

        A create whose form equals one that has not ended well goes again with that one's key and bytes.

        Raises:
            JournalError: it could not be written down; nothing is sent.
        """
        ...

    async def recall(self) -> Change | None:
        """Take back the newest change that is still waiting; None when there is none.

        A bulk run is taken back whole, and told of as one change whose subject is all its bookings.
        """
        ...

    async def drop_waiting(self) -> int:
        """Take back every change that is still waiting; how many."""
        ...

    async def send_again(self, op_id: str) -> Change:
        """Send a change that needs review, by the operator's decision: a create with its own key and bytes.

        Raises:
            SlatisError: it can't be sent again (a create too old for its key, another one under way, no journal).
        """
        ...

    async def drop(self, op_id: str) -> Change:
        """Let go of a change that needs review; nothing is sent. A create still being checked needs review by it.

        Raises:
            JournalError: it could not be written down.
        """
        ...

    async def wanted(self, op_id: str) -> Mapping[str, Any]:
        """The body of the change, as it is or was to be sent; empty where it has none, or is settled."""
        ...

    async def trail(self, op_id: str) -> Sequence[Step]:
        """What became of the change, step by step, oldest first."""
        ...

    def know_by(self, status_of: Callable[[str], str]) -> None:
        """Ask this for the status in which a booking is known; empty where it is not.

        A transition whose booking is known in another status than the operator decided on is not sent: someone else
        has decided meanwhile, so it needs review.
        """
        ...

    async def reconsider(self, booking_ids: Collection[str]) -> None:
        """More is known of these bookings: review what waits for one that is in another status now."""
        ...

    async def send_now(self, timeout: float) -> bool:
        """End every undo window and wait at most `timeout` seconds; whether all were settled."""
        ...

    def watch(self, listener: Callable[[OutboxNews], None]) -> Unsubscribe:
        """Call the listener, on the event loop, whenever a change moves on."""
        ...


class Services(Protocol):
    """What the app is given once the connection has been put together, after its first frame."""

    @property
    def identity(self) -> Identity:
        """Where it leads."""
        ...

    @property
    def clock(self) -> Clock:
        """This machine's clock, or the sandbox's in a demo."""
        ...

    @property
    def reader(self) -> BookingReader:
        """For the screens."""
        ...

    @property
    def outbox(self) -> Outbox:
        """For the screens' verbs."""
        ...

    @property
    def monitor(self) -> LinkMonitor:
        """For the header."""
        ...

    @property
    def company(self) -> CompanyReader:
        """For the screens about the team and the webhooks."""
        ...

    @property
    def drafts(self) -> "Drafts":
        """For the forms."""
        ...

    async def close(self) -> None:
        """Close the connection pool and the journal. May be called more than once."""
        ...


class Connector(Protocol):
    """Puts the services together, late: none of it is needed for the first frame."""

    async def connect(self) -> Services | None:
        """With the key of the environment, the profile or the keyring; None when there is none.

        Raises:
            SlatisError: the key or another setting can't be used.
        """
        ...

    async def connect_with(self, key: str) -> tuple[Services, str]:
        """With a key that the operator typed, and a sentence on whether it was kept.

        Raises:
            KeyProblem: it is malformed.
        """
        ...

    async def demo(self) -> Services:
        """With a private, freshly seeded sandbox."""
        ...
