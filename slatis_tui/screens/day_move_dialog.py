"""The dialog before a day is moved: one reason for all, and on a live key the number of bookings, typed."""

from textual.app import ComposeResult
from textual.widgets import Input, Label

from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.content import plain


class DayMoveDialog(Dialog[str]):
    """Answers with the reason (perhaps empty), or None to go back."""

    destructive = True

    def __init__(self, text: str, count: int, *, badge: str) -> None:
        """`text` says what is to be done; `count` is how many bookings move."""
        changes = "1 change" if count == 1 else f"{count} changes"
        super().__init__("Move the day", text, badge=badge)
        self._count = count
        self._run_label = f"Run {changes}"

    def choices(self) -> list[Choice]:
        """Run, or back."""
        return [Choice("run", self._run_label, dangerous=True), Choice("back", "Back")]

    def compose_input(self) -> ComposeResult:
        """The reason, and the number where the key is live."""
        yield Label("Reason", classes="field-label")
        yield Input(id="reason", placeholder="optional, the same for all", max_length=500)
        if self._is_live:
            yield Label(plain(f"Type {self._count} to run"), classes="field-label")
            yield Input(id="number", max_length=6)
            yield Label("", id="number-problem", classes="field-problem")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter moves on."""
        event.stop()
        self.focus_next()

    def answer(self, name: str) -> None:
        """The reason, once the number is right."""
        if name != "run":
            self.dismiss(None)
            return
        if self._is_live and self.query_one("#number", Input).value.strip() != str(self._count):
            self.query_one("#number-problem", Label).update(plain(f"Type {self._count}, the number of bookings"))
            self.query_one("#number", Input).focus()
            return
        self.dismiss(self.query_one("#reason", Input).value.strip())
