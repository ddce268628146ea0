"""Members as rows, and how much of the team's time is taken, as bars that read without colour."""

from collections.abc import Iterable, Sequence
from datetime import date

from slatis_tui.domain.instants import DAYS, MONTHS, local, written_day
from slatis_tui.domain.models import BookingRow, Member
from slatis_tui.domain.team import DayLoad, Load, MemberDay, MemberLoad
from slatis_tui.domain.text import clean
from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.presentation.lines import UNKNOWN, Line, heading, labelled
from slatis_tui.presentation.narrow import pairs, wrapped
from slatis_tui.presentation.times import when

TEAM_COLUMNS = (
    Column("member", "Member", 12, 18, 0, flexible=True, max_width=30),
    Column("free", "Free", 10, 10, 1, essential=True),
    Column("booked", "Booked", 7, 7, 3, max_width=12),
    Column("next", "Next free slot", 20, 20, 4, max_width=26),
    Column("week", "Week", 16, 16, 5, max_width=18),
    Column("team", "Team", 10, 16, 6, flexible=True, max_width=24),
    Column("skills", "Skills", 10, 20, 7, flexible=True, max_width=40),
)
_AT = Column("at", "At that time", 14, 14, 2, max_width=34)
_BAR = 10
"""Cells of a bar."""
_FREE = {True: ("● free", "success"), False: ("× not free", "muted"), None: (UNKNOWN, "muted")}


def team_columns(*, with_time: bool) -> tuple[Column, ...]:
    """The columns of the list; with what is known of a time, once one was asked for."""
    return (*TEAM_COLUMNS[:2], _AT, *TEAM_COLUMNS[2:]) if with_time else TEAM_COLUMNS


def bar(load: Load | None, width: int = _BAR) -> str:
    """How much is taken: `████······ 40 %`; more than fits is a full bar with its true figure."""
    share = load.share if load else None
    if share is None:
        return UNKNOWN
    return f"{blocks(share, width)} {round(share * 100)} %"


def blocks(share: float, width: int) -> str:
    """The bar alone: empty only where nothing is taken, full only where all is."""
    filled = min(width, max(0, round(share * width)))
    if share > 0:
        filled = max(1, filled)
    if share < 1:
        filled = min(width - 1, filled)
    return f"{'█' * filled}{'·' * (width - filled)}"


def of_most(booked: int | None, most: int | None) -> str:
    """`3 of 8`; `3` where the server did not say of how many."""
    if booked is None:
        return UNKNOWN
    return f"{booked} of {most}" if most is not None else str(booked)


def team_cells(
    member: Member, day: MemberDay | None, at: str | None, load: MemberLoad | None, *, zone: Zone, now: float
) -> tuple[Cell, ...]:
    """The cells of a member, in the order of the columns; `at` is of the time that was asked for, None without one."""
    word, style = _FREE[day.is_available if day else None]
    return (
        Cell(member_name(member), "muted" if member.is_active is False else ""),
        Cell(word, style),
        *(() if at is None else (Cell(at, "success" if at == "free" else "muted"),)),
        Cell(of_most(day.booked, day.most) if day else UNKNOWN),
        Cell(when(day.next_slot if day else None, zone, now), "muted"),
        Cell(bar(load.load if load else None, 8)),
        Cell(member.team_name or clean(member.team_id), "muted"),
        Cell(", ".join(member.skills), "muted"),
    )


def member_name(member: Member) -> str:
    """The name, or the id; who has left is marked as such."""
    name = member.name or clean(member.id)
    return f"{name} (left)" if member.is_active is False else name


def member_search(member: Member) -> str:
    """What a text filter looks in, casefolded."""
    parts = (member.name, member.email, member.role, member.team_name, member.id, *member.skills)
    return "\n".join(parts).casefold()


