"""Welcome: shown when there is no API key. Try the demo, or type a key."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Label, Static

from slatis_tui.screens._base import ConnectingScreen
from slatis_tui.screens.messages import UseDemo, UseKey

_WORDS = (
    "This console works through the bookings of a Slatis organisation: see what waits for a decision, "
    "confirm, cancel, book, all by keyboard.\n\n"
    "No API key was found: not in SLATIS_API_KEY, not by the profile's api_key_command, not in the system keyring."
)


class WelcomeScreen(ConnectingScreen):
    """Asks for a key, hidden as it is typed, or opens the demo, which needs none."""

    heading: ClassVar[str] = "Welcome"
    is_top = True

    def compose_body(self) -> ComposeResult:
        """A few words, the demo's button, the key's input."""
        with VerticalScroll(id="welcome"), Vertical(classes="welcome-box"):
            yield Static(Content(_WORDS), classes="welcome-words")
            yield Button("Try the demo", id="demo", variant="primary")
            yield Static(
                Content("A private Slatis on this machine with made-up bookings; nothing leaves it."), classes="muted"
            )
            yield Label("API key", classes="field-label")
            yield Input(id="api-key", password=True, placeholder="sk_test_…, sk_live_… or pk_…", max_length=300)
            yield Label("", id="key-problem", classes="field-problem")

    def key_hints(self) -> Sequence[tuple[str, str]]:
        """There is nothing to go to from here."""
        return [
            ("Tab", "next"),
            ("Enter", "choose"),
            (self.key_of("app.back"), "quit"),
            (self.key_of("app.help"), "help"),
        ]

    def on_mount(self) -> None:
        """The demo is the nearest answer for someone without a key."""
        super().on_mount()
        self.query_one("#demo", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Open the demo."""
        event.stop()
        self.busy("Starting the demo …")
        self.post_message(UseDemo())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try the key."""
        event.stop()
        self.busy("Connecting …")
        self.post_message(UseKey(event.value.strip()))

    def busy(self, text: str) -> None:
        """Say what is going on, and take no second answer meanwhile."""
        self.query_one("#key-problem", Label).update(Content(text))
        self.query_one("#demo", Button).disabled = True
        self.query_one("#api-key", Input).disabled = True

    def refuse(self, text: str) -> None:
        """Say under the input what is wrong; what was typed stays."""
        self.query_one("#key-problem", Label).update(Content(text[:1].upper() + text[1:]))
        self.query_one("#demo", Button).disabled = False
        key = self.query_one("#api-key", Input)
        key.disabled = False
        key.focus()
