"""What a text filter looks through: the texts of a list's rows side by side, in the list's order.

A letter that is typed visits every row. So all that it looks at is gathered once, and what a letter costs is one pass.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from operator import attrgetter
from typing import NamedTuple

from slatis_tui.domain.models import BookingRow

Kind = tuple[str, str, str]
"""Event type id, assignee's id and status: as many bookings share each of them, there are few."""

_TEXT = attrgetter("search")
_KIND = attrgetter("event_type_id", "assigned_to_id", "status")


class Searched(NamedTuple):
    """Rows, each of them at one place of every sequence."""

    ids: Sequence[str]
    firsts: Sequence[int | str]
    """What each is ordered by first."""
    texts: Sequence[str]
    """What each is searched for."""
    kinds: Sequence[int]
    """Which kind each is: its place among those of `Kinds`."""

    def only(self, chosen: Sequence[bool]) -> "Searched":
        """Those rows that are chosen."""
        if all(chosen):
            return self
        ids, firsts, texts, kinds = self
        return Searched(
            list(compress(ids, chosen)),
            list(compress(firsts, chosen)),
            list(compress(texts, chosen)),
            list(compress(kinds, chosen)),
        )

    def with_text(self, text: str, among: Sequence[bool], *, wanted: bool) -> "Searched":
        """Those that have the text, or are of one of the kinds; the others, where it is not wanted."""
        if wanted and any(among):
            return self.only([among[kind] or text in said for kind, said in zip(self.kinds, self.texts, strict=True)])
        if wanted:
            return self.only([text in said for said in self.texts])
        if any(among):
            chosen = [not among[kind] and text not in said for kind, said in zip(self.kinds, self.texts, strict=True)]
            return self.only(chosen)
        return self.only([text not in said for said in self.texts])

    def found_by(self, finds: Callable[[str], object], among: Sequence[bool]) -> "Searched":
        """Those whose text is found so, or that are of one of the kinds."""
        return self.only(
            [among[kind] or finds(said) is not None for kind, said in zip(self.kinds, self.texts, strict=True)]
        )

    def has_any(self, text: str, among: Sequence[bool]) -> bool:
        """Whether any has the text or is of one of the kinds."""
        return any(text in said for said in self.texts) or (any(among) and any(among[kind] for kind in self.kinds))


class Kinds(dict[Kind, int]):
    """Every kind that has been met, in the order of its number."""

    def __missing__(self, kind: Kind) -> int:
        number = self[kind] = len(self)
        return number

    def searched(self, ids: Sequence[str], firsts: Sequence[int | str], rows: Mapping[str, BookingRow]) -> Searched:
        """Gather what is looked at of these rows."""
        listed = list(map(rows.__getitem__, ids))
        return Searched(ids, firsts, list(map(_TEXT, listed)), list(map(self.__getitem__, map(_KIND, listed))))
