"""The week of the team: a row for each member, a bar for each day, to be read without colour."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from slatis_tui.domain.instants import DAYS
from slatis_tui.domain.models import Member
from slatis_tui.domain.team import Load, MemberDay
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.presentation.lines import UNKNOWN
from slatis_tui.presentation.team_text import blocks, member_name

_DAYS = 7
_NAME = Column("member", "Member", 12, 18, 0, flexible=True, max_width=30)
_FRAME = 4
"""Cells of a row beside its columns."""
_BAR, _LONGEST_BAR = 4, 10
_FIGURE = 4
"""Cells after the bar: a blank, two digits, and whether the day is full."""
_FULL = "×"
LEGEND = f"█ booked, of what a day holds  {_FULL} no room left"


def bar_width(width: int) -> int:
    """How long the bar of a day may be in a window of so many cells."""
    room = (width - _FRAME - _NAME.want_width) // _DAYS - _NAME.gap - _FIGURE
    return max(_BAR, min(_LONGEST_BAR, room))


def week_columns(monday: date, chosen: date, bar: int) -> tuple[Column, ...]:
    """The name and the seven days, the chosen one marked; the weekend leaves first where there is little room."""
    cell = bar + _FIGURE
    days = [monday + timedelta(days=number) for number in range(_DAYS)]
    return (
        _NAME._replace(gap=1 if bar == _BAR else 2),
        *(
            Column(f"day-{number}", _title(day, is_chosen=day == chosen), cell, cell, 1 + number, gap=1)
            for number, day in enumerate(days)
        ),
    )


def week_cells(
    member: Member, days: Sequence[Mapping[str, MemberDay] | None], *, first_with_room: int, bar: int
) -> tuple[Cell, ...]:
    """The cells of a member, in the order of the columns.

    Args:
        days: the members of each day; None for one that is not loaded.
        first_with_room: the place of today; of the days before it is not told that they have no room left.
        bar: cells of a bar.
    """
    name = Cell(member_name(member), "muted" if member.is_active is False else "")
    loaded = [None if day is None else day.get(member.id) for day in days]
    return (name, *(_cell(day, bar, tells_room=place >= first_with_room) for place, day in enumerate(loaded)))


def _title(day: date, *, is_chosen: bool) -> str:
    return f"{'▸' if is_chosen else ''}{DAYS[day.weekday()]} {day.day}"


def _cell(day: MemberDay | None, bar: int, *, tells_room: bool) -> Cell:
    if day is None or day.booked is None:
        return Cell(UNKNOWN, "muted")
    share = Load(day.booked, day.most).share
    mark = _FULL if tells_room and day.is_available is False else ""
    if share is None:
        return Cell(f"{day.booked}{mark}")
    if mark and not day.booked:
        return Cell(f"{'':{bar + 3}}{mark}", "muted")
    return Cell(f"{blocks(share, bar)} {day.booked:>2}{mark}", "" if day.booked else "muted")
