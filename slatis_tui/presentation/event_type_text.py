"""An event type as a row of the list, and in full."""

from collections.abc import Callable, Set
from dataclasses import fields
from functools import partial

from slatis_tui.domain.instants import parse_instant
from slatis_tui.domain.models import CustomField, EventType
from slatis_tui.domain.text import clean, clean_json
from slatis_tui.domain.times import Zone
from slatis_tui.presentation.answers import answer_text
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.presentation.lines import TEXT_WIDTH, UNKNOWN, Line, heading, labelled
from slatis_tui.presentation.narrow import pairs, wrapped
from slatis_tui.presentation.times import duration, full, relative

EVENT_TYPE_COLUMNS = (
    Column("name", "Name", 16, 28, 0, flexible=True, max_width=60),
    Column("duration", "Duration", 10, 10, 1, essential=True),
    Column("scheduling", "Scheduling", 11, 11, 2, max_width=16, essential=True),
    Column("buffers", "Buffers", 13, 13, 3, max_width=24),
    Column("notice", "Notice", 9, 9, 4, max_width=14),
    Column("confirmation", "Confirmation", 12, 12, 5),
)

SCHEDULING_TYPES = {"SOLO": "Solo", "ROUND_ROBIN": "Round robin", "COLLECTIVE": "Collective"}
"""Vendor's Event Types page, "Scheduling types"; any other value is shown as it came."""
_TOLD = frozenset({"custom_fields", *(one.name for one in fields(EventType))})
_RECORD = {"created_at": "Created", "updated_at": "Updated"}
_CONFIRMATION = {True: "required", False: "", None: UNKNOWN}


def event_type_cells(event_type: EventType) -> tuple[Cell, ...]:
    """The cells of an event type, in the order of `EVENT_TYPE_COLUMNS`."""
    return (
        Cell(event_type.name or clean(event_type.id)),
        Cell(duration(event_type.duration)),
        Cell(scheduling_type(event_type)),
        Cell(_buffers(event_type), "muted"),
        Cell(_notice(event_type), "muted"),
        Cell(
            _CONFIRMATION[event_type.requires_confirmation],
            "status-pending" if event_type.requires_confirmation else "muted",
        ),
    )


def event_type_search(event_type: EventType) -> str:
    """What a text filter looks in, casefolded."""
    parts = (event_type.name, event_type.slug, event_type.id, event_type.description, scheduling_type(event_type))
    return "\n".join(parts).casefold()


def scheduling_type(event_type: EventType) -> str:
    """How it is assigned, in a word."""
    return SCHEDULING_TYPES.get(event_type.scheduling_type, event_type.scheduling_type) or UNKNOWN


def event_type_lines(
    event_type: EventType,
    *,
    error: str = "",
    team_name: str = "",
    slots: str = "",
    now: float,
    zone: Zone,
    width: int = TEXT_WIDTH,
) -> list[Line]:
    """Everything that is known of an event type.

    Args:
        error: why it could not be loaded; empty when it could.
        team_name: its team's name, or empty where that is not known.
        slots: its free slots in a few words; empty where they are not known.
        now: Unix seconds by the console's clock.
        zone: mine, for the times.
        width: cells of a line.
    """
    said = partial(labelled, width=width)
    lines: list[Line] = [[(event_type.name or clean(event_type.id), "strong")], [_activity(event_type, now, zone)]]
    if error:
        lines += [[], [(error, "error")]]
    if event_type.description:
        lines += [[], *([(part, "")] for part in event_type.description.splitlines())]
    lines += heading("Booking")
    if slots:
        lines += said("Free slots", slots)
    lines += said("Duration", _known(duration(event_type.duration)))
    lines += said("Slot interval", _slot_interval(event_type))
    lines += said("Buffer before", _known(duration(event_type.buffer_before)))
    lines += said("Buffer after", _known(duration(event_type.buffer_after)))
    lines += said("Minimum notice", _known(_notice(event_type)))
    lines += said("Confirmation", _confirmation(event_type))
    if event_type.workload is not None:
        lines += said("Workload", _workload(event_type))
    lines += heading("Assignment")
    lines += said("Scheduling", scheduling_type(event_type))
    team_id = clean(event_type.team_id)
    lines += said("Team", f"{team_name}  ({team_id})" if team_name not in ("", team_id) else team_id)
    lines += said("Timezone", event_type.timezone)
    lines += _field_lines(event_type.fields, said)
    lines += heading("Identity")
    lines += said("Id", clean(event_type.id))
    lines += said("Slug", event_type.slug)
    lines += said("Mode", event_type.mode)
    record = _record(event_type)
    lines += [one for name, at in record.items() for one in said(_RECORD[name], _ago(at, now, zone))]
    return lines + _other_lines(event_type, _TOLD | record.keys(), said)


