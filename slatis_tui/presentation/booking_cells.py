"""A booking as a row of the list."""

from slatis_tui.domain.changes import Change
from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.text import clean
from slatis_tui.domain.times import Zone
from slatis_tui.presentation.columns import MARK, MARK_COLUMN, Cell, Column
from slatis_tui.presentation.lines import UNKNOWN
from slatis_tui.presentation.status import UNREADABLE, row_look
from slatis_tui.presentation.times import relative, when

BOOKING_COLUMNS = (
    Column(MARK_COLUMN, "", 1, 1, 0, gap=1),
    Column("status", "Status", 11, 13, 1, max_width=20, essential=True),
    Column("when", "When", 15, 20, 2, max_width=27, essential=True),
    Column("relative", "", 8, 8, 5, max_width=10),
    Column("attendee", "Attendee", 16, 22, 3, flexible=True, max_width=36, essential=True),
    Column("event-type", "Event type", 13, 22, 4, flexible=True, max_width=36),
    Column("assignee", "Assignee", 10, 14, 6, flexible=True, max_width=20),
    Column("email", "E-mail", 14, 24, 7, flexible=True, max_width=44),
)
"""In their order on screen. They leave from the e-mail on; status, when and a name of 16 cells stay the longest."""

CHANGED = "~"
"""In the place of a mark, beside the colour, while a row that somebody else has changed is highlighted."""
COULD_NOT_BE_READ = "could not be read"


def booking_cells(
    row: BookingRow,
    *,
    zone: Zone,
    now: float,
    event_type_name: str,
    member_name: str,
    change: Change | None = None,
    marked: bool = False,
    changed: bool = False,
) -> tuple[Cell, ...]:
    """The cells of a booking, in the order of `BOOKING_COLUMNS`.

    Args:
        zone: the one to show the time in, mine or the attendee's; one that stands in for an unknown one is marked.
        now: Unix seconds by the console's clock.
        change: the newest change of this booking, whatever its state.
        changed: whether somebody else has changed it a moment ago.
    """
    mark = MARK if marked else Cell(CHANGED, "changed") if changed else Cell("")
    if row.problem:
        return _unreadable(row, mark)
    look = row_look(row.status, change)
    return (
        mark,
        Cell(look.text, "changed" if changed else look.style),
        Cell(when(row.start, zone, now), "warning" if zone.warning else ""),
        Cell(relative(row.start, now), "muted"),
        Cell(attendee_name(row)),
        Cell(event_type_name or UNKNOWN),
        Cell(member_name or UNKNOWN),
        Cell(row.email or UNKNOWN, "muted"),
    )


def attendee_name(row: BookingRow) -> str:
    """The name, else the e-mail address."""
    return row.name or row.email or UNKNOWN


def subject(row: BookingRow) -> str:
    """What a person reads of a booking in a sentence: the attendee's name, else the e-mail address, else the id."""
    return row.name or row.email or clean(row.id)


def _unreadable(row: BookingRow, mark: Cell) -> tuple[Cell, ...]:
    return (
        mark,
        Cell(UNREADABLE.text, UNREADABLE.style),
        Cell(UNKNOWN),
        Cell(""),
        Cell(COULD_NOT_BE_READ, "error"),
        Cell(row.problem, "muted"),
        Cell(""),
        Cell(""),
    )
