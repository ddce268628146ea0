"""From the event type form as it was filled in to the body of `POST` or `PATCH /event-types`, or what is wrong with it.

The required fields, the workload and its bounds are those of the vendor's Event Types page, "Create an event type";
that the optional fields are named as the object names them is our reading. Nothing here knows a widget.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from slatis_tui.domain.field_values import BadValue
from slatis_tui.domain.fields import Raw
from slatis_tui.domain.forms import CheckedForm
from slatis_tui.domain.models import EventType, Workload
from slatis_tui.domain.zone_names import read_zone_name
from slatis_tui.errors import FieldProblem

TEAM, NAME, DURATION, ACTIVE = "team_id", "name", "duration", "is_active"
SLUG, DESCRIPTION, TIMEZONE = "slug", "description", "timezone"
SCHEDULING, CONFIRMATION = "scheduling_type", "requires_confirmation"
WORKLOAD = tuple(f"workload.{part}" for part in Workload._fields)
_PREP, _MEETING, _IMPLEMENTATION, _ADMIN = WORKLOAD

LABELS: Mapping[str, str] = {
    TEAM: "Team",
    NAME: "Name",
    DURATION: "Duration",
    _PREP: "Preparation",
    _MEETING: "Meeting",
    _IMPLEMENTATION: "Implementation",
    _ADMIN: "Administration",
    ACTIVE: "Active",
    SLUG: "Slug",
    DESCRIPTION: "Description",
    "slot_interval": "Slot interval",
    "buffer_before": "Buffer before",
    "buffer_after": "Buffer after",
    "minimum_booking_notice": "Minimum notice",
    SCHEDULING: "Scheduling type",
    TIMEZONE: "Timezone",
    CONFIRMATION: "Requires confirmation",
}
"""Every place of the form with its label, in the order of the form."""

MINUTES: Mapping[str, int] = {
    DURATION: 1,
    _PREP: 0,
    _MEETING: 1,
    _IMPLEMENTATION: 0,
    _ADMIN: 0,
    "slot_interval": 1,
    "buffer_before": 0,
    "buffer_after": 0,
    "minimum_booking_notice": 0,
}
"""The places that hold whole minutes, with the least that each may be."""

_FLAGS = (ACTIVE, CONFIRMATION)
_NEEDED = {TEAM: "Choose a team", NAME: "This is required", DURATION: "This is required"}
_CLEARED_IS_NULL = (DESCRIPTION, "slot_interval", TIMEZONE)
"""Emptying one of these takes it away; an emptied buffer or notice is one of 0 minutes."""
_WHOLE = re.compile(r"[0-9]{1,9}")
_SEPARATORS = re.compile(r"[./\[\]\"']+")

Form = Mapping[str, Raw]
"""Place → what its input holds."""


class Difference(NamedTuple):
    """One field that is to change."""

    place: str
    before: Any
    """As the event type has it; None where the server did not say."""
    after: Any


def form_of(event_type: EventType) -> dict[str, Raw]:
    """What the inputs hold for this event type before anything is typed."""
    form: dict[str, Raw] = dict.fromkeys(LABELS)
    for place in LABELS:
        value = current(event_type, place)
        form[place] = value if isinstance(value, bool) else "" if value is None else str(value)
    return form


def copy_of(event_type: EventType) -> dict[str, Raw]:
    """The form of a new event type like this one; with a slug of its own, and active unless said otherwise."""
    return form_of(event_type) | {NAME: f"Copy of {event_type.name}".strip(), SLUG: "", ACTIVE: True}


def current(event_type: EventType, place: str) -> Any:
    """What the event type has at that place; None or an empty text where the server did not say."""
    if place in WORKLOAD:
        part = place.partition(".")[2]
        return None if event_type.workload is None else getattr(event_type.workload, part)
    return getattr(event_type, place)


def check_text(place: str, raw: Raw) -> str:
    """What is wrong with what was typed there by itself; empty where nothing is, or nothing was typed."""
    try:
        _value(place, raw)
    except BadValue as bad:
        return str(bad)
    return ""


def check_new(form: Form) -> CheckedForm:
    """The body of a create, and what keeps it from being sent. A meeting takes the duration unless said otherwise."""
    values, problems = _read(form)
    problems += [FieldProblem(place, words) for place, words in _NEEDED.items() if not _is_given(form, place)]
    body = {name: values[name] for name in LABELS if name not in WORKLOAD and values.get(name) not in (None, "")}
    for flag, usual in ((ACTIVE, True), (CONFIRMATION, False)):
        if body.get(flag) is usual:
            del body[flag]
    workload = {place.partition(".")[2]: values.get(place) or 0 for place in WORKLOAD}
    workload["meeting"] = values.get(_MEETING) or values.get(DURATION)
    return CheckedForm(body | {"workload": workload}, _in_order(problems))


def check_changes(form: Form, before: EventType) -> CheckedForm:
    """The body of an update, which holds what has changed and nothing else, and what keeps it from being sent."""
    values, problems = _read(form)
    problems += [FieldProblem(place, words) for place, words in _NEEDED.items() if not _is_given(form, place)]
    body: dict[str, Any] = {}
    was = form_of(before)
    for place in LABELS:
        if place in WORKLOAD or place not in values or _is_same(form.get(place), was[place]):
            continue
        value = values[place]
        if value == "" or value is None:
            value = None if place in _CLEARED_IS_NULL else 0 if place in MINUTES else ""
        if place in (SLUG, SCHEDULING) and value == "":
            problems.append(FieldProblem(place, "This can be changed, but not taken away"))
        elif value != current(before, place):
            body[place] = value
    body |= _changed_workload(form, values, before, problems)
    return CheckedForm(body, _in_order(problems))


def differences(body: Mapping[str, Any], before: EventType) -> list[Difference]:
    """What the body of an update changes, in the order of the form."""
    flat = {name: value for name, value in body.items() if name != "workload"}
    flat |= {f"workload.{part}": value for part, value in body.get("workload", {}).items()}
    found = [Difference(place, current(before, place), flat[place]) for place in LABELS if place in flat]
    return [one for one in found if one.before != one.after]


def sort_problems(problems: Iterable[FieldProblem]) -> tuple[dict[str, str], list[FieldProblem]]:
    """Each place with what is wrong there, and the problems that belong to no place; none is lost."""
    placed: dict[str, str] = {}
    others: list[FieldProblem] = []
    for problem in problems:
        place = _place_of(problem.field)
        if place:
            placed[place] = f"{placed[place]}; {problem.message}" if place in placed else problem.message
        else:
            others.append(problem)
    return placed, others


def _place_of(path: str) -> str:
    parts = [part for part in _SEPARATORS.split(path) if part]
    if parts[:1] == ["body"]:
        del parts[0]
    if parts == ["workload"]:
        return _MEETING
    name = ".".join(parts)
    return next((place for place in LABELS if name in (place, place.partition(".")[2])), "") if name else ""


def _read(form: Form) -> tuple[dict[str, Any], list[FieldProblem]]:
    """The value of each place, without those that can't be read, which are problems."""
    values: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for place in LABELS:
        raw = form.get(place)
        try:
            values[place] = raw if place in _FLAGS else _value(place, raw)
        except BadValue as bad:
            problems.append(FieldProblem(place, str(bad)))
    return values, problems


