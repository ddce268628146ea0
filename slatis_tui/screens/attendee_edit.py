"""Edit attendee: name, e-mail, phone and timezone of one booking, with what would change in sight before it is sent."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from slatis_tui.domain import form_places as places
from slatis_tui.domain.attendee_edit import AttendeeEdit, edit_of
from slatis_tui.domain.changes import Change, Intent, Verb
from slatis_tui.domain.forms import check_text
from slatis_tui.domain.lifecycle import judge
from slatis_tui.domain.models import Attendee, BookingRow
from slatis_tui.presentation.attendee_edit_text import edit_lines
from slatis_tui.presentation.booking_cells import subject
from slatis_tui.screens._small_form import SmallFormScreen
from slatis_tui.screens.desk import Desk
from slatis_tui.screens.messages import GoBack
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.form_field import FormField
from slatis_tui.widgets.text_inputs import LineInput
from slatis_tui.widgets.zone_input import ZoneInput

_LABELS = {places.NAME: "Name", places.EMAIL: "E-mail", places.PHONE: "Phone", places.TIMEZONE: "Timezone"}


class AttendeeEditScreen(SmallFormScreen):
    """Sends only what changed; once that is done, the screen below is back."""

    heading: ClassVar[str] = "Edit attendee"
    send_label: ClassVar[str] = "Save"

    def __init__(self, desk: Desk, row: BookingRow) -> None:
        self._row = row
        self._before = before = row.whole().attendee
        self._timezone = ZoneInput(before.timezone)
        self._inputs: dict[str, LineInput | ZoneInput] = {
            places.NAME: LineInput(before.name),
            places.EMAIL: LineInput(before.email),
            places.PHONE: LineInput(before.phone, placeholder="optional"),
            places.TIMEZONE: self._timezone,
        }
        super().__init__(desk)

    @property
    def sends(self) -> Verb:
        """The correction."""
        return Verb.EDIT_ATTENDEE

    def make_fields(self) -> Mapping[str, FormField]:
        """The four details."""
        return {
            place: FormField(_LABELS[place], one, check=partial(check_text, place), id=place.partition(".")[2])
            for place, one in self._inputs.items()
        }

    def on_mount(self) -> None:
        """Say whose booking it is."""
        super().on_mount()
        self.show_about([[(subject(self._row), "strong"), (f"  {self.desk.when(self._row)}", "muted")]])
        self.show_preview(edit_lines(self._edit()))

    def escape_one(self) -> bool:
        """Close the suggestions; else the app leaves the form."""
        if self._timezone.is_open:
            self._timezone.close()
            return True
        return super().escape_one()

    def on_field_input_edited(self, event: FieldInput.Edited) -> None:
        """Show at once what would change."""
        event.stop()
        self.show_preview(edit_lines(self._edit()))

    def send_wanted(self) -> None:
        """Send what changed, if that is fit to be sent."""
        row, edit = self.desk.store.get(self._row.id) or self._row, self._edit()
        verdict = judge(Verb.EDIT_ATTENDEE, row, self.desk.clock())
        others = self.show_problems(edit.problems)
        if verdict.reason:
            self.say_above(verdict.reason)
        elif edit.problems:
            self.say_above("", others)
        elif not edit.edited:
            self.say_above("Nothing has changed, so nothing was sent")
        else:
            self.send_change(Intent(Verb.EDIT_ATTENDEE, row.id, subject(row), row.status, edit.body, at_once=True))

    def finished(self, change: Change) -> None:
        """Back to where it was opened."""
        self.post_message(GoBack())

    def _edit(self) -> AttendeeEdit:
        name, email, phone, timezone = (one.value for one in self._inputs.values())
        return edit_of(self._before, Attendee(name, email, phone, timezone))
