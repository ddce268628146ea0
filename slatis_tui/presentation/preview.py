"""A booking beside its list: what one needs to decide, for a narrow pane."""

from collections.abc import Container, Mapping

from slatis_tui.domain.changes import Change, Verb
from slatis_tui.domain.lifecycle import judge
from slatis_tui.domain.models import Booking, EventType
from slatis_tui.domain.text import clean
from slatis_tui.domain.zones import UTC_ZONE, Zone, find_zone
from slatis_tui.presentation.answers import answer_text
from slatis_tui.presentation.booking_cells import subject
from slatis_tui.presentation.lines import Line, heading
from slatis_tui.presentation.narrow import pairs, wrapped
from slatis_tui.presentation.status import row_look, status_look
from slatis_tui.presentation.times import beside, relative, span


def preview(
    booking: Booking,
    *,
    now: float,
    zone: Zone,
    event_type: EventType | None = None,
    event_type_name: str = "",
    member_name: str = "",
    change: Change | None = None,
    keys: Mapping[Verb, str],
    refused: Container[Verb] = (),
    width: int,
) -> list[Line]:
    """What it says, the most needed first; what does not fit into the pane is cut off at its end.

    Args:
        now: Unix seconds by the console's clock.
        zone: the one on screen; the attendee's and UTC are shown beside it.
        event_type: gives the answers' labels and order; without its fields their keys stand instead.
        change: the newest one of this booking that is known here.
        keys: the verbs, with the keys they are on; those that are allowed now are named.
        refused: those that the server has refused to this key before, which is said.
        width: cells of a line.
    """
    row = booking.row
    look, known = row_look(row.status, change), status_look(row.status)
    lines: list[Line] = [[(look.text, look.style), (f"  {relative(row.start, now)}", "muted")]]
    if look.word != known.word:
        lines[0].insert(1, (f"  {known.text}", known.style))
    lines += wrapped(subject(row), "strong", width)
    lines += _verbs(booking, now, keys, refused, width)
    lines += [[], *_times(booking, now, zone, width)]
    lines += pairs([("Event type", event_type_name), ("Assignee", member_name)], width)
    attendee = booking.attendee
    lines += heading("Attendee")
    for text in filter(None, (attendee.email, attendee.phone, attendee.timezone)):
        lines += wrapped(text, "", width)
    lines += _answers(booking, event_type, width)
    if booking.metadata:
        lines += heading("Metadata")
        lines += pairs([(clean(key), answer_text(value)) for key, value in booking.metadata.items()], width)
    return [*lines, [], *wrapped(clean(booking.id), "muted", width)]


def _verbs(booking: Booking, now: float, keys: Mapping[Verb, str], refused: Container[Verb], width: int) -> list[Line]:
    allowed = [
        f"{verb.value.split()[0]} ({key}{', refused before' if verb in refused else ''})"
        for verb, key in keys.items()
        if judge(verb, booking.row, now).allowed
    ]
    return wrapped(" · ".join(allowed), "muted", width) if allowed else []


def _times(booking: Booking, now: float, zone: Zone, width: int) -> list[Line]:
    row = booking.row
    if row.start is None:
        return wrapped("The server did not say when", "warning", width)
    theirs = find_zone(booking.attendee.timezone or row.timezone)
    lines = wrapped(span(row.start, row.end, zone, now), "strong", width)
    lines += wrapped(f"{beside(row.start, theirs, zone)} attendee", "", width)
    lines += wrapped(beside(row.start, UTC_ZONE, zone), "", width)
    if theirs.warning:
        lines += wrapped(theirs.warning, "warning", width)
    return lines


def _answers(booking: Booking, event_type: EventType | None, width: int) -> list[Line]:
    """The fields in their order, also those without an answer; then answers to fields that there are not."""
    fields = event_type.fields if event_type is not None and event_type.fields is not None else ()
    left = dict(booking.custom_fields)
    told = [(one.label or clean(one.key), answer_text(left.pop(clean(one.key), None))) for one in fields]
    told += [(clean(key), answer_text(value)) for key, value in left.items()]
    return [*heading("Answers"), *pairs(told, width)] if told else []
