"""New booking: one scrolling form for an event type, a time, an attendee and the custom fields."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from slatis_tui.commands import command
from slatis_tui.domain.changes import Change
from slatis_tui.domain.copies import copied_answers, copied_content
from slatis_tui.domain.forms import check_form
from slatis_tui.domain.models import EventType
from slatis_tui.domain.text import clean
from slatis_tui.domain.typed_times import At
from slatis_tui.domain.zones import Zone
from slatis_tui.errors import FieldProblem
from slatis_tui.presentation.booking_cells import subject
from slatis_tui.screens import _booking_form_loading as loading
from slatis_tui.screens._attendee_finding import AttendeeFindingScreen
from slatis_tui.screens._booking_form_choices import event_type_choices, member_choices
from slatis_tui.screens._booking_form_hints import hints_for
from slatis_tui.screens._drafting import DraftingScreen
from slatis_tui.screens._slot_asking import SlotAskingScreen
from slatis_tui.screens.desk import Desk, Topic, ZoneMode
from slatis_tui.screens.messages import EditText
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.booking_form import BookingFormFields
from slatis_tui.widgets.choice_input import ChoiceMenu
from slatis_tui.widgets.frame import KeyHints
from slatis_tui.widgets.inline_inputs import InlineInput
from slatis_tui.widgets.pairs_input import PairsInput
from slatis_tui.widgets.slot_picker import SlotPicker
from slatis_tui.widgets.suggest_input import SuggestInput, SuggestLine
from slatis_tui.widgets.text_inputs import BlockInput

_NOT_LOADED = "Its fields are not loaded yet; they are asked for again"


class BookingFormScreen(SlotAskingScreen, AttendeeFindingScreen, DraftingScreen):
    """Books. Nothing that was typed is lost by an error, by a slow answer or by another event type."""

    kind: ClassVar[str] = "booking form"
    heading: ClassVar[str] = "New booking"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk, event_type_id: str = "", like: str = "") -> None:
        super().__init__(desk)
        row = desk.store.get(like) if like else None
        self._like = row.whole() if row is not None else None
        """The booking that this one begins as a copy of, until its answers are in their fields."""
        self._copies = bool(self._like)
        self._wanted = event_type_id
        self._chosen = ""
        self._fields_of = ""
        """The event type whose fields are shown."""

    def compose_body(self) -> ComposeResult:
        """What belongs to no field, and the form."""
        yield self.compose_problem()
        yield self.compose_draft_line()
        yield BookingFormFields(zone=self.form_zone, clock=self.desk.clock, attendees=self.attendees, id="form")

    def on_mount(self) -> None:
        """Offer what is known, choose what was asked for, and load the rest."""
        super().on_mount()
        self.gather_attendees()
        self._offer()
        self.form.event_type.raw = self._wanted
        self.form.event_type.take_focus()
        if not self._wanted:
            self.call_later(self.change_draft, "")
        self._load_names()

    def on_choice_input_missed(self) -> None:
        """The event types, or the members, were to be there: ask again, unless they are on their way."""
        if not any(one.group == "names" and one.node is self and not one.is_finished for one in self.workers):
            self._load_names()

    def desk_changed(self, news: set[Topic]) -> None:
        """More names, or the create has moved on."""
        super().desk_changed(news)
        if Topic.DIRECTORY in news:
            self._offer()

    def escape_one(self) -> bool:
        """Close the menu or the grid; else the app leaves the form, without asking."""
        focused = self.focused
        if isinstance(focused, ChoiceMenu):
            focused.action_close()
        elif isinstance(focused, SlotPicker):
            focused.action_leave()
        elif isinstance(focused, InlineInput) and focused.sought:
            focused.seek("")
        elif any(one.is_open for one in self.query(SuggestInput)):
            for one in self.query(SuggestInput):
                one.close()
        else:
            return False
        return True

    def refresh_data(self) -> None:
        """Load the fields and the free slots again; what was typed stays."""
        if self._chosen:
            self._load_fields()
            self.show_slots_of(self._chosen)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Each kind of input has its keys."""
        if isinstance(event.widget, SuggestLine):
            self.gather_attendees()
        if event.widget is not self.focused:
            return  # of two in a moment the first may be told last
        is_long = isinstance(event.widget, BlockInput) and not isinstance(event.widget, PairsInput)
        shown = (
            ("form.editor", is_long),
            ("form.next-problem", self.form.has_problems),
            ("form.drop-draft", self.has_draft),
        )
        more = [(self.key_of(name), command(name).hint) for name, is_shown in shown if is_shown]
        usual = hints_for(event.widget)
        if isinstance(event.widget, ChoiceMenu | SlotPicker):
            more = []  # what lies open has its own keys
        self.query_one(KeyHints).set_hints([*usual[:2], *more, *usual[2:]])

    def action_editor(self) -> None:
        """Write the long text in the operator's own editor."""
        block = self.focused
        if not isinstance(block, BlockInput) or isinstance(block, PairsInput):
            self.say("Only a long text opens in the editor")
            return
        self.post_message(
            EditText(
                block.text,
                edited=lambda text: block.post_message(block.EditedElsewhere(text)),
                failed=lambda problem: self.post_message(self.Said(problem)),
            )
        )

    def action_next_problem(self) -> None:
        """Go to the next field that has one; where none has, to what would keep the form from being sent."""
        if self.form.go_to_next_problem():
            return
        missing = check_form(self.form.values(), self.form.custom.fields).problems
        self.form.show_problems(missing)
        if not missing:
            self.say("No field has a problem")

    # --- The event type ----------------------------------------------------------------------------------------

    async def on_booking_form_fields_event_type_chosen(self, event: BookingFormFields.EventTypeChosen) -> None:
        """Its fields and free slots are wanted; the fields stand at once where they are known."""
        if event.event_type_id == self._chosen:
            return
        self._chosen = event.event_type_id
        self._fields_of = ""
        if self._copies:
            self._copies = False
            self._begin_as_copy()
        else:
            await self.change_draft(self._chosen)
        self.show_slots_of(self._chosen)
        known = self.desk.directory.event_type(self._chosen)
        self.when.show_length(60 * (known.duration or 0) if known else 0)
        if known is not None and known.fields is not None:
            await self._show_fields(known)
        else:
            await self.form.custom.show_note("loading the fields …" if self._chosen else "")
        if self._chosen:
            self._load_fields()

    async def on_fields_arrived(self, event: loading.FieldsArrived) -> None:
        """Show them, unless another event type was chosen meanwhile."""
        if event.event_type_id == self._chosen:
            await self._show_fields(event.event_type)

    async def on_fields_failed(self, event: loading.FieldsFailed) -> None:
        """Say so; fields that were known before serve as well."""
        if event.event_type_id == self._chosen and not self._fields_of:
            await self.form.custom.show_note("")
            self._show_problem(f"Its fields could not be loaded: {event.error.explained()}")

    def on_names_failed(self, event: loading.NamesFailed) -> None:
        """Say what can't be chosen; nobody needs to choose a member, so that is said where one would."""
        if event.what == "members":
            self.form.assign_to.placeholder = "anyone (the members could not be loaded)"
        else:
            self.form.event_type.placeholder = "could not be loaded; Enter tries again"
            self.say(f"The {event.what} could not be loaded: {event.error.explained()}", "warning")

    async def _show_fields(self, event_type: EventType) -> None:
        self._fields_of = self._chosen
        fields = event_type.fields or ()
        if fields:
            await self.form.custom.show_fields(fields)
            if self._like is not None:
                self.add_answers(copied_answers(self._like, fields))
                self._like = None
        else:
            await self.form.custom.show_note("")

    def _begin_as_copy(self) -> None:
        if self._like is not None:
            words = f"filled in from the booking of {subject(self._like.row)}"
            self.start_from(self._chosen, copied_content(self._like), words)

    def _load_names(self) -> None:
        if not self.desk.directory.event_types_loaded:
            self.form.event_type.placeholder = "loading …"
        self.run_worker(loading.load_names(self.desk.directory, self.post_message), group="names")

    def _load_fields(self) -> None:
        work = loading.load_fields(self.desk.directory, self._chosen, self.post_message)
        self.run_worker(work, group="fields", exclusive=True)

    def _offer(self) -> None:
        directory = self.desk.directory
        if directory.event_types_loaded:
            self.form.event_type.placeholder = "choose with Enter"
        wanted = self._chosen or self._wanted
        missing = directory.event_type(wanted) or EventType(wanted, clean(wanted))
        self.form.event_type.offer(event_type_choices(directory.event_types, missing if wanted else None))
        self.form.assign_to.offer(member_choices(directory.members))

    def time_taken(self, change: Change) -> None:
        """Back to the grid at that day, which is asked for anew, with the free times around it; the rest stays."""
        meaning = self.when.meaning
        if isinstance(meaning, At):
            self.when.show_taken(meaning.instant)
            self.show_day_anew(meaning.instant)

    def wanted_zone(self) -> Zone:
        """The attendee's is known as soon as it was typed."""
        attendee = self.form.attendee_zone
        if self.desk.zone_mode is ZoneMode.ATTENDEE and attendee is not None:
            return attendee
        return super().wanted_zone()

    def on_booking_form_fields_timezone_given(self) -> None:
        """It may be the zone that is on screen."""
        self.follow_zone()

    # --- The attendee and the end ------------------------------------------------------------------------------

    def on_booking_form_fields_create_wanted(self) -> None:
        """Send the form if it is fit to be sent; else say under its fields why not."""
        if self.is_sending:
            return
        if self.desk.read_only:
            self.say(self.desk.write_refusal(), "warning")
            return
        if self._chosen and self._fields_of != self._chosen:
            self._load_fields()
            self._show_problem(_NOT_LOADED)
            return
        checked = check_form(self.form.values(), self.form.custom.fields)
        self.say_above("", self.form.show_problems(checked.problems))
        if not checked.problems:
            self.send(checked.body)

    def _show_problem(self, text: str) -> None:
        """Under `Event type`."""
        self.form.show_problems([FieldProblem("event_type_id", text)])
