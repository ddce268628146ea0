"""What the keys do in each kind of input of the booking form, for the footer."""

from textual.widget import Widget
from textual.widgets import Button

from slatis_tui.widgets.choice_input import ChoiceInput, ChoiceMenu
from slatis_tui.widgets.date_input import DateInput
from slatis_tui.widgets.inline_inputs import InlineInput
from slatis_tui.widgets.pairs_input import PairsInput
from slatis_tui.widgets.slot_picker import SlotPicker
from slatis_tui.widgets.suggest_input import SuggestLine
from slatis_tui.widgets.text_inputs import BlockInput, LineInput
from slatis_tui.widgets.when_input import WhenLine

Hint = tuple[str, str]

_NEXT: Hint = ("Tab", "next")
_LEAVE: Hint = ("Esc", "leave")
_CLOSE: Hint = ("Esc", "back")
_ACCEPT: Hint = ("Enter", "accept")
_CLEAR: Hint = ("Ctrl+U", "clear")

_HINTS: tuple[tuple[type[Widget], list[Hint]], ...] = (
    (WhenLine, [("↓", "free slots"), _ACCEPT, _NEXT, _CLEAR, _LEAVE]),
    (DateInput, [("↑↓", "day"), ("PgUp PgDn", "month"), _ACCEPT, _NEXT, _CLEAR, _LEAVE]),
    (SuggestLine, [("↓", "suggestions"), _ACCEPT, _NEXT, _CLEAR, _LEAVE]),
    (LineInput, [_ACCEPT, _NEXT, _CLEAR, _LEAVE]),
    (PairsInput, [("↓", "another line"), _ACCEPT, _NEXT, _CLEAR, _LEAVE]),
    (BlockInput, [("Enter", "new line"), _NEXT, _CLEAR, _LEAVE]),
    (ChoiceMenu, [("↑↓", "move"), ("Enter", "choose"), ("letters", "find"), _CLOSE]),
    (ChoiceInput, [("Enter", "choose"), _NEXT, _CLEAR, _LEAVE]),
    (InlineInput, [("↑↓", "move"), ("Space", "tick"), _ACCEPT, _NEXT, _LEAVE]),
    (SlotPicker, [("←→", "day"), ("↑↓", "time"), ("PgUp PgDn", "week"), ("Enter", "take it"), _CLOSE]),
    (Button, [("Enter", "create"), ("Shift+Tab", "previous"), _LEAVE]),
)
"""The first class that fits counts."""


def hints_for(focused: Widget) -> list[Hint]:
    """The footer's (key, word) pairs while this has the focus."""
    return next((hints for kind, hints in _HINTS if isinstance(focused, kind)), [_NEXT, _LEAVE])