def at_text(bookings: Sequence[BookingRow], day: MemberDay | None, zone: Zone) -> str:
    """Whether a member is free at a time at which they have these bookings. Working hours are not told by the API."""
    if bookings:
        first = bookings[0]
        edges = (first.start, first.end)
        times = "–".join(f"{local(edge, zone):%H:%M}" for edge in edges if edge is not None)
        return f"booked {times} {first.name}".strip()
    if day is not None and day.is_available is False:
        return "not free that day"
    return "free"


def short_day(day: date) -> str:
    """`Wed 25 Nov`."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def week_lines(timeline: Iterable[DayLoad], overview: Load, *, title: str) -> list[Line]:
    """The week's load, a line for each day."""
    total = overview.share
    words = title if total is None else f"{title}: {round(total * 100)} % of what is possible is taken"
    lines: list[Line] = [[(words, "heading")]]
    for entry in timeline:
        booked = "" if entry.load.booked is None else f"{entry.load.booked} booked"
        free = "" if entry.load.free is None else f"{entry.load.free} free"
        figures = ", ".join(filter(None, (booked, free)))
        lines.append([(f"{_named(entry.day):<12}", "label"), (f"{bar(entry.load, 20):<28}", ""), (figures, "muted")])
    return lines


def member_lines(
    member: Member, day: MemberDay | None, load: MemberLoad | None, *, on: date, zone: Zone, now: float, width: int
) -> list[Line]:
    """What is known of a member's time on a day, and of the week around it."""

    def said(label: str, value: str) -> list[Line]:
        return labelled(label, value, width=width)

    lines: list[Line] = [[(member.name or clean(member.id), "strong")]]
    lines += heading(written_day(on))
    lines += said("Free", _FREE[day.is_available if day else None][0])
    lines += said("Booked", of_most(day.booked, day.most) if day else "")
    lines += said("Next free slot", when(day.next_slot if day else None, zone, now))
    if load is not None:
        lines += heading("This week")
        lines += said("Bookings", of_most(load.load.booked, load.load.most))
        lines += said("Hours", _hours(load))
    return lines


def member_preview(
    member: Member, day: MemberDay | None, load: MemberLoad | None, *, on: date, zone: Zone, now: float, width: int
) -> list[Line]:
    """A member beside the list, for a narrow pane. The name, which stands in the list, comes last."""
    lines = pairs([("Role", member.role), ("Team", member.team_name or clean(member.team_id))], width)
    lines += pairs([("Skills", ", ".join(member.skills)), ("E-mail", member.email)], width)
    lines += heading(short_day(on))
    told = [
        ("Free", _FREE[day.is_available if day else None][0]),
        ("Booked", of_most(day.booked, day.most) if day else ""),
        ("Next free slot", when(day.next_slot if day else None, zone, now)),
    ]
    lines += pairs(told, width)
    if load is not None:
        lines += heading("This week")
        lines += pairs([("Bookings", of_most(load.load.booked, load.load.most)), ("Hours", _hours(load))], width)
    return [*lines, [], *wrapped(member_name(member), "strong", width), *wrapped(clean(member.id), "muted", width)]


def member_identity(member: Member, *, width: int) -> list[Line]:
    """Who they are."""

    def said(label: str, value: str) -> list[Line]:
        return labelled(label, value, width=width)

    lines = heading("Member")
    lines += said("Active", {True: "yes", False: "no", None: ""}[member.is_active])
    lines += said("E-mail", member.email)
    lines += said("Role", member.role)
    lines += said("Team", member.team_name or clean(member.team_id))
    lines += said("Skills", ", ".join(member.skills))
    lines += said("Id", clean(member.id))
    return lines


def _hours(load: MemberLoad) -> str:
    if load.booked_hours is None:
        return ""
    return f"{load.booked_hours:g} h" + ("" if load.total_hours is None else f" of {load.total_hours:g} h")


def _named(day: str) -> str:
    try:
        return short_day(date.fromisoformat(day))
    except ValueError:
        return clean(day, 12)
