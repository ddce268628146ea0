"""The one source of truth about bookings: every answer lands here first, every screen reads here.

Answers overtake each other. So a reader takes a stamp before it asks and hands it in with what it got; what
the server has said to a later question, or to a change, is never overwritten by it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from slatis_tui.domain.completing import completed
from slatis_tui.domain.models import BookingQuery, BookingRow
from slatis_tui.domain.names import Names, NoNames
from slatis_tui.domain.ports import Unsubscribe
from slatis_tui.domain.sorting import WHEN_UP, Sort
from slatis_tui.domain.view_list import ListState, Put, Standing, ViewList, count_text
from slatis_tui.domain.views import LAST_WEEK, VIEWS, Moment, View, ViewKey
from slatis_tui.errors import ApiError

OLDEST = 0
"""A stamp before all others: what is put with it only fills gaps. For an answer that is known to be old,
such as the replay of a create, which repeats the first answer's body."""


class StoreEvent(NamedTuple):
    """What has changed, for whoever shows it."""

    ids: frozenset[str] = frozenset()
    """Bookings that an answer has told about."""
    views: frozenset[ViewKey] = frozenset()
    """Lists whose ids, order or state are no longer what they were."""
    read: tuple[Put, ...] = ()
    """What a question, and not the answer to a change, has brought that was not known or is no longer as it was."""
    gone: frozenset[str] = frozenset()
    """Bookings that a list had and its new listing, now complete, lacked: nobody has said what became of them."""


class BookingStore:
    """All bookings that are known, and the lists of views over them, in one present sort."""

    def __init__(self, views: Iterable[View] = VIEWS, names: Names | None = None) -> None:
        self._views = _by_name(views)
        self._rows: dict[str, BookingRow] = {}
        self._stamps: dict[str, int] = {}
        """By id, when what its row says was asked for."""
        self._last_stamp = OLDEST
        self._lists: dict[ViewKey, ViewList] = {}
        self._watchers: list[Callable[[StoreEvent], None]] = []
        self.sort = WHEN_UP
        """The order of every list; set it with `sort_by`."""
        self.names: Names = names or NoNames()
        """Whom an order by names asks for them."""
        self._order = self.sort.order(self.names)
        self.event_type_ids: set[str] = set()
        """Every event type id that a booking has named, for the search and the directory."""
        self.member_ids: set[str] = set()
        """Every id of an assignee that a booking has named."""
        self.statuses: set[str] = set()
        """Every status that a booking has had."""

    @property
    def views(self) -> tuple[View, ...]:
        """Every view that has or may have a tab, in their order."""
        return tuple(view for view in self._views.values() if view is not LAST_WEEK)

    def view_named(self, name: str) -> View:
        """The view of that name; KeyError where there is none."""
        return self._views[name]

    def set_views(self, views: Iterable[View]) -> None:
        """Have these views from now on. Lists of one that is another now are forgotten."""
        before, self._views = self._views, _by_name(views)
        for key in [key for key in self._lists if self._views.get(key.view) != before.get(key.view)]:
            self.forget(key)

    @property
    def rows(self) -> Mapping[str, BookingRow]:
        """Every booking that is known, by id; not to be altered."""
        return self._rows

    def get(self, booking_id: str) -> BookingRow | None:
        """The booking as it is known now."""
        return self._rows.get(booking_id)

    def stamp(self) -> int:
        """A reader's mark of when it asked; each is greater than all before."""
        self._last_stamp += 1
        return self._last_stamp

    def put_answer(self, row: BookingRow, stamp: int | None = None) -> None:
        """Take in an answer about one booking; it enters and leaves every loaded list at once.

        Args:
            row: the booking as the server told it.
            stamp: for a GET, the one taken before it was sent; None for the answer to a change, which is
                newer than all that was asked before it came.
        """
        whole_row = completed(row, self._rows.get(row.id))
        self._put([whole_row], self.stamp() if stamp is None else stamp, None, is_read=stamp is not None)

    def _put(self, rows: Iterable[BookingRow], stamp: int, source: ViewList | None, *, is_read: bool = True) -> None:
        puts = [self._keep(row, stamp) for row in rows if self._stamps.get(row.id, OLDEST) <= stamp]
        if puts:
            touched = [
                view_list.key
                for view_list in self._lists.values()
                if view_list.state is not ListState.NEVER and view_list.take(puts, listed=view_list is source)
            ]
            read = tuple(put for put in puts if put.matters) if is_read else ()
            self._tell(StoreEvent(frozenset(put.row.id for put in puts), frozenset(touched), read))

    def _keep(self, row: BookingRow, stamp: int) -> Put:
        """Of a row that says what is known already only the source is taken, for its texts would be there twice."""
        put = Put(row, self._rows.get(row.id))
        if put.before is not None and not put.matters:
            put = put._replace(row=put.before._replace(source=row.source, place=row.place))
        self._rows[row.id] = put.row
        self._stamps[row.id] = stamp
        self.event_type_ids.add(row.event_type_id)
        self.member_ids.add(row.assigned_to_id)
        self.statuses.add(row.status)
        return put

    def view(self, key: ViewKey) -> ViewList:
        """The list of that view and filters; one that was not asked for yet is empty.

        Raises:
            KeyError: there is no view of that name.
        """
        if key not in self._lists:
            self._lists[key] = ViewList(key, self._views[key.view], self._rows, self._order)
        return self._lists[key]

    def forget(self, key: ViewKey) -> None:
        """Keep that list no longer; its bookings stay known."""
        self._lists.pop(key, None)

    def count_text(self, key: ViewKey) -> str:
        """What the view's tab says after its title; see `view_list.count_text`."""
        return count_text(self._lists.get(key))

    def sort_by(self, sort: Sort) -> None:
        """Put every list into this order."""
        self.sort, self._order = sort, sort.order(self.names)
        for view_list in self._lists.values():
            view_list.sort_by(self._order)
        self._tell(StoreEvent(views=frozenset(self._lists)))

    def names_changed(self) -> None:
        """More names are known: an order by names is another now."""
        if self.sort.uses_names:
            self.sort_by(self.sort)

    def begin(self, key: ViewKey, moment: Moment) -> "Listing":
        """Start to list a view. Its old rows stay until the listing is complete; one at a time per key."""
        view_list = self.view(key)
        before = view_list.standing
        view_list.start(moment)
        self._tell(StoreEvent(views=frozenset([key])))
        return Listing(self, view_list, moment, before)

    def derive(self, key: ViewKey, moment: Moment, source: ViewKey) -> None:
        """Take a list out of what is known: the list `source`, which is whole, holds all that could belong to it."""
        view_list = self.view(key)
        view_list.go_back(Standing())
        view_list.start(moment)
        view_list.finish(Standing(ListState.COMPLETE, True, moment, self.view(source).as_of))
        self._tell(StoreEvent(views=frozenset([key])))

    def watch(self, listener: Callable[[StoreEvent], None]) -> Unsubscribe:
        """Call the listener after each change. Pages may come by the hundred in a second: gather before drawing."""
        self._watchers.append(listener)
        return lambda: self._watchers.remove(listener) if listener in self._watchers else None

    def _tell(self, event: StoreEvent) -> None:
        if event.ids or event.views:
            for listener in tuple(self._watchers):
                listener(event)


