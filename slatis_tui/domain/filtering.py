"""The text filter over what is loaded: words, quoted texts and exclusions, whatever their case, over all a row says.

A word is a plain substring. Only one that no row of the list has is looked for loosely, so that what was typed
correctly never brings in more than it says.
"""

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from slatis_tui.domain.names import Names
from slatis_tui.domain.search_terms import Term, terms_of
from slatis_tui.domain.searched import Kinds, Searched
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

    def among(self, kinds: Kinds) -> Sequence[bool]:
        """Of each kind, whether its rows have the term by a name or their status."""
        _, types, members, statuses = self
        return [one in types or other in members or status in statuses for one, other, status in kinds]


class _Found(NamedTuple):
    """An answer to a search, and of which list as it was when."""

    view_list: ViewList
    version: int
    searches: Sequence[_Search]
    loose: frozenset[str]
    """Words that no row of the list has as they stand."""
    having: Searched
    """What has all that is wanted: a letter more in an exclusion may bring back some of these."""
    rows: Searched
    """Those of them that are not excluded."""

    @property
    def wanted(self) -> Sequence[_Search]:
        """The searches that are no exclusions."""
        return _wanted(self.searches)

    def is_narrowed_by(self, wanted: Iterable[_Search]) -> bool:
        """Whether what has all these is a part of what was found to have what was wanted."""
        return all(any(one.narrows(old) for one in wanted) for old in self.wanted)

    def knows_absent(self, term: Term) -> bool:
        """Whether no row can have the term, because none has a part of it."""
        return any(word in term.text for word in self.loose)


class TextFilter:
    """Filters a list; a needle that has grown since the last time is looked for in what that time found."""

    def __init__(self, store: BookingStore, names: Names) -> None:
        self._store = store
        self._names = names
        self._kinds = Kinds()
        self._whole: tuple[ViewList, int, Searched] | None = None
        """All rows of the list that was filtered last, and in which version."""
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
            return last.rows.ids
        if not searches:
            self._last = None
            return view_list.ids
        self._last = self._answer(view_list, searches, last)
        return self._last.rows.ids

    def firsts(self, view_list: ViewList) -> Sequence[int | str]:
        """What the ids that were found last are ordered by first, each at its place."""
        return self._last.rows.firsts if self._last else view_list.firsts

    def prepare(self, view_list: ViewList) -> None:
        """Gather what the first letter of a needle will look at, before it is typed."""
        self._all(view_list)

    def _all(self, view_list: ViewList) -> Searched:
        if self._whole is None or self._whole[:2] != (view_list, view_list.version):
            searched = self._kinds.searched(view_list.ids, view_list.firsts, self._store.rows)
            self._whole = (view_list, view_list.version, searched)
        return self._whole[2]

    def _answer(self, view_list: ViewList, searches: Sequence[_Search], last: _Found | None) -> _Found:
        wanted = _wanted(searches)
        if last is None or not last.is_narrowed_by(wanted):
            having, loose = self._passing(self._all(view_list), wanted), frozenset[str]()
        else:
            having, loose = self._going_on(last, wanted)
        if not having.ids:
            having, loose = self._loosely(self._all(view_list), wanted)
        rows = self._passing(having, [one for one in searches if not one.term.wanted])
        return _Found(view_list, view_list.version, searches, loose, having, rows)

    def _going_on(self, before: _Found, wanted: Sequence[_Search]) -> tuple[Searched, frozenset[str]]:
        """What passes of what was found before, and which words are looked for loosely: those that none can have."""
        loose = {one.term for one in wanted if one.term.may_be_loose and before.knows_absent(one.term)}
        rows, known = before.having, before.wanted
        for one in wanted:
            if one not in known:
                rows = self._near(rows, one.term) if one.term in loose else self._passing(rows, [one])
        return rows, frozenset(term.text for term in loose)

    def _loosely(self, whole: Searched, wanted: Sequence[_Search]) -> tuple[Searched, frozenset[str]]:
        """What passes when the words that no row has are looked for loosely, and which words these are."""
        rows, loose = whole, set()
        for one in wanted:
            if not one.term.may_be_loose:
                continue
            if len(wanted) == 1 or not whole.has_any(one.term.text, one.among(self._kinds)):
                loose.add(one.term.text)
                rows = self._near(rows, one.term)
        if not loose:
            return whole.only([False] * len(whole.ids)), frozenset()
        return self._passing(rows, [one for one in wanted if one.term.text not in loose]), frozenset(loose)

    def _near(self, rows: Searched, term: Term) -> Searched:
        """What has the letters of the term, the term itself included."""
        finds = term.finds_loosely
        return rows.found_by(finds, self._search(term, finds).among(self._kinds))

    def _search(self, term: Term, has: Callable[[str], object] | None = None) -> _Search:
        store, names = self._store, self._names
        found = has or (lambda text: term.text in text)
        return _Search(
            term,
            {known for known in store.event_type_ids if found(names.event_type_name(known).casefold())},
            {known for known in store.member_ids if found(names.member_name(known).casefold())},
            {known for known in store.statuses if found(known.casefold().replace("_", "-"))},
        )

    def _passing(self, rows: Searched, searches: Iterable[_Search]) -> Searched:
        for search in searches:
            if rows.ids:
                rows = rows.with_text(search.term.text, search.among(self._kinds), wanted=search.term.wanted)
        return rows


def _wanted(searches: Iterable[_Search]) -> Sequence[_Search]:
    return [one for one in searches if one.term.wanted]
