"""The waking-hours ruler: the attendee's day as 24 cells, the night shaded, the meeting marked.

Everything is told by glyphs and words, nothing by colour alone.
"""

from collections.abc import Iterable

from slatis_tui.domain.clock_changes import ClockChange, clock_changes
from slatis_tui.domain.daylight import SLEEPS, WAKES, is_at_night
from slatis_tui.domain.instants import letters, local, written_day
from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.lines import Line

NIGHT, DAY, MEETING = "░", "─", "█"
_HOUR = 3_600
_MOST_TOLD = 2
_MINUS = "\u2212"


def day_ruler(start: int, end: int | None, zone: Zone) -> str:
    """A cell for each hour that the clock shows on the day of the start there: `░░░░░░░──█────────────░░`.

    What of the meeting is on the next day is not shown; where the end is not known, the hour of the start is.
    """
    day = local(start, zone).date()
    last = start if end is None or end <= start else end - 1
    instants = [*range(start, last, _HOUR), last]
    met = {moment.hour for moment in (local(instant, zone) for instant in instants) if moment.date() == day}
    cells = (DAY if WAKES <= hour < SLEEPS else NIGHT for hour in range(24))
    return "".join(MEETING if hour in met else cell for hour, cell in enumerate(cells))


def ruler_line(start: int, end: int | None, zone: Zone) -> str:
    """The ruler with its ends and its time, and in words what must not be missed.

    `00 ░░░░░░░█──────────────░░ 24 attendee's day, 07:30 EST`, and `, at night` after that.
    """
    moment = local(start, zone)
    return f"{_with_ends(start, end, zone)} attendee's day, {moment:%H:%M} {letters(moment)}{_night(start, end, zone)}"


def ruler_spans(start: int, end: int | None, zone: Zone) -> Line:
    """The same as a line, in the style of a warning where it is night there."""
    return [(ruler_line(start, end, zone), "warning" if _night(start, end, zone) else "muted")]


def ruler_words(start: int, end: int | None, zone: Zone) -> str:
    """The ruler with its ends, where it has a label of its own."""
    return _with_ends(start, end, zone) + _night(start, end, zone)


def _with_ends(start: int, end: int | None, zone: Zone) -> str:
    return f"00 {day_ruler(start, end, zone)} 24"


def _night(start: int, end: int | None, zone: Zone) -> str:
    last = start if end is None or end <= start else end - 1
    return ", at night" if is_at_night(start, zone) or is_at_night(last, zone) else ""


def clock_notes(start: int, now: float, zones: Iterable[Zone]) -> list[str]:
    """A note for each of the zones whose clocks change between now and then: `clocks change … before then`."""
    by_name = {zone.name: zone for zone in zones}
    told = ((zone, clock_changes(zone, now, start)) for zone in by_name.values())
    return [f"Clocks change before then in {zone.name}: {_told(changes, zone)}" for zone, changes in told if changes]


def _told(changes: tuple[ClockChange, ...], zone: Zone) -> str:
    words = [f"{_shift(one.seconds)} on {written_day(local(one.at, zone))}" for one in changes[:_MOST_TOLD]]
    more = f" and {len(changes) - _MOST_TOLD} more" if len(changes) > _MOST_TOLD else ""
    return ", ".join(words) + more


def _shift(seconds: int) -> str:
    """`+1 h`, `−30 min`."""
    minutes = abs(seconds) // 60
    hours, rest = divmod(minutes, 60)
    length = " ".join(part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest else "") if part)
    return f"{_MINUS if seconds < 0 else '+'}{length or '0 min'}"
