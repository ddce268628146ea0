"""Choices that stand open in the form: one of several, any of several, a tick."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from slatis_tui.domain.fields import Raw
from slatis_tui.domain.text import clean
from slatis_tui.widgets.component_style import component_style
from slatis_tui.widgets.field_input import FieldInput

_MOST_LINES = 8
"""Longer lists show the part around the cursor, and what was typed leaves only the lines that hold it."""


class InlineInput(FieldInput, can_focus=True):
    """Lines with a mark before each; arrows move, space marks, Enter goes on to the next field."""

    BINDINGS: ClassVar = [
        Binding("down,right", "move(1)", "Down", show=False),
        Binding("up,left", "move(-1)", "Up", show=False),
        Binding("home", "move_to_end(-1)", "First", show=False),
        Binding("end", "move_to_end(1)", "Last", show=False),
        Binding("space", "mark", "Mark", show=False),
        Binding("enter", "accept", "Accept", show=False),
        Binding("ctrl+u,delete", "clear_all", "Clear", show=False),
        Binding("backspace", "take_back", "Take back", show=False),
    ]
    COMPONENT_CLASSES: ClassVar = {"inline--cursor", "inline--marked"}
    MARKS: ClassVar[tuple[str, str]] = ("[ ]", "[x]")
    """Not marked, marked."""

    cursor: reactive[int] = reactive(0)
    marked: reactive[frozenset[int]] = reactive(frozenset(), init=False)
    """The places of the marked lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self._lines = tuple(clean(line) for line in lines)
        self._folded = tuple(line.casefold() for line in self._lines)
        self._fitting: tuple[int, ...] = tuple(range(len(self._lines)))
        """The places of the lines that hold what was sought."""
        self.sought = ""
        """What was typed to find a line, among many."""

    @property
    def said(self) -> str:
        """How many are marked and what is sought, where not all lines are in sight."""
        if len(self._lines) <= _MOST_LINES:
            return ""
        found = f"{len(self._fitting)} of {len(self._lines)} with “{self.sought}”" if self.sought else "type to search"
        return f"{len(self.marked)} of {len(self._lines)} ticked · {found}"

    def seek(self, sought: str) -> None:
        """Show only the lines that hold this; a text that none holds is not taken."""
        needle = sought.casefold()
        fitting = tuple(place for place, line in enumerate(self._folded) if needle in line)
        if fitting:
            self.sought, self._fitting = sought, fitting
            self.cursor = 0
            self.refresh()
            self.post_message(self.Edited(self))

    def validate_cursor(self, cursor: int) -> int:
        """It stays on the lines."""
        return max(0, min(cursor, len(self._fitting) - 1))

    def watch_marked(self) -> None:
        """Say so in the words of a form."""
        self.post_message(self.Edited(self))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for each, as far as there is room."""
        return max(1, min(len(self._lines), _MOST_LINES))

    def render(self) -> Content:
        """The lines around the cursor."""
        shown = range(self._first, min(self._first + _MOST_LINES, len(self._fitting)))
        return Content("\n").join(self._line(at) for at in shown)

    def mark(self, place: int) -> None:
        """Mark this line, or take its mark away."""
        self.marked = self.marked ^ {place}

    def action_move(self, step: int) -> None:
        """Move the cursor by so many lines."""
        self.cursor += step

    def action_move_to_end(self, direction: int) -> None:
        """Move the cursor to the first or the last line."""
        self.cursor = 0 if direction < 0 else len(self._fitting) - 1

    def action_mark(self) -> None:
        """Mark the line under the cursor, or take its mark away."""
        self.mark(self._fitting[self.cursor])

    def action_accept(self) -> None:
        """Go on to the next field."""
        self.seek("")
        self.post_message(self.Accepted(self))

    def action_clear_all(self) -> None:
        """Take every mark away."""
        self.seek("")
        self.marked = frozenset()

    def action_take_back(self) -> None:
        """The last letter of what is sought; without any, every mark."""
        if self.sought:
            self.seek(self.sought[:-1])
        else:
            self.action_clear_all()

    def on_key(self, event: events.Key) -> None:
        """In an input letters never mean a command: among many lines they seek."""
        if event.is_printable and event.key != "space":
            event.prevent_default().stop()
            if len(self._lines) > _MOST_LINES and event.character is not None:
                self.seek(self.sought + event.character)

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Show no cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Mark the line that was clicked."""
        at = self._first + event.y
        if at < len(self._fitting):
            self.cursor = at
            self.action_mark()

    @property
    def _first(self) -> int:
        """The place of the first line that is shown."""
        return max(0, min(self.cursor - _MOST_LINES // 2, len(self._fitting) - _MOST_LINES))

    def _line(self, at: int) -> Content:
        place = self._fitting[at]
        is_marked = place in self.marked
        width = max(self.size.width, 1)
        line = Content(f"{self.MARKS[is_marked]} {self._lines[place]}").truncate(width, ellipsis=True)
        if is_marked:
            line = line.stylize(component_style(self, "inline--marked"))
        if at == self.cursor and self.has_focus:
            line = line.stylize(component_style(self, "inline--cursor"))
        return line


class AnyOf(InlineInput):
    """Any of several options; they are given in the order of the options."""

    def __init__(self, options: Sequence[str]) -> None:
        super().__init__(options)
        self._options = tuple(options)

    @property
    def raw(self) -> Raw:
        """The marked options, as the server gave them."""
        return tuple(self._options[place] for place in sorted(self.marked))

    @raw.setter
    def raw(self, raw: Raw) -> None:
        wanted = raw if isinstance(raw, tuple) else ()
        self.marked = frozenset(place for place, option in enumerate(self._options) if option in wanted)


class OneOf(InlineInput):
    """One of several options."""

    MARKS: ClassVar[tuple[str, str]] = ("( )", "(•)")

    def __init__(self, options: Sequence[str]) -> None:
        super().__init__(options)
        self._options = tuple(options)

    @property
    def raw(self) -> Raw:
        """The marked option, as the server gave it."""
        return next((self._options[place] for place in self.marked), None)

    @raw.setter
    def raw(self, raw: Raw) -> None:
        places = (place for place, option in enumerate(self._options) if option == raw)
        self.marked = frozenset(list(places)[:1])

    def mark(self, place: int) -> None:
        """Mark this line and no other. ctrl+u takes the mark away."""
        self.marked = frozenset({place})


class Tick(InlineInput):
    """A box to tick. One never touched holds None, one unticked again False."""

    def __init__(self) -> None:
        super().__init__(["yes"])
        self._touched = False

    @property
    def raw(self) -> Raw:
        """Whether it is ticked; None while nobody has touched it."""
        return bool(self.marked) if self._touched else None

    @raw.setter
    def raw(self, raw: Raw) -> None:
        self._touched = isinstance(raw, bool)
        self.marked = frozenset({0}) if raw is True else frozenset()

    def mark(self, place: int) -> None:
        """Tick, or untick."""
        self._touched = True
        super().mark(place)

    def action_clear_all(self) -> None:
        """As if nobody had touched it."""
        self.raw = None
