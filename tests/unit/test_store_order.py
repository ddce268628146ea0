"""Lists in order: every sort, kept up through any sequence of changes, also at a hundred thousand."""

import random
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slatis_tui.domain.models import BookingRow, Status
from slatis_tui.domain.names import NoNames
from slatis_tui.domain.ordered_ids import OrderedIds
from slatis_tui.domain.sorting import ATTENDEE, CYCLE, STATUS, WHEN_DOWN, WHEN_UP, Order, Sort
from slatis_tui.domain.store import BookingStore
from tests.support.listing import ALL, PENDING, UPCOMING, begin, ids, load
from tests.support.rows import HOUR, NOON, row

SORTS = [
    Sort(column, ascending)
    for column in ("when", "attendee", "status", "event-type", "assignee", "email", "answer:company")
    for ascending in (True, False)
]


def in_order(ids: Iterable[str], rows: Mapping[str, BookingRow], order: Order) -> list[str]:
    """A fresh sort."""
    return sorted(ids, key=lambda booking_id: order.key(rows[booking_id]), reverse=order.backwards)


def test_the_sorts_go_round_in_this_order() -> None:
    sort, seen = WHEN_UP, []
    for _ in range(5):
        seen.append(str(sort))
        sort = sort.next
    assert seen == ["when up", "when down", "attendee", "status", "when up"]


def sorted_by(sort: Sort, *rows: BookingRow) -> list[str]:
    store = BookingStore()
    load(store, ALL, *rows)
    store.sort_by(sort)
    return ids(store, ALL)


def test_the_sorts_have_their_words_and_any_other_is_followed_by_the_first() -> None:
    assert [str(sort) for sort in SORTS[2:]] == [
        "attendee", "attendee down", "status", "status down", "event type", "event type down",
        "assignee", "assignee down", "e-mail", "e-mail down", "company", "company down",
    ]  # fmt: skip
    assert Sort("email").next == CYCLE[0]


def test_lists_start_with_the_earliest() -> None:
    store = BookingStore()
    load(store, ALL, row("late", start=NOON + HOUR), row("early", start=NOON))
    assert ids(store, ALL) == ["early", "late"]


def test_equal_times_go_by_id_and_unknown_ones_come_last_both_ways() -> None:
    rows = [row("c", start=None), row("b", start=NOON), row("d", start=NOON + 1), row("a", start=NOON)]
    assert sorted_by(WHEN_UP, *rows) == ["a", "b", "d", "c"]
    assert sorted_by(WHEN_DOWN, *rows) == ["d", "a", "b", "c"]


def test_attendees_sort_whatever_their_case_and_the_nameless_come_last() -> None:
    rows = [row("1", name=""), row("2", name="bob"), row("3", name="Ada"), row("4", name="ÉVA"), row("5", name="Bob")]
    assert sorted_by(ATTENDEE, *rows) == ["3", "2", "5", "4", "1"]


def test_one_attendees_bookings_stand_in_order_of_time() -> None:
    rows = [row("a", start=NOON + HOUR), row("b", start=None), row("c", start=NOON)]
    assert sorted_by(ATTENDEE, *rows) == ["c", "a", "b"]


def test_statuses_sort_along_the_lifecycle_and_unknown_ones_come_last() -> None:
    lifecycle = ["DRAFT", "PENDING_CONFIRMATION", "SCHEDULED", "RESCHEDULED", "COMPLETED", "CANCELLED", "NO_SHOW"]
    rows = [row(status, status) for status in ["ON_HOLD", "ARCHIVED", *reversed(lifecycle)]]
    assert sorted_by(STATUS, *rows) == [*lifecycle, "ARCHIVED", "ON_HOLD"]


def test_what_is_not_known_comes_last_also_downwards() -> None:
    rows = [row("1", name=""), row("2", name="bob"), row("3", name="Ada")]
    assert sorted_by(Sort("attendee", ascending=False), *rows) == ["2", "3", "1"]


def test_answers_sort_by_what_they_say_and_numbers_by_their_size() -> None:
    rows = [
        row(str(place), answers=str(answer), custom_fields={"seats": answer}) for place, answer in enumerate((10, 9, 2))
    ]
    rows.append(row("none"))
    assert sorted_by(Sort("answer:seats"), *rows) == ["2", "1", "0", "none"]


def test_event_types_and_assignees_sort_by_their_names_as_these_come_to_be_known() -> None:
    class Names(NoNames):
        def event_type_name(self, event_type_id: str) -> str:
            return {"evt_a": "Zebra", "evt_b": "Apple"}[event_type_id] if known else event_type_id

    known, store = False, BookingStore()
    store.names = Names()
    load(store, ALL, row("1", event_type_id="evt_a"), row("2", event_type_id="evt_b"))
    store.sort_by(Sort("event-type"))
    assert ids(store, ALL) == ["1", "2"]
    known = True
    store.names_changed()
    assert ids(store, ALL) == ["2", "1"]


def test_a_changed_sort_holds_for_every_list_and_for_those_to_come() -> None:
    store = BookingStore()
    rows = [row("a", start=NOON + HOUR), row("b", start=NOON + 2 * HOUR)]
    load(store, ALL, *rows)
    store.sort_by(WHEN_DOWN)
    load(store, UPCOMING, *rows)
    assert ids(store, ALL) == ids(store, UPCOMING) == ["b", "a"]


