"""The dialog that asks what to sort by."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from slatis_tui.domain.sorting import Sort
from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.content import plain
from slatis_tui.widgets.entry_list import EntryList


class SortDialog(Dialog[Sort]):
    """Every column, both ways; Enter takes one. Answers with it, or None."""

    def __init__(self, sorts: Sequence[Sort], present: Sort, *, badge: str = "") -> None:
        super().__init__("Sort by", badge=badge)
        self._sorts = sorts
        self._present = present

    def choices(self) -> Sequence[Choice]:
        """Leave it as it is."""
        return [Choice("back", "Back")]

    def compose_input(self) -> ComposeResult:
        """The orders."""
        yield EntryList(*(Option(plain(str(sort))) for sort in self._sorts), compact=True, id="sorts")

    def on_mount(self) -> None:
        """The list has the focus, on the present order, in the place of a button."""
        orders = self.query_one(EntryList)
        orders.highlighted = self._sorts.index(self._present) if self._present in self._sorts else 0
        self.call_next(orders.focus)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take that one."""
        event.stop()
        self.dismiss(self._sorts[event.option_index])
