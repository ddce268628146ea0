"""Every command of the console, declared once: its key, its words, where it holds, whether the footer hints at it.

Bindings, footer, palette, help and the user's keymap are all read from here. A command's `action` is the name
of the Textual action that runs it, on the screen for a screen's commands and on the app for those that hold
everywhere.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from slatis_tui.errors import UsageError
from slatis_tui.keys import key_named, nearest_key, shown_key, types_text


class Context(StrEnum):
    """Where a command holds; also the headings of the help."""

    EVERYWHERE = "Everywhere"
    LIST = "Lists"
    BOOKINGS = "Bookings"
    BOOKING = "One booking"
    DECIDE = "Deciding on a booking"
    EVENT_TYPES = "Event types"
    DAY_MOVE = "Move the day"
    EVENT_TYPE_LIST = "The list of event types"
    EVENT_TYPE = "One event type"
    TEAM = "Team"
    TEAM_LIST = "The list of members"
    TEXT = "Texts"
    OUTBOX = "Outbox"
    FORM = "Forms"


SCREENS: Mapping[str, tuple[Context, ...]] = {
    "bookings": (Context.DECIDE, Context.BOOKINGS, Context.LIST, Context.EVERYWHERE),
    "booking": (Context.DECIDE, Context.BOOKING, Context.TEXT, Context.EVERYWHERE),
    "event types": (Context.EVENT_TYPES, Context.EVENT_TYPE_LIST, Context.LIST, Context.EVERYWHERE),
    "event type": (Context.EVENT_TYPE, Context.EVENT_TYPES, Context.TEXT, Context.EVERYWHERE),
    "move day": (Context.DAY_MOVE, Context.EVERYWHERE),
    "team": (Context.TEAM_LIST, Context.TEAM, Context.LIST, Context.EVERYWHERE),
    "member": (Context.TEAM, Context.TEXT, Context.EVERYWHERE),
    "webhooks": (Context.LIST, Context.EVERYWHERE),
    "outbox": (Context.OUTBOX, Context.EVERYWHERE),
    "booking form": (Context.FORM, Context.EVERYWHERE),
    "other": (Context.EVERYWHERE,),
}
"""Which contexts hold together on each screen, the nearest first."""


class Command(NamedTuple):
    """One thing the operator can do."""

    id: str
    """Stable: the user's keymap names it."""
    keys: str
    """Textual's key names, separated by commas; the first is the one that is shown."""
    title: str
    explanation: str
    context: Context
    hint: str = ""
    """The footer's word; empty where the footer does not show it."""
    in_inputs: bool = False
    """Whether it also holds while an input has the focus."""

    @property
    def action(self) -> str:
        """The name of the action: `booking.no-show` is run by `action_no_show`."""
        return self.id.partition(".")[2].replace("-", "_")


Keymap = Mapping[str, str]
"""Command id → the operator's own keys for it, separated by commas."""

Place = Callable[[str], str]
"""From a command's id to where its keys were written, as an error says it."""

_E, _L, _V, _B, _D, _T, _F = (
    Context.EVERYWHERE,
    Context.LIST,
    Context.BOOKINGS,
    Context.BOOKING,
    Context.DECIDE,
    Context.EVENT_TYPES,
    Context.FORM,
)

