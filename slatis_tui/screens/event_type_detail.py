"""One event type: everything it says, and the fields of its form."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from slatis_tui.domain.models import EventType
from slatis_tui.domain.text import clean
from slatis_tui.errors import SlatisError
from slatis_tui.presentation.event_type_text import event_type_lines
from slatis_tui.presentation.lines import Line
from slatis_tui.screens._base import ConsoleScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.messages import OpenBookingForm, ShowBookingsOf
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.text_block import TextBlock


class EventTypeDetailScreen(ConsoleScreen):
    """Reads the event type with its fields once it is opened; what the list knew stands at once."""

    kind: ClassVar[str] = "event type"
    heading: ClassVar[str] = "Event type"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk, event_type_id: str) -> None:
        super().__init__(desk)
        self._event_type_id = event_type_id
        self._error = ""

    def compose_body(self) -> ComposeResult:
        """One block of text."""
        yield TextBlock()

    def on_mount(self) -> None:
        """Show what is known, and ask for the fields."""
        super().on_mount()
        self._show()
        self.query_one(TextBlock).focus()
        known = self.desk.directory.event_type(self._event_type_id)
        if known is None or known.fields is None:
            self.refresh_data()

    def refresh_data(self) -> None:
        """Load it again."""
        self.run_worker(self._load(), group="event-type", exclusive=True)

    async def _load(self) -> None:
        self._error = ""
        try:
            await self.desk.directory.load_event_type(self._event_type_id)
        except SlatisError as error:
            self._error = error.explained()
            self.desk.announce(Topic.DIRECTORY)

    def desk_changed(self, news: set[Topic]) -> None:
        """Show what has arrived."""
        if Topic.DIRECTORY in news:
            self._show()

    def action_book(self) -> None:
        """Book it."""
        self.post_message(OpenBookingForm(self._event_type_id))

    def action_bookings(self) -> None:
        """Its bookings."""
        self.post_message(ShowBookingsOf(self._event_type_id))

    def _show(self) -> None:
        self.query_one(TextBlock).show(self._lines)

    def _lines(self, width: int) -> list[Line]:
        known = self.desk.directory.event_type(self._event_type_id)
        event_type = known or EventType(self._event_type_id, clean(self._event_type_id))
        return event_type_lines(event_type, error=self._error, now=self.desk.clock(), zone=self.desk.zone, width=width)
