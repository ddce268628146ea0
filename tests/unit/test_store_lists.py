"""The store's lists: how bookings enter and leave them while listings run, end and break off."""

import pytest

from slatis_tui.domain.models import Status
from slatis_tui.domain.store import BookingStore
from slatis_tui.domain.view_list import ListState
from slatis_tui.domain.views import Filters, ViewKey
from slatis_tui.errors import NoAnswer
from tests.support.listing import ALL, LATER, NEEDS_OUTCOME, PENDING, TODAY, UPCOMING, begin, ids, load, pending
from tests.support.rows import DAY, HOUR, NOON, row


@pytest.fixture
def store() -> BookingStore:
    return BookingStore()


def test_rows_appear_while_the_first_listing_runs(store: BookingStore) -> None:
    assert store.view(PENDING).state is ListState.NEVER
    listing = begin(store)
    assert store.view(PENDING).state is ListState.LOADING
    listing.put([pending("bkg_1")], store.stamp())
    assert ids(store) == ["bkg_1"]
    assert not store.view(PENDING).whole
    listing.complete()
    assert store.view(PENDING).state is ListState.COMPLETE
    assert store.view(PENDING).whole


def test_what_other_views_have_brought_is_there_at_once_and_goes_if_the_listing_lacks_it(store: BookingStore) -> None:
    load(store, ALL, pending("bkg_1"), pending("bkg_2"), row("bkg_3", Status.COMPLETED))
    listing = begin(store, PENDING)
    assert ids(store) == ["bkg_1", "bkg_2"]
    listing.put([pending("bkg_2")], store.stamp())
    listing.complete()
    assert ids(store) == ["bkg_2"]