COMMANDS: tuple[Command, ...] = (
    Command("booking.confirm", "c", "Confirm", "Confirm a pending or rescheduled booking", _D, "confirm"),
    Command("booking.complete", "d", "Complete", "Say that the meeting took place", _D, "done"),
    Command("booking.no-show", "n", "No-show", "Say that the attendee did not come", _D, "no-show"),
    Command("booking.cancel", "x", "Cancel booking", "Cancel, after asking for a reason", _D, "cancel"),
    Command("booking.reschedule", "r", "Reschedule", "Move a scheduled booking to another time", _D),
    Command("booking.edit", "e", "Edit attendee", "Correct the name, e-mail address, phone or timezone", _D),
    Command("booking.new", "a", "New booking", "Book for an attendee", _D, "new"),
    Command("booking.duplicate", "D", "Duplicate", "Start a new booking as a copy of this one", _D),
    Command("booking.previous", "left_square_bracket", "Previous booking", "The one above in the list", _B, "previous"),
    Command("booking.next", "right_square_bracket", "Next booking", "The one below in the list", _B, "next"),
    Command("booking.overview", "left", "Overview", "Show what the booking says", _B),
    Command("booking.raw", "right", "Raw JSON", "Show the answer as the server sent it", _B, "raw"),
    Command("booking.copy", "y", "Copy id", "Copy the booking's id to the clipboard", _B),
    Command("booking.copy-menu", "Y", "Copy …", "Copy id, e-mail, phone, or all of it as a row", _B),
    Command(
        "booking.again", "full_stop", "Repeat", "Do the last of these on this one, or plan it for those marked", _D
    ),
    Command("booking.others", "o", "Their bookings", "All bookings of this attendee, and how often they came not", _D),
    Command("event-type.book", "a", "New booking", "Book this event type", _T, "book"),
    Command("event-type.bookings", "o", "Its bookings", "Show the bookings of this event type", _T, "bookings"),
    Command("event-type.new", "N", "New event type", "Define another event type", _T, "new"),
    Command("event-type.edit", "e", "Edit event type", "Change this event type", _T, "edit"),
    Command("event-type.delete", "x", "Delete event type", "Delete this event type; its bookings stay", _T, "delete"),
    Command("event-type.duplicate", "D", "Duplicate event type", "Define another event type like this one", _T),
    Command(
        "event-types.only",
        "f",
        "Filter event types",
        "Show those of a team, a scheduling type or a text",
        Context.EVENT_TYPE_LIST,
        "filter",
    ),
    Command(
        "event-types.preview", "p", "Preview", "Open or close the pane that follows the cursor", Context.EVENT_TYPE_LIST
    ),
    Command(
        "event-type.slots", "s", "Free slots", "To its free slots, and why there are none", Context.EVENT_TYPE, "slots"
    ),
    Command("team.bookings", "o", "Their bookings", "Show the bookings of this member", Context.TEAM, "bookings"),
    Command("team.move-day", "M", "Move the day", "Propose new times for this member's day", Context.TEAM, "move day"),
    Command("team.previous", "left_square_bracket", "Previous day", "The day before", Context.TEAM, "day before"),
    Command("team.next", "right_square_bracket", "Next day", "The day after", Context.TEAM, "day after"),
    Command("team.today", "t", "Today", "Back to today", Context.TEAM, "today"),
    Command("team.at", "a", "Who is free", "Ask who is free at a time", Context.TEAM_LIST, "who is free"),
    Command("team.week", "w", "Week", "Each member's days of the week, or the day again", Context.TEAM_LIST, "week"),
    Command("team.preview", "p", "Preview", "Open or close the pane that follows the cursor", Context.TEAM_LIST),
    Command("team.only", "f", "Filter members", "Show those of a team, with a skill …", Context.TEAM_LIST, "filter"),
    Command(
        "outbox.open", "enter", "Open", "What was wanted, sent and answered; decide on a review", Context.OUTBOX, "open"
    ),
    Command("bookings.move-day", "M", "Move the day", "Propose new times for a member's whole day", _V),
    Command("move.earlier", "left", "Earlier", "Propose the free slot before", Context.DAY_MOVE, "earlier"),
    Command("move.later", "right", "Later", "Propose the free slot after", Context.DAY_MOVE, "later"),
    Command(
        "move.leave-out",
        "space",
        "Leave out",
        "Leave a booking where it is, or move it too",
        Context.DAY_MOVE,
        "leave out",
    ),
    Command(
        "move.run",
        "enter",
        "Run",
        "Ask for the reason, then move them all; open one once they are",
        Context.DAY_MOVE,
        "run",
    ),
    Command("form.next-problem", "f8", "Next problem", "To the next field with a problem", _F, "problem", True),
    Command("form.editor", "f4", "Editor", "Write a long text in your own editor ($EDITOR)", _F, "editor", True),
    Command("form.drop-draft", "f9", "Drop draft", "Empty the form; again: bring it back", _F, "drop draft", True),
    Command("view.pending", "1", "Pending", "Bookings that wait to be confirmed", _V),
    Command("view.today", "2", "Today", "Active bookings that start today", _V),
    Command("view.upcoming", "3", "Upcoming", "Active bookings still to come", _V),
    Command("view.needs-outcome", "4", "Needs outcome", "Ended, and nobody has said how they went", _V),
    Command("view.all", "5", "All", "Every booking", _V),
    Command("booking.mark", "space", "Mark", "Mark the row under the cursor, or take its mark away", _V),
    Command("booking.mark-range", "v", "Mark a range", "Start a range; moving extends it, v or space ends it", _V),
    Command("booking.mark-all", "asterisk", "Mark all", "Mark every loaded row that the filter shows", _V),
    *(Command(f"view.saved-{key}", key, f"Saved view {key}", "A view of your own", _V) for key in "6789"),
    Command("view.save", "W", "Save view", "Save what is filtered and sorted by as a view of your own", _V),
    Command("list.preview", "p", "Preview", "Open or close the pane that follows the cursor", _V),
    Command("list.open", "enter", "Open", "Open what the cursor is on", _L, "open"),
    Command("list.filter", "slash", "Filter", "Filter what is loaded, as you type", _L, "filter"),
    Command("list.sort", "s", "Sort", "Sort by the next of: when up, when down, attendee, status", _V, "sort"),
    Command("list.server-filter", "f", "Server filters", "Ask for a status, an event type, days … only", _V),
    Command("list.sort-by", "S", "Sort by", "Choose a column to sort by, and the way", _V),
    Command("list.copy", "y", "Copy id", "Copy the id under the cursor to the clipboard", _L),
    Command("list.copy-menu", "Y", "Copy …", "Copy id, e-mail, phone, a row, or all that are marked", _L),
    Command("list.down", "j,down", "Down", "One row down", _L),
    Command("list.up", "k,up", "Up", "One row up", _L),
    Command("list.first", "g,home", "First", "To the first row", _L),
    Command("list.last", "G,end", "Last", "To the last row", _L),
    Command("list.half-page-down", "ctrl+d", "Half a page down", "Half a page down", _L),
    Command("list.half-page-up", "ctrl+u", "Half a page up", "Half a page up", _L),
    Command("list.page-down", "pagedown", "Page down", "A page down", _L),
    Command("list.page-up", "pageup", "Page up", "A page up", _L),
    Command("text.down", "j,down", "Line down", "Scroll a line down", Context.TEXT),
    Command("text.up", "k,up", "Line up", "Scroll a line up", Context.TEXT),
    Command("text.first", "g,home", "Beginning", "To the beginning", Context.TEXT),
    Command("text.last", "G,end", "End", "To the end", Context.TEXT),
    Command("text.half-page-down", "ctrl+d", "Half a page down", "Scroll half a page down", Context.TEXT),
    Command("text.half-page-up", "ctrl+u", "Half a page up", "Scroll half a page up", Context.TEXT),
    Command("text.page-down", "pagedown", "Page down", "Scroll a page down", Context.TEXT),
    Command("text.page-up", "pageup", "Page up", "Scroll a page up", Context.TEXT),
    Command("app.recall", "u", "Recall", "Take back the newest change that waits to be sent", _E, "recall"),
    Command("app.help", "question_mark", "Help", "Every key, searchable; Enter runs one", _E, "help"),
    Command("app.palette", "ctrl+p", "Palette", "What can be done here", _E),
    Command("app.back", "q", "Back", "Back; quits at the top", _E, "back"),
    Command("app.up", "backspace", "Back", "Back; never quits", _E),
    Command("app.leave", "ctrl+q,ctrl+c", "Back", "Back or quit, also from an input", _E, in_inputs=True),
    Command("app.escape", "escape", "Close", "Close or clear one thing; never quits", _E, in_inputs=True),
    Command("app.go-to", "colon", "Go to a booking", "Open a booking by its id", _E),
    Command("app.bookings", "B", "Bookings", "To the bookings", _E),
    Command("app.event-types", "E", "Event types", "To the event types", _E, "event types"),
    Command("app.team", "T", "Team", "To the team: who is free, and how much is taken", _E),
    Command("app.webhooks", "H", "Webhooks", "To the webhooks, and what they delivered", _E),
    Command("app.outbox", "O", "Outbox", "To the outbox: what waits, what needs review, what was sent", _E),
    Command("app.refresh", "R", "Refresh", "Load again what is on screen", _E, "refresh"),
    Command("app.zone", "z", "Zone", "Show times in my zone, the attendee's, or UTC", _E, "zone"),
)

