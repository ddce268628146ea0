"""What tabs and the line below the table say of a list."""

from slatis_tui.domain.store import BookingStore
from slatis_tui.domain.view_list import count_text, position_text
from slatis_tui.errors import NoAnswer
from tests.support.listing import LATER, PENDING, begin, load, pending

HUNDRED = [pending(f"bkg_{number:03}") for number in range(100)]


def said(store: BookingStore, shown: int | None = None) -> tuple[str, str]:
    return store.count_text(PENDING), position_text(store.view(PENDING), shown)


def test_a_list_never_loaded_says_so() -> None:
    assert said(BookingStore()) == ("…", "0 loaded, more to come")
    assert count_text(None) == "…"


def test_a_list_that_is_loading_counts_what_is_there() -> None:
    store = BookingStore()
    listing = begin(store)
    assert said(store) == ("…", "0 loaded, more to come")
    listing.put(HUNDRED, store.stamp())
    assert said(store) == ("100+", "100 loaded, more to come")
    assert said(store, 5) == ("100+", "5 of 100 loaded, more to come")


def test_a_whole_list_counts_all() -> None:
    store = BookingStore()
    load(store, PENDING, *HUNDRED)
    assert said(store) == ("100", "100 of 100")
    assert said(store, 5) == ("100", "5 of 100")
    assert said(store, 0) == ("100", "0 of 100")


def test_an_empty_list_is_none_of_none() -> None:
    store = BookingStore()
    load(store, PENDING)
    assert said(store) == ("0", "0 of 0")


def test_a_list_that_reloads_or_failed_to_still_counts_what_was_whole() -> None:
    store = BookingStore()
    load(store, PENDING, *HUNDRED)
    listing = begin(store, PENDING, LATER)
    assert said(store) == ("100", "100 of 100")
    listing.fail(NoAnswer("The answer did not arrive"))
    assert said(store) == ("100", "100 of 100")


def test_a_list_that_broke_off_or_was_stopped_is_incomplete() -> None:
    store = BookingStore()
    listing = begin(store)
    listing.put(HUNDRED, store.stamp())
    listing.fail(NoAnswer("The answer did not arrive"))
    assert said(store) == ("100+", "100 loaded, list incomplete")
    begin(store).stop("The list may be incomplete")
    assert said(store, 3) == ("100+", "3 of 100 loaded, list incomplete")
