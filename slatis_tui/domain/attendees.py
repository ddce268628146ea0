"""Who has booked so far, as the bookings that are loaded tell it: found by a part of the name or the e-mail address."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice

from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.zones import zone_exists

_MOST_LOOKED_AT = 200
"""Matches that are looked at for one search, however common the letter."""


class KnownAttendees:
    """Each e-mail address once, with the booking that says most of its owner; the most recent come first.

    Made from a hundred thousand bookings in some tenths of a second, in steps (`gather`); searched in some ms, since
    all of it is one text.
    """

    def __init__(self) -> None:
        self._best: dict[str, BookingRow] = {}
        self._rows: list[BookingRow] = []
        self._text = ""
        self._starts: list[int] = []

    def gather(self, rows: Iterable[BookingRow], at_once: int = 2_000) -> Iterator[None]:
        """Take in these bookings; pauses after each so many, for whoever has something better to do meanwhile."""
        best: dict[str, BookingRow] = {}
        latest: dict[str, int] = {}
        for count, row in enumerate(rows):
            if row.email:
                address = row.email.casefold()
                latest[address] = max(latest.get(address, 0), row.start or 0)
                if address not in best or _says_more(row, best[address]):
                    best[address] = row
            if count % at_once == at_once - 1:
                yield
        addresses = sorted(best, key=latest.__getitem__, reverse=True)
        yield
        lines: list[str] = []
        for count, address in enumerate(addresses):
            lines.append(f"\n {best[address].name} {address}".casefold())
            if count % at_once == at_once - 1:
                yield
        self._rows = [best[address] for address in addresses]
        self._best = best
        self._text = "".join(lines)
        self._starts = [0, *accumulate(map(len, lines))][:-1]

    def find(self, text: str, most: int = 5) -> list[BookingRow]:
        """Those whose name or address holds the text, where a word begins with it first; `most` at most."""
        needle = " ".join(text.casefold().split())
        if not needle or needle not in self._text:
            return []
        found = dict.fromkeys(islice(self._places(needle), _MOST_LOOKED_AT))
        return [self._rows[place] for place in islice(found, most)]

    def of_address(self, email: str) -> BookingRow | None:
        """The booking that says most of the owner of that e-mail address; None where there is none."""
        return self._best.get(email.casefold())

    def _places(self, needle: str) -> Iterator[int]:
        for sought in (f" {needle}", needle):
            at = self._text.find(sought)
            while at >= 0:
                place = bisect_right(self._starts, at) - 1
                yield place
                following = self._starts[place + 1] if place + 1 < len(self._starts) else len(self._text)
                at = self._text.find(sought, following)


def _says_more(row: BookingRow, other: BookingRow) -> bool:
    """Whether the row tells more of its attendee: where they are, and then the later one."""
    return (zone_exists(row.timezone), row.start or 0) > (zone_exists(other.timezone), other.start or 0)