@pytest.fixture
def hundred() -> BookingStore:
    store = BookingStore()
    load(store, ALL, *(row(f"bkg_{number:03}", start=NOON + number) for number in range(100)))
    return store


def test_what_was_handed_out_is_not_altered_by_what_comes(hundred: BookingStore) -> None:
    seen = hundred.view(ALL).ids
    before = list(seen)
    hundred.put_answer(row("bkg_005", start=NOON + 99))
    hundred.put_answer(row("bkg_new", start=NOON + 3))
    assert ids(hundred, ALL) != before
    assert list(seen) == before


def test_a_booking_that_moved_to_another_time_stands_there(hundred: BookingStore) -> None:
    assert ids(hundred, ALL).index("bkg_005") == 5
    hundred.put_answer(row("bkg_005", start=NOON + 1_000))
    assert ids(hundred, ALL)[-1] == "bkg_005"


def test_a_booking_with_another_status_stands_with_its_like(hundred: BookingStore) -> None:
    hundred.sort_by(STATUS)
    assert ids(hundred, ALL)[5] == "bkg_005"
    hundred.put_answer(row("bkg_005", Status.CANCELLED, NOON + 5))
    assert ids(hundred, ALL)[-1] == "bkg_005"


a_row = st.builds(
    row,
    st.sampled_from([f"bkg_{number:02}" for number in range(40)]),
    st.sampled_from([Status.SCHEDULED, Status.CANCELLED, "ON_HOLD"]),
    st.sampled_from([None, NOON, NOON + 1, NOON + 2]),
    name=st.sampled_from(["", "Ada", "ada", "Zoë"]),
    event_type_id=st.sampled_from(["evt_a", "evt_b"]),
)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_sequence_of_changes_ends_in_the_order_of_a_fresh_sort(data: st.DataObject) -> None:
    rows: dict[str, BookingRow] = {}
    order = data.draw(st.sampled_from(SORTS)).order(NoNames())
    ordered = OrderedIds(rows, order)
    for known, way in data.draw(st.lists(st.tuples(a_row, st.sampled_from(["put", "put", "put", "leave", "read"])))):
        before = rows.get(known.id)
        if way == "read":
            ordered.in_order()
        elif way == "leave" and known.id in ordered:
            ordered.discard(rows[known.id])
        elif way == "put":
            rows[known.id] = known
            if known.id not in ordered:
                ordered.add(known.id)
            elif before is not None:
                ordered.move(before)
    assert ordered.in_order() == in_order(ordered.members, rows, order)
    assert len(ordered) == len(ordered.members)


@pytest.mark.parametrize("sort", SORTS, ids=str)
def test_many_changes_at_once_end_in_the_order_of_a_fresh_sort(sort: Sort) -> None:
    """More than are searched for one by one."""
    chance = random.Random(7)
    rows = {f"bkg_{number:04}": _random_row(chance, f"bkg_{number:04}") for number in range(2_000)}
    order = sort.order(NoNames())
    ordered = OrderedIds(rows, order)
    for booking_id in rows:
        ordered.add(booking_id)
    for size in (1_900, 300, 65, 64, 1):
        ordered.in_order()
        for booking_id in chance.sample(sorted(ordered.members), min(size, len(ordered))):
            before = rows[booking_id]
            if chance.random() < 0.1:
                ordered.discard(before)
            else:
                rows[booking_id] = _random_row(chance, booking_id)
                ordered.move(before)
        assert ordered.in_order() == in_order(ordered.members, rows, order)


def _random_row(chance: random.Random, booking_id: str) -> BookingRow:
    return row(
        booking_id,
        chance.choice(sorted(Status.KNOWN)),
        chance.choice([None, NOON + chance.randrange(500) * HOUR]),
        name=chance.choice(["Ada", "Bob", "Zoë", ""]),
    )


def test_a_hundred_thousand_bookings_in_a_thousand_pages_are_all_there_once_and_in_order() -> None:
    """With the list read now and then, a duplicate on every page, and an answer between."""
    chance = random.Random(11)
    store = BookingStore()
    load(store, PENDING)
    listing = begin(store, ALL)
    previous = row("bkg_000000", start=None)
    for page in range(1_000):
        rows = [_random_row(chance, f"bkg_{page * 100 + place:06}") for place in range(100)]
        listing.put([*rows, previous], store.stamp())
        previous = rows[0]
        if page % 50 == 0:
            store.put_answer(_random_row(chance, rows[1].id))
            assert len(store.view(ALL).ids) == page * 100 + 100
    listing.complete()
    known = store.rows
    expected = sorted(known, key=lambda booking_id: WHEN_UP.order(NoNames()).key(known[booking_id]))
    assert len(expected) == 100_000
    assert store.view(ALL).ids == expected
    assert store.count_text(ALL) == "100000"
    waiting = [booking_id for booking_id in expected if known[booking_id].status == Status.PENDING_CONFIRMATION]
    assert ids(store, PENDING) == waiting
    store.sort_by(STATUS)
    assert store.view(ALL).ids == sorted(known, key=lambda booking_id: STATUS.order(NoNames()).key(known[booking_id]))
