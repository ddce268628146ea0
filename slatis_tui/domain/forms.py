"""From the booking form as it was filled in to the body of `POST /bookings`, or what is wrong with it.

The body's shape is that of the vendor's Bookings page, "Create a booking"; `assign_to` is from the vendor's
documentation. Nothing here knows a widget.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from slatis_tui.domain import form_places as places
from slatis_tui.domain.field_values import BadValue, FieldValue, check_bounds, read_email, read_phone, to_value
from slatis_tui.domain.fields import FieldKind, Raw, is_empty, kind_of
from slatis_tui.domain.instants import to_wire
from slatis_tui.domain.metadata import read_metadata
from slatis_tui.domain.models import CustomField
from slatis_tui.domain.zone_names import read_zone_name
from slatis_tui.errors import FieldProblem

_T = TypeVar("_T")
_TEXTS: Mapping[str, Callable[[str], object]] = {
    places.EMAIL: read_email,
    places.PHONE: read_phone,
    places.TIMEZONE: read_zone_name,
    places.METADATA: read_metadata,
}


@dataclass(frozen=True, slots=True)
class BookingForm:
    """What the form's inputs hold."""

    event_type_id: str = ""
    start: int | None = None
    """Unix seconds of the time that was typed; None when it was not understood."""
    start_problem: str = ""
    """Why not."""
    name: str = ""
    email: str = ""
    phone: str = ""
    timezone: str = ""
    custom: Mapping[str, Raw] = field(default_factory=dict)
    """Key → what its input holds."""
    assign_to: str = ""
    metadata: str = ""


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """The body to send, and what keeps it from being sent, in the order of the form."""

    body: Mapping[str, Any]
    problems: tuple[FieldProblem, ...] = ()
    """Their `field` is a place of `form_places`."""


def check_form(form: BookingForm, fields: Sequence[CustomField]) -> CheckedForm:
    """The create body of this form, and its problems; the body is only worth sending without any."""
    problems: list[FieldProblem] = []
    body: dict[str, Any] = {"event_type_id": form.event_type_id}
    if not form.event_type_id:
        problems.append(FieldProblem(places.EVENT_TYPE, "Choose an event type"))
    if form.start is None:
        problems.append(FieldProblem(places.WHEN, form.start_problem or "Type a time, or pick a free slot"))
    else:
        body["requested_time"] = to_wire(form.start)
    body["attendee"] = _attendee(form, problems)
    custom, custom_problems = check_custom_fields(fields, form.custom)
    problems += (FieldProblem(places.custom_place(one.field), one.message) for one in custom_problems)
    if custom:
        body["custom_fields"] = custom
    if form.assign_to:
        body["assign_to"] = form.assign_to
    metadata = _read(read_metadata, form.metadata, places.METADATA, problems)
    if metadata:
        body["metadata"] = metadata
    return CheckedForm(body, tuple(problems))


def check_custom_fields(
    fields: Sequence[CustomField], raw: Mapping[str, Raw]
) -> tuple[dict[str, FieldValue], list[FieldProblem]]:
    """The `custom_fields` object, without what was left empty, and a problem for each bad or missing answer."""
    values: dict[str, FieldValue] = {}
    problems: list[FieldProblem] = []
    for one in fields:
        kind, answer = kind_of(one), raw.get(one.key)
        missing = _missing(one, kind, answer)
        if missing:
            problems.append(FieldProblem(one.key, missing))
        elif not is_empty(kind, answer):
            try:
                values[one.key] = _value(one, kind, answer)
            except BadValue as bad:
                problems.append(FieldProblem(one.key, str(bad)))
    return values, problems


def check_answer(one: CustomField, answer: Raw) -> str:
    """What is wrong with this answer as far as there is one; empty where nothing is."""
    kind = kind_of(one)
    if is_empty(kind, answer):
        return ""
    try:
        _value(one, kind, answer)
    except BadValue as bad:
        return str(bad)
    return ""


def check_text(place: str, answer: Raw) -> str:
    """The same for the fields that every booking form has, by their places."""
    reader, text = _TEXTS.get(place), answer.strip() if isinstance(answer, str) else ""
    if reader is None or not text:
        return ""
    try:
        reader(text)
    except BadValue as bad:
        return str(bad)
    return ""


def _value(one: CustomField, kind: FieldKind, answer: Raw) -> FieldValue:
    value = to_value(kind, answer)
    if kind is FieldKind.NUMBER and isinstance(value, int | float):
        check_bounds(value, one.minimum, one.maximum)
    return value


def _missing(one: CustomField, kind: FieldKind, answer: Raw) -> str:
    if not one.required:
        return ""
    if kind is FieldKind.CHECKBOX:
        return "" if answer is True else "This must be ticked"
    return "This is required" if is_empty(kind, answer) else ""


def _attendee(form: BookingForm, problems: list[FieldProblem]) -> dict[str, str]:
    """Name and e-mail, which a booking needs, and what else was given."""
    if not form.name.strip():
        problems.append(FieldProblem(places.NAME, "This is required"))
    attendee = {"name": form.name.strip(), "email": form.email.strip()}
    if attendee["email"]:
        _read(read_email, attendee["email"], places.EMAIL, problems)
    else:
        problems.append(FieldProblem(places.EMAIL, "This is required"))
    phone = _read(read_phone, form.phone.strip(), places.PHONE, problems)
    timezone = _read(read_zone_name, form.timezone.strip(), places.TIMEZONE, problems)
    if phone:
        attendee["phone"] = phone
    if timezone:
        attendee["timezone"] = timezone
    return attendee


def _read(reader: Callable[[str], _T], text: str, place: str, problems: list[FieldProblem]) -> _T | None:
    """What the reader makes of the text, if there is any; a bad one is noted as a problem."""
    if not text:
        return None
    try:
        return reader(text)
    except BadValue as bad:
        problems.append(FieldProblem(place, str(bad)))
        return None
