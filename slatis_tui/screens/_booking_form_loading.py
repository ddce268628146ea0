"""What the booking form reads: the fields of an event type, and the names to choose from. Each ends in a message."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from slatis_tui.domain.models import EventType
from slatis_tui.errors import SlatisError
from slatis_tui.loading.directory import Directory

Post = Callable[[Message], object]
"""Hands a message to the screen; safe also when the screen has gone."""


@dataclass
class FieldsArrived(Message):
    """The event type that was asked for, with its fields."""

    event_type_id: str
    event_type: EventType


@dataclass
class FieldsFailed(Message):
    """The fields of this event type could not be read."""

    event_type_id: str
    error: SlatisError


async def load_fields(directory: Directory, event_type_id: str, post: Post) -> None:
    """Read the event type with its fields."""
    try:
        event_type = await directory.load_event_type(event_type_id)
    except SlatisError as error:
        post(FieldsFailed(event_type_id, error))
    else:
        post(FieldsArrived(event_type_id, event_type))


@dataclass
class NamesFailed(Message):
    """The event types or the members could not be listed."""

    what: str
    error: SlatisError


async def load_names(directory: Directory, post: Post) -> None:
    """List the event types and the members, as far as that was not done before. Whoever watches the directory hears."""
    if not directory.event_types_loaded:
        try:
            await directory.load_event_types()
        except SlatisError as error:
            post(NamesFailed("event types", error))
    if not directory.members:
        try:
            await directory.load_members()
        except SlatisError as error:
            post(NamesFailed("members", error))
