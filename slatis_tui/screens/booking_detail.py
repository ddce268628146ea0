"""One booking: what it says, what may be done now, and the answer as the server sent it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.models import Booking, BookingRow, Status
from slatis_tui.domain.text import clean
from slatis_tui.errors import SlatisError
from slatis_tui.presentation.detail import Move, overview
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.raw import raw_json
from slatis_tui.screens._deciding import DecidingScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.messages import OpenBookingForm
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.frame import TabLine
from slatis_tui.widgets.text_block import TextBlock

_TABS = ("Overview", "Raw JSON")
_OVERVIEW, _RAW = range(len(_TABS))


class BookingDetailScreen(DecidingScreen):
    """Opens from what the list has loaded, without a request; an unknown id is fetched."""

    kind: ClassVar[str] = "booking"
    heading: ClassVar[str] = "Booking"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk, booking_id: str, among: tuple[str, ...] = ()) -> None:
        super().__init__(desk)
        self._booking_id = booking_id
        self._among = among
        self._tab = _OVERVIEW
        self._error = ""
        self._step_words = ""
        """Where a booking that was made just now is on its way."""
        self._row: BookingRow | None = None
        self._whole: Booking | None = None

    @property
    def booking_id(self) -> str:
        """Which booking is on screen."""
        return self._booking_id

    def compose_body(self) -> ComposeResult:
        """The tabs, and one block of text."""
        yield TabLine(id="tabs")
        yield TextBlock()

    def on_mount(self) -> None:
        """Show what is known; fetch what is not."""
        super().on_mount()
        self.query_one(TextBlock).focus()
        self._show_booking(self._booking_id)

    def target(self) -> BookingRow | None:
        """The booking on screen."""
        return self.desk.store.get(self._booking_id)

    def among(self) -> tuple[str, ...]:
        """Those of the list that it was opened from."""
        return self._among

    def desk_changed(self, news: set[Topic]) -> None:
        """Show the newest truth of it."""
        self._show()

    def refresh_data(self) -> None:
        """Ask the server for it as it is now, and for its fields' labels."""
        self.run_worker(self._load(self._booking_id), group="booking", exclusive=True)

    def header_extra(self) -> str:
        """Where in the list it stands."""
        if self._booking_id not in self._among:
            return ""
        return f"{self._among.index(self._booking_id) + 1} of {len(self._among)}"

    def action_new(self) -> None:
        """Start a new booking of the same event type."""
        row = self.target()
        self.post_message(OpenBookingForm(row.event_type_id if row is not None else ""))

    def action_previous(self) -> None:
        """The one above in the list."""
        self._step(-1)

    def action_next(self) -> None:
        """The one below in the list."""
        self._step(1)

    def action_overview(self) -> None:
        """The first tab."""
        self._show_tab(_OVERVIEW)

    def action_raw(self) -> None:
        """The second tab."""
        self._show_tab(_RAW)

    def action_copy(self) -> None:
        """Copy the id."""
        self.copy_id(self._booking_id)

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """A click on a tab."""
        self._show_tab(event.place)

    async def _load(self, booking_id: str) -> None:
        stamp, problem = self.desk.store.stamp(), ""
        try:
            booking = await self.desk.reader.get_booking(booking_id)
            self.desk.store.put_answer(booking.row, stamp)
        except SlatisError as error:
            problem = error.explained()
        if booking_id == self._booking_id:
            self._error = problem
        self.desk.announce(Topic.BOOKINGS)

    def _step(self, by: int) -> None:
        place = self._among.index(self._booking_id) + by if self._booking_id in self._among else -1
        if 0 <= place < len(self._among):
            self._show_booking(self._among[place])
        else:
            self.say(
                "There is no further booking in this direction" if self._among else "It was not opened from a list"
            )

    def _show_booking(self, booking_id: str) -> None:
        self._booking_id = self.desk.visited = booking_id
        self._error = self._step_words = ""
        row = self.target()
        if row is None:
            self.refresh_data()
        else:
            self._follow_its_making(row)
        for other, _ in self._others(booking_id):
            if self.desk.store.get(other) is None:
                self.desk.again.look(other)  # for its time, which stands beside its id
        self._show(from_top=True)
        self.draw_frame()

    def _follow_its_making(self, row: BookingRow) -> None:
        """A booking made just now may still be routed; one that had been made before is asked for as it is now."""
        making = self.desk.latest_change(row.id)
        if making is None or making.verb is not Verb.CREATE:
            return
        if row.status == Status.DRAFT:
            self._step_words = "Made; it is being routed to someone …"
            self.run_worker(self._settle(row.id), group="booking", exclusive=True)
        elif making.replayed:
            self.refresh_data()

    async def _settle(self, booking_id: str) -> None:
        routing = await self.desk.again.settle(booking_id)
        if booking_id == self._booking_id:
            again = f"{self.key_of('app.refresh')} looks again"
            self._step_words = "" if routing.settled else f"Made, and still being routed. {again}."
        self.desk.announce(Topic.BOOKINGS)

    def _show_tab(self, place: int) -> None:
        self._tab = place
        self._show(from_top=True)

    def _show(self, *, from_top: bool = False) -> None:
        self.query_one(TabLine).show_tabs([("", name, "", place == self._tab) for place, name in enumerate(_TABS)])
        row = self.target()
        if row is not self._row:
            self._row, self._whole = row, row.whole() if row else None
            if row and row.event_type_id:
                self.desk.directory.want_fields(row.event_type_id)
        self.query_one(TextBlock).show(self._lines, from_top=from_top)

    def _lines(self, width: int) -> list[Line]:
        row, whole = self._row, self._whole
        if row is None or whole is None:
            return self._missing_lines()
        if self._tab == _RAW:
            return raw_json(whole)
        if row.problem:
            return [[(row.problem, "error")], [], [("Raw JSON shows what the server sent.", "muted")]]
        above = [(self._error, "error")] if self._error else [(self._step_words, "warning")]
        return [*([above, []] if above[0][0] else []), *self._overview(row, whole, width)]

    def _missing_lines(self) -> list[Line]:
        if self._error:
            return [[(self._error, "error")], [], [(f"{self.key_of('app.refresh')} tries again.", "muted")]]
        return [[(f"Loading {clean(self._booking_id)} …", "muted")]]

    def _overview(self, row: BookingRow, whole: Booking, width: int) -> list[Line]:
        directory = self.desk.directory
        return overview(
            whole,
            now=self.desk.clock(),
            zone=self.desk.zone,
            event_type=directory.event_type(row.event_type_id),
            event_type_name=directory.event_type_name(row.event_type_id),
            member_name=directory.member_name(row.assigned_to_id),
            changes=[change for change in self.desk.changes if row.id in (change.booking_id, change.result_id)],
            moves=self._moves(row),
            keys=self.verb_keys(),
            refusal=self.desk.write_refusal(),
            refused=self.refused_verbs(),
            width=width,
        )

    def _moves(self, row: BookingRow) -> list[Move]:
        """The bookings before and after it, as far as it was rescheduled from here."""
        found: list[Move] = []
        for other, is_later in self._others(row.id):
            known = self.desk.store.get(other)
            found.append(Move(other, known.start if known else None, is_later))
        return found

    def _others(self, booking_id: str) -> list[tuple[str, bool]]:
        """The ids of those, and whether each is the later one."""
        if self.desk.services is None:
            return []
        moves = self.desk.services.outbox.moves
        both = ((moves.before(booking_id), False), (moves.after(booking_id), True))
        return [(other, is_later) for other, is_later in both if other]
