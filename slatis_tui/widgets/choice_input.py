"""One of several, chosen from a menu: closed it is one line, Enter opens it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from slatis_tui.domain.fields import Raw
from slatis_tui.domain.text import clean
from slatis_tui.widgets.component_style import component_style
from slatis_tui.widgets.entry_list import EntryList
from slatis_tui.widgets.field_input import FieldInput

_TALLEST_MENU = 12
"""Lines, the border included; as in the stylesheet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a menu."""

    value: str
    """As the server gave it: it goes back into requests."""
    label: str
    """What is shown; cleaned here."""


class ChoiceMenu(EntryList):
    """The open menu: arrows, Home, End and Enter choose; typing goes to the first entry that reads so."""

    BINDINGS: ClassVar = [Binding("escape", "close", "Close", show=False)]

    @dataclass
    class Closed(Message):
        """The menu wants to go, without a choice."""

        lost_focus: bool = False

    def __init__(self, labels: Sequence[str], highlighted: int) -> None:
        super().__init__(*(Option(Content(label)) for label in labels), compact=True)
        self._labels = [label.casefold() for label in labels]
        self._sought = ""
        self.highlighted = highlighted

    def action_close(self) -> None:
        """Close without choosing."""
        self.post_message(self.Closed())

    def seek(self, typed: str) -> None:
        """Go on typing the entry that is sought."""
        sought = self._sought + typed
        place = self._place_of(sought.casefold())
        if place is not None:
            self._sought = sought
            self.highlighted = place
        self.border_subtitle = Content(self._sought)

    def on_key(self, event: events.Key) -> None:
        """Letters seek, here as in every input; a blank chooses when nothing is sought."""
        if event.key == "space" and not self._sought:
            event.prevent_default().stop()
            self.action_select()
        elif event.is_printable and event.character is not None:
            event.prevent_default().stop()
            self.seek(event.character)
        elif event.key == "backspace":
            event.prevent_default().stop()
            sought, self._sought = self._sought[:-1], ""
            self.seek(sought)

    def on_blur(self) -> None:
        """A menu without the focus is of no use, unless the whole terminal has lost it."""
        if self.app.app_focus:
            self.post_message(self.Closed(lost_focus=True))

    def _place_of(self, sought: str) -> int | None:
        beginning = (place for place, label in enumerate(self._labels) if label.startswith(sought))
        within = (place for place, label in enumerate(self._labels) if sought in label)
        return next(beginning, next(within, None))


class ChoiceInput(FieldInput, can_focus=True):
    """A choice out of a menu. Nothing is chosen at first; backspace and ctrl+u take the choice back."""

    BINDINGS: ClassVar = [
        Binding("enter,space,down,up,home,end", "open", "Choose", show=False),
        Binding("ctrl+u,backspace,delete", "clear_all", "Clear", show=False),
    ]
    COMPONENT_CLASSES: ClassVar = {"choice--placeholder"}

    @dataclass
    class Missed(Message):
        """It was to be opened, and has no entries yet."""

    placeholder: reactive[str] = reactive("choose with Enter")
    """What stands there while nothing is chosen."""
    chosen: reactive[int | None] = reactive(None, init=False)
    """The place of the chosen entry."""

    def __init__(self, choices: Sequence[Choice] = (), *, placeholder: str = "choose with Enter") -> None:
        super().__init__()
        self.set_reactive(ChoiceInput.placeholder, placeholder)
        self._choices = tuple(choices)
        self._labels = tuple(clean(choice.label) for choice in self._choices)
        self.wished = ""
        """What was to be chosen and is not among the entries: it is chosen once it is offered."""
        self._early: str | None = None
        """What was typed since it was to be opened without any entries; None where it was not."""

    @property
    def raw(self) -> Raw:
        """The chosen value."""
        return None if self.chosen is None else self._choices[self.chosen].value

    @raw.setter
    def raw(self, raw: Raw) -> None:
        places = (place for place, choice in enumerate(self._choices) if choice.value == raw)
        self.chosen = next(places, None)
        self.wished = raw if self.chosen is None and isinstance(raw, str) else ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The entries."""
        return self._choices

    def offer(self, choices: Sequence[Choice]) -> None:
        """Other entries; what was chosen stays chosen where it is still among them."""
        if tuple(choices) == self._choices:
            return
        chosen = self.raw or self.wished
        if self.is_open:
            self.focus()
            self.close()
        with self.prevent(FieldInput.Edited):
            self.set_reactive(ChoiceInput.chosen, None)
            self._choices = tuple(choices)
            self._labels = tuple(clean(choice.label) for choice in choices)
            self.raw = chosen
        self.refresh()
        if self._early is not None and self._choices:
            early, self._early = self._early, None
            self._open_at(early)

    def watch_chosen(self) -> None:
        """Say so in the words of a form."""
        self.post_message(self.Edited(self))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def render(self) -> Content:
        """The chosen entry and the sign that there is a menu."""
        width = max(self.size.width - 2, 1)
        if self.chosen is None:
            text = Content.styled(self.placeholder, component_style(self, "choice--placeholder"))
        else:
            text = Content(self._labels[self.chosen])
        return text.truncate(width, ellipsis=True, pad=True) + Content(" ▾")

    def action_open(self) -> None:
        """Open the menu, with the cursor on the chosen entry, else on the first."""
        if self._choices and not self.is_open:
            menu = ChoiceMenu(self._labels, self.chosen or 0)
            menu.styles.offset = (0, self._menu_offset())
            self.mount(menu)
            menu.focus(scroll_visible=False)
        elif not self._choices:
            self._early = self._early or ""
            self.post_message(self.Missed())

    def _open_at(self, typed: str) -> None:
        self.action_open()
        for menu in self.query(ChoiceMenu):
            menu.seek(typed)
        if not self._choices and self._early is not None:
            self._early += typed

    def on_blur(self) -> None:
        """Whoever has gone on does not wait for the entries any more; a menu that opened is no going on."""
        self._early = None

    def _menu_offset(self) -> int:
        """Lines from the field to its menu: below where there is room for it, else above where there is more."""
        height = min(len(self._labels) + 2, _TALLEST_MENU)
        above, below = self.region.y, self.screen.size.height - self.region.bottom
        return 1 if height <= below or above <= below else -min(height, above)

    def action_clear_all(self) -> None:
        """Take the choice back."""
        self.raw = None

    @property
    def is_open(self) -> bool:
        """Whether its menu stands open."""
        return bool(self.children)

    def close(self) -> None:
        """Close the menu, if it is open."""
        self.remove_children()

    def on_key(self, event: events.Key) -> None:
        """A letter opens the menu and seeks there: in an input letters never mean a command."""
        if event.is_printable and event.character is not None and event.key != "space":
            event.prevent_default().stop()
            self._open_at(event.character)

    def on_click(self) -> None:
        """Open the menu."""
        self.action_open()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Moving in the menu chooses nothing yet."""
        event.stop()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the entry, and the focus back."""
        event.stop()
        self.chosen = event.option_index
        self.focus()
        self.close()

    def on_choice_menu_closed(self, event: ChoiceMenu.Closed) -> None:
        """Close; the focus comes back unless it has gone elsewhere."""
        event.stop()
        if not event.lost_focus:
            self.focus()
        self.close()
