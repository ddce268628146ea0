"""Times as people type them: `tomorrow 9:30`, `fri 15:00`, `Fri 20 Nov 2026 13:30 CET`, `2026-05-01T14:00Z`.

A typed time is a day, a clock time and, where wanted, an abbreviation or offset and `first` or `second`.
What the console itself shows can be typed back. A time that the clocks skip is refused, and one that they
show twice is asked about: a meeting an hour off is worse than a question.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone

from slatis_tui.domain.instants import abbreviation, gap_end, instants_of, local, offset, written
from slatis_tui.domain.typed_days import EXAMPLES, NotUnderstood, meant_wall
from slatis_tui.domain.zones import UTC_ZONE, Zone


@dataclass(frozen=True, slots=True)
class At:
    """Understood."""

    instant: int
    """Unix seconds."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A time that the zone's clocks skip."""

    before: str
    """The last valid minute before, in full."""
    after: str
    """The first valid minute after, in full."""
    message: str


@dataclass(frozen=True, slots=True)
class Fold:
    """A time that the zone's clocks show twice: two instants to choose from."""

    first: int
    second: int
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Not understood, or no date of the calendar; the message says what would be accepted."""

    message: str


Understood = At | Gap | Fold | Problem


@dataclass(frozen=True, slots=True)
class _Typed:
    """A typed time in its parts, the day and the abbreviation still as typed."""

    day: str
    clock: time
    frame: Zone
    """The zone that is shown, or the offset that was typed."""
    abbreviation: str
    choice: str
    """`first`, `second` or empty."""


def understand(text: str, zone: Zone, now: float) -> Understood:
    """The instant that is meant by a text typed while times are shown in `zone`; `now` in Unix seconds."""
    try:
        typed = _parts(text, zone)
        wall = meant_wall(typed.day, typed.clock, local(now, typed.frame).replace(tzinfo=None))
        return _settled(wall, typed)
    except NotUnderstood as reason:
        return Problem(str(reason))


_LONGEST = 80
_SPACES = re.compile(r"[\s,]+")
_PARTS = re.compile(
    r"(?P<day>.*?)(?:^|(?<=[0-9])t| )"
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?P<second>:[0-9]{2}(?:\.[0-9]+)?)?(?![0-9:])"
    r" ?(?P<zone>z|[+-][0-9]{1,2}(?::?[0-9]{2})?|(?!first|second)[a-z]+)?"
    r" ?(?P<choice>first|second)?"
)
_OFFSET = re.compile(r"([+-])([0-9]{1,2}):?([0-9]{2})?")
_IN_UTC = ("z", "utc", "gmt")


def _parts(text: str, zone: Zone) -> _Typed:
    if len(text) > _LONGEST:
        raise NotUnderstood(EXAMPLES)
    normal = _SPACES.sub(" ", text.replace("\u2212", "-")).strip().casefold()
    match = _PARTS.fullmatch(normal)
    if match is None:
        raise NotUnderstood(_why_no_clock(normal))
    frame, abbreviation = _frame(match["zone"] or "", zone)
    clock = _clock(int(match["hour"]), int(match["minute"]), match["second"] or ":00")
    return _Typed(match["day"].strip(), clock, frame, abbreviation, match["choice"] or "")


def _why_no_clock(text: str) -> str:
    if re.search(r"[0-9] ?[ap]\.?m\b", text):
        return "Type the time on the 24-hour clock, such as 15:00"
    if text and ":" not in text:
        return "Add a time of day, such as tomorrow 9:30 or 2026-05-01 14:00"
    return EXAMPLES


def _clock(hour: int, minute: int, second: str) -> time:
    if hour > 23 or minute > 59 or float(second[1:]) >= 60:
        raise NotUnderstood("Type a time of day from 0:00 to 23:59")
    return time(hour, minute, int(float(second[1:])))


def _frame(typed_zone: str, zone: Zone) -> tuple[Zone, str]:
    """The zone to reckon in, and an abbreviation that is still to be matched against it."""
    if typed_zone in _IN_UTC:
        return UTC_ZONE, ""
    match = _OFFSET.fullmatch(typed_zone)
    if match is None:
        return zone, typed_zone
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > 14 * 60 or int(match[3] or 0) > 59:
        raise NotUnderstood("Type an offset from -14:00 to +14:00, such as +02:00")
    signed = timedelta(minutes=-minutes if match[1] == "-" else minutes)
    return Zone(typed_zone, timezone(signed)), ""


def _settled(wall: datetime, typed: _Typed) -> Understood:
    zone = typed.frame
    instants = instants_of(wall, zone)
    if not instants:
        return _gap(wall, zone)
    if typed.abbreviation:
        instants = _of_abbreviation(instants, typed)
    if len(instants) == 1:
        return At(instants[0])
    if typed.choice:
        return At(instants[typed.choice == "second"])
    return _fold(wall, zone, instants)


def _of_abbreviation(instants: tuple[int, ...], typed: _Typed) -> tuple[int, ...]:
    in_force = {instant: abbreviation(local(instant, typed.frame)) for instant in instants}
    matching = [instant for instant, name in in_force.items() if name.casefold() == typed.abbreviation]
    if not matching:
        known = " or ".join(dict.fromkeys(in_force.values()))
        shown = typed.abbreviation.upper()[:8]
        raise NotUnderstood(f"{shown} is not in force then; type {known}, an offset such as +02:00, or UTC")
    return tuple(matching)


def _gap(wall: datetime, zone: Zone) -> Gap:
    end = gap_end(wall, zone)
    before, after = written(end - 60, zone), written(end, zone)
    return Gap(before, after, f"{wall:%H:%M} is skipped in {zone.name} that day; type {before} or {after}")


def _fold(wall: datetime, zone: Zone, instants: tuple[int, ...]) -> Fold:
    first, second = (local(instant, zone) for instant in instants)
    choices = " or ".join(
        f"{offset(moment)} ({abbreviation(moment)}, the {place})"
        for moment, place in ((first, "first"), (second, "second"))
    )
    message = f"{wall:%H:%M} comes twice in {zone.name} that day; add {choices}"
    return Fold(instants[0], instants[1], message)
