"""Reading the free slots of some days of an event type. It ends in a message."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.message import Message

from slatis_tui.domain.models import Slot
from slatis_tui.domain.ports import BookingReader
from slatis_tui.errors import SlatisError


@dataclass(frozen=True, slots=True)
class Days:
    """Days of one event type whose free slots are asked for, both included."""

    event_type_id: str
    first: date
    last: date
    timezone: str


@dataclass
class SlotsArrived(Message):
    """The free slots of these days."""

    days: Days
    slots: list[Slot]


@dataclass
class SlotsFailed(Message):
    """The free slots of these days could not be read."""

    days: Days
    error: SlatisError


async def load_slots(reader: BookingReader, days: Days, post: Callable[[Message], object]) -> None:
    """Read the free slots of these days."""
    try:
        slots = await reader.free_slots(days.event_type_id, days.first, days.last, days.timezone)
    except SlatisError as error:
        post(SlotsFailed(days, error))
    else:
        post(SlotsArrived(days, slots))