COMMAND_IDS: tuple[str, ...] = tuple(command.id for command in COMMANDS)
_BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}

_MOST_HINTS = 8


def command(command_id: str) -> Command:
    """The command of that id."""
    return _BY_ID[command_id]


def commands_of(contexts: Iterable[Context]) -> list[Command]:
    """The commands that hold in any of the contexts, in the contexts' order; of equal keys the first wins."""
    return [one for context in contexts for one in COMMANDS if one.context is context]


def keys_of(one: Command, keymap: Keymap) -> list[str]:
    """Textual's names of the keys that run it, the user's own choice included."""
    return [key.strip() for key in keymap.get(one.id, one.keys).split(",") if key.strip()]


def shown_keys(one: Command, keymap: Keymap) -> str:
    """All keys of a command as a person reads them, such as `j ↓`."""
    return " ".join(shown_key(key) for key in keys_of(one, keymap))


def hints(contexts: Iterable[Context], keymap: Keymap) -> list[tuple[str, str]]:
    """The footer's (key, word) pairs for these contexts: at most eight, the help always among them."""
    found: list[tuple[str, str]] = []
    taken: set[str] = set()
    for one in commands_of(contexts):
        key = keys_of(one, keymap)[0]
        if one.hint and key not in taken:
            taken.add(key)
            found.append((shown_key(key), one.hint))
    help_hint = (shown_key(keys_of(command("app.help"), keymap)[0]), command("app.help").hint)
    others = [pair for pair in found if pair != help_hint]
    return [*others[: _MOST_HINTS - 1], help_hint]


