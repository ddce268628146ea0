"""Reschedule: another time for a booking. The old time stands above, and is marked in the grid of free slots."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual.message import Message

from slatis_tui.domain import form_places as places
from slatis_tui.domain.changes import Change, Intent, Verb
from slatis_tui.domain.instants import local_date, to_wire
from slatis_tui.domain.lifecycle import judge
from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.typed_times import At
from slatis_tui.domain.zones import Zone, find_zone, zone_exists
from slatis_tui.errors import FieldProblem, SlatisError
from slatis_tui.presentation.booking_cells import subject
from slatis_tui.presentation.reschedule_text import old_time_lines
from slatis_tui.screens._slot_asking import SlotAskingScreen
from slatis_tui.screens._small_form import SmallFormScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.messages import OpenBooking
from slatis_tui.widgets.form_field import FormField
from slatis_tui.widgets.slot_picker import SlotPicker
from slatis_tui.widgets.text_inputs import LineInput
from slatis_tui.widgets.when_input import WhenInput

_REASON = "reason"
_NO_TIME = "Type a time, or pick a free slot"
_SAME_TIME = "This is the time that it has now"
_DAYS_BEFORE = 3
"""The grid begins so long before the old time, unless that has passed: people move a meeting both ways."""


class RescheduleScreen(SlotAskingScreen, SmallFormScreen):
    """Moves one booking. The server cancels it and makes another one, which is then shown."""

    @dataclass
    class Looked(Message):
        """The booking as it is now."""

        row: BookingRow

    heading: ClassVar[str] = "Reschedule"
    send_label: ClassVar[str] = "Reschedule"

    def __init__(self, desk: Desk, row: BookingRow, among: tuple[str, ...] = ()) -> None:
        self._row = row
        self._among = among
        self._when = WhenInput(zone=desk.zone_of(row), clock=desk.clock)
        self._reason = LineInput(placeholder="optional")
        super().__init__(desk)

    @property
    def sends(self) -> Verb:
        """The move."""
        return Verb.RESCHEDULE

    def make_fields(self) -> Mapping[str, FormField]:
        """The new time, and why."""
        return {
            places.WHEN: FormField("When", self._when, id="when"),
            _REASON: FormField("Reason", self._reason, id="reason"),
        }

    def on_mount(self) -> None:
        """Show the old time, and look for free slots around it."""
        super().on_mount()
        zone = self._row.timezone
        self._when.show_attendee_zone(find_zone(zone) if zone_exists(zone) else None)
        if self._row.start is not None:
            self._when.mark(self._row.start)
            self._when.show_length(max(0, (self._row.end or self._row.start) - self._row.start))
        self.follow_zone()
        self._show_old_time()
        self.show_slots_of(self._row.event_type_id)

    def wanted_zone(self) -> Zone:
        """The one on screen, of the attendee too."""
        return self.desk.zone_of(self._row)

    def first_day(self) -> date:
        """Some days before the old time, unless they have passed."""
        today = super().first_day()
        if self._row.start is None:
            return today
        return max(today, local_date(self._row.start, self.form_zone) - timedelta(days=_DAYS_BEFORE))

    def desk_changed(self, news: set[Topic]) -> None:
        """The change may have moved on; names may have come, and another zone."""
        super().desk_changed(news)
        self._show_old_time()

    def escape_one(self) -> bool:
        """Close the grid; else the app leaves the form."""
        focused = self.focused
        if isinstance(focused, SlotPicker):
            focused.action_leave()
            return True
        return False

    def refresh_data(self) -> None:
        """Load the free slots again; what was typed stays."""
        self.show_slots_of(self._row.event_type_id)

    def problem_of(self, place: str, message: str) -> str:
        """What is wrong with a typed time stands there already."""
        return "" if place == places.WHEN and message == self._when.problem else message

    def time_taken(self, change: Change) -> None:
        """Back to the grid where it was for the time; a conflict may also be about what the booking is now."""
        if change.problems:
            self._back_to_grid()
        else:
            self.run_worker(self._look_again(), group="look", exclusive=True)

    def on_reschedule_screen_looked(self, event: Looked) -> None:
        """Say what the booking is now, if that is in the way."""
        reason = judge(Verb.RESCHEDULE, event.row, self.desk.clock()).reason
        if reason:
            self.say_above(reason)
        else:
            self._back_to_grid()

    def send_wanted(self) -> None:
        """Send the new time."""
        row, meaning = self.desk.store.get(self._row.id) or self._row, self._when.meaning
        verdict = judge(Verb.RESCHEDULE, row, self.desk.clock())
        if verdict.reason:
            self.say_above(verdict.reason)
        elif not isinstance(meaning, At):
            self.show_problems([FieldProblem(places.WHEN, self._when.problem or _NO_TIME)])
        elif meaning.instant == row.start:
            self.show_problems([FieldProblem(places.WHEN, _SAME_TIME)])
        else:
            reason = self._reason.value.strip()
            body = {"requested_time": to_wire(meaning.instant)} | ({"reason": reason} if reason else {})
            self.show_problems([])
            self.send_change(Intent(Verb.RESCHEDULE, row.id, subject(row), row.status, body, at_once=True))

    def finished(self, change: Change) -> None:
        """Go on to the new booking, which takes the old one's place in the list."""
        old, new = self._row.id, change.result_id or self._row.id
        among = tuple(new if booking_id == old else booking_id for booking_id in self._among)
        self.post_message(OpenBooking(new, among, replace=True))

    async def _look_again(self) -> None:
        stamp = self.desk.store.stamp()
        try:
            row = (await self.desk.reader.get_booking(self._row.id)).row
        except SlatisError:
            row = self._row  # how it stands is not known, so the time is looked at
        else:
            self.desk.store.put_answer(row, stamp)
        self.post_message(self.Looked(row))

    def _back_to_grid(self) -> None:
        """At the day of the time that was refused, which is asked for anew; the rest stays."""
        meaning = self._when.meaning
        if isinstance(meaning, At):
            self._when.show_taken(meaning.instant)
            self.show_day_anew(meaning.instant)

    def _show_old_time(self) -> None:
        directory, row = self.desk.directory, self._row
        names = [directory.event_type_name(row.event_type_id), directory.member_name(row.assigned_to_id)]
        self.show_about(old_time_lines(row, names=names, zone=self.form_zone, now=self.desk.clock()))
