"""The seeded company: believable, around now, and the same for the same seed and clock."""

from collections import Counter, defaultdict
from datetime import datetime
from itertools import pairwise
from random import Random

import pytest

from slatis_tui.sandbox.instants import DAY_MS, HOUR_MS, zone
from slatis_tui.sandbox.seed_bookings import booking_rows
from slatis_tui.sandbox.seed_company import EVENT_TYPES, MEMBERS

NOW_MS = 1_777_881_600_000
"""Monday, 4 May 2026, 08:00 UTC."""
ACTIVE = ("SCHEDULED", "RESCHEDULED")


class Row:
    """The columns of a seeded booking that the tests look at."""

    def __init__(self, values: tuple[str | int | None, ...]) -> None:
        self.seq, self.id, self.status, _, self.event_type_id, self.member_id, start, end = values[:8]
        self.start_ms, self.end_ms = int(start or 0), int(end or 0)
        self.name, self.email, self.phone, self.timezone, self.answers, self.metadata = map(str, values[8:14])
        self.created_ms, self.updated_ms = int(values[15] or 0), int(values[16] or 0)


def seeded(count: int, seed: int = 1, now_ms: int = NOW_MS) -> list[Row]:
    return [Row(values) for values in booking_rows(Random(seed), count, now_ms)]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """What a demo starts with."""
    return seeded(400)


def test_the_same_seed_and_clock_give_the_same_data() -> None:
    first, again = (list(booking_rows(Random(7), 400, NOW_MS)) for _ in range(2))
    assert first == again
    assert first != list(booking_rows(Random(8), 400, NOW_MS))


@pytest.mark.parametrize("count", [0, 1, 7, 400, 2_000, 2_001, 5_000])
def test_there_are_as_many_bookings_as_were_asked_for(count: int) -> None:
    rows = seeded(count)
    assert len(rows) == count
    assert len({row.id for row in rows}) == count


@pytest.mark.parametrize("day", range(7))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_weekday_starts_with_something_to_do(seed: int, day: int) -> None:
    """Something pending, something today, and something that needs its outcome, whenever the demo is started."""
    now_ms = NOW_MS + day * DAY_MS + (day * 5 % 24) * HOUR_MS
    rows = seeded(400, seed, now_ms)
    statuses = Counter(row.status for row in rows)
    assert len(statuses) == 7
    assert 10 <= statuses["PENDING_CONFIRMATION"] <= 40
    active = [row for row in rows if row.status in ACTIVE]
    assert sum(abs(row.start_ms - now_ms) < 9 * HOUR_MS for row in active) >= 5
    assert sum(row.end_ms < now_ms for row in active) >= 5
    assert sum(row.start_ms > now_ms for row in active) >= 100


@pytest.mark.parametrize("count", [400, 3_000])
def test_no_member_is_in_two_meetings_at_once(count: int) -> None:
    teams = {event_type.id: event_type for event_type in EVENT_TYPES}
    success = ("mem_01amelia", "mem_02marcus", "mem_03ines")
    spans: dict[object, list[tuple[int, int]]] = defaultdict(list)
    for row in seeded(count):
        collective = teams[str(row.event_type_id)].scheduling_type == "COLLECTIVE"
        for member in success if collective else (row.member_id,):
            if member is not None and row.status != "CANCELLED":
                spans[member].append((row.start_ms, row.end_ms))
    assert len(spans) == 6
    for taken in spans.values():
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(sorted(taken)))


@pytest.mark.parametrize("count", [60, 400, 2_000])
def test_no_member_has_more_bookings_on_a_day_than_they_take(count: int) -> None:
    members = {member.id: member for member in MEMBERS}
    for seed in range(20):
        booked = Counter(
            (member.id, datetime.fromtimestamp(row.start_ms / 1000, zone(member.timezone)).date())
            for row in seeded(count, seed, NOW_MS + seed % 7 * DAY_MS)
            if row.status != "CANCELLED" and (member := members.get(str(row.member_id)))
        )
        assert not [key for key, number in booked.items() if number > members[key[0]].max_bookings_per_day]


def test_every_status_fits_its_time(rows: list[Row]) -> None:
    for row in rows:
        assert row.created_ms <= row.updated_ms <= NOW_MS
        assert row.created_ms < row.start_ms < row.end_ms
        if row.status in ("COMPLETED", "NO_SHOW"):
            assert row.end_ms < NOW_MS
        if row.status in ("DRAFT", "RESCHEDULED"):
            assert row.start_ms > NOW_MS


def test_a_rescheduled_booking_leads_to_the_cancelled_one_it_replaces(rows: list[Row]) -> None:
    by_id = {row.id: row for row in rows}
    moved = [row for row in rows if row.status == "RESCHEDULED"]
    assert moved
    for row in moved:
        origin = next(one for one in rows if f'"rescheduled_to": "{row.id}"' in one.metadata)
        assert f'"rescheduled_from": "{origin.id}"' in row.metadata
        assert by_id[origin.id].status == "CANCELLED"
        assert (origin.name, origin.event_type_id, origin.answers) == (row.name, row.event_type_id, row.answers)


def test_people_come_from_everywhere(rows: list[Row]) -> None:
    names = "".join(row.name for row in rows)
    for first, last in ("ая", "αω", "一龥", "가힣", "ءي", "את", "अह", "กฮ", "àÿ"):
        assert any(first <= letter <= last for letter in names), f"no letter from {first} to {last}"
    assert len({row.timezone for row in rows}) >= 30
    assert all(row.email.isascii() and row.email.endswith(".example") for row in rows)
