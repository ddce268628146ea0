"""Orders of a list of bookings: by any of its columns, both ways. What is not known comes last either way."""

from collections.abc import Callable
from typing import NamedTuple

from slatis_tui.domain.models import BookingRow, Status
from slatis_tui.domain.names import Names

SortKey = tuple[int | str, int, str]
"""What is compared: first what the order is named for, then a time, then the id, so that no two are equal."""

WHEN = "when"
EVENT_TYPE = "event-type"
ASSIGNEE = "assignee"
EMAIL = "email"
ANSWER = "answer:"
"""Before the key of a custom field: the name of its column."""

NO_TIME = 1 << 62
"""Stands for a time that is not known: it comes after all others."""
_LAST = "\U0010ffff"
_FIRST = ""
_LIFECYCLE = (
    Status.DRAFT,
    Status.PENDING_CONFIRMATION,
    Status.SCHEDULED,
    Status.RESCHEDULED,
    Status.COMPLETED,
    Status.CANCELLED,
    Status.NO_SHOW,
)
_RANK = {status: str(place + 1) for place, status in enumerate(_LIFECYCLE)}


class Order(NamedTuple):
    """How to put rows in order: by their keys, perhaps read backwards."""

    key: Callable[[BookingRow], SortKey]
    backwards: bool = False
    """Texts can't be negated, as times are."""


class Sort(NamedTuple):
    """By which column, and which way."""

    column: str
    """`when`, `attendee`, `status`, `event-type`, `assignee`, `email`, or `answer:` and the key of a custom field."""
    ascending: bool = True

    def __str__(self) -> str:
        """As it is shown: `when up`, `when down`, `attendee`, `attendee down`, `e-mail`."""
        name = _WORDS.get(self.column, self.column.removeprefix(ANSWER))
        if self.ascending:
            return f"{name} up" if self.column == WHEN else name
        return f"{name} down"

    @property
    def next(self) -> "Sort":
        """The next of the four that one goes through; after the last, and after any other, the first."""
        return CYCLE[(CYCLE.index(self) + 1) % len(CYCLE)] if self in CYCLE else CYCLE[0]

    @property
    def uses_names(self) -> bool:
        """Whether the order is another once a name has come to be known."""
        return self.column in (EVENT_TYPE, ASSIGNEE)

    def order(self, names: Names) -> Order:
        """What to compare of a row. Equal ones go by time, equal times by id. It keeps to the names as they are now."""
        if self.column == WHEN:
            return Order(_when_up if self.ascending else _when_down)
        text = self._text(names)
        missing = _LAST if self.ascending else _FIRST

        def key(row: BookingRow) -> SortKey:
            return (text(row) or missing, NO_TIME if row.start is None else row.start, row.id)

        return Order(key, backwards=not self.ascending)

    def _text(self, names: Names) -> Callable[[BookingRow], str]:
        if self.column.startswith(ANSWER):
            return _Answers(self.column.removeprefix(ANSWER)).of
        if self.column == EVENT_TYPE:
            types = _Remembered(names.event_type_name)
            return lambda row: types[row.event_type_id]
        if self.column == ASSIGNEE:
            members = _Remembered(names.member_name)
            return lambda row: members[row.assigned_to_id]
        if self.column == "status":
            unknown = "9" if self.ascending else "0"
            return lambda row: _RANK.get(row.status) or f"{unknown}{row.status}"
        if self.column == EMAIL:
            return lambda row: row.email.casefold()
        return lambda row: row.name.casefold()


class _Remembered(dict[str, str]):
    """Names, each asked for once: an order must not change while it is in use."""

    def __init__(self, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._name_of = name_of

    def __missing__(self, known_id: str) -> str:
        name = self[known_id] = self._name_of(known_id).casefold()
        return name


class _Answers(dict[str, str]):
    """The answers to one custom field, each read from its kept answer once.

    They are remembered by all that a row says for the search, its answers included: others are read anew.
    """

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key

    def of(self, row: BookingRow) -> str:
        """What the booking answers, whatever its case; numbers so that they stand by their size."""
        known = self.get(row.search)
        if known is None:
            known = self[row.search] = "" if row.problem else _comparable(row.answer(self._key))
        return known


def _comparable(answer: object) -> str:
    if isinstance(answer, int | float) and not isinstance(answer, bool):
        return f"{answer:024.6f}"
    return "" if answer is None else str(answer).casefold()


def _when_up(row: BookingRow) -> SortKey:
    return (NO_TIME if row.start is None else row.start, 0, row.id)


def _when_down(row: BookingRow) -> SortKey:
    return (NO_TIME if row.start is None else -row.start, 0, row.id)


WHEN_UP, WHEN_DOWN = Sort(WHEN), Sort(WHEN, ascending=False)
ATTENDEE, STATUS = Sort("attendee"), Sort("status")
CYCLE = (WHEN_UP, WHEN_DOWN, ATTENDEE, STATUS)
"""The orders that one key goes through."""
_WORDS = {EVENT_TYPE: "event type", EMAIL: "e-mail"}
