"""The server's filters in words: as chips say them, and as the filter form takes them."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from slatis_tui.domain.instants import day_start, local, written, written_day
from slatis_tui.domain.models import Status
from slatis_tui.domain.text import clean
from slatis_tui.domain.views import Filters
from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.status import status_word

Named = tuple[str, str]
"""An id (of a status: the API's word), and its name."""


class Offered(NamedTuple):
    """What may be chosen from in the form."""

    statuses: Sequence[Named]
    event_types: Sequence[Named]
    members: Sequence[Named]


STATUSES: tuple[Named, ...] = tuple(
    (status, status_word(status))
    for status in (
        Status.PENDING_CONFIRMATION,
        Status.SCHEDULED,
        Status.RESCHEDULED,
        Status.COMPLETED,
        Status.CANCELLED,
        Status.NO_SHOW,
        Status.DRAFT,
    )
)
_MOST_TOLD = 6


class NotFound(Exception):
    """Nothing is called so, or several are; the message says what there is."""


def chip_texts(
    filters: Filters, zone: Zone, event_type_name: Callable[[str], str], member_name: Callable[[str], str]
) -> list[str]:
    """One text for each filter that is set, in the order of the form: `status: Pending`, `from Mon 23 Nov 2026`.

    Args:
        zone: that in which the dates are told.
    """
    texts = [
        ("status", filters.status and status_word(filters.status)),
        ("event type", filters.event_type_id and event_type_name(filters.event_type_id)),
        ("assignee", filters.assigned_to_id and member_name(filters.assigned_to_id)),
        ("e-mail", filters.attendee_email and clean(filters.attendee_email)),
    ]
    found = [f"{label}: {text}" for label, text in texts if text]
    if filters.start_date is not None:
        found.append(f"from {_first_day(filters.start_date, zone)}")
    if filters.end_date is not None:
        found.append(f"until {_last_day(filters.end_date, zone)}")
    return found


def without_last(filters: Filters) -> Filters:
    """The filters without the last of their chips."""
    if filters.end_date is not None:
        return filters._replace(end_date=None, end_text="")
    if filters.start_date is not None:
        return filters._replace(start_date=None, start_text="")
    if filters.attendee_email:
        return filters._replace(attendee_email="")
    if filters.assigned_to_id:
        return filters._replace(assigned_to_id="")
    return filters._replace(event_type_id="") if filters.event_type_id else filters._replace(status="")


def named(typed: str, known: Sequence[Named], what: str) -> str:
    """The id of what is called so: by id or name in full, else by how only one begins, else by what only one has.

    Args:
        typed: as typed; case, spaces, hyphens and underscores do not matter.
        known: what there is. Where that is not known, what was typed is taken for the id.
        what: what it is, for the message.

    Raises:
        NotFound: nothing, or more than one, is called so.
    """
    wanted = typed.strip()
    if not wanted or not known or any(known_id == wanted for known_id, _ in known):
        return wanted
    sought = _plain(wanted)
    tests: tuple[Callable[[str], bool], ...] = (
        lambda name: name == sought,
        lambda name: name.startswith(sought),
        lambda name: sought in name,
    )
    for test in tests:
        found = [one for one in known if test(_plain(one[0])) or test(_plain(one[1]))]
        if len(found) == 1:
            return found[0][0]
        if found:
            raise NotFound(f"More than one {what} is called so: {_told(found)}")
    raise NotFound(f"No {what} is called so; there are: {_told(known)}")


def name_of(wanted: str, known: Iterable[Named]) -> str:
    """The name of that id, as it may be typed back; the id itself where it has none."""
    return next((name for known_id, name in known if known_id == wanted), wanted)


def _told(known: Sequence[Named]) -> str:
    names = [name for _, name in known]
    told = [f"{name} ({known_id})" if names.count(name) > 1 else name for known_id, name in known[:_MOST_TOLD]]
    return ", ".join(told) + (" …" if len(known) > _MOST_TOLD else "")


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char not in " -_")


def _first_day(instant: int, zone: Zone) -> str:
    day = local(instant, zone).date()
    return written_day(day) if day_start(day, zone) == instant else written(instant, zone)


def _last_day(instant: int, zone: Zone) -> str:
    """A day as an end is still in."""
    is_day = day_start(local(instant, zone).date(), zone) == instant
    return written_day(local(instant - 1, zone).date()) if is_day else written(instant, zone)
