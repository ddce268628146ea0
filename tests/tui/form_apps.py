"""What the stories about forms share: fields of every kind, and a small app that shows nothing but a form."""

from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.pilot import Pilot

from slatis_tui.domain.models import CustomField
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.schema_form import SchemaForm

STYLES = Path(__file__).parents[2] / "styles"

HOSTILE = "[/] [@click=app.quit]x[/] \x1b[31mred\x1b[0m \u202egpj.exe [bold]"
"""Markup that crashes or acts, an escape sequence, a bidirectional override."""


def field(place: int, kind: str, *options: str, required: bool = False, label: str = "") -> CustomField:
    """A field `k<place>` of that type."""
    return CustomField(f"fld_{place}", f"k{place}", label or f"{kind.title()} {place}", kind, required, place, options)


EVERY_KIND = (
    field(0, "TEXT"),
    field(1, "SELECT", "Red", "Green", "Blue"),
    field(2, "TEXTAREA"),
    field(3, "NUMBER"),
    field(4, "EMAIL"),
    field(5, "PHONE"),
    field(6, "URL"),
    field(7, "DATE"),
    field(8, "CHECKBOX"),
    field(9, "MULTI_SELECT", "Tea", "Coffee", "Water"),
    field(10, "RADIO", "Yes", "No", "Later"),
    field(11, "SIGNATURE"),
)
"""The eleven known types, and one that nobody knows."""


class SchemaApp(App[None]):
    """Shows the custom fields, and moves on as the booking form does."""

    CSS_PATH = STYLES / "forms.tcss"

    def __init__(self, fields: Sequence[CustomField]) -> None:
        super().__init__()
        self.form = SchemaForm()
        self.edits: list[FieldInput] = []
        self._fields = fields

    def compose(self) -> ComposeResult:
        """The form alone."""
        with VerticalScroll(can_focus=False):
            yield self.form

    async def on_mount(self) -> None:
        """Show the fields, the first with the focus."""
        await self.form.show_fields(self._fields)
        self.screen.set_focus(None)
        self.screen.focus_next()

    def on_field_input_accepted(self, event: FieldInput.Accepted) -> None:
        """Go on."""
        self.screen.focus_next()

    def on_field_input_edited(self, event: FieldInput.Edited) -> None:
        """Remember who was edited."""
        self.edits.append(event.field_input)


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type the text, key by key."""
    names = {" ": "space", "\n": "enter"}
    await pilot.press(*(names.get(letter, letter) for letter in text))


async def paste(pilot: Pilot[None], text: str) -> None:
    """A bracketed paste, as the terminal's driver hands it in."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()


def screen_text(app: App[None]) -> str:
    """What stands on the screen, line by line."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())