def event_type_preview(event_type: EventType, *, team_name: str, now: float, zone: Zone, width: int) -> list[Line]:
    """An event type beside its list, for a narrow pane; what does not fit into the pane is cut off at its end.

    Its name, which stands in the list, comes last: as a title it would be taken for another row.
    """
    lines: list[Line] = []
    if event_type.is_active is not None or event_type.deleted_at is not None:
        text, style = _activity(event_type, now, zone)
        lines += [*wrapped(text, style, width), []]
    if event_type.description:
        lines += [*wrapped(event_type.description, "", width), []]
    told = [
        ("Duration", _known(duration(event_type.duration))),
        ("Slot interval", _slot_interval(event_type)),
        ("Buffers", _known(_buffers(event_type))),
        ("Minimum notice", _known(_notice(event_type))),
        ("Confirmation", {True: "required", False: "not required", None: ""}[event_type.requires_confirmation]),
        ("Scheduling", scheduling_type(event_type)),
        ("Team", team_name),
    ]
    told += [("Timezone", event_type.timezone)] if event_type.timezone else []
    told += [("Workload", _workload(event_type))] if event_type.workload is not None else []
    lines += [*pairs(told, width), *heading("Fields")]
    if not event_type.fields:
        lines += [[("not loaded yet" if event_type.fields is None else "none", "muted")]]
    for one in event_type.fields or ():
        label = f"{one.label or clean(one.key)}{' *' if one.required else ''}"
        lines += pairs([(label, one.type.lower())], width)
    name = wrapped(event_type.name, "strong", width) if event_type.name else []
    return [*lines, [], *name, *wrapped(clean(event_type.id), "muted", width)]


def _workload(event_type: EventType) -> str:
    if event_type.workload is None:
        return ""
    parts = zip(("preparation", "meeting", "implementation", "administration"), event_type.workload, strict=True)
    return " · ".join(f"{name} {duration(minutes)}" for name, minutes in parts)


def _field_lines(fields: tuple[CustomField, ...] | None, said: Callable[..., list[Line]]) -> list[Line]:
    lines = heading("Fields")
    if fields is None:
        return [*lines, [("not loaded yet", "muted")]]
    if not fields:
        return [*lines, [("none", "muted")]]
    for one in fields:
        kind = f"{one.type.lower() or UNKNOWN}{', required' if one.required else ''}"
        lines += said(f"{one.label or clean(one.key)}{' *' if one.required else ''}", kind)
        lines += said("", f"key {clean(one.key)}", "muted")
        if one.options:
            lines += said("", " · ".join(clean(option) for option in one.options), "muted")
    return lines


def _record(event_type: EventType) -> dict[str, int]:
    """When it was made and changed, where the server says so and it can be read."""
    said = {name: (event_type.document or {}).get(name) for name in _RECORD}
    instants = {name: parse_instant(value) for name, value in said.items() if isinstance(value, str) and "T" in value}
    return {name: instant for name, instant in instants.items() if instant is not None}


def _other_lines(event_type: EventType, told: Set[str], said: Callable[..., list[Line]]) -> list[Line]:
    """What else the server says, under the API's own names."""
    others = {name: value for name, value in (event_type.document or {}).items() if name not in told}
    if not others:
        return []
    lines = heading("Further")
    for name, value in clean_json(others).items():
        lines += said(name, answer_text(value))
    return lines


def _activity(event_type: EventType, now: float, zone: Zone) -> tuple[str, str]:
    if event_type.deleted_at is not None:
        return (f"× deleted {_ago(event_type.deleted_at, now, zone)}", "error")
    if event_type.is_active is None:
        return ("the server did not say whether it is active", "muted")
    return ("● active", "success") if event_type.is_active else ("× not active", "warning")


def _ago(instant: int, now: float, zone: Zone) -> str:
    return f"{full(instant, zone)}, {relative(instant, now)}"


def _buffers(event_type: EventType) -> str:
    before, after = event_type.buffer_before, event_type.buffer_after
    if before is None and after is None:
        return UNKNOWN
    if not before and not after:
        return "none"
    return f"{duration(before or 0)} + {duration(after or 0)}"


def _notice(event_type: EventType) -> str:
    return "none" if event_type.minimum_booking_notice == 0 else duration(event_type.minimum_booking_notice)


def _slot_interval(event_type: EventType) -> str:
    if event_type.slot_interval is None:
        return "as long as the meeting"
    return duration(event_type.slot_interval)


def _confirmation(event_type: EventType) -> str:
    if event_type.requires_confirmation is None:
        return ""
    return "required: bookings start as Pending" if event_type.requires_confirmation else "not required"


def _known(text: str) -> str:
    return "" if text == UNKNOWN else text
