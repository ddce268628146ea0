"""What the API speaks of, as values. Immutable, and free of any wire format.

Every text here has been through `domain.text.clean`, save for ids, which stay as the server gave them
(they go back into requests) and are cleaned where they are shown. Instants are Unix seconds in UTC;
durations are minutes. An empty text or None means that the server did not say.

Small values that the first frame waits for are named tuples, here and elsewhere: to define a frozen dataclass takes
Python seven times as long, and there would be dozens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol


class Status:
    """The booking statuses (vendor's Bookings page, "Lifecycle"). The set is open: others are shown as they came."""

    DRAFT = "DRAFT"
    SCHEDULED = "SCHEDULED"
    PENDING_CONFIRMATION = "PENDING_CONFIRMATION"
    RESCHEDULED = "RESCHEDULED"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"
    NO_SHOW = "NO_SHOW"

    ACTIVE = frozenset({SCHEDULED, RESCHEDULED})
    KNOWN = frozenset({DRAFT, SCHEDULED, PENDING_CONFIRMATION, RESCHEDULED, COMPLETED, CANCELLED, NO_SHOW})


class Source(Protocol):
    """Where a row's whole answer is kept (a compressed page, or one answer)."""

    def booking(self, place: int) -> "Booking":
        """The whole booking at that place of the answer."""
        ...

    def custom_answer(self, place: int, key: str) -> object:
        """What the booking at that place answers to one custom field, cleaned JSON; None where it does not."""
        ...


class BookingRow(NamedTuple):
    """One booking as a list needs it. 100 000 of these are kept: strings and integers only."""

    id: str
    status: str
    start: int | None
    end: int | None
    name: str
    email: str
    timezone: str
    event_type_id: str
    assigned_to_id: str
    search: str
    """Name, e-mail, id and custom answers, casefolded and joined by line feeds."""
    problem: str
    """Empty, or why this row could not be read (its id is then made up and it takes no verb)."""
    source: Source
    place: int
    """Where in its source it stands."""

    @property
    def is_active(self) -> bool:
        """Whether it is going to take place: SCHEDULED or RESCHEDULED."""
        return self.status in Status.ACTIVE

    @property
    def says_little(self) -> bool:
        """Whether it lacks its time, or who booked: only id and status can be relied upon in an answer."""
        return self.start is None or not (self.name or self.email)

    def whole(self) -> "Booking":
        """The whole booking, read from the kept answer; costs no request."""
        return self.source.booking(self.place)

    def answer(self, key: str) -> object:
        """What it answers to one custom field, cleaned JSON; None where it does not. Costs less than the whole."""
        return self.source.custom_answer(self.place, key)


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who booked. The timezone is for display and e-mails only (API Conventions, "Timezones in the API")."""

    name: str = ""
    email: str = ""
    phone: str = ""
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking, whole."""

    row: BookingRow
    attendee: Attendee
    custom_fields: Mapping[str, Any]
    """Key → answer as JSON; texts inside are cleaned."""
    metadata: Mapping[str, Any]
    created_at: int | None
    updated_at: int | None
    document: Mapping[str, Any]
    """The JSON object as the server sent it, not cleaned; clean what is shown of it."""

    @property
    def id(self) -> str:
        """The booking's id, as the server gave it."""
        return self.row.id


class BookingQuery(NamedTuple):
    """The server's filters for a list of bookings (vendor's Bookings page, "Get a booking"). Hashable."""

    status: str = ""
    event_type_id: str = ""
    assigned_to_id: str = ""
    attendee_email: str = ""
    start_date: int | None = None
    end_date: int | None = None
    limit: int = 100


class BookingPage(NamedTuple):
    """One page of a list, in the server's order, which means nothing (it is not documented)."""

    rows: Sequence[BookingRow]
    """Perhaps read from the answer as they are first looked at; their number and the cursor are there before."""
    next_cursor: str | None
    """None on the last page, whatever the server wrote beside `has_more: false`."""
    warning: str = ""
    """Something odd about the page that the operator should know, such as `has_more` without a cursor."""


@dataclass(frozen=True, slots=True)
class CustomField:
    """One field of an event type's form (vendor's Event Types page, "Get custom fields")."""

    id: str
    key: str
    """As the server gave it: it goes back into requests."""
    label: str
    type: str
    """Upper case, as it came: TEXT, SELECT, …; the set is open."""
    required: bool
    order: int
    options: tuple[str, ...] = ()
    """As the server gave them: they go back into requests; clean them where they are shown."""
    minimum: float | None = None
    maximum: float | None = None
    """The least and the greatest answer to a NUMBER, both allowed; None where the schema sets no bound."""


class Workload(NamedTuple):
    """What one meeting costs, in minutes (vendor's Event Types page, "workload object")."""

    prep: int
    meeting: int
    implementation: int
    admin: int


@dataclass(frozen=True, slots=True)
class EventType:
    """The rules for one kind of bookable meeting."""

    id: str
    name: str
    slug: str = ""
    description: str = ""
    duration: int | None = None
    slot_interval: int | None = None
    buffer_before: int | None = None
    buffer_after: int | None = None
    minimum_booking_notice: int | None = None
    scheduling_type: str = ""
    team_id: str = ""
    requires_confirmation: bool | None = None
    is_active: bool | None = None
    timezone: str = ""
    mode: str = ""
    deleted_at: int | None = None
    workload: Workload | None = None
    """None where the answer did not carry it whole; the vendor's examples do not."""
    fields: tuple[CustomField, ...] | None = None
    """In display order; None where the answer did not carry them (a list does not)."""
    document: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the organisation who takes bookings."""

    id: str
    name: str
    email: str = ""
    role: str = ""
    skills: tuple[str, ...] = ()
    is_active: bool | None = None
    team_id: str = ""
    team_name: str = ""


class Slot(NamedTuple):
    """A free slot: start and end."""

    start: int
    end: int


class Rate(NamedTuple):
    """The rate limit as the server last told it (`X-RateLimit-*`)."""

    limit: int
    remaining: int
    reset: int
    """Unix seconds at which the window starts anew."""

    @property
    def is_low(self) -> bool:
        """Under a tenth is left: background loading waits."""
        return self.remaining * 10 < self.limit
