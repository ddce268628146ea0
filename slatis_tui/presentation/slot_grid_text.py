"""What is said below the grid of free slots: of the time under the cursor, and of what the keys do."""

from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.day_ruler import ruler_line
from slatis_tui.presentation.times import understood

MARK = "•"
"""Before the time that a booking has now."""
_HELP = "arrows choose · PgUp PgDn a week · Enter takes it · Esc back"


def slot_told(instant: int, length: int, zone: Zone, attendee: Zone | None, is_old: bool) -> list[str]:
    """A slot in full, and the attendee's day with it in it where their zone is known.

    Args:
        length: seconds; 0 where it is not known.
        zone: in which the grid stands.
        is_old: whether it is the time that the booking has now.
    """
    told = understood(instant, zone, attendee) + (" · old time" if is_old else "")
    return [told] if attendee is None else [told, ruler_line(instant, instant + length, attendee)]


def grid_note(below: int, has_old: bool) -> str:
    """The last line: how many times of the day are out of sight, what the mark means, and what the keys do."""
    told = [f"↓ {below} more that day"] if below > 0 else []
    if has_old:
        told.append(f"{MARK} old time")
    return " · ".join([*told, "Enter takes it"] if told else [_HELP])
