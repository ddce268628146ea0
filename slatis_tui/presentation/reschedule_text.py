"""What a booking is and when, above the form that moves it."""

from collections.abc import Sequence

from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.zones import Zone, find_zone, zone_exists
from slatis_tui.presentation.booking_cells import subject
from slatis_tui.presentation.day_ruler import ruler_spans
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.times import NO_TIME, relative, understood


def old_time_lines(row: BookingRow, *, names: Sequence[str], zone: Zone, now: float) -> list[Line]:
    """Whose booking it is, the time that it has, and that time in the attendee's day.

    Args:
        names: of its event type and who has it; empty ones are left out.
        zone: the one on screen; the attendee's and UTC stand beside it.
        now: Unix seconds by the console's clock.
    """
    attendee = find_zone(row.timezone) if zone_exists(row.timezone) else None
    said = " · ".join(name for name in (subject(row), *names) if name)
    old = NO_TIME if row.start is None else understood(row.start, zone, attendee)
    lines: list[Line] = [
        [(said, "strong"), (f"  {relative(row.start, now)}", "muted")],
        [("Old time  ", "label"), (old, "")],
    ]
    if row.start is not None and attendee is not None:
        lines.append(ruler_spans(row.start, row.end, attendee))
    if row.timezone and attendee is None:
        lines.append([(f"Attendee's: {find_zone(row.timezone).warning}", "warning")])
    return lines