def test_old_rows_stay_until_the_new_listing_is_complete(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"), pending("bkg_2"))
    listing = begin(store, PENDING, LATER)
    assert store.view(PENDING).state is ListState.RELOADING
    listing.put([pending("bkg_2"), pending("bkg_3")], store.stamp())
    assert ids(store) == ["bkg_1", "bkg_2", "bkg_3"]
    listing.complete()
    assert ids(store) == ["bkg_2", "bkg_3"]


def test_a_booking_that_left_a_list_is_still_known(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"))
    load(store, PENDING)
    assert ids(store) == []
    assert store.rows["bkg_1"].id == "bkg_1"


def test_a_booking_made_while_a_listing_runs_stays_though_the_listing_lacks_it(store: BookingStore) -> None:
    listing = begin(store)
    listing.put([pending("bkg_1")], store.stamp())
    store.put_answer(pending("bkg_2"))
    listing.complete()
    assert ids(store) == ["bkg_1", "bkg_2"]


def test_a_booking_seen_by_another_listing_meanwhile_stays(store: BookingStore) -> None:
    """It moved onto a page that had been read already; the other view's page saw it later."""
    load(store, PENDING, pending("bkg_1"))
    listing = begin(store, PENDING, LATER)
    load(store, ALL, pending("bkg_1"))
    listing.complete()
    assert ids(store) == ["bkg_1"]


def test_what_another_listing_saw_goes_when_the_new_rule_excludes_it(store: BookingStore) -> None:
    load(store, UPCOMING, row("bkg_1", start=NOON + HOUR))
    listing = begin(store, UPCOMING, LATER)
    load(store, ALL, row("bkg_1", start=NOON + HOUR))
    listing.complete()
    assert ids(store, UPCOMING) == []


def test_rows_beyond_the_rule_are_known_but_not_listed(store: BookingStore) -> None:
    """A view asks for a day more than it shows."""
    load(store, TODAY, row("bkg_1", start=NOON + DAY), row("bkg_2"))
    assert ids(store, TODAY) == ["bkg_2"]
    assert store.get("bkg_1") is not None


def test_a_changed_booking_enters_and_leaves_every_loaded_list_at_once(store: BookingStore) -> None:
    for key in (PENDING, TODAY, UPCOMING, NEEDS_OUTCOME, ALL):
        load(store, key, pending("bkg_1"))
    store.put_answer(row("bkg_1", Status.SCHEDULED, NOON + HOUR))
    listed = {key.view for key in (PENDING, TODAY, UPCOMING, NEEDS_OUTCOME, ALL) if ids(store, key)}
    assert listed == {"today", "upcoming", "all"}


def test_a_booking_just_made_appears_in_every_loaded_list_it_belongs_to(store: BookingStore) -> None:
    for key in (PENDING, TODAY, ALL):
        load(store, key)
    store.put_answer(row("bkg_new", Status.SCHEDULED, NOON + HOUR))
    assert [ids(store, key) for key in (PENDING, TODAY, UPCOMING, ALL)] == [[], ["bkg_new"], [], ["bkg_new"]]


def test_a_page_of_one_view_moves_bookings_in_the_others_too(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"))
    load(store, ALL, row("bkg_1", Status.CANCELLED), pending("bkg_2"))
    assert ids(store, PENDING) == ["bkg_2"]


def test_a_never_loaded_list_takes_nothing_in(store: BookingStore) -> None:
    store.view(PENDING)
    store.put_answer(pending("bkg_1"))
    assert ids(store) == []
    assert store.count_text(PENDING) == "…"


def test_a_failed_first_listing_keeps_its_rows_and_its_error(store: BookingStore) -> None:
    listing, error = begin(store), NoAnswer("The answer did not arrive")
    listing.put([pending("bkg_1")], store.stamp())
    listing.fail(error)
    view_list = store.view(PENDING)
    assert (view_list.state, view_list.error, view_list.whole) == (ListState.FAILED, error, False)
    assert ids(store) == ["bkg_1"]
    store.put_answer(pending("bkg_2"))
    assert ids(store) == ["bkg_1", "bkg_2"]


def test_a_failed_reload_leaves_the_list_whole_as_of_then(store: BookingStore) -> None:
    load(store, TODAY, row("bkg_1"))
    listing = begin(store, TODAY, LATER)
    listing.put([row("bkg_2", start=NOON + DAY)], store.stamp())
    listing.fail(NoAnswer("The answer did not arrive"))
    view_list = store.view(TODAY)
    assert (view_list.state, view_list.whole, view_list.as_of) == (ListState.FAILED, True, NOON)
    assert ids(store, TODAY)[0] == "bkg_1"
    store.put_answer(row("bkg_3", start=NOON + HOUR))
    assert "bkg_3" in view_list


def test_the_next_listing_clears_the_error(store: BookingStore) -> None:
    begin(store).fail(NoAnswer("The answer did not arrive"))
    listing = begin(store)
    assert store.view(PENDING).error is None
    listing.complete()
    assert store.view(PENDING).state is ListState.COMPLETE


def test_a_stopped_listing_warns_and_lets_nothing_go(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"), pending("bkg_2"))
    listing = begin(store, PENDING, LATER)
    listing.put([pending("bkg_2")], store.stamp())
    listing.stop("The list may be incomplete")
    view_list = store.view(PENDING)
    assert (view_list.state, view_list.warning) == (ListState.BOUNDED, "The list may be incomplete")
    assert ids(store) == ["bkg_1", "bkg_2"]
    assert store.count_text(PENDING) == "2+"


def test_a_first_listing_given_up_leaves_the_list_as_if_never_loaded(store: BookingStore) -> None:
    listing = begin(store)
    listing.put([pending("bkg_1")], store.stamp())
    listing.give_up()
    assert store.view(PENDING).state is ListState.NEVER
    assert ids(store) == []
    load(store, PENDING, pending("bkg_1"))
    assert ids(store) == ["bkg_1"]


def test_a_reload_given_up_leaves_the_list_as_it_stood(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"))
    listing = begin(store, PENDING, LATER)
    listing.put([pending("bkg_2")], store.stamp())
    listing.give_up()
    view_list = store.view(PENDING)
    assert (view_list.state, view_list.as_of, view_list.whole) == (ListState.COMPLETE, NOON, True)
    assert "bkg_1" in view_list


def test_a_list_says_when_it_was_asked_for_and_what_it_cost(store: BookingStore) -> None:
    assert store.view(PENDING).as_of is None
    listing = begin(store)
    for _ in range(3):
        listing.put([], store.stamp())
    assert store.view(PENDING).pages == 0
    listing.complete()
    assert (store.view(PENDING).as_of, store.view(PENDING).pages) == (NOON, 3)


def test_an_unreadable_row_is_listed_where_it_came_and_nowhere_else(store: BookingStore) -> None:
    load(store, ALL)
    bad = row("unreadable:1", "", None, problem="This row could not be read: it has no status")
    load(store, PENDING, bad)
    assert ids(store, PENDING) == ["unreadable:1"]
    assert ids(store, ALL) == []


def test_a_filtered_list_takes_in_what_passes_and_loses_what_no_longer_does(store: BookingStore) -> None:
    key = ViewKey("pending", Filters(attendee_email="ada@example.com"))
    load(store, key, pending("bkg_1"))
    store.put_answer(pending("bkg_2"))
    store.put_answer(pending("bkg_3")._replace(email="grace@example.com"))
    assert ids(store, key) == ["bkg_1", "bkg_2"]
    store.put_answer(pending("bkg_1")._replace(email="grace@example.com"))
    assert ids(store, key) == ["bkg_2"]


def test_a_filtered_list_keeps_what_the_server_listed_though_it_does_not_say_why(store: BookingStore) -> None:
    key = ViewKey("all", Filters(event_type_id="evt_a"))
    bare = row("bkg_1", event_type_id="")
    load(store, key, bare)
    assert ids(store, key) == ["bkg_1"]
    store.put_answer(bare._replace(status=Status.CANCELLED))
    assert ids(store, key) == ["bkg_1"]


def test_a_forgotten_list_starts_again_from_nothing(store: BookingStore) -> None:
    load(store, PENDING, pending("bkg_1"))
    store.forget(PENDING)
    assert store.view(PENDING).state is ListState.NEVER
    assert ids(store) == []


def test_a_view_that_does_not_exist_is_a_key_error(store: BookingStore) -> None:
    with pytest.raises(KeyError):
        store.view(ViewKey("someday"))
