"""Where screens ask to go. The app routes; screens do not know each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.message import Message


@dataclass
class OpenBooking(Message):
    """Show one booking. `among` are the ids of the list it stands in, for `[` and `]`."""

    booking_id: str
    among: tuple[str, ...] = ()
    replace: bool = False
    """Take the place of the present screen, as a form does once its booking is made."""


@dataclass
class OpenBookingForm(Message):
    """Start a new booking, of this event type if one is named."""

    event_type_id: str = ""
    like: str = ""
    """The id of a booking that it begins as a copy of; empty for an empty form."""


@dataclass
class OpenReschedule(Message):
    """Choose another time for a booking; `among` as for `OpenBooking`."""

    booking_id: str
    among: tuple[str, ...] = ()


@dataclass
class OpenAttendeeEdit(Message):
    """Correct the attendee's details of a booking."""

    booking_id: str


@dataclass
class MoveTheDay(Message):
    """Propose new times for the active bookings that a member has on a day; what is not named is asked for."""

    member_id: str = ""
    day: date | None = None


@dataclass
class EditText(Message):
    """Let the operator's editor have this text; `edited` is called with what became of it, or `failed` with why not."""

    text: str
    edited: Callable[[str], object]
    failed: Callable[[str], object]


@dataclass
class OpenEventType(Message):
    """Show one event type with its fields."""

    event_type_id: str


@dataclass
class OpenEventTypeForm(Message):
    """Change an event type, or make a new one: like the named one, or from nothing."""

    event_type_id: str = ""
    as_copy: bool = False


@dataclass
class EventTypeSaved(Message):
    """The event type form is done."""

    event_type_id: str
    is_new: bool = False


@dataclass
class ShowBookingsOf(Message):
    """Show the bookings of one event type, of one attendee, or of one member."""

    event_type_id: str = ""
    attendee_email: str = ""
    member_id: str = ""


@dataclass
class OpenMember(Message):
    """Show one member of the team, on that day."""

    member_id: str
    day: date | None = None


@dataclass
class GoBack(Message):
    """Leave the screen for the one below it."""


@dataclass
class UseKey(Message):
    """Connect with a key that was typed."""

    key: str


@dataclass
class UseDemo(Message):
    """Connect to a private sandbox."""
