"""The free slots of the days to come as lines, and why there are none where there are none."""

from collections.abc import Mapping, Sequence
from datetime import date

from slatis_tui.domain.instants import letters, local
from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.lines import Line, heading, labelled
from slatis_tui.presentation.team_text import short_day
from slatis_tui.presentation.times import full, when

_MOST_TIMES = 6


def slot_lines(
    by_day: Mapping[date, Sequence[int]], reasons: Mapping[date, str], *, zone: Zone, width: int
) -> list[Line]:
    """A line for each day: how many slots, and the first of them; or why there is none, where that is known."""
    total = sum(len(starts) for starts in by_day.values())
    lines = heading(f"Free slots in the next {len(by_day)} days: {total}")
    for day, starts in by_day.items():
        if starts:
            times = " ".join(f"{local(start, zone):%H:%M}" for start in starts[:_MOST_TIMES])
            more = f" and {len(starts) - _MOST_TIMES} more" if len(starts) > _MOST_TIMES else ""
            text = f"{len(starts)}: {times}{more} {letters(local(starts[0], zone))}"
            lines += labelled(short_day(day), text, width=width)
        else:
            why = reasons.get(day, "")
            lines += labelled(short_day(day), f"none: {why}" if why else "none", "muted", width=width)
    return lines


def slot_summary(by_day: Mapping[date, Sequence[int]], *, zone: Zone, now: float) -> str:
    """How many there are and the first of them, in a few words; empty where they could not be read."""
    starts = [start for one in by_day.values() for start in one]
    if not by_day:
        return ""
    return f"{len(starts)} in {len(by_day)} days, the first {when(min(starts), zone, now)}" if starts else "none"


def reason_lines(reasons: Sequence[str], *, first: int, zone: Zone, width: int) -> list[Line]:
    """What is to be known where days have no slots."""
    lines = heading("Why are there no slots on some days?")
    for text in (f"Nothing can be booked before {full(first, zone)}.", *reasons):
        lines += labelled("", text, "muted", width=width)
    return lines
