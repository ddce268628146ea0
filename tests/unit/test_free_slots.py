"""What is known of the free slots, on the calendar of a zone."""

from datetime import date

from slatis_tui.domain.free_slots import FreeSlots, as_typed, nearest_clock
from slatis_tui.domain.instants import parse_instant
from slatis_tui.domain.models import Slot
from slatis_tui.domain.typed_times import At, understand
from slatis_tui.domain.zones import find_zone

BERLIN = find_zone("Europe/Berlin")
NOV_20, NOV_26, NOV_27, DEC_3 = date(2026, 11, 20), date(2026, 11, 26), date(2026, 11, 27), date(2026, 12, 3)


def at(text: str) -> int:
    instant = parse_instant(text)
    assert instant is not None
    return instant


def slots(*starts: str) -> list[Slot]:
    return [Slot(at(start), at(start) + 1800) for start in starts]


def test_nothing_is_outside_as_long_as_nothing_is_known() -> None:
    assert not FreeSlots(BERLIN).is_outside(at("2026-11-20T12:30Z"))


def test_a_time_is_outside_only_when_its_day_is_known_and_it_is_none_of_the_slots() -> None:
    free = FreeSlots(BERLIN).with_days(NOV_20, NOV_26, slots("2026-11-20T12:30Z"))
    assert not free.is_outside(at("2026-11-20T12:30Z"))
    assert free.is_outside(at("2026-11-20T12:31Z"))
    assert not free.is_outside(at("2026-11-30T12:30Z"))


def test_the_day_is_the_one_of_the_zone() -> None:
    free = FreeSlots(BERLIN).with_days(NOV_20, NOV_20, [])
    assert free.is_outside(at("2026-11-19T23:30Z"))
    assert not free.is_outside(at("2026-11-20T23:30Z"))


def test_later_days_are_joined_to_the_earlier_ones() -> None:
    free = FreeSlots(BERLIN).with_days(NOV_20, NOV_26, slots("2026-11-20T12:30Z", "2026-11-20T09:00Z"))
    free = free.with_days(NOV_27, DEC_3, slots("2026-11-27T09:00Z"))
    assert (free.first, free.last) == (NOV_20, DEC_3)
    assert [(day, len(starts)) for day, starts in free.by_day()] == [(NOV_20, 2), (NOV_27, 1)]
    assert free.earliest() == at("2026-11-20T09:00Z")


def test_a_single_later_day_is_known_but_not_shown_in_the_grid() -> None:
    """Else the grid would show a day after the last as if the ones between had no free slots."""
    free = FreeSlots(BERLIN).with_days(NOV_20, NOV_26, slots("2026-11-20T09:00Z"))
    free = free.with_days(DEC_3, DEC_3, slots("2026-12-03T09:00Z"))
    assert free.is_outside(at("2026-12-03T10:00Z"))
    assert not free.is_outside(at("2026-12-03T09:00Z"))
    assert [day for day, _ in free.by_day()] == [NOV_20]


def test_a_slot_is_written_as_one_could_type_it() -> None:
    assert as_typed(at("2026-11-20T12:30Z"), BERLIN) == "2026-11-20 13:30"


def test_a_slot_in_the_hour_that_comes_twice_is_written_with_its_offset() -> None:
    first, second = at("2026-10-25T00:30Z"), at("2026-10-25T01:30Z")
    assert as_typed(first, BERLIN) == "2026-10-25 02:30 +02:00"
    assert as_typed(second, BERLIN) == "2026-10-25 02:30 +01:00"
    for instant in (first, second):
        assert understand(as_typed(instant, BERLIN), BERLIN, first) == At(instant)


def test_a_later_answer_about_the_same_days_holds() -> None:
    free = FreeSlots(BERLIN).with_days(NOV_20, NOV_26, slots("2026-11-20T12:30Z", "2026-11-23T09:00Z"))
    free = free.with_days(NOV_20, NOV_20, slots("2026-11-20T13:00Z"))
    assert free.starts == {at("2026-11-20T13:00Z"), at("2026-11-23T09:00Z")}
    assert (free.first, free.last) == (NOV_20, NOV_26)


def test_the_free_times_around_another() -> None:
    free = FreeSlots(BERLIN).with_days(NOV_20, NOV_26, slots("2026-11-20T12:30Z", "2026-11-20T13:30Z"))
    assert free.around(at("2026-11-20T13:00Z")) == (at("2026-11-20T12:30Z"), at("2026-11-20T13:30Z"))
    assert free.around(at("2026-11-20T13:30Z")) == (at("2026-11-20T12:30Z"),)
    assert FreeSlots(BERLIN).around(0) == ()


def test_a_time_that_is_not_free_may_stand_among_the_free_ones() -> None:
    free = FreeSlots(BERLIN).with_days(NOV_20, NOV_26, slots("2026-11-20T12:30Z"))
    assert free.by_day(also=at("2026-11-23T12:30Z"))[1] == (date(2026, 11, 23), (at("2026-11-23T12:30Z"),))


def test_the_nearest_time_of_day_is_found_on_the_clock_of_the_zone() -> None:
    starts = [at("2026-11-23T08:00Z"), at("2026-11-23T12:00Z"), at("2026-11-23T13:00Z")]
    assert nearest_clock(starts, at("2026-11-20T12:20Z"), BERLIN) == 1
