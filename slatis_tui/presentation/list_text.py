"""What a list of bookings says besides its rows: how far it is, and why it is empty."""

from collections.abc import Callable, Sequence

from slatis_tui.domain.times import Zone
from slatis_tui.domain.view_list import ListState, ViewList, position_text
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.times import clock_time

KeyOf = Callable[[str], str]
"""From a command's id to the key that the operator has it on, as it is shown."""

_MOST_NAMED = 3
"""New bookings that are named in one line; the others are counted."""
_WHEN_EMPTY: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "pending": (
        "Nothing waits to be confirmed.",
        (("view.today", "shows today"), ("view.upcoming", "what is to come"), ("booking.new", "makes a new booking")),
    ),
    "today": (
        "Nothing more starts today.",
        (("view.upcoming", "shows what is to come"), ("booking.new", "makes a new booking")),
    ),
    "upcoming": ("Nothing is to come.", (("booking.new", "makes a new booking"),)),
    "needs-outcome": (
        "Every booking that ended has its outcome.",
        (("view.pending", "shows what waits to be confirmed"),),
    ),
    "all": ("There are no bookings yet.", (("booking.new", "makes the first one"),)),
}
"""View → what its emptiness means, and what one may do next."""
_WHEN_SAVED_IS_EMPTY = ("Nothing passes the filters of this view.", (("view.all", "shows all"),))


def position_line(view_list: ViewList, *, shown: int | None, refreshes_itself: bool, zone: Zone, key: KeyOf) -> Line:
    """`412 of 412  as of 14:02`, and what went wrong with the last listing.

    Args:
        shown: how many rows a text filter leaves; None where there is none.
        refreshes_itself: whether the rows are never older than a moment: they need no time then.
        zone: mine, for the time of the listing.
    """
    line: Line = [(f" {position_text(view_list, shown)}", "muted")]
    if view_list.state is ListState.RELOADING:
        line.append(("  refreshing …", "muted"))
    if view_list.as_of is not None and not refreshes_itself:
        line.append((f"  as of {clock_time(view_list.as_of, zone)}", "muted"))
    if view_list.error is not None:
        line.append((f"  {key('app.refresh')} tries again: {view_list.error.explained()}", "error"))
    elif view_list.warning:
        line.append((f"  {view_list.warning}", "warning"))
    return line


def arrivals_text(names: Sequence[str], key: str) -> str:
    """`2 new pending bookings: Ada Lovelace, Grace Hopper; 1 shows them`.

    Args:
        names: whose they are, at least one.
        key: what shows them; empty where they are in sight.
    """
    one = len(names) == 1
    shown = ", ".join(names[:_MOST_NAMED])
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    where = f"; {key} shows {'it' if one else 'them'}" if key else ""
    return f"{'New pending booking' if one else f'{len(names)} new pending bookings'}: {shown}{more}{where}"


def last_week_text(recorded: int, ended: int, as_of: str = "") -> str:
    """`last week: 31 of 38 have their outcome`, perhaps with the time of which that is so; empty where none ended."""
    if not ended:
        return ""
    have = "has its" if ended == 1 else "have their"
    return f"last week: {recorded} of {ended} {have} outcome" + (f" (as of {as_of})" if as_of else "")


def no_shows_text(no_shows: int, bookings: int) -> str:
    """How often an attendee did not come: `2 no-shows in 7 bookings`."""
    return f"{_counted(no_shows, 'no-show')} in {_counted(bookings, 'booking')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def unconnected_lines(problem: str, key: KeyOf) -> Sequence[str]:
    """What stands there before there is a connection. `problem` is why there will be none, empty while it is made."""
    if not problem:
        return ("Connecting …",)
    return ("There is no connection.", problem, f"{key('app.refresh')} tries again.")


def empty_lines(view_list: ViewList, needle: str, key: KeyOf) -> Sequence[str]:
    """Why no row is there, and what to do about it. `needle` is the text filter, empty for none."""
    if view_list.error is not None:
        return ("The bookings could not be loaded.", view_list.error.explained(), f"{key('app.refresh')} tries again.")
    if view_list.state in (ListState.NEVER, ListState.LOADING):
        return ("Loading …",)
    if needle and view_list.loaded_count:
        elsewhere = "" if view_list.key.view == "all" else f", {key('view.all')} looks among all"
        return (f"No booking here has this text. {key('app.escape')} clears the filter{elsewhere}.",)
    if view_list.warning:
        return (f"{view_list.warning}.", f"{key('app.refresh')} tries again.")
    if view_list.key.filters:
        return (f"No booking passes the filter. {key('app.escape')} clears it.",)
    meaning, hints = _WHEN_EMPTY.get(view_list.key.view, _WHEN_SAVED_IS_EMPTY)
    return (meaning, ", ".join(f"{key(command_id)} {what}" for command_id, what in hints) + ".")
