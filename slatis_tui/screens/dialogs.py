"""The dialogs: a title, perhaps an input, and buttons with the safe answer last and on escape."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Static

from slatis_tui.commands import command
from slatis_tui.widgets.arming import Arming
from slatis_tui.widgets.bindings import bindings_for
from slatis_tui.widgets.content import plain

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a dialog."""

    name: str
    """Ours, for the widget's id."""
    label: str
    dangerous: bool = False


def titled(title: str, badge: str) -> str:
    """A dialog's title, which says so where the changes are real."""
    return f"{title} · LIVE" if badge == "LIVE" else title


class Dialog(ModalScreen[_T], Generic[_T]):
    """A dialog. On escape, and by its last button, it gives the safe answer: None.

    The buttons of a destructive dialog ignore keys for a moment after it opens, and bursts of keys, so that
    what was typed for the screen below, or pasted, never answers it.
    """

    BINDINGS: ClassVar = [
        Binding("escape", "safe", "Close", show=False),
        Binding("left,up", "app.focus_previous", "Previous", show=False),
        Binding("right,down", "app.focus_next", "Next", show=False),
        *bindings_for([command("app.back"), command("app.up")], namespace="app"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]  # noqa: RUF012 - Textual has it so
    destructive: ClassVar[bool] = False

    def __init__(self, title: str, text: str = "", *, badge: str = "") -> None:
        super().__init__()
        self._title = titled(title, badge)
        self._text = text
        self._is_live = badge == "LIVE"
        self._arming = Arming()

    def choices(self) -> Sequence[Choice]:
        """The buttons, the safe one last."""
        return [Choice("close", "Close")]

    def compose_input(self) -> ComposeResult:
        """Inputs between text and buttons."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Title, text, inputs, buttons."""
        with Vertical(classes="dialog -live" if self._is_live else "dialog"):
            yield Label(plain(self._title), classes="dialog-title")
            if self._text:
                yield Static(plain(self._text), classes="dialog-text")
            yield from self.compose_input()
            with Horizontal(classes="dialog-buttons"):
                for choice in self.choices():
                    yield Button(plain(choice.label), id=choice.name, classes="-dangerous" if choice.dangerous else "")

    def on_mount(self) -> None:
        """The first input has the focus; without one, the safe button."""
        self._arming.opened()
        self.first_focus().focus()

    def first_focus(self) -> Widget:
        """What has the focus when it opens."""
        inputs = self.query(Input)
        return inputs.first() if inputs else self.query(Button).last()

    @property
    def is_destructive(self) -> bool:
        """Whether there is a button now that keys may not press by accident."""
        return self.destructive

    @property
    def is_armed(self) -> bool:
        """Whether a key could press a button now."""
        return not self.is_destructive or self._arming.would_accept()

    async def on_event(self, event: events.Event) -> None:
        """Swallow what would press a button too early or too fast; moving between buttons is harmless.

        A key's own time counts: one that was typed ahead may be handed on long after.
        """
        if self.is_destructive and isinstance(event, events.Key):
            accepted = self._arming.accepts(event.time)
            if not accepted and event.key in ("enter", "space") and isinstance(self.focused, Button):
                event.stop()
                event.prevent_default()
                return
        elif isinstance(event, events.Paste):
            self._arming.pasted()
        await super().on_event(event)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer with the pressed button."""
        event.stop()
        self.answer(event.button.id or "")

    def conclude(self, result: _T | None = None) -> None:
        """Close with this result: for what ends a dialog from behind it."""
        self.dismiss(result)

    def dismiss(self, result: _T | None = None) -> AwaitComplete:
        """Close with this result, unless it is closed already: Textual would close the screen below.

        Of two presses that come at once, the second is handled while the first one's answer is on its way.
        """
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def answer(self, name: str) -> None:
        """Close with what the button of that name means."""
        self.dismiss(None)

    def action_safe(self) -> None:
        """Close with the safe answer."""
        self.dismiss(None)


class CancelDialog(Dialog[str]):
    """Asks for the reason of a cancellation; answers with it (perhaps empty), or None to keep the booking."""

    destructive: ClassVar[bool] = True

    def __init__(self, title: str, text: str = "", *, badge: str = "", reason: str = "") -> None:
        super().__init__(title, text, badge=badge)
        self._reason = reason

    def choices(self) -> Sequence[Choice]:
        """Cancel, or keep."""
        return [Choice("cancel", "Cancel booking", dangerous=True), Choice("keep", "Keep")]

    def compose_input(self) -> ComposeResult:
        """The reason, optional."""
        yield Label("Reason", classes="field-label")
        yield Input(self._reason, id="reason", placeholder="optional", max_length=500)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the reason moves on to the button."""
        event.stop()
        self.query_one("#cancel", Button).focus()

    def answer(self, name: str) -> None:
        """The reason, or None."""
        self.dismiss(self.query_one("#reason", Input).value.strip() if name == "cancel" else None)


class GoToDialog(Dialog[str]):
    """Asks for a booking's id."""

    def choices(self) -> Sequence[Choice]:
        """Open, or back."""
        return [Choice("open", "Open"), Choice("back", "Back")]

    def compose_input(self) -> ComposeResult:
        """The id."""
        yield Label("Booking id", classes="field-label")
        yield Input(id="booking-id", placeholder="bkg_…", max_length=200)
        yield Label("", id="id-problem", classes="field-problem")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter opens."""
        event.stop()
        self.answer("open")

    def answer(self, name: str) -> None:
        """The id, once there is one."""
        if name != "open":
            self.dismiss(None)
            return
        booking_id = self.query_one("#booking-id", Input).value.strip()
        if booking_id:
            self.dismiss(booking_id)
            return
        self.query_one("#id-problem", Label).update("Type the id of a booking")
        self.query_one("#booking-id", Input).focus()


class QuitDialog(Dialog[str]):
    """Asks what becomes of the changes that wait; answers `send` or `drop`, or None to stay."""

    destructive: ClassVar[bool] = True

    def choices(self) -> Sequence[Choice]:
        """Send, drop, or stay."""
        return [Choice("send", "Send now"), Choice("drop", "Drop", dangerous=True), Choice("stay", "Stay")]

    def answer(self, name: str) -> None:
        """What was chosen."""
        self.dismiss(name if name in ("send", "drop") else None)


class SendingDialog(Dialog[bool]):
    """Shown while what waits is sent before quitting; answers True once it may quit, None to stay."""

    def __init__(self, count: int, seconds: float, *, badge: str = "") -> None:
        what = "1 change" if count == 1 else f"{count} changes"
        super().__init__(
            "Sending",
            f"Sending {what}, at most {seconds:.0f} s. What is left then is kept for review.",
            badge=badge,
        )

    def choices(self) -> Sequence[Choice]:
        """Stay after all."""
        return [Choice("stay", "Stay")]
