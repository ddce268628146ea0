"""A line under which what fits stands while one types: down goes into it, Enter takes an entry, Esc closes it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input

from slatis_tui.domain.contacts import Contact, read_contact
from slatis_tui.domain.fields import Raw
from slatis_tui.domain.text import clean
from slatis_tui.widgets.component_style import component_style
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.text_inputs import LineInput

_HELP = "↓ choose · Enter takes it · Esc closes"


class Suggestion(NamedTuple):
    """One entry."""

    value: str
    """What is taken: the text itself, or an id."""
    label: str
    """What is shown; cleaned here."""


Source = Callable[[str], Sequence[Suggestion]]
"""From what was typed to what fits, the best first. Called with every key: some ms at most."""


class SuggestionMenu(Widget):
    """The entries; the line above keeps the focus."""

    COMPONENT_CLASSES: ClassVar = {"suggestions--cursor", "suggestions--note"}
    entries: reactive[tuple[Suggestion, ...]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(-1)
    """The place of the entry that Enter takes; -1 for none."""

    @dataclass
    class Clicked(Message):
        """An entry was clicked."""

        place: int

    def watch_entries(self) -> None:
        """Nothing is chosen of new entries; without any there is no menu."""
        self.cursor = -1
        self.display = bool(self.entries)
        if self.display:
            self.call_after_refresh(self.scroll_visible, animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for each, and one for the help."""
        return len(self.entries) + 1

    def render(self) -> Content:
        """The entries and what the keys do."""
        width = max(self.size.width, 1)
        lines = [Content(clean(one.label)).truncate(width, ellipsis=True, pad=True) for one in self.entries]
        if 0 <= self.cursor < len(lines):
            lines[self.cursor] = lines[self.cursor].stylize(component_style(self, "suggestions--cursor"))
        help_line = Content.styled(_HELP, component_style(self, "suggestions--note"))
        return Content("\n").join([*lines, help_line.truncate(width, ellipsis=True)])

    def on_click(self, event: events.Click) -> None:
        """Take what was clicked."""
        event.stop()
        if event.y < len(self.entries):
            self.post_message(self.Clicked(event.y))


class SuggestLine(LineInput):
    """The line. What was copied of a person, pasted where nothing stands, is for the whole form."""

    BINDINGS: ClassVar = [
        Binding("down", "move(1)", "Next suggestion", show=False),
        Binding("up", "move(-1)", "Previous suggestion", show=False),
    ]

    @dataclass
    class Moved(Message):
        """To the next or the previous suggestion."""

        by: int

    @dataclass
    class ContactGiven(Message):
        """Name, e-mail address and phone of a person were pasted, or typed, as one text."""

        contact: Contact

    takes_contacts: bool = False

    def action_move(self, by: int) -> None:
        """Ask for another suggestion."""
        self.post_message(self.Moved(by))

    def _bring_in(self, text: str) -> None:
        contact = read_contact(text) if self.takes_contacts and not self.value.strip() else None
        if contact is None:
            super()._bring_in(text)
        else:
            self.post_message(self.ContactGiven(contact))

    def on_blur(self) -> None:
        """A person that was typed as one text is taken apart when the line is left."""
        contact = read_contact(self.value) if self.takes_contacts and "<" in self.value else None
        if contact is not None:
            self.post_message(self.ContactGiven(contact))


class SuggestInput(Vertical, FieldInput):
    """A typed text with suggestions; without a look at them it is a line as any other."""

    @dataclass
    class Taken(Message):
        """A suggestion was taken; nothing was written into the line yet."""

        suggest_input: "SuggestInput"
        value: str

        @property
        def control(self) -> "SuggestInput":
            """The input."""
            return self.suggest_input

    def __init__(
        self,
        source: Source,
        *,
        placeholder: str = "",
        suggester: Suggester | None = None,
        takes_contacts: bool = False,
    ) -> None:
        super().__init__()
        self._source = source
        self.line = SuggestLine(placeholder=placeholder, suggester=suggester)
        self.line.takes_contacts = takes_contacts
        self._menu = SuggestionMenu()

    def compose(self) -> ComposeResult:
        """The line, and the menu under it while there is one."""
        self._menu.display = False
        yield self.line
        yield self._menu

    @property
    def value(self) -> str:
        """The text."""
        return self.line.value

    @value.setter
    def value(self, value: str) -> None:
        self.line.value = value

    @property
    def raw(self) -> Raw:
        """The text."""
        return self.line.value

    @raw.setter
    def raw(self, raw: Raw) -> None:
        self.line.raw = raw

    def take_focus(self) -> None:
        """On the line."""
        self.line.focus()

    @property
    def is_open(self) -> bool:
        """Whether suggestions stand there."""
        return bool(self._menu.display)

    def close(self) -> None:
        """Take them away."""
        self._menu.entries = ()

    def on_field_input_edited(self, event: FieldInput.Edited) -> None:
        """Offer what fits, if it was typed."""
        if event.field_input is self:
            return
        event.stop()
        fitting = self._source(self.line.value) if self.line.has_focus and self.line.value.strip() else ()
        self._menu.entries = tuple(one for one in fitting if one.value != self.line.value)
        self.post_message(self.Edited(self))

    def on_field_input_accepted(self, event: FieldInput.Accepted) -> None:
        """Enter takes the chosen suggestion; without one it goes on, as everywhere."""
        if event.field_input is self:
            return
        event.stop()
        if not self._take(self._menu.cursor):
            self.close()
            self.post_message(self.Accepted(self))

    def on_suggest_line_moved(self, event: SuggestLine.Moved) -> None:
        """Choose among the suggestions; above the first there is the line itself."""
        event.stop()
        if not self.is_open and event.by > 0 and self.line.value.strip():
            self._menu.entries = tuple(self._source(self.line.value))
        if self.is_open:
            self._menu.cursor = max(-1, min(self._menu.cursor + event.by, len(self._menu.entries) - 1))

    def on_suggestion_menu_clicked(self, event: SuggestionMenu.Clicked) -> None:
        """As Enter."""
        event.stop()
        self._take(event.place)

    def on_descendant_blur(self) -> None:
        """Nobody looks at them any more."""
        if self.app.app_focus:
            self.close()

    def on_mount(self) -> None:
        """Nothing stands there yet."""
        self.close()

    def _take(self, place: int) -> bool:
        if not 0 <= place < len(self._menu.entries):
            return False
        value = self._menu.entries[place].value
        self.close()
        self.post_message(self.Taken(self, value))
        return True

    def put(self, text: str) -> None:
        """Write this into the line, with the cursor behind it, without suggesting anything."""
        with self.prevent(Input.Changed):
            self.line.value = text
            self.line.action_end()
        self.post_message(self.Edited(self))