def _by_name(views: Iterable[View]) -> dict[str, View]:
    return {view.name: view for view in (*views, LAST_WEEK)}


class Listing:
    """One run through a view's pages. It ends with exactly one of `complete`, `stop`, `fail` and `give_up`."""

    def __init__(self, store: BookingStore, view_list: ViewList, moment: Moment, before: Standing) -> None:
        self._store = store
        self._list = view_list
        self._moment = moment
        self._before = before
        self._began = store.stamp()
        self._seen: set[str] = set()
        self._pages = 0

    @property
    def queries(self) -> Sequence[BookingQuery]:
        """What to list, one after the other, each to its last page."""
        return self._list.view.queries(self._moment, self._list.key.filters)

    def put(self, rows: Sequence[BookingRow], stamp: int) -> None:
        """Take in one page, asked for at that stamp. Of two rows with one id the later asked for wins."""
        self._pages += 1
        self._store._put(rows, stamp, self._list)
        self._seen.update(row.id for row in rows if row.id in self._list)

    def complete(self) -> None:
        """All pages were there: what they lacked, and nobody has told of since the start, leaves the list."""
        stamps = self._store._stamps
        lacking = self._list.members - self._seen
        gone = [booking_id for booking_id in lacking if stamps[booking_id] <= self._began]
        self._list.drop(gone)
        self._finish(Standing(ListState.COMPLETE, True, self._moment, self._moment.now, pages=self._pages), gone)

    def stop(self, warning: str) -> None:
        """The pages were not read to their end: nothing leaves, and the list says that it may be incomplete."""
        self._finish(Standing(ListState.BOUNDED, False, self._moment, self._moment.now, warning, pages=self._pages))

    def fail(self, error: ApiError) -> None:
        """The listing broke off. The rows stay; a list that was whole is still so, as of then."""
        before = self._before
        moment = before.moment if before.whole else self._moment
        self._list.go_back(replace(before, state=ListState.FAILED, moment=moment, error=error))
        self._tell()

    def give_up(self) -> None:
        """The listing was cancelled: the list stands as it did before, save for rows that changed meanwhile."""
        self._list.go_back(self._before)
        self._tell()

    def _finish(self, standing: Standing, gone: Iterable[str] = ()) -> None:
        self._list.finish(standing)
        self._tell(gone)

    def _tell(self, gone: Iterable[str] = ()) -> None:
        self._store._tell(StoreEvent(views=frozenset([self._list.key]), gone=frozenset(gone)))
