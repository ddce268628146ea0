"""Known attendees for a form: gathered from the bookings that are loaded, found as one types, filled in when taken."""

import asyncio

from slatis_tui.domain.attendees import KnownAttendees
from slatis_tui.domain.models import Attendee
from slatis_tui.domain.zones import zone_exists
from slatis_tui.screens._booking_form_sending import CreatingScreen
from slatis_tui.screens.desk import Desk
from slatis_tui.widgets.booking_form import BookingFormFields


class AttendeeFindingScreen(CreatingScreen):
    """Costs no request: only what has been loaded is searched."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.attendees = KnownAttendees()
        self._gathered = 0
        """How many bookings were known when they were gathered last."""

    def gather_attendees(self) -> None:
        """Take in the bookings that came since the last time, if any."""
        count = len(self.desk.store.rows)
        if count != self._gathered:
            self._gathered = count
            self.run_worker(self._gather(), group="attendees", exclusive=True)

    async def _gather(self) -> None:
        for _ in self.attendees.gather(list(self.desk.store.rows.values())):
            await asyncio.sleep(0)

    def on_booking_form_fields_attendee_taken(self, event: BookingFormFields.AttendeeTaken) -> None:
        """Everything that their booking says of them."""
        row = self.desk.store.get(event.booking_id)
        if row is not None:
            theirs = row.whole().attendee
            timezone = row.timezone if zone_exists(row.timezone) else ""
            self.form.put_attendee(Attendee(row.name, row.email, theirs.phone, timezone))

    def on_booking_form_fields_email_given(self, event: BookingFormFields.EmailGiven) -> None:
        """A known attendee's name and timezone are filled in, where nothing was typed yet."""
        row = self.attendees.of_address(event.email)
        if row is not None:
            self.form.fill_in(row.name, row.timezone if zone_exists(row.timezone) else "")
