"""A booking in full: what it says, what may be done now, and why not the rest."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.lifecycle import judge
from slatis_tui.domain.models import Booking, BookingRow, EventType
from slatis_tui.domain.text import clean
from slatis_tui.domain.times import UTC_ZONE, Zone, find_zone, local_date
from slatis_tui.presentation.answers import answer_text
from slatis_tui.presentation.booking_cells import subject
from slatis_tui.presentation.day_ruler import clock_notes, ruler_words
from slatis_tui.presentation.lines import TEXT_WIDTH, Line, hanging, heading, labelled
from slatis_tui.presentation.status import row_look, status_look
from slatis_tui.presentation.strip import outcome, verb_name
from slatis_tui.presentation.times import beside, duration, full, relative

VERB_KEYS: Mapping[Verb, str] = {
    Verb.CONFIRM: "c",
    Verb.COMPLETE: "d",
    Verb.NO_SHOW: "n",
    Verb.CANCEL: "x",
    Verb.RESCHEDULE: "r",
    Verb.EDIT_ATTENDEE: "e",
}
"""The verbs that are offered, with the keys that they have unless the operator chose others."""

_NOTHING_REFUSED: Mapping[Verb, str] = {}
_MINUS = "\u2212"
_MINUTE = 60
_VERB_WIDTH = 14
_HISTORY_STYLES = {
    ChangeState.WAITING: "waiting",
    ChangeState.SENDING: "sending",
    ChangeState.DONE: "success",
    ChangeState.REJECTED: "error",
    ChangeState.NEEDS_REVIEW: "error",
    ChangeState.RECALLED: "muted",
}


class Move(NamedTuple):
    """The other booking of a reschedule."""

    booking_id: str
    start: int | None
    is_later: bool
    """Whether it is the one that was made; else the one that was cancelled for it."""


def overview(
    booking: Booking,
    *,
    now: float,
    zone: Zone,
    event_type: EventType | None = None,
    event_type_name: str = "",
    member_name: str = "",
    changes: Sequence[Change] = (),
    moves: Sequence[Move] = (),
    keys: Mapping[Verb, str] = VERB_KEYS,
    refusal: str = "",
    refused: Mapping[Verb, str] = _NOTHING_REFUSED,
    width: int = TEXT_WIDTH,
) -> list[Line]:
    """Everything a booking says, as lines.

    Args:
        now: Unix seconds by the console's clock.
        zone: mine; the attendee's and UTC are shown beside it.
        event_type: gives the answers' labels and order; without its fields their keys stand instead.
        changes: those of this booking that are known here, oldest first.
        moves: what a reschedule that is known here made of it, or made it from.
        keys: the verbs to judge, with the keys they are on.
        refusal: why nothing may be changed here at all; empty when it may.
        refused: the verbs that the server has refused to this key before, with what it said.
        width: cells of a line.
    """
    row = booking.row
    lines = _status_lines(row, changes, now)
    lines += _moved_lines(moves, zone, width)
    lines += _verb_lines(row, now, keys, refusal, refused, width)
    lines += _time_lines(booking, now, zone, width)
    lines += _attendee_lines(booking, width)
    lines += _answer_lines(booking, event_type, width)
    lines += _named_lines(booking, event_type_name, member_name, width)
    lines += _metadata_lines(booking.metadata, width)
    lines += _record_lines(booking, zone, now, width)
    lines += _history_lines(changes, zone, width)
    return lines


def _status_lines(row: BookingRow, changes: Sequence[Change], now: float) -> list[Line]:
    look = row_look(row.status, changes[-1] if changes else None)
    known = status_look(row.status)
    beside = [] if look.word == known.word else [(f"  {known.text}", known.style)]
    line: Line = [(look.text, look.style), *beside, (f"  {subject(row)}", "strong")]
    distance = relative(row.start, now)
    if distance:
        line.append((f"  {distance}", "muted"))
    return [line]


def _verb_lines(
    row: BookingRow, now: float, keys: Mapping[Verb, str], refusal: str, refused: Mapping[Verb, str], width: int
) -> list[Line]:
    lines = heading("What may be done now")
    if refusal:
        return [*lines, [(refusal, "warning")]]
    for verb, key in keys.items():
        verdict, name = judge(verb, row, now), verb_name(verb).ljust(_VERB_WIDTH)
        if verdict.allowed and verb in refused:
            said = f"refused before: {refused[verb]}. It can be tried again"
            lines += hanging((f"{key:>2}  {name}", "muted"), (said, "muted"), width=width)
        elif verdict.allowed:
            lines.append([(f"{key:>2}  ", "key"), (name, ""), (verdict.notice, "warning")])
        else:
            lines += hanging((f" –  {name}", "muted"), (verdict.reason, "muted"), width=width)
    return lines


def _time_lines(booking: Booking, now: float, zone: Zone, width: int) -> list[Line]:
    row = booking.row
    lines = heading("Times")
    theirs = find_zone(booking.attendee.timezone or row.timezone)
    if row.start is None:
        lines += labelled("Start", "the server did not say", "warning", width=width)
    else:
        lines += labelled("My time", f"{full(row.start, zone)}  {zone.name}", width=width)
        shown = f"{full(row.start, theirs)}{_other_day(row.start, theirs, zone)}  {theirs.name}"
        lines += labelled("Attendee's", shown, width=width)
        lines += labelled("UTC", full(row.start, UTC_ZONE), width=width)
        lines += _day_lines(row.start, row.end, theirs, now, zone, width)
    lines += labelled("Duration", _length(row, zone), width=width)
    for warned, whose in ((theirs, "Attendee's"), (zone, "Mine")):
        if warned.warning:
            lines += labelled("", f"{whose}: {warned.warning}", "warning", width=width)
    return lines


def _day_lines(start: int, end: int | None, theirs: Zone, now: float, zone: Zone, width: int) -> list[Line]:
    """The attendee's day as a strip, where their zone is known, and whose clocks change until then."""
    lines = [] if theirs.warning else labelled("Their day", ruler_words(start, end, theirs), width=width)
    for note in clock_notes(start, now, [zone] if theirs.warning else [zone, theirs]):
        lines += labelled("", note, "warning", width=width)
    return lines


