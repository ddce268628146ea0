"""The views of the bookings: what belongs to each, and what to ask the server for it.

Which edge of a booking the API's `start_date` and `end_date` test is not documented. So a view asks for a
day more at either end than its rule needs, and its rule decides here what belongs to it.
"""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from slatis_tui.domain.models import BookingQuery, BookingRow, Status
from slatis_tui.domain.sorting import Sort
from slatis_tui.domain.times import UTC_ZONE, Zone, day_bounds, week_start

MARGIN = 24 * 60 * 60
"""Seconds that are asked for beyond each end of a view's time."""

Edge = Literal["start", "end"]
Bounds = tuple[float | None, float | None]
"""From (included) until (excluded), Unix seconds; None where it is open."""
Rule = Callable[[BookingRow], bool]


class Moment(NamedTuple):
    """The now of one listing: a cursor goes with unchanged filters, so these stand still while it runs."""

    now: float
    """Unix seconds."""
    day_start: float
    day_end: float
    last_week_start: float
    week_start: float
    zone: Zone = UTC_ZONE
    """The operator's."""

    @classmethod
    def at(cls, now: float, zone: Zone) -> "Moment":
        """That instant, with the day it falls on in the operator's zone, and the Mondays of that week and the last."""
        return cls(now, *day_bounds(now, zone), week_start(now, zone, 1), week_start(now, zone), zone)


class Filters(NamedTuple):
    """The filters that the server applies (vendor's Bookings page, "Get a booking"); what is empty filters nothing."""

    status: str = ""
    event_type_id: str = ""
    assigned_to_id: str = ""
    attendee_email: str = ""
    start_date: int | None = None
    """Bookings that start at or after this, Unix seconds."""
    end_date: int | None = None
    """Bookings that start before this, Unix seconds."""
    start_text: str = ""
    """As the start was typed, `last mon`; empty where it was not typed."""
    end_text: str = ""
    """As the end was typed."""

    def __bool__(self) -> bool:
        return self != _NO_FILTERS

    def admit(self, row: BookingRow, *, listed: bool) -> bool:
        """Whether the row passes; a `listed` one was found by the server under these very filters.

        Only a booking's id and status can be relied upon, so what a listed row does not say counts as what was
        asked for, and its e-mail passes by containing what was asked: how the server compares is not documented.
        """
        return (
            (not self.status or row.status == self.status)
            and _agrees(self.event_type_id, row.event_type_id, listed)
            and _agrees(self.assigned_to_id, row.assigned_to_id, listed)
            and self._has_email(row.email.casefold(), listed)
            and _within((self.start_date, self.end_date), row.start)
        )

    def excludes(self, other: "Filters") -> bool:
        """Whether nothing can pass both, for they ask for another status, event type or assignee."""
        return any(mine and its and mine != its for mine, its in zip(self[:3], other[:3], strict=True))

    def _has_email(self, email: str, listed: bool) -> bool:
        wanted = self.attendee_email.casefold()
        return not wanted or wanted == email or (listed and (not email or wanted in email))


_NO_FILTERS = Filters()


class ViewKey(NamedTuple):
    """Which list of bookings: a view, and the server filters on top of it."""

    view: str
    """The view's name."""
    filters: Filters = _NO_FILTERS


def _no_filters(_: Moment) -> Filters:
    return _NO_FILTERS


def _always(_: Moment) -> Bounds:
    return (None, None)


class View(NamedTuple):
    """One view, as data: which statuses, and which edge of a booking falls into which time."""

    name: str
    """As it is typed after `--view`."""
    title: str
    """As its tab says it."""
    key: str
    """The key that opens it."""
    statuses: tuple[str, ...] = ()
    """One listing each, for the API filters a single status; none means all, in one listing."""
    edge: Edge = "start"
    bounds: Callable[[Moment], Bounds] = _always
    own: Callable[[Moment], Filters] = _no_filters
    """The filters that a saved view has of its own."""
    text: str = ""
    """What a saved view looks for in what is loaded."""
    sort: Sort | None = None
    """How a saved view is sorted."""

    def rule(self, moment: Moment) -> Rule:
        """What belongs to the view at that moment, without regard to filters."""
        statuses, bounds = frozenset(self.statuses), self.bounds(moment)
        if not statuses and bounds == (None, None):
            return lambda row: True
        if bounds == (None, None):
            return lambda row: row.status in statuses
        if self.edge == "start":
            return lambda row: row.status in statuses and _within(bounds, row.start)
        return lambda row: row.status in statuses and _within(bounds, row.end)

    def queries(self, moment: Moment, filters: Filters = _NO_FILTERS) -> tuple[BookingQuery, ...]:
        """The listings that together hold all of the view; none where a filter excludes every status of it."""
        (low, high), own = self.bounds(moment), self.own(moment)
        if own.excludes(filters):
            return ()
        asked = BookingQuery(
            event_type_id=filters.event_type_id or own.event_type_id,
            assigned_to_id=filters.assigned_to_id or own.assigned_to_id,
            attendee_email=filters.attendee_email or own.attendee_email,
            start_date=_wider(max, -MARGIN, low, filters.start_date, own.start_date),
            end_date=_wider(min, MARGIN, high, filters.end_date, own.end_date),
        )
        wanted = filters.status or own.status
        return tuple(asked._replace(status=status) for status in self.statuses or (wanted,) if wanted in ("", status))


# A booking that a colleague confirms while these are read goes from RESCHEDULED to SCHEDULED: read in this
# order it is found twice at worst, in the other it would be found in neither.
_ACTIVE = (Status.RESCHEDULED, Status.SCHEDULED)

VIEWS: tuple[View, ...] = (
    View("pending", "Pending", "1", (Status.PENDING_CONFIRMATION,)),
    View("today", "Today", "2", _ACTIVE, "start", lambda moment: (moment.day_start, moment.day_end)),
    View("upcoming", "Upcoming", "3", _ACTIVE, "start", lambda moment: (moment.now, None)),
    View("needs-outcome", "Needs outcome", "4", _ACTIVE, "end", lambda moment: (None, moment.now)),
    View("all", "All", "5"),
)
"""In the order of their tabs and keys."""


LAST_WEEK = View(
    "last-week",
    "Last week",
    "",
    (*_ACTIVE, Status.COMPLETED, Status.NO_SHOW),
    "end",
    lambda moment: (moment.last_week_start, moment.week_start),
)
"""No tab: what ended last week and has its outcome, or lacks it. Read in this order nothing that moves on is missed."""


def find_view(text: str, views: Iterable[View] = VIEWS) -> View | None:
    """The view of that name, whatever its case, spaces and hyphens; None where there is none."""
    wanted = plain_name(text)
    return next((view for view in views if plain_name(view.name) == wanted), None)


def plain_name(name: str) -> str:
    """What matters of a view's name."""
    return "".join(name.split()).replace("-", "").casefold()


def _within(bounds: Bounds, instant: int | None) -> bool:
    """Whether the instant is known and between the bounds; without bounds, whatever it is."""
    low, high = bounds
    if instant is None:
        return low is None and high is None
    return (low is None or low <= instant) and (high is None or instant < high)


def _agrees(wanted: str, actual: str, listed: bool) -> bool:
    return not wanted or actual == wanted or (listed and not actual)


def _wider(narrowest: Callable[[list[float]], float], margin: int, *bounds: float | None) -> int | None:
    known = [bound for bound in bounds if bound is not None]
    return int(narrowest(known)) + margin if known else None
