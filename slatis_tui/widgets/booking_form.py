"""The booking form: every input from `Event type` to `Create booking`, and what is wrong under each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Button

from slatis_tui.domain import form_places as places
from slatis_tui.domain.attendees import KnownAttendees
from slatis_tui.domain.drafts import FormContent
from slatis_tui.domain.forms import BookingForm, check_text
from slatis_tui.domain.instants import local_date
from slatis_tui.domain.models import Attendee
from slatis_tui.domain.typed_times import At
from slatis_tui.domain.zones import Zone, find_zone, zone_exists
from slatis_tui.errors import FieldProblem
from slatis_tui.widgets.choice_input import ChoiceInput
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.form_field import FormField
from slatis_tui.widgets.form_scroll import FormScroll
from slatis_tui.widgets.pairs_input import PairsInput
from slatis_tui.widgets.schema_form import SchemaForm
from slatis_tui.widgets.suggest_input import SuggestInput, Suggestion, SuggestLine
from slatis_tui.widgets.text_inputs import LineInput
from slatis_tui.widgets.when_input import WhenInput
from slatis_tui.widgets.zone_input import ZoneInput

CREATE = Content("Create booking")
SENDING = Content("sending")


class BookingFormFields(FormScroll):
    """One scrolling form. Tab goes from top to bottom; Enter accepts a field and goes on to the next."""

    @dataclass
    class EventTypeChosen(Message):
        """Its fields and free slots are wanted."""

        event_type_id: str

    @dataclass
    class Typed(Message):
        """What stands in the form is another now."""

    @dataclass
    class EmailGiven(Message):
        """An e-mail address was typed, and the attendee may be a known one."""

        email: str

    @dataclass
    class AttendeeTaken(Message):
        """A known attendee was chosen."""

        booking_id: str
        """One of theirs, that says most of them."""

    @dataclass
    class TimezoneGiven(Message):
        """The attendee's zone is another now, or none."""

    @dataclass
    class CreateWanted(Message):
        """`Create booking` was pressed."""

    def __init__(
        self,
        *,
        zone: Zone,
        clock: Callable[[], float],
        attendees: KnownAttendees,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)

        def today() -> date:
            return local_date(clock(), self.when.zone)

        def known(text: str) -> list[Suggestion]:
            return [Suggestion(row.id, f"{row.name} · {row.email}") for row in attendees.find(text)]

        self.event_type = ChoiceInput()
        self.when = WhenInput(zone=zone, clock=clock)
        self.name_input = SuggestInput(known, takes_contacts=True)
        self.email = SuggestInput(known, takes_contacts=True)
        self.phone = LineInput(placeholder="optional")
        self.timezone = ZoneInput()
        self.custom = SchemaForm(today=today, id="custom")
        self.assign_to = ChoiceInput(placeholder="anyone")
        self.metadata = PairsInput(placeholder="optional: source=phone; ↓ another line")
        self.button = Button(CREATE, id="create", variant="primary")
        self.button.active_effect_duration = 0  # a button that looks pressed for a while ignores keys meanwhile
        self._rows = {
            places.EVENT_TYPE: FormField("Event type", self.event_type, id="event-type"),
            places.WHEN: FormField("When", self.when, id="when"),
            places.NAME: FormField("Name", self.name_input, id="name"),
            places.EMAIL: _checked("E-mail", self.email, places.EMAIL, "email"),
            places.PHONE: _checked("Phone", self.phone, places.PHONE, "phone"),
            places.TIMEZONE: _checked("Timezone", self.timezone, places.TIMEZONE, "timezone"),
            places.ASSIGN_TO: FormField("Assign to", self.assign_to, id="assign-to"),
            places.METADATA: _checked("Metadata", self.metadata, places.METADATA, "metadata"),
        }
        apart = (places.EVENT_TYPE, places.WHEN)
        self._texts = {place: row.input for place, row in self._rows.items() if place not in apart}

    def compose(self) -> ComposeResult:
        """In the order in which Tab goes."""
        rows = list(self._rows.values())
        yield from rows[:-2]
        yield self.custom
        yield from rows[-2:]
        yield self.button

    @property
    def attendee_zone(self) -> Zone | None:
        """The attendee's zone, once it is one."""
        name = self.timezone.value.strip()
        return find_zone(name) if zone_exists(name) else None

    def values(self) -> BookingForm:
        """What every input holds."""
        meaning = self.when.meaning
        is_time = isinstance(meaning, At)
        return BookingForm(
            event_type_id=_text(self.event_type),
            start=meaning.instant if isinstance(meaning, At) else None,
            start_problem="" if is_time else self.when.problem,
            name=_text(self.name_input),
            email=_text(self.email),
            phone=_text(self.phone),
            timezone=_text(self.timezone),
            custom=self.custom.answers(),
            assign_to=_text(self.assign_to),
            metadata=_text(self.metadata),
        )

    def content(self) -> FormContent:
        """What was typed, without what the form filled in by itself, for the draft."""
        texts = {place: text for place, one in self._texts.items() if (text := _text(one))}
        meaning, when = self.when.meaning, "" if self.when.is_untouched else str(self.when.raw)
        instant = meaning.instant if when and isinstance(meaning, At) else None
        return FormContent(texts, self.custom.kept(), when, instant)

    def give(self, content: FormContent) -> None:
        """Hold this and nothing else; the event type stays."""
        for place, one in self._texts.items():
            one.raw = content.texts.get(place)
        self.custom.replace(content.answers)
        self.when.put(content.when, content.instant)

    def show_problems(self, problems: Iterable[FieldProblem]) -> list[FieldProblem]:
        """Each problem under its field, the first of them with the focus; gives back those without a field."""
        placed, others = places.sort_problems(problems, [field.key for field in self.custom.fields])
        rows = self._all_rows()
        for place, row in rows:
            message = placed.get(place, "")
            row.show_problem("" if place == places.WHEN and message == self.when.problem else message)
        first = next((row for place, row in rows if place in placed), None)
        if first is not None:
            first.take_focus()
        return others

    def go_to_next_problem(self) -> bool:
        """Focus the next field after the present one that has a problem, from the first again; whether there is any.

        Every answer is looked at, also one that was restored and never left.
        """
        rows = [row for _, row in self._all_rows()]
        for row in rows:
            row.look()
        here = next((at for at, row in enumerate(rows) if row.has_focus_within), -1)
        following = [*rows[here + 1 :], *rows[: here + 1]]
        wrong = next((row for row in following if self._is_wrong(row)), None)
        if wrong is not None:
            wrong.take_focus()
        return wrong is not None

    @property
    def has_problems(self) -> bool:
        """Whether a problem stands under any field."""
        return any(self._is_wrong(row) for _, row in self._all_rows())

    def _is_wrong(self, row: FormField) -> bool:
        return bool(row.problem) or (row.input is self.when and bool(self.when.problem))

    def _all_rows(self) -> list[tuple[str, FormField]]:
        """Every field in the order of the form, with its place."""
        keys = [places.custom_place(field.key) for field in self.custom.fields]
        order = [*self._rows][:-2] + keys + [*self._rows][-2:]
        return [(place, row) for place in order if (row := self._row_of(place)) is not None]

    def show_sending(self, is_sending: bool) -> None:
        """The button says that the booking is on its way."""
        self.button.label = SENDING if is_sending else CREATE

    def fill_in(self, name: str, timezone: str) -> None:
        """What is known of the attendee, where nothing was typed yet."""
        if name and not self.name_input.value.strip():
            self.name_input.value = name
        if timezone and not self.timezone.value.strip():
            self.timezone.value = timezone

    def put_attendee(self, attendee: Attendee) -> None:
        """Fill in a person who was chosen or pasted: what is known of them, in the place of what stood there."""
        fields = ((self.name_input, attendee.name), (self.email, attendee.email), (self.phone, attendee.phone),
                  (self.timezone, attendee.timezone))  # fmt: skip
        for one, text in fields:
            if text and isinstance(one, SuggestInput):
                one.put(text)
            elif text:
                one.value = text

    def on_suggest_input_taken(self, event: SuggestInput.Taken) -> None:
        """An attendee goes into all of their lines; then on to the next field."""
        event.stop()
        self.post_message(self.AttendeeTaken(event.value))
        self.screen.focus_next()

    def on_suggest_line_contact_given(self, event: SuggestLine.ContactGiven) -> None:
        """Take the person apart."""
        event.stop()
        contact = event.contact
        self.put_attendee(Attendee(contact.name, contact.email, contact.phone))

    def on_field_input_edited(self, event: FieldInput.Edited) -> None:
        """Other parts of the form depend on two of its fields."""
        event.stop()
        self.post_message(self.Typed())
        if event.field_input is self.event_type:
            self.post_message(self.EventTypeChosen(_text(self.event_type)))
        elif event.field_input is self.timezone:
            self.when.show_attendee_zone(self.attendee_zone)
            self.post_message(self.TimezoneGiven())

    def on_field_input_accepted(self, event: FieldInput.Accepted) -> None:
        """Go on to the next field."""
        event.stop()
        self.screen.focus_next()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A known attendee's other details are filled in."""
        if event.widget is self.email.line and self.email.value.strip():
            self.post_message(self.EmailGiven(self.email.value.strip()))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The one way to create."""
        event.stop()
        self.post_message(self.CreateWanted())

    def _row_of(self, place: str) -> FormField | None:
        return self._rows.get(place) or self.custom.row_of(place.removeprefix(f"{places.CUSTOM}."))


def _checked(label: str, field_input: FieldInput, place: str, its_id: str) -> FormField:
    return FormField(label, field_input, check=partial(check_text, place), id=its_id)


def _text(field_input: FieldInput) -> str:
    raw = field_input.raw
    if raw is None and isinstance(field_input, ChoiceInput):
        return field_input.wished
    return raw if isinstance(raw, str) else ""
