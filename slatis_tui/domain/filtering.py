"""The text filter over what is loaded: words, quoted texts and exclusions, whatever their case, over all a row says.

A word is a plain substring. Only one that no row of the list has is looked for loosely, so that what was typed
correctly never brings in more than it says.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.names import Names
from slatis_tui.domain.search_terms import Term, terms_of
from slatis_tui.domain.store import BookingStore
from slatis_tui.domain.view_list import ViewList


class _Search(NamedTuple):
    """One term, and which ids of event types and members, and which statuses, have it in their names."""

    term: Term
    event_type_ids: AbstractSet[str]
    member_ids: AbstractSet[str]
    statuses: AbstractSet[str]

    def narrows(self, other: "_Search") -> bool:
        """Whether all that this leaves, the other left too."""
        if not self.term.narrows(other.term):
            return False
        mine, others = self[1:], other[1:]
        pairs = zip(mine, others, strict=True) if self.term.wanted else zip(others, mine, strict=True)
        return all(narrow <= wide for narrow, wide in pairs)


class _Found(NamedTuple):
    """An answer to a search, and of which list as it was when."""

    view_list: ViewList
    version: int
    searches: Sequence[_Search]
    loose: frozenset[str]
    """Words that no row of the list has as they stand."""
    ids: Sequence[str]

    def is_narrowed_by(self, searches: Iterable[_Search]) -> bool:
        """Whether the answer to these is a part of this one."""
        return all(any(one.narrows(old) for one in searches) for old in self.searches)

    def knows_absent(self, term: Term) -> bool:
        """Whether no row can have the term, because none has a part of it."""
        return term.wanted and any(word in term.text for word in self.loose)


class TextFilter:
    """Filters a list; a needle that has grown since the last time is looked for in what that time found."""

    def __init__(self, store: BookingStore, names: Names) -> None:
        self._store = store
        self._names = names
        self._last: _Found | None = None

    @property
    def loose(self) -> frozenset[str]:
        """The words of the last needle that were looked for loosely, as no row has them as they stand."""
        return self._last.loose if self._last else frozenset()

    def apply(self, view_list: ViewList, needle: str) -> Sequence[str]:
        """The ids, in order, whose name, e-mail, id, answers, event type, assignee or status have what is asked for.

        A needle that asks for nothing, such as a single quotation mark, leaves all of them.
        """
        searches = [self._search(term) for term in terms_of(needle)]
        last = self._last
        if last is None or (last.view_list, last.version) != (view_list, view_list.version):
            last = None
        elif last.searches == searches:
            return last.ids
        if not searches:
            self._last = None
            return view_list.ids
        self._last = self._answer(view_list, searches, last)
        return self._last.ids

    def _answer(self, view_list: ViewList, searches: Sequence[_Search], last: _Found | None) -> _Found:
        before = last if last is not None and last.is_narrowed_by(searches) else None
        loose: frozenset[str] = frozenset()
        if before is None:
            ids = self._passing(view_list.ids, searches)
        elif before.loose:
            ids, loose = self._going_on(before, searches)
        else:
            ids = self._passing(before.ids, [one for one in searches if one not in before.searches])
        if not ids:
            ids, loose = self._loosely(view_list, searches)
        return _Found(view_list, view_list.version, searches, loose, ids)

    def _going_on(self, before: _Found, searches: Sequence[_Search]) -> tuple[Sequence[str], frozenset[str]]:
        """What passes of what was found loosely, where no more words have to be looked for loosely."""
        loose = {one.term for one in searches if one.term.may_be_loose and before.knows_absent(one.term)}
        ids = before.ids
        for one in searches:
            if one in before.searches:
                continue
            if one.term in loose:
                near = self._near(ids, one.term)
                ids = [booking_id for booking_id in ids if booking_id in near]
            else:
                ids = self._passing(ids, [one])
        return ids, frozenset(term.text for term in loose)

    def _loosely(self, view_list: ViewList, searches: Sequence[_Search]) -> tuple[Sequence[str], frozenset[str]]:
        """What passes when the words that no row has are looked for loosely, and which words these are."""
        ids, loose = view_list.ids, set()
        for one in searches:
            if one.term.may_be_loose:
                near = self._near(view_list.ids, one.term)
                if not self._has_any(near.intersection(view_list.ids), one):
                    loose.add(one.term.text)
                    ids = [booking_id for booking_id in ids if booking_id in near]
        if not loose:
            return [], frozenset()
        return self._passing(ids, [one for one in searches if one.term.text not in loose]), frozenset(loose)

    def _near(self, ids: Sequence[str], term: Term) -> set[str]:
        """What has the letters of the term, the term itself included."""
        finds = term.finds_loosely
        return {row.id for row in self._among(ids) if finds(row.search)} | self._named(ids, self._search(term, finds))

    def _has_any(self, ids: Collection[str], search: _Search) -> bool:
        """Whether one of them has the term as it stands."""
        rows, needle = self._store.rows, search.term.text
        return bool(self._named(ids, search)) or any(needle in rows[booking_id].search for booking_id in ids)

    def _search(self, term: Term, has: Callable[[str], object] | None = None) -> _Search:
        store, names = self._store, self._names
        found = has or (lambda text: term.text in text)
        return _Search(
            term,
            {known for known in store.event_type_ids if found(names.event_type_name(known).casefold())},
            {known for known in store.member_ids if found(names.member_name(known).casefold())},
            {known for known in store.statuses if found(known.casefold().replace("_", "-"))},
        )

    def _passing(self, ids: Sequence[str], searches: Iterable[_Search]) -> Sequence[str]:
        for search in searches:
            if ids:
                ids = self._scan(ids, search)
        return ids

    def _scan(self, ids: Sequence[str], search: _Search) -> Sequence[str]:
        needle = search.term.text
        hits = {row.id for row in self._among(ids) if needle in row.search} | self._named(ids, search)
        if len(hits) == len(self._store.rows):
            return ids if search.term.wanted else []
        if search.term.wanted:
            return [booking_id for booking_id in ids if booking_id in hits]
        return [booking_id for booking_id in ids if booking_id not in hits]

    def _named(self, ids: Collection[str], search: _Search) -> set[str]:
        """What is found by the names behind its ids, or by its status; mostly none has the term."""
        _, types, members, statuses = search
        if not (types or members or statuses):
            return set()
        return {
            row.id
            for row in self._among(ids)
            if row.event_type_id in types or row.assigned_to_id in members or row.status in statuses
        }

    def _among(self, ids: Collection[str]) -> Iterable[BookingRow]:
        """At least the rows of these ids. Where they are most of what is known, all are visited as they lie in memory:
        that is three times as fast."""
        rows = self._store.rows
        return rows.values() if len(ids) * 4 > len(rows) else map(rows.__getitem__, ids)