def _moved_lines(moves: Sequence[Move], zone: Zone, width: int) -> list[Line]:
    """The other bookings of its reschedules."""
    lines: list[Line] = []
    for move in moves:
        when = "" if move.start is None else f"{full(move.start, zone)}  "
        lines += labelled(
            "Moved to" if move.is_later else "Moved from", f"{when}({clean(move.booking_id)})", width=width
        )
    return lines


def _other_day(instant: int, zone: Zone, mine: Zone) -> str:
    """` (+1 day)` where the calendar there shows another date than mine."""
    days = (local_date(instant, zone) - local_date(instant, mine)).days
    if not days:
        return ""
    return f" ({days:+d} day{'' if abs(days) == 1 else 's'})".replace("-", _MINUS)


def _length(row: BookingRow, zone: Zone) -> str:
    if row.start is None or row.end is None:
        return ""
    minutes = (row.end - row.start) // _MINUTE
    return f"{duration(minutes)}, until {full(row.end, zone)}" if minutes >= 0 else ""


def _attendee_lines(booking: Booking, width: int) -> list[Line]:
    attendee = booking.attendee
    lines = heading("Attendee")
    lines += labelled("Name", attendee.name, width=width)
    lines += labelled("E-mail", attendee.email, width=width)
    lines += labelled("Phone", attendee.phone, width=width)
    lines += labelled("Timezone", attendee.timezone, width=width)
    return lines


def _answer_lines(booking: Booking, event_type: EventType | None, width: int) -> list[Line]:
    """The event type's fields in their order, also those without an answer; then answers to fields it has not."""
    fields = event_type.fields if event_type is not None and event_type.fields is not None else ()
    left = dict(booking.custom_fields)
    lines = heading("Answers")
    for one in fields:
        key = clean(one.key)
        lines += labelled(one.label or key, answer_text(left.pop(key, None)), width=width)
    for key, value in left.items():
        lines += labelled(clean(key), answer_text(value), width=width)
    return lines if fields or booking.custom_fields else []


def _named_lines(booking: Booking, event_type_name: str, member_name: str, width: int) -> list[Line]:
    row = booking.row
    lines = heading("Event type and assignee")
    lines += labelled("Event type", _name_and_id(event_type_name, row.event_type_id), width=width)
    lines += labelled("Assignee", _name_and_id(member_name, row.assigned_to_id), width=width)
    return lines


def _name_and_id(name: str, its_id: str) -> str:
    shown = clean(its_id)
    return f"{name}  ({shown})" if name and name != shown and shown else name or shown


def _metadata_lines(metadata: Mapping[str, Any], width: int) -> list[Line]:
    if not metadata:
        return []
    lines = heading("Metadata")
    for key, value in metadata.items():
        lines += labelled(clean(key), answer_text(value), width=width)
    return lines


def _record_lines(booking: Booking, zone: Zone, now: float, width: int) -> list[Line]:
    lines = heading("Record")
    lines += labelled("Id", clean(booking.id), width=width)
    for label, instant in (("Created", booking.created_at), ("Updated", booking.updated_at)):
        told = "" if instant is None else f"{full(instant, zone)}, {relative(instant, now)}"
        lines += labelled(label, told, width=width)
    return lines


def _history_lines(changes: Sequence[Change], zone: Zone, width: int) -> list[Line]:
    if not changes:
        return []
    lines = heading("History known here")
    for change in reversed(changes):
        told = f"{verb_name(change.verb)}: {_progress(change)}"
        lines += labelled(beside(int(change.created_at), zone, zone), told, _HISTORY_STYLES[change.state], width=width)
    return lines


def _progress(change: Change) -> str:
    if change.state is ChangeState.WAITING:
        return "waits to be sent"
    if change.state is ChangeState.SENDING:
        return "sending"
    if change.state is ChangeState.NEEDS_REVIEW:
        return f"needs review. {change.error}" if change.error else "needs review"
    return outcome(change)
