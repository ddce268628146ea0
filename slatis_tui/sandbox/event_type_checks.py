"""Checking what an event type is to be (vendor's Event Types page, "Required fields" and "workload object").

What the page does not say of the optional fields, such as the largest number, is our reading.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from slatis_tui.sandbox.database import Database, Value
from slatis_tui.sandbox.instants import zone
from slatis_tui.sandbox.refusals import Detail
from slatis_tui.sandbox.wire import WORKLOAD, JsonObject

REQUIRED = ("team_id", "name", "duration", "workload")
SCHEDULING_TYPES = ("SOLO", "ROUND_ROBIN", "COLLECTIVE")
_LONGEST_MINUTES = 1440
_LONGEST_NOTICE = 525_600
_LONGEST_NAME = 200
_LONGEST_DESCRIPTION = 10_000

Check = Callable[[object], str]
"""What is wrong with a value; empty when nothing is."""


@dataclass(slots=True)
class CheckedEventType:
    """The columns that are to be set, and what is wrong with the rest."""

    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Detail] = field(default_factory=list)


def check_event_type(database: Database, body: JsonObject) -> CheckedEventType:
    """Every field of the body; one that there is not is named as a problem, so that no misspelling passes unseen."""
    checked = CheckedEventType()
    for name, value in body.items():
        if name == "workload":
            _check_workload(value, checked)
        elif name == "team_id":
            _note(checked, name, value, _team_problem(database, value))
        elif name in _CHECKS:
            _note(checked, name, value, _CHECKS[name](value))
        else:
            checked.problems.append(Detail(name, "is no field that can be written"))
    return checked


def _note(checked: CheckedEventType, name: str, value: object, problem: str) -> None:
    if problem:
        checked.problems.append(Detail(name, problem))
    elif isinstance(value, bool | int):
        checked.values[name] = int(value)
    else:
        checked.values[name] = value.strip() or None if isinstance(value, str) else None


def _check_workload(value: object, checked: CheckedEventType) -> None:
    if not isinstance(value, dict):
        checked.problems.append(Detail("workload", f"must be an object with {', '.join(WORKLOAD)}"))
        return
    for part in WORKLOAD:
        least = 1 if part == "meeting" else 0
        problem = _minutes(least)(value.get(part))
        if problem:
            checked.problems.append(Detail(f"workload.{part}", problem))
        else:
            checked.values[part] = value[part]


def _minutes(least: int, most: int = _LONGEST_MINUTES, *, optional: bool = False) -> Check:
    def check(value: object) -> str:
        if value is None and optional:
            return ""
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            return f"must be a whole number of minutes from {least} to {most}"
        return ""

    return check


def _text(longest: int, *, optional: bool = False) -> Check:
    def check(value: object) -> str:
        if value is None and optional:
            return ""
        if not isinstance(value, str) or (not value.strip() and not optional):
            return "must be a text"
        return f"must be at most {longest} characters" if len(value) > longest else ""

    return check


def _flag(value: object) -> str:
    return "" if isinstance(value, bool) else "must be true or false"


def _scheduling_type(value: object) -> str:
    return "" if value in SCHEDULING_TYPES else f"must be one of {', '.join(SCHEDULING_TYPES)}"


def _timezone(value: object) -> str:
    if value is None or value == "":
        return ""
    try:
        zone(value if isinstance(value, str) else "")
    except ValueError:
        return "must be an IANA timezone such as Europe/Madrid"
    return ""


def _team_problem(database: Database, value: object) -> str:
    found: sqlite3.Row | None = None
    if isinstance(value, str):
        found = database.row("SELECT id FROM teams WHERE id = ?", (value,))
    return "" if found else "is no team"


_CHECKS: dict[str, Check] = {
    "name": _text(_LONGEST_NAME),
    "slug": _text(_LONGEST_NAME),
    "description": _text(_LONGEST_DESCRIPTION, optional=True),
    "duration": _minutes(1),
    "slot_interval": _minutes(1, optional=True),
    "buffer_before": _minutes(0),
    "buffer_after": _minutes(0),
    "minimum_booking_notice": _minutes(0, _LONGEST_NOTICE),
    "scheduling_type": _scheduling_type,
    "requires_confirmation": _flag,
    "timezone": _timezone,
    "is_active": _flag,
}
