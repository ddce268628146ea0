"""Instants (Unix seconds) on the wire, on the calendar of a zone, and written for a person."""

from datetime import UTC, date, datetime, time, timedelta

from slatis_tui.domain.zones import Zone

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Weeks start on Monday."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_LONGEST_ISO = 40
_FIRST = int(datetime(1, 1, 3, tzinfo=UTC).timestamp())
_LAST = int(datetime(9999, 12, 29, tzinfo=UTC).timestamp())
"""Two days from the calendar's ends, so that every zone can show what is between."""


def parse_instant(text: str) -> int | None:
    """The instant of an ISO 8601 date-time, to the second; None where it is not one.

    Without an offset it is UTC (API Conventions page, "Dates and times"); a fraction is cut off.
    """
    if len(text) > _LONGEST_ISO or not text.isascii():
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    instant = int(aware.timestamp() // 1)
    return instant if _FIRST <= instant <= _LAST else None


def to_wire(instant: int) -> str:
    """As the API takes it: `2026-05-01T14:00:00Z`."""
    return datetime.fromtimestamp(instant, UTC).isoformat().replace("+00:00", "Z")


def local(instant: float, zone: Zone) -> datetime:
    """The aware date-time of the instant in the zone."""
    return datetime.fromtimestamp(instant, zone.info)


def local_date(instant: float, zone: Zone) -> date:
    """The calendar day of the instant in the zone."""
    return local(instant, zone).date()


def day_bounds(instant: float, zone: Zone) -> tuple[int, int]:
    """The first instant of the day that holds this one in the zone, and the first of the next day.

    A day has 23 to 25 hours where the clocks change, and may start at 01:00.
    """
    day = local_date(instant, zone)
    return day_start(day, zone), day_start(day + timedelta(days=1), zone)


def day_start(day: date, zone: Zone) -> int:
    """The first instant of that calendar day in the zone."""
    midnight = datetime.combine(day, time())
    instants = instants_of(midnight, zone)
    return instants[0] if instants else gap_end(midnight, zone)


def week_start(instant: float, zone: Zone, weeks_ago: int = 0) -> int:
    """The first instant of the week that holds this one in the zone, or of one so many weeks before it."""
    day = local_date(instant, zone)
    return day_start(day - timedelta(days=day.weekday() + 7 * weeks_ago), zone)


def instants_of(wall: datetime, zone: Zone) -> tuple[int, ...]:
    """When clocks of the zone show `wall` (naive): once; twice in a fold, in order; never in a gap."""
    found: list[int] = []
    for fold in (0, 1):
        instant = _assumed(wall, zone, fold)
        if local(instant, zone).replace(tzinfo=None) == wall.replace(microsecond=0) and instant not in found:
            found.append(instant)
    return tuple(found)


def gap_end(wall: datetime, zone: Zone) -> int:
    """The first instant after the gap that holds `wall` (naive), a time that the zone's clocks skip."""
    before, after = _assumed(wall, zone, 1), _assumed(wall, zone, 0)
    old_offset = local(before, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if local(middle, zone).utcoffset() == old_offset:
            before = middle
        else:
            after = middle
    return after


def abbreviation(moment: datetime) -> str:
    """What is in force is called: `CET`, or `+03` where the zone has no letters for it."""
    return moment.tzname() or "UTC"


def letters(moment: datetime) -> str:
    """The abbreviation in force; the offset where the hour comes twice under one abbreviation, which tells nothing."""
    name, other = abbreviation(moment), moment.replace(fold=1 - moment.fold)
    is_told = other.utcoffset() == moment.utcoffset() or abbreviation(other) != name
    return name if is_told else offset(moment)


def offset(moment: datetime) -> str:
    """The offset from UTC in force: `+02:00`."""
    return moment.isoformat()[-6:]


def written(instant: int, zone: Zone) -> str:
    """The instant in full, as one may type it back: `Fri 20 Nov 2026 13:30 CET`."""
    moment = local(instant, zone)
    return f"{written_day(moment)} {moment:%H:%M} {letters(moment)}"


def written_day(day: date) -> str:
    """The day in full: `Fri 20 Nov 2026`."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _assumed(wall: datetime, zone: Zone, fold: int) -> int:
    return int(wall.replace(tzinfo=zone.info, fold=fold).timestamp())
