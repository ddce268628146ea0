"""When the seeded bookings are: full working days around now, of which so many bookings are drawn.

Walking each member's days from appointment to appointment is what keeps bookings from overlapping.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from slatis_tui.sandbox.instants import HOUR_MS, MINUTE_MS, to_ms, zone
from slatis_tui.sandbox.seed_company import EVENT_TYPES, MEMBERS, SeedEventType, SeedMember

_PAST_SHARE = 0.45
_SHORTEST_SPAN = 44
"""Days."""
_DENSE_FROM = 2_000
"""Bookings; with more, days are long and there are no weekends, lest the calendar span decades."""
_APPOINTMENTS_A_DAY = {False: 20, True: 90}
"""About how many a day of the span holds, all members together (dense or not)."""
_NEAR_MS = 9 * HOUR_MS
_NEAR_SHARE = 12
"""At least one in so many bookings is near now, so that today is never empty."""
_GRID_MS = 15 * MINUTE_MS
_LEGACY_DAYS = 10
"""What is not active any more has not been booked for so long."""
_REVIEW_HOUR = 15
"""When the collective event has its place, in UTC, on every third day."""
_COLLECTIVE = tuple(event_type for event_type in EVENT_TYPES if event_type.scheduling_type == "COLLECTIVE")


@dataclass(frozen=True, slots=True)
class Placement:
    """Somebody's time for something."""

    start_ms: int
    end_ms: int
    event_type: SeedEventType
    member_id: str


def is_dense(count: int) -> bool:
    """Whether so many bookings make long days without weekends."""
    return count > _DENSE_FROM


def placements(rng: Random, count: int, now_ms: int) -> list[Placement]:
    """So many of them, around now, in the order of their starts."""
    if not count:
        return []
    dense = is_dense(count)
    span = max(_SHORTEST_SPAN, math.ceil(count / _APPOINTMENTS_A_DAY[dense]))
    today = datetime.fromtimestamp(now_ms / 1000, UTC).date()
    first = today - timedelta(days=round(span * _PAST_SHARE))
    full = [place for number in range(span) for place in _day(rng, first + timedelta(days=number), today, dense)]
    near = [place for place in full if abs(place.start_ms - now_ms) < _NEAR_MS]
    drawn = set(rng.sample(range(len(near)), min(len(near), math.ceil(count / _NEAR_SHARE))))
    chosen = [place for number, place in enumerate(near) if number in drawn]
    others = [place for place in full if abs(place.start_ms - now_ms) >= _NEAR_MS]
    chosen += rng.sample(others, min(len(others), count - len(chosen)))
    return sorted(chosen, key=lambda place: (place.start_ms, place.member_id))


def _day(rng: Random, day: date, today: date, dense: bool) -> Iterator[Placement]:
    """Every appointment of every member on one day."""
    age = (today - day).days
    for event_type in _COLLECTIVE:
        if _has_review(day):
            start = _review_start(day)
            team = [member for member in MEMBERS if member.team_id == event_type.team_id and member.is_active]
            yield Placement(start, start + event_type.duration * MINUTE_MS, event_type, team[0].id)
    for member in MEMBERS:
        is_there = member.is_active or age > _LEGACY_DAYS
        works = dense or day == today or str(day.isoweekday()) in member.weekdays
        if is_there and works:
            yield from _working_day(rng, day, member, _bookable(member, age), dense)


def _has_review(day: date) -> bool:
    return day.toordinal() % 3 == 0


def _bookable(member: SeedMember, age: int) -> list[SeedEventType]:
    """What was booked with a member so many days ago."""
    return [
        event_type
        for event_type in EVENT_TYPES
        if event_type.team_id == member.team_id
        and event_type not in _COLLECTIVE
        and (event_type.is_active or age > _LEGACY_DAYS)
    ]


def _working_day(
    rng: Random, day: date, member: SeedMember, choice: list[SeedEventType], dense: bool
) -> Iterator[Placement]:
    """One member's appointments, one after the other with some air between them."""
    midnight = datetime.combine(day, time(), zone(member.timezone))
    at = to_ms(midnight + timedelta(minutes=6 * 60 if dense else member.opens))
    closes = to_ms(midnight + timedelta(minutes=22 * 60 if dense else member.closes))
    reviews = _reviews(day, member.team_id)
    while at < closes:
        event_type = rng.choice(choice)
        start = _on_grid(at + event_type.buffer_before * MINUTE_MS)
        end = start + event_type.duration * MINUTE_MS
        in_the_way = [over for begin, over in reviews if start < over and end > begin]
        if in_the_way:
            at = in_the_way[0]
            continue
        if end > closes:
            return
        yield Placement(start, end, event_type, member.id)
        air = 0 if dense else rng.choice((0, 0, 15, 30)) * MINUTE_MS
        at = end + event_type.buffer_after * MINUTE_MS + air


def _on_grid(instant_ms: int) -> int:
    """The next quarter of an hour."""
    return -(-instant_ms // _GRID_MS) * _GRID_MS


def _reviews(day: date, team_id: str) -> list[tuple[int, int]]:
    """Start and end of the collective events that a team has around that day, whatever the zone."""
    return [
        (start, start + event_type.duration * MINUTE_MS)
        for event_type in _COLLECTIVE
        if event_type.team_id == team_id
        for start in (_review_start(near) for near in _around(day) if _has_review(near))
    ]


def _around(day: date) -> tuple[date, date, date]:
    return day - timedelta(days=1), day, day + timedelta(days=1)


def _review_start(day: date) -> int:
    return to_ms(datetime.combine(day, time(_REVIEW_HOUR), UTC))