def checked_keymap(keymap: Mapping[str, str], place: Place = "config [keys]: {}".format) -> Keymap:
    """The operator's keymap in Textual's names of keys.

    Raises:
        UsageError: a command without a key, a key that there is not, one that an input needs for a command which
            holds in inputs too, or one that would mean two things on one screen.
    """
    named = {command_id: ",".join(_named(command(command_id), keys, place)) for command_id, keys in keymap.items()}
    for contexts in SCREENS.values():
        seen: dict[str, Command] = {}
        for one in commands_of(contexts):
            for key in keys_of(one, named):
                if key in seen:
                    where = place(one.id if one.id in named else seen[key].id)
                    both = f'"{shown_key(key)}" would mean both {seen[key].id} and {one.id}'
                    raise UsageError(f"{where}: {both}", hint="Give one of them another key")
                seen[key] = one
    return named


def _named(one: Command, keys: str, place: Place) -> list[str]:
    written = [key.strip() for key in keys.split(",") if key.strip()]
    if not written:
        raise UsageError(f"{place(one.id)}: no key given", hint='Write one, such as "c"')
    return [_usable(one, key, place) for key in written]


def _usable(one: Command, written: str, place: Place) -> str:
    key = key_named(written)
    if key is None:
        raise UsageError(f'{place(one.id)}: there is no key "{written}"', hint=nearest_key(written))
    if one.in_inputs and types_text(key):
        hint = "It holds in inputs too: write one with ctrl, escape, or a function key"
        raise UsageError(f'{place(one.id)}: "{written}" is needed for typing', hint=hint)
    return key
