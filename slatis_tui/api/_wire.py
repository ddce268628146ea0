"""The models of what there are few of: event types with their fields, members, slots. Wire → domain.

Every field reads whatever comes: a null, a missing part or another type is an empty value. Only an id is
needed; without one the thing is left out of its list. Importing pydantic takes as long as a first page of
bookings, which don't need it, so the reader imports this module when the first event type has come.
"""

import math
from typing import Annotated, Any, TypeVar

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from slatis_tui.api._values import flag, identifier, instant, mapping, sendable, sequence, text, whole
from slatis_tui.domain.models import CustomField, EventType, Member, Slot, Workload
from slatis_tui.domain.text import clean, clean_block


def _needed_id(value: object) -> str:
    if found := identifier(value):
        return found
    raise ValueError("no usable id")


def _block(value: object) -> str:
    return clean_block(value) if isinstance(value, str) else ""


def _options(value: object) -> tuple[str, ...]:
    """Options as they go back into requests; one given as an object is its value."""
    found = (mapping(item).get("value") if isinstance(item, dict) else item for item in sequence(value))
    return tuple(option for option in map(_option, found) if option)


def _option(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return sendable(value)
    return str(value)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(text, sequence(value))))


def _bound(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and isinstance(value, int | float) and math.isfinite(value) else None


Id = Annotated[str, BeforeValidator(_needed_id)]
OtherId = Annotated[str, BeforeValidator(identifier)]
Line = Annotated[str, BeforeValidator(text)]
Block = Annotated[str, BeforeValidator(_block)]
Whole = Annotated[int | None, BeforeValidator(whole)]
Bound = Annotated[float | None, BeforeValidator(_bound)]
Flag = Annotated[bool | None, BeforeValidator(flag)]
Instant = Annotated[int | None, BeforeValidator(instant)]


class _Wire(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


_Model = TypeVar("_Model", bound=_Wire)


class FieldWire(_Wire):
    """A custom field (Event Types page, "Get custom fields"). Its type is an open set."""

    id: OtherId = ""
    key: Annotated[str, BeforeValidator(_needed_id)]
    label: Line = ""
    type: Annotated[str, BeforeValidator(lambda value: text(value).upper())] = ""
    required: Flag = False
    order: Whole = None
    options: Annotated[tuple[str, ...], BeforeValidator(_options)] = ()
    minimum: Bound = Field(None, validation_alias=AliasChoices("minimum", "min"))
    maximum: Bound = Field(None, validation_alias=AliasChoices("maximum", "max"))
    """The names of the bounds are our reading."""

    def domain(self, place: int) -> CustomField:
        """The field; without an `order` it stays at its place in the answer."""
        return CustomField(
            id=self.id,
            key=self.key,
            label=self.label or clean(self.key),
            type=self.type,
            required=bool(self.required),
            order=place if self.order is None else self.order,
            options=self.options,
            minimum=self.minimum,
            maximum=self.maximum,
        )


class EventTypeWire(_Wire):
    """An event type as lists, single answers and writes give it (Event Types page)."""

    id: Id
    name: Line = ""
    slug: Line = ""
    description: Block = ""
    duration: Whole = None
    slot_interval: Whole = None
    buffer_before: Whole = None
    buffer_after: Whole = None
    minimum_booking_notice: Whole = None
    scheduling_type: Line = ""
    team_id: OtherId = ""
    requires_confirmation: Flag = None
    is_active: Flag = None
    timezone: Line = ""
    mode: Line = ""
    deleted_at: Instant = None


class MemberWire(_Wire):
    """A member (vendor's documentation, "Team")."""

    id: Id
    name: Line = ""
    email: Line = ""
    role: Line = ""
    skills: Annotated[tuple[str, ...], BeforeValidator(_texts)] = ()
    is_active: Flag = None
    team: Annotated[dict[str, Any], BeforeValidator(mapping)] = Field(default_factory=dict)

    def domain(self) -> Member:
        """The member."""
        return Member(
            id=self.id,
            name=self.name,
            email=self.email,
            role=self.role,
            skills=self.skills,
            is_active=self.is_active,
            team_id=identifier(self.team.get("id")),
            team_name=text(self.team.get("name")),
        )


class Wire:
    """Wire → domain. A class and not functions, so that the reader can import all of it late under one name."""

    @staticmethod
    def event_type(item: object) -> EventType | None:
        """An event type, with its fields where the answer carries them; None when it has no usable id."""
        wire = _validated(EventTypeWire, item)
        if wire is None:
            return None
        document = mapping(item)
        fields = document.get("custom_fields")
        return EventType(
            **dict(wire),
            workload=_workload(document.get("workload")),
            fields=Wire.fields(fields) if isinstance(fields, list) else None,
            document=document,
        )

    @staticmethod
    def event_types(items: list[Any]) -> list[EventType]:
        """Event types sorted by name, without those that have no usable id."""
        found = [event_type for event_type in map(Wire.event_type, items) if event_type]
        return sorted(found, key=lambda event_type: event_type.name.casefold())

    @staticmethod
    def fields(items: list[Any]) -> tuple[CustomField, ...]:
        """Custom fields in display order, without those that have no key to answer them by."""
        wires = ((place, _validated(FieldWire, item)) for place, item in enumerate(items))
        found = [wire.domain(place) for place, wire in wires if wire]
        return tuple(sorted(found, key=lambda field: field.order))

    @staticmethod
    def member(item: object) -> Member | None:
        """A member; None when it has no usable id."""
        wire = _validated(MemberWire, item)
        return wire.domain() if wire else None

    @staticmethod
    def slots(items: list[Any]) -> list[Slot]:
        """Free slots, sorted, each once; without those whose times can't be read."""
        edges = ((instant(mapping(item).get("start")), instant(mapping(item).get("end"))) for item in items)
        return sorted({Slot(start, end) for start, end in edges if start is not None and end is not None})


def _workload(value: object) -> Workload | None:
    minutes = [whole(mapping(value).get(part)) for part in Workload._fields]
    known = [part for part in minutes if part is not None]
    return Workload(*known) if len(known) == len(minutes) else None


def _validated(model: type[_Model], item: object) -> _Model | None:
    try:
        return model.model_validate(item)
    except ValidationError:
        return None
