"""Booking ids in an order that is kept up while bookings come, change and go by the hundred thousand."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress

from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.sorting import Order, SortKey

_FEW = 64
"""Ids that are searched for one by one; more are found faster by going through the list."""


class OrderedIds:
    """A set of booking ids that can be read in order; the order is brought up to date by the reading.

    So a page that arrives costs its own length, and the price of ordering is paid as often as someone looks:
    about that of copying the list, for what is new is merged into what is in order already.
    """

    def __init__(self, rows: Mapping[str, BookingRow], order: Order) -> None:
        self._rows = rows
        self._order = order
        self._members: set[str] = set()
        self._in: set[str] = set()
        """Members that have no place in the ordered ones yet."""
        self._out: dict[str, SortKey] = {}
        """Ids that have left the ordered ones or stand in the wrong place there, and which place that is."""
        self._ordered: list[str] = []
        self._firsts: list[int | str] = []
        """What each of the ordered is compared by first: a search among these visits no rows."""
        self._handed: list[str] | None = None
        """The ordered ones as they are read, where that is backwards."""

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, booking_id: object) -> bool:
        return booking_id in self._members

    @property
    def members(self) -> AbstractSet[str]:
        """The ids in no order; not to be altered."""
        return self._members

    def add(self, booking_id: str) -> None:
        """Let an id in that is not in yet."""
        self._members.add(booking_id)
        self._in.add(booking_id)

    def discard(self, row: BookingRow) -> None:
        """Let a member go; `row` is what it was ordered by."""
        self._members.discard(row.id)
        if row.id in self._in:
            self._in.discard(row.id)
        else:
            self._out[row.id] = self._order.key(row)

    def move(self, row: BookingRow) -> None:
        """Find the place of a member anew, for its row is another now; `row` is what it was ordered by."""
        if row.id not in self._in:
            self._out[row.id] = self._order.key(row)
            self._in.add(row.id)

    def clear(self) -> None:
        """Let all go."""
        self._members.clear()
        self._forget_order()

    def sort_by(self, order: Order) -> None:
        """Read in another order from now on."""
        if order is not self._order:
            self._order = order
            self._forget_order()

    def in_order(self) -> Sequence[str]:
        """The ids in order. What was handed out is never altered: a later reading may give another list."""
        if self._in or self._out:
            self._handed = None
        if len(self._in) * 4 > len(self._ordered):
            self._sort_anew()
        else:
            self._take_out()
            self._merge()
        if not self._order.backwards:
            return self._ordered
        if self._handed is None:
            self._handed = self._ordered[::-1]
        return self._handed

    @property
    def firsts(self) -> Sequence[int | str]:
        """What each id is compared by first, in order; never altered either."""
        self.in_order()
        return self._firsts[::-1] if self._order.backwards else self._firsts

    def _forget_order(self) -> None:
        self._ordered, self._firsts, self._handed = [], [], None
        self._in, self._out = set(self._members), {}

    def _sort_anew(self) -> None:
        """Rows are visited as they lie in memory where the members are most of them: twice as fast."""
        rows, key, members = self._rows, self._order.key, self._members
        if len(members) * 4 > len(rows):
            keys = [key(row) for booking_id, row in rows.items() if booking_id in members]
        else:
            keys = [key(rows[booking_id]) for booking_id in members]
        keys.sort()
        self._ordered = [booking_id for _, _, booking_id in keys]
        self._firsts = [first for first, _, _ in keys]
        self._in, self._out = set(), {}

    def _take_out(self) -> None:
        if len(self._out) > _FEW:
            stays = [booking_id not in self._out for booking_id in self._ordered]
            self._ordered = list(compress(self._ordered, stays))
            self._firsts = list(compress(self._firsts, stays))
        elif self._out:
            places = [self._place(key, 0, self._former_key_of) for key in self._out.values()]
            self._ordered, self._firsts = self._ordered.copy(), self._firsts.copy()
            for place in sorted(places, reverse=True):
                del self._ordered[place], self._firsts[place]
        self._out = {}

    def _merge(self) -> None:
        if not self._in:
            return
        ordered: list[str] = []
        firsts: list[int | str] = []
        low = 0
        for wanted in sorted(self._key_of(booking_id) for booking_id in self._in):
            place = self._place(wanted, low, self._key_of)
            ordered += self._ordered[low:place]
            firsts += self._firsts[low:place]
            ordered.append(wanted[2])
            firsts.append(wanted[0])
            low = place
        self._ordered = ordered + self._ordered[low:]
        self._firsts = firsts + self._firsts[low:]
        self._in = set()

    def _place(self, wanted: SortKey, low: int, key_of: Callable[[str], SortKey]) -> int:
        """Where it stands or belongs, at or after `low`: among those that compare equal at first, by the rest."""
        low = bisect_left(self._firsts, wanted[0], low)
        high = bisect_right(self._firsts, wanted[0], low)
        return bisect_left(self._ordered, wanted, low, high, key=key_of) if low < high else low

    def _key_of(self, booking_id: str) -> SortKey:
        return self._order.key(self._rows[booking_id])

    def _former_key_of(self, booking_id: str) -> SortKey:
        return self._out.get(booking_id) or self._key_of(booking_id)
