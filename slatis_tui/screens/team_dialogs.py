"""The dialog about the team: at which time somebody has to be free."""

from collections.abc import Callable, Sequence
from datetime import date

from textual.app import ComposeResult
from textual.widgets import Input, Label

from slatis_tui.domain.typed_times import At, understand
from slatis_tui.domain.zones import Zone
from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.content import plain


class TimeDialog(Dialog[int]):
    """Asks for a time; answers with it in Unix seconds. A clock time alone is on the day that is shown."""

    def __init__(self, zone: Zone, clock: Callable[[], float], day: date, *, badge: str) -> None:
        super().__init__("Who is free then?", "Such as 15:00, or tomorrow 15:00", badge=badge)
        self._zone = zone
        self._clock = clock
        self._day = day

    def compose_input(self) -> ComposeResult:
        """The time."""
        yield Label("When", classes="field-label")
        yield Input(id="when", placeholder="15:00", max_length=80)
        yield Label("", id="when-problem", classes="field-problem")

    def choices(self) -> Sequence[Choice]:
        """Show, or back."""
        return [Choice("show", "Show"), Choice("back", "Back")]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter shows."""
        event.stop()
        self.answer("show")

    def answer(self, name: str) -> None:
        """The time, once it is understood."""
        if name != "show":
            self.dismiss(None)
            return
        text = self.query_one("#when", Input).value.strip()
        alone = understand(f"{self._day.isoformat()} {text}", self._zone, self._clock())
        meant = alone if isinstance(alone, At) else understand(text, self._zone, self._clock())
        if isinstance(meant, At):
            self.dismiss(meant.instant)
            return
        self.query_one("#when-problem", Label).update(plain(meant.message))
        self.query_one("#when", Input).focus()
