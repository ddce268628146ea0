"""The event type form: every input from `Team` to `Save`, what is wrong under each, and what is going to change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from slatis_tui.domain import event_type_form as places
from slatis_tui.domain.fields import Raw
from slatis_tui.domain.text import clean_block
from slatis_tui.errors import FieldProblem
from slatis_tui.widgets.choice_input import Choice, ChoiceInput
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.form_field import FormField
from slatis_tui.widgets.inline_inputs import Tick
from slatis_tui.widgets.text_inputs import BlockInput, LineInput, ZoneSuggester

_PLACEHOLDERS: Mapping[str, str] = {
    places.DURATION: "minutes",
    "workload.meeting": "minutes; as the duration when empty",
    places.SLUG: "optional: the name as it stands in a link",
    "slot_interval": "minutes; as the duration when empty",
    places.TIMEZONE: "optional: instead of each member's own, such as Europe/Berlin",
}
_MINUTES = "minutes; 0 when empty"
SAVE = Content("Save")
SENDING = Content("sending")


class EventTypeFields(VerticalScroll, can_focus=False):
    """One scrolling form. Tab goes from top to bottom; Enter accepts a field and goes on to the next."""

    @dataclass
    class Edited(Message):
        """Something was typed or chosen."""

    @dataclass
    class SaveWanted(Message):
        """`Save` was pressed."""

    @dataclass
    class BackWanted(Message):
        """`Back` was pressed."""

    def __init__(
        self,
        *,
        teams: Sequence[Choice],
        scheduling_types: Sequence[Choice],
        form: places.Form,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self._form = form
        self.team = ChoiceInput(teams)
        self._inputs: dict[str, FieldInput] = {
            place: self._input_for(place, scheduling_types) for place in places.LABELS
        }
        self._rows = {
            place: FormField(label, self._inputs[place], check=partial(places.check_text, place), id=f"place-{number}")
            for number, (place, label) in enumerate(places.LABELS.items())
        }
        self.save = Button(SAVE, id="save", variant="primary")
        self.back = Button("Back", id="back")
        self._changes = Static(id="changes", markup=False)
        for button in (self.save, self.back):
            button.active_effect_duration = 0  # a button that looks pressed for a while ignores keys meanwhile

    def _input_for(self, place: str, scheduling_types: Sequence[Choice]) -> FieldInput:
        if place == places.TEAM:
            return self.team
        if place == places.SCHEDULING:
            return ChoiceInput(scheduling_types)
        if place in (places.ACTIVE, places.CONFIRMATION):
            return Tick()
        if place == places.DESCRIPTION:
            return BlockInput()
        placeholder = _PLACEHOLDERS.get(place, _MINUTES if place in places.MINUTES else "")
        suggester = ZoneSuggester() if place == places.TIMEZONE else None
        return LineInput(placeholder=placeholder, suggester=suggester)

    def compose(self) -> ComposeResult:
        """In the order in which Tab goes."""
        yield from self._rows.values()
        yield self._changes
        with Horizontal(classes="form-buttons"):
            yield self.save
            yield self.back

    def on_mount(self) -> None:
        """Fill in what the form starts with; only what is typed from now on counts as typed."""
        with self.prevent(FieldInput.Edited):
            for place, raw in self._form.items():
                self._inputs[place].raw = raw
        self.team.take_focus()

    def values(self) -> dict[str, Raw]:
        """Place → what its input holds."""
        return {place: one.raw for place, one in self._inputs.items()}

    def follow(self, was: places.Form, now: places.Form) -> None:
        """Show what the server has by now where nothing was typed since it was `was`."""
        for place, one in self._inputs.items():
            if now[place] != was[place] and (one.raw or "") == (was[place] or ""):
                one.raw = now[place]

    def show_problems(self, problems: Iterable[FieldProblem]) -> list[FieldProblem]:
        """Each problem under its field, the first of them with the focus; gives back those without a field."""
        placed, others = places.sort_problems(problems)
        for place, row in self._rows.items():
            row.show_problem(placed.get(place, ""))
        first = next((row for place, row in self._rows.items() if place in placed), None)
        if first is not None:
            first.take_focus()
        return others

    def show_changes(self, lines: Iterable[str]) -> None:
        """Say above the buttons what is going to be sent."""
        self._changes.update(Content(clean_block("\n".join(lines))))

    def show_sending(self, is_sending: bool) -> None:
        """The button says that the change is on its way."""
        self.save.label = SENDING if is_sending else SAVE

    def on_field_input_edited(self, event: FieldInput.Edited) -> None:
        """What is going to change has changed."""
        event.stop()
        self.post_message(self.Edited())

    def on_field_input_accepted(self, event: FieldInput.Accepted) -> None:
        """Go on to the next field."""
        event.stop()
        self.screen.focus_next()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The buttons with what they would send stay in sight together."""
        if isinstance(event.widget, Button):
            self.scroll_end(animate=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save, or back."""
        event.stop()
        self.post_message(self.SaveWanted() if event.button is self.save else self.BackWanted())
