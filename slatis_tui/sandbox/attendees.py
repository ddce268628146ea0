"""Checking an attendee (vendor's Bookings page, "Create a booking" and "Update attendee details")."""

from dataclasses import dataclass, field

from slatis_tui.sandbox.custom_answers import is_email
from slatis_tui.sandbox.instants import zone
from slatis_tui.sandbox.refusals import Detail
from slatis_tui.sandbox.wire import JsonObject

NAMES = ("name", "email", "phone", "timezone")
_REQUIRED = ("name", "email")
_LONGEST = 200
"""Characters."""


@dataclass(slots=True)
class CheckedAttendee:
    """What of an attendee may be kept, and what is wrong with the rest."""

    values: dict[str, str | None] = field(default_factory=dict)
    problems: list[Detail] = field(default_factory=list)


def check_attendee(given: object) -> CheckedAttendee:
    """A whole attendee; the optional parts that are not given are None."""
    if not isinstance(given, dict):
        return CheckedAttendee(problems=[Detail("attendee", "must be an object with a name and an email")])
    return _check({name: given.get(name) for name in NAMES})


def check_attendee_change(given: object) -> CheckedAttendee:
    """Those parts of an attendee that are to change; null clears an optional one."""
    if not isinstance(given, dict) or not given:
        return CheckedAttendee(problems=[Detail("attendee", f"must be an object with any of {', '.join(NAMES)}")])
    checked = _check({name: given[name] for name in NAMES if name in given})
    others = [Detail(f"attendee.{name}", "can't be changed") for name in given if name not in NAMES]
    checked.problems.extend(others)
    return checked


def _check(given: JsonObject) -> CheckedAttendee:
    checked = CheckedAttendee()
    for name, value in given.items():
        problem = _problem(name, value)
        if problem:
            checked.problems.append(Detail(f"attendee.{name}", problem))
        else:
            checked.values[name] = value.strip() or None if isinstance(value, str) else None
    return checked


def _problem(name: str, value: object) -> str:
    """What is wrong with one part; empty when nothing is."""
    if value is not None and not isinstance(value, str):
        return "must be a text"
    text = (value or "").strip()
    if not text:
        return "is required" if name in _REQUIRED else ""
    if len(text) > _LONGEST:
        return f"must be at most {_LONGEST} characters"
    if name == "email" and not is_email(text):
        return "must be an e-mail address"
    return _timezone_problem(text) if name == "timezone" else ""


def _timezone_problem(name: str) -> str:
    try:
        zone(name)
    except ValueError:
        return "must be an IANA timezone such as Europe/Madrid"
    return ""
