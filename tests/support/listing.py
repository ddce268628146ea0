"""The five lists of a store, and short words for loading them."""

from slatis_tui.domain.models import BookingRow, Status
from slatis_tui.domain.store import BookingStore, Listing
from slatis_tui.domain.times import UTC_ZONE
from slatis_tui.domain.views import VIEWS, Moment, ViewKey
from tests.support.rows import DAY, HOUR, NOON, row

PENDING, TODAY, UPCOMING, NEEDS_OUTCOME, ALL = (ViewKey(view.name) for view in VIEWS)
NOW = Moment.at(NOON, UTC_ZONE)
LATER = Moment.at(NOON + DAY, UTC_ZONE)


def pending(booking_id: str, name: str = "Ada Lovelace") -> BookingRow:
    """A booking that waits to be confirmed."""
    return row(booking_id, Status.PENDING_CONFIRMATION, NOON + HOUR, name=name)


def begin(store: BookingStore, key: ViewKey = PENDING, moment: Moment = NOW) -> Listing:
    """Start to list a view."""
    return store.begin(key, moment)


def load(store: BookingStore, key: ViewKey, *rows: BookingRow, moment: Moment = NOW) -> None:
    """List a view of one page, to its end."""
    listing = begin(store, key, moment)
    listing.put(rows, store.stamp())
    listing.complete()


def ids(store: BookingStore, key: ViewKey = PENDING) -> list[str]:
    """What is listed, in order."""
    return list(store.view(key).ids)
