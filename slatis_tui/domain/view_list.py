"""One view's list of bookings: which ids, in which order, and how far its loading has come."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.ordered_ids import OrderedIds
from slatis_tui.domain.sorting import Order
from slatis_tui.domain.views import Filters, Moment, Rule, View, ViewKey
from slatis_tui.errors import ApiError


class ListState(Enum):
    """How far a list's loading has come."""

    NEVER = auto()
    """Not asked for yet."""
    LOADING = auto()
    """The first time: rows appear as their pages come."""
    RELOADING = auto()
    """Again: the old rows stay until the new listing is complete."""
    COMPLETE = auto()
    """Loaded to its end."""
    BOUNDED = auto()
    """The listing was stopped before its end, as the warning says."""
    FAILED = auto()
    """The listing broke off, as the error says; the rows that there are stay."""

    @property
    def is_loading(self) -> bool:
        """Whether a listing is running."""
        return self in (ListState.LOADING, ListState.RELOADING)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a listing changes of a list besides its rows; put back when the listing is given up."""

    state: ListState = ListState.NEVER
    whole: bool = False
    moment: Moment | None = None
    as_of: float | None = None
    warning: str = ""
    error: ApiError | None = None
    pages: int = 0


class Put(NamedTuple):
    """A row that came, and the one it takes the place of."""

    row: BookingRow
    before: BookingRow | None

    @property
    def former(self) -> BookingRow:
        """What the lists that have it have ordered it by."""
        return self.before or self.row

    @property
    def matters(self) -> bool:
        """Whether it says anything else than before of what a list shows or searches."""
        return self.before is None or self.before[:_SOURCE] != self.row[:_SOURCE]


_SOURCE = BookingRow._fields.index("source")


def _nothing(_: BookingRow) -> bool:
    return False


@dataclass(eq=False)
class ViewList:
    """The ids of a view with its filters. Read by the screens; written by the store alone."""

    key: ViewKey
    view: View
    rows: Mapping[str, BookingRow]
    """All bookings that are known, of this view or not."""
    order: Order
    standing: Standing = Standing()
    version: int = 0
    """Grows whenever `ids`, or what their rows say, may have become others."""

    def __post_init__(self) -> None:
        self._ids = OrderedIds(self.rows, self.order)
        self._rule: Rule = _nothing
        self._own = Filters()
        """The view's own filters."""

    @property
    def ids(self) -> Sequence[str]:
        """In the present sort, without duplicates. What was handed out is never altered afterwards."""
        return self._ids.in_order()

    @property
    def firsts(self) -> Sequence[int | str]:
        """What each of the ids is ordered by first, at its place: an order by time asks for no rows."""
        return self._ids.firsts

    def __contains__(self, booking_id: object) -> bool:
        return booking_id in self._ids

    @property
    def members(self) -> AbstractSet[str]:
        """The same ids in no order, which costs nothing."""
        return self._ids.members

    @property
    def loaded_count(self) -> int:
        """How many bookings are in it; costs nothing, unlike the length of `ids`."""
        return len(self._ids)

    @property
    def state(self) -> ListState:
        """How far its loading has come."""
        return self.standing.state

    @property
    def whole(self) -> bool:
        """Whether what it holds was loaded to its end: `loaded_count` is the view's count."""
        return self.standing.whole

    @property
    def as_of(self) -> float | None:
        """When the last listing that was not broken off was started, Unix seconds; None where there is none."""
        return self.standing.as_of

    @property
    def warning(self) -> str:
        """Empty, or why the list may be incomplete, for the operator."""
        return self.standing.warning

    @property
    def error(self) -> ApiError | None:
        """What broke off the last listing, until the next one starts."""
        return self.standing.error

    @property
    def pages(self) -> int:
        """How many requests that listing took; 0 where there is none."""
        return self.standing.pages

    def start(self, moment: Moment) -> None:
        """Judge by this moment's rule from now on. A list that is not whole begins with what is known already."""
        self._judge_by(moment)
        standing = self.standing
        state = ListState.RELOADING if standing.whole else ListState.LOADING
        self.standing = Standing(state, standing.whole, moment, standing.as_of, pages=standing.pages)
        if not standing.whole:
            for booking_id, row in self.rows.items():
                if booking_id not in self._ids and self.accepts(row, listed=False):
                    self._ids.add(booking_id)
        self.version += 1

    def finish(self, standing: Standing) -> None:
        """End a listing so."""
        self.standing = standing
        self.version += 1

    def go_back(self, standing: Standing) -> None:
        """As it stood before the listing; a list that was never loaded is empty again."""
        self.finish(standing)
        if standing.moment:
            self._judge_by(standing.moment)
        else:
            self._rule = _nothing
        if standing.state is ListState.NEVER:
            self._ids.clear()

    def accepts(self, row: BookingRow, *, listed: bool) -> bool:
        """Whether the row belongs here.

        Args:
            row: one that is or was in this list, or any other.
            listed: whether this view's own listing has brought it; only so does an unreadable row get in.
        """
        if row.problem:
            return listed
        filters, own = self.key.filters, self._own
        return (
            self._rule(row)
            and (not filters or filters.admit(row, listed=listed))
            and (not own or own.admit(row, listed=listed))
        )

    def _judge_by(self, moment: Moment) -> None:
        self._rule, self._own = self.view.rule(moment), self.view.own(moment)

    def take(self, puts: Iterable[Put], *, listed: bool) -> bool:
        """Let rows in, move them or let them go, as the rule says of what is known now.

        Returns:
            Whether the list, or what its rows say, is another now.
        """
        ids, touched = self._ids, False
        for put in puts:
            inside = put.row.id in ids
            if not self.accepts(put.row, listed=listed or inside):
                if not inside:
                    continue
                ids.discard(put.former)
            elif not inside:
                ids.add(put.row.id)
            elif not put.matters:
                continue
            else:
                ids.move(put.former)
            touched = True
        self.version += touched
        return touched

    def drop(self, booking_ids: Sequence[str]) -> None:
        """Let ids go that a complete listing lacked."""
        for booking_id in booking_ids:
            self._ids.discard(self.rows[booking_id])
        self.version += 1

    def sort_by(self, order: Order) -> None:
        """Read in another order from now on."""
        self._ids.sort_by(order)
        self.version += 1


def count_text(view_list: ViewList | None) -> str:
    """What a tab says after its title: `3`, `200+` while there may be more, `…` while nothing is known."""
    if view_list is None or not (view_list.whole or view_list.loaded_count):
        return "…"
    return f"{view_list.loaded_count}" if view_list.whole else f"{view_list.loaded_count}+"


def position_text(view_list: ViewList, shown: int | None = None) -> str:
    """What stands below the table: `412 of 412`, `5 of 412` (filtered), `200 loaded, more to come`.

    Args:
        view_list: the list on screen.
        shown: how many the text filter leaves; None where none is set.
    """
    loaded = view_list.loaded_count
    if view_list.whole:
        return f"{loaded if shown is None else shown} of {loaded}"
    of_those = f"{loaded} loaded" if shown is None else f"{shown} of {loaded} loaded"
    stopped = view_list.state in (ListState.BOUNDED, ListState.FAILED)
    return f"{of_those}, {'list incomplete' if stopped else 'more to come'}"
