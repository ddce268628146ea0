"""A form about one booking: a few fields under what it is about, one button that sends, and `Back`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Static

from slatis_tui.domain import form_places as places
from slatis_tui.domain.text import clean
from slatis_tui.errors import FieldProblem
from slatis_tui.presentation.lines import Line
from slatis_tui.screens._booking_form_hints import hints_for
from slatis_tui.screens._sending import SendingScreen
from slatis_tui.screens.desk import Desk
from slatis_tui.screens.messages import GoBack
from slatis_tui.widgets.content import to_content
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.form_field import FormField
from slatis_tui.widgets.form_scroll import FormScroll
from slatis_tui.widgets.frame import KeyHints

_SENDING = Content("sending")


class SmallFormScreen(SendingScreen):
    """Tab goes from top to bottom, Enter accepts a field and goes on to the next; escape leaves without asking."""

    send_label: ClassVar[str] = "Save"
    """What the button that sends says."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.add_class("small-form")
        self._fields = self.make_fields()
        self._about = Static(id="about", markup=False)
        self._preview = Static(id="preview", markup=False)
        self._preview.display = False
        self._send = _button(Button(Content(self.send_label), id="send", variant="primary"))

    def compose_body(self) -> ComposeResult:
        """What belongs to no field, what it is about, the fields, what would be sent, the buttons."""
        yield self.compose_problem()
        with FormScroll(id="form"):
            yield self._about
            yield from self._fields.values()
            yield self._preview
            with Horizontal(classes="form-buttons"):
                yield self._send
                yield _button(Button(Content("Back"), id="back"))

    def on_mount(self) -> None:
        """The first field has the focus."""
        super().on_mount()
        next(iter(self._fields.values())).take_focus()

    def make_fields(self) -> Mapping[str, FormField]:
        """Place of `form_places` → field, in their order on screen."""
        raise NotImplementedError

    def send_wanted(self) -> None:
        """The button that sends was pressed: send what the fields say, or say under them why not."""
        raise NotImplementedError

    def problem_of(self, place: str, message: str) -> str:
        """What to show under the field of this place."""
        return message

    def show_about(self, lines: Sequence[Line]) -> None:
        """What it is about, above the fields."""
        self._about.update(to_content(lines))

    def show_preview(self, lines: Sequence[Line]) -> None:
        """What would be sent, under the fields."""
        self._preview.update(to_content(lines))
        self._preview.display = bool(lines)

    def show_sending(self, is_sending: bool) -> None:
        """The button says that it is on its way."""
        self._send.label = _SENDING if is_sending else Content(self.send_label)

    def show_problems(self, problems: Iterable[FieldProblem]) -> list[FieldProblem]:
        """Each under its field, the first of them with the focus."""
        placed, others = places.sort_problems(problems, ())
        here = {place: message for place, message in placed.items() if place in self._fields}
        for place, row in self._fields.items():
            row.show_problem(self.problem_of(place, here.get(place, "")))
        first = next((row for place, row in self._fields.items() if place in here), None)
        if first is not None:
            first.take_focus()
        return [*others, *(FieldProblem(place, message) for place, message in placed.items() if place not in here)]

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Each kind of input has its keys."""
        if event.widget is not self.focused:
            return  # of two in a moment the first may be told last
        hints = list(hints_for(event.widget))
        if isinstance(event.widget, Button):
            hints[0] = ("Enter", clean(str(event.widget.label)).lower())
        self.query_one(KeyHints).set_hints(hints)

    def on_field_input_accepted(self, event: FieldInput.Accepted) -> None:
        """Go on to the next field."""
        event.stop()
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Send, or leave."""
        event.stop()
        if event.button is not self._send:
            self.post_message(GoBack())
        elif not self.is_sending:
            self.send_wanted()


def _button(button: Button) -> Button:
    button.active_effect_duration = 0  # a button that looks pressed for a while ignores keys meanwhile
    return button