def _value(place: str, raw: Raw) -> str | int | None:
    text = raw.strip() if isinstance(raw, str) else ""
    if place in MINUTES:
        return _minutes(text, MINUTES[place])
    if place == TIMEZONE and text:
        return read_zone_name(text)
    return text


def _minutes(text: str, least: int) -> int | None:
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise BadValue("Write whole minutes, such as 30")
    if int(text) < least:
        raise BadValue(f"This must be at least {least}")
    return int(text)


def _changed_workload(
    form: Form, values: Mapping[str, Any], before: EventType, problems: list[FieldProblem]
) -> dict[str, Any]:
    """The whole workload, where any part of it has changed: the page has it as one object."""
    was = form_of(before)
    if all(_is_same(form.get(place), was[place]) for place in WORKLOAD):
        return {}
    said = "This is required" if before.workload else "The server does not tell the others: type all four"
    bad = {one.field for one in problems}
    problems += [FieldProblem(place, said) for place in WORKLOAD if values.get(place) is None and place not in bad]
    workload = {place.partition(".")[2]: values.get(place) for place in WORKLOAD}
    unchanged = before.workload is not None and workload == before.workload._asdict()
    return {} if unchanged else {"workload": workload}


def _is_same(one: Raw, other: Raw) -> bool:
    """Whether two inputs hold the same; nothing typed is nothing chosen."""
    return (one if one is not None else "") == (other if other is not None else "")


def _is_given(form: Form, place: str) -> bool:
    raw = form.get(place)
    return isinstance(raw, str) and bool(raw.strip())


def _in_order(problems: Iterable[FieldProblem]) -> tuple[FieldProblem, ...]:
    order = list(LABELS)
    return tuple(sorted(problems, key=lambda one: order.index(one.field)))
