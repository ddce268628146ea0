"""Which new times are proposed for a member's day, and how they are chosen anew."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.day_move import LEFT_OUT, NO_SLOT, DayMove, propose
from slatis_tui.domain.instants import parse_instant
from slatis_tui.domain.models import BookingRow, Status
from slatis_tui.domain.times import find_zone
from tests.support.rows import row

BERLIN = find_zone("Europe/Berlin")


def instant(text: str) -> int:
    found = parse_instant(text)
    assert found is not None
    return found


NOW = instant("2026-11-20T07:00:00Z")
NINE = instant("2026-11-23T08:00:00Z")
"""Mon 23 Nov 2026, 9:00 in Berlin: the day that is moved."""
HOUR, DAY = 3_600, 86_400


def booked(place: int, start: int = NINE, **more: Any) -> BookingRow:
    fields: dict[str, Any] = {"timezone": "Europe/Berlin", "event_type_id": "evt_a", **more}
    return row(f"bkg_{place}", start=start, **fields)


def planned(rows: Sequence[BookingRow], *starts: int, **others: Sequence[int]) -> DayMove:
    return propose(rows, {"evt_a": sorted(starts), **others}, now=NOW, zone=BERLIN)


def starts(plan: DayMove) -> list[int | None]:
    return [one.start for one in plan.proposals]


def test_the_least_delay_in_days_comes_first() -> None:
    assert starts(planned([booked(1)], NINE + 2 * DAY, NINE + DAY + 5 * HOUR)) == [NINE + DAY + 5 * HOUR]


def test_of_one_day_the_attendees_daylight_counts_before_the_hour() -> None:
    """9:00 in Berlin is 3:00 in New York, 14:00 is 8:00."""
    far = booked(1, timezone="America/New_York")
    assert starts(planned([far], NINE + DAY, NINE + DAY + 5 * HOUR)) == [NINE + DAY + 5 * HOUR]
    assert starts(planned([far], NINE + DAY, NINE + 2 * DAY + 5 * HOUR)) == [NINE + DAY]
    unknown = booked(1, timezone="Mars/Olympus")
    assert starts(planned([unknown], NINE + DAY, NINE + DAY + 5 * HOUR)) == [NINE + DAY]


def test_no_two_get_one_slot_and_the_earlier_booking_chooses_first() -> None:
    rows = [booked(2, NINE + HOUR), booked(1)]
    plan = planned(rows, NINE + DAY, NINE + DAY + HOUR)
    assert [(one.row.id, one.start) for one in plan.proposals] == [("bkg_1", NINE + DAY), ("bkg_2", NINE + DAY + HOUR)]


def test_a_slot_that_overlaps_another_is_none_even_of_another_event_type() -> None:
    rows = [booked(1, minutes=60), booked(2, NINE + HOUR, event_type_id="evt_b")]
    plan = planned(rows, NINE + DAY, evt_b=[NINE + DAY + HOUR // 2, NINE + DAY + HOUR])
    assert starts(plan) == [NINE + DAY, NINE + DAY + HOUR]


def test_what_can_not_be_moved_stays_with_the_reason() -> None:
    rows = [
        booked(1, status=Status.RESCHEDULED),
        booked(2, NOW - HOUR),
        booked(3, NINE + HOUR),
    ]
    plan = planned(rows)
    assert [(one.row.id, one.start, one.reason) for one in plan.proposals] == [
        ("bkg_2", None, "it has begun already"),
        ("bkg_1", None, "Can't be rescheduled: it has been rescheduled already"),
        ("bkg_3", None, NO_SLOT),
    ]
    assert plan.moving == ()
    assert plan.stepped(0, 1) is plan
    assert plan.toggled(1) is plan


def test_arrows_go_through_the_slots_that_are_in_nobodys_way() -> None:
    slots = [NINE + DAY, NINE + DAY + HOUR, NINE + DAY + 2 * HOUR]
    plan = planned([booked(1), booked(2, NINE + HOUR)], *slots)
    assert starts(plan) == slots[:2]
    later = plan.stepped(0, 1)
    assert starts(later) == [slots[2], slots[1]]
    assert later.stepped(0, 1) is later
    assert starts(later.stepped(0, -1)) == slots[:2]
    assert starts(later.stepped(1, -1)) == [slots[2], slots[0]]


def test_one_is_left_out_and_taken_in_again() -> None:
    plan = planned([booked(1)], NINE + DAY)
    out = plan.toggled(0)
    assert (out.proposals[0].start, out.proposals[0].reason, out.moving) == (None, LEFT_OUT, ())
    assert starts(out.toggled(0)) == [NINE + DAY]
    assert starts(out.stepped(0, -1)) == [NINE + DAY]


def test_what_is_sent_is_a_reschedule_each_with_one_reason() -> None:
    plan = planned([booked(1), booked(2, NINE + HOUR)], NINE + DAY, NINE + DAY + HOUR).toggled(0)
    (intent,) = plan.intents("ill")
    assert (intent.verb, intent.booking_id, intent.prior_status) == (Verb.RESCHEDULE, "bkg_2", "SCHEDULED")
    assert intent.body == {"requested_time": "2026-11-24T09:00:00Z", "reason": "ill"}
    assert "reason" not in plan.intents("")[0].body


@given(
    st.lists(st.tuples(st.integers(0, 8), st.sampled_from(["a", "b"]), st.sampled_from([15, 30, 60])), max_size=8),
    st.lists(st.integers(0, 60), max_size=30),
    st.lists(st.tuples(st.integers(0, 7), st.sampled_from([-1, 0, 1])), max_size=20),
)
def test_whatever_is_chosen_nothing_overlaps(
    bookings: list[tuple[int, str, int]], quarters: list[int], presses: list[tuple[int, int]]
) -> None:
    rows = [
        booked(place, NINE + hour * HOUR, event_type_id=f"evt_{kind}", minutes=minutes)
        for place, (hour, kind, minutes) in enumerate(bookings)
    ]
    free = sorted(NINE + DAY + quarter * 900 for quarter in set(quarters))
    plan = propose(rows, {"evt_a": free, "evt_b": free}, now=NOW, zone=BERLIN)
    for place, by in presses:
        if place < len(plan.proposals):
            plan = plan.stepped(place, by) if by else plan.toggled(place)
    spans = sorted((one.start or 0, one.end or 0) for one in plan.moving)
    assert all(start in free for start, _ in spans)
    assert all(end <= begin for (_, end), (begin, _) in pairwise(spans))
    assert len(plan.proposals) == len(rows)
