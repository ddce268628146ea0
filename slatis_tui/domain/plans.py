"""A plan: what a verb on many bookings would do, before anything of it is done."""

from collections import Counter
from collections.abc import Callable, Container, Iterable
from typing import NamedTuple

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.lifecycle import NOT_STARTED, Verdict, judge
from slatis_tui.domain.models import BookingRow, Rate

_MINUTE = 60.0
_SECONDS_EACH = 0.05
"""What one request takes where nothing holds it back, several going at a time: a cautious guess."""
UNDER_WAY = "an earlier change of it is still waiting or being sent"
UNKNOWN = "it is not known here any more"


class Group(NamedTuple):
    """Bookings that are left out for one reason."""

    reason: str
    number: int


class Plan(NamedTuple):
    """Which bookings a verb would change, which not and why, and whom that concerns."""

    verb: Verb
    rows: tuple[BookingRow, ...]
    """Those that it would change, as they were when the plan was made."""
    skipped: tuple[Group, ...]
    """The largest group first."""
    hidden: int
    """How many of all of them the filter hides."""
    early: int
    """How many of `rows` have not started yet, where that is to be noticed."""
    people: int
    """How many different attendees `rows` have."""

    @property
    def skipped_count(self) -> int:
        """How many are left out."""
        return sum(group.number for group in self.skipped)


class _Alike:
    """Rows about which one verdict tells all, and how many they are."""

    __slots__ = ("allowed", "count", "verdict")

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        self.allowed = verdict.allowed
        self.count = 0


def make_plan(
    verb: Verb,
    booking_ids: Iterable[str],
    row_of: Callable[[str], BookingRow | None],
    *,
    now: float,
    under_way: Container[str],
    hidden: int,
) -> Plan:
    """The plan for these bookings at `now` (Unix seconds).

    Args:
        under_way: the ids of bookings of which an earlier change has not ended.
        hidden: how many of them the filter hides.
    """
    rows: list[BookingRow] = []
    reasons: Counter[str] = Counter()
    alike: dict[tuple[str, str, bool], _Alike] = {}
    asked = tuple(booking_ids)
    for booking_id, row in zip(asked, map(row_of, asked), strict=True):
        if row is None or booking_id in under_way:
            reasons[UNKNOWN if row is None else UNDER_WAY] += 1
            continue
        start = row.start
        like = (row.status, row.problem, start is not None and start > now)
        known = alike.get(like)
        if known is None:
            known = alike[like] = _Alike(judge(verb, row, now))
        known.count += 1
        if known.allowed:
            rows.append(row)
    for known in alike.values():
        if not known.allowed:
            reason = known.verdict.reason
            reasons[reason.partition(": ")[2] or reason] += known.count
    early = sum(known.count for known in alike.values() if known.allowed and known.verdict.notice == NOT_STARTED)
    groups = tuple(Group(reason, count) for reason, count in reasons.most_common())
    return Plan(verb, tuple(rows), groups, hidden, early, _people(rows))


def seconds_needed(requests: int, rate: Rate | None, now: float) -> float:
    """How long so many requests take within the rate limit, reckoned from `now` (Unix seconds); at least a second."""
    least = max(1.0, requests * _SECONDS_EACH)
    if rate is None or requests <= rate.remaining or rate.limit <= 0:
        return least
    until_reset = min(_MINUTE, max(0.0, (rate.reset or now) - now))
    whole_windows = (requests - rate.remaining - 1) // rate.limit
    return max(least, until_reset + whole_windows * _MINUTE)


def _people(rows: Iterable[BookingRow]) -> int:
    """Those without an address count one each."""
    return len({row.email.casefold() or row.id for row in rows})
