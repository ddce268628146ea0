"""The store: which answer is believed, and who is told."""

import pytest

from slatis_tui.domain.models import Status
from slatis_tui.domain.store import OLDEST, BookingStore, StoreEvent
from tests.support.listing import ALL, NEEDS_OUTCOME, PENDING, UPCOMING, begin, ids, load, pending
from tests.support.rows import HOUR, NOON, row


@pytest.fixture
def store() -> BookingStore:
    return BookingStore()


def test_stamps_only_grow(store: BookingStore) -> None:
    stamps = [store.stamp() for _ in range(3)]
    assert OLDEST < stamps[0] < stamps[1] < stamps[2]


def test_a_late_page_does_not_overwrite_the_answer_to_a_change(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"))
    listing = begin(store)
    asked = store.stamp()
    store.put_answer(row("bkg_1", Status.SCHEDULED))
    listing.put([pending("bkg_1")], asked)
    listing.complete()
    assert store.rows["bkg_1"].status == Status.SCHEDULED
    assert ids(store) == []


def test_a_page_asked_for_after_a_change_overwrites_its_answer(store: BookingStore) -> None:
    store.put_answer(row("bkg_1", Status.SCHEDULED))
    load(store, ALL, row("bkg_1", Status.COMPLETED))
    assert store.rows["bkg_1"].status == Status.COMPLETED


def test_a_late_get_does_not_overwrite_the_answer_to_a_change(store: BookingStore) -> None:
    asked = store.stamp()
    store.put_answer(row("bkg_1", Status.CANCELLED))
    store.put_answer(row("bkg_1", Status.SCHEDULED), asked)
    assert store.rows["bkg_1"].status == Status.CANCELLED


def test_a_late_page_does_not_overwrite_a_later_get(store: BookingStore) -> None:
    listing = begin(store, ALL)
    page_asked = store.stamp()
    store.put_answer(row("bkg_1", Status.COMPLETED), store.stamp())
    listing.put([row("bkg_1", Status.SCHEDULED)], page_asked)
    assert store.rows["bkg_1"].status == Status.COMPLETED


def test_a_page_that_was_overtaken_by_a_later_one_is_not_believed(store: BookingStore) -> None:
    slow, quick = begin(store, ALL), begin(store, PENDING)
    slow_asked, quick_asked = store.stamp(), store.stamp()
    quick.put([pending("bkg_1", "New name")], quick_asked)
    slow.put([pending("bkg_1", "Old name")], slow_asked)
    assert store.rows["bkg_1"].name == "New name"
    assert ids(store, ALL) == ["bkg_1"]


def test_the_replay_of_a_create_fills_a_gap_but_is_never_news(store: BookingStore) -> None:
    store.put_answer(row("bkg_1", Status.SCHEDULED), OLDEST)
    assert store.rows["bkg_1"].status == Status.SCHEDULED
    store.put_answer(row("bkg_1", Status.CANCELLED))
    store.put_answer(row("bkg_1", Status.SCHEDULED), OLDEST)
    assert store.rows["bkg_1"].status == Status.CANCELLED


def test_a_duplicate_on_a_later_page_is_one_row_and_the_later_one(store: BookingStore) -> None:
    listing = begin(store)
    listing.put([pending("bkg_1", "Old name"), pending("bkg_2")], store.stamp())
    listing.put([pending("bkg_1", "New name"), pending("bkg_1", "Newest name")], store.stamp())
    listing.complete()
    assert ids(store) == ["bkg_1", "bkg_2"]
    assert store.rows["bkg_1"].name == "Newest name"
    assert store.view(PENDING).loaded_count == 2


def test_a_row_that_says_nothing_new_brings_its_source_alone(store: BookingStore) -> None:
    """Its texts would be kept twice: in the row, and in the lists that know the booking by its id."""
    before = row("bkg_1", name="Ada")
    again = row("bkg_" + str(1), name="A" + "da")._replace(place=7)
    load(store, ALL, before)
    load(store, ALL, again)
    known = store.rows["bkg_1"]
    assert (known.source, known.place) == (again.source, 7)
    assert known.id is before.id


def test_an_unknown_booking_is_none(store: BookingStore) -> None:
    assert store.get("bkg_none") is None


def test_the_ids_that_bookings_name_are_gathered(store: BookingStore) -> None:
    load(store, ALL, row("bkg_1", event_type_id="evt_a"), row("bkg_2", assigned_to_id="usr_b"))
    assert store.event_type_ids == {"evt_a", "evt_demo"}
    assert store.member_ids == {"usr_kay", "usr_b"}


def test_watchers_hear_which_bookings_and_lists_have_changed(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"))
    load(store, UPCOMING)
    load(store, NEEDS_OUTCOME)
    events: list[StoreEvent] = []
    stop = store.watch(events.append)
    store.put_answer(row("bkg_1", start=NOON + HOUR))
    assert events == [StoreEvent(frozenset(["bkg_1"]), frozenset([PENDING, UPCOMING]))]
    stop()
    stop()
    store.put_answer(row("bkg_2"))
    assert len(events) == 1


def test_watchers_hear_of_a_listings_start_and_end(store: BookingStore) -> None:
    events: list[StoreEvent] = []
    store.watch(events.append)
    listing = begin(store)
    listing.complete()
    assert events == [StoreEvent(views=frozenset([PENDING]))] * 2


def test_watchers_hear_what_reading_has_brought_and_not_what_our_changes_have(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"), pending("bkg_2"))
    events: list[StoreEvent] = []
    store.watch(events.append)
    store.put_answer(pending("bkg_1", "By a change"))
    listing = begin(store)
    listing.put([pending("bkg_1", "By a change"), pending("bkg_2", "By another"), pending("bkg_3")], store.stamp())
    assert [[put.row.id for put in event.read] for event in events] == [[], [], ["bkg_2", "bkg_3"]]
    assert [put.before and put.before.name for put in events[-1].read] == ["Ada Lovelace", None]


def test_watchers_hear_what_a_complete_listing_lacked(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"), pending("bkg_2"))
    events: list[StoreEvent] = []
    store.watch(events.append)
    load(store, PENDING, pending("bkg_2"))
    assert [event.gone for event in events if event.gone] == [{"bkg_1"}]


def test_a_refused_row_is_no_news(store: BookingStore) -> None:
    asked = store.stamp()
    store.put_answer(row("bkg_1"))
    events: list[StoreEvent] = []
    store.watch(events.append)
    store.put_answer(row("bkg_1", Status.CANCELLED), asked)
    assert events == []


def test_a_lists_version_grows_with_what_its_rows_say(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"))
    before = store.view(PENDING).version
    store.put_answer(pending("bkg_1"))
    assert store.view(PENDING).version == before
    store.put_answer(pending("bkg_1")._replace(search="another answer"))
    assert store.view(PENDING).version > before
