"""Routing: where screens ask to go, and the keys that go somewhere from everywhere."""

from textual import events
from textual.geometry import Size
from textual.screen import ModalScreen

from slatis_tui.commands import COMMANDS, SCREENS, Command, Context, command, commands_of
from slatis_tui.company_routes import CompanyRoutes
from slatis_tui.domain.text import clean
from slatis_tui.screens.bookings import BookingsScreen
from slatis_tui.screens.desk import Desk
from slatis_tui.screens.messages import (
    GoBack,
    MoveTheDay,
    OpenAttendeeEdit,
    OpenBooking,
    OpenBookingForm,
    OpenReschedule,
    ShowBookingsOf,
)
from slatis_tui.screens.too_small import TooSmallScreen, is_too_small


class RoutingApp(CompanyRoutes):
    """Knows all screens; they do not know each other. Those not needed for the first frame are imported late."""

    def __init__(self, desk: Desk, view: str) -> None:
        super().__init__(desk)
        self._view = view

    def on_open_booking(self, message: OpenBooking) -> None:
        """One booking, over the present screen or in its place."""
        from slatis_tui.screens.booking_detail import BookingDetailScreen

        screen = BookingDetailScreen(self.desk, message.booking_id, message.among)
        if message.replace:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def on_open_booking_form(self, message: OpenBookingForm) -> None:
        """A new booking."""
        if self.desk.read_only:
            self.console_screen.say(self.desk.write_refusal(), "warning")
            return
        from slatis_tui.screens.booking_form import BookingFormScreen

        self.push_screen(BookingFormScreen(self.desk, message.event_type_id, message.like))

    def on_open_reschedule(self, message: OpenReschedule) -> None:
        """Another time for a booking."""
        row = self.desk.store.get(message.booking_id)
        if row is not None:
            from slatis_tui.screens.reschedule import RescheduleScreen

            self.push_screen(RescheduleScreen(self.desk, row, message.among))

    def on_open_attendee_edit(self, message: OpenAttendeeEdit) -> None:
        """The attendee's details of a booking."""
        row = self.desk.store.get(message.booking_id)
        if row is not None:
            from slatis_tui.screens.attendee_edit import AttendeeEditScreen

            self.push_screen(AttendeeEditScreen(self.desk, row))

    def on_move_the_day(self, message: MoveTheDay) -> None:
        """New times for a member's day."""
        from slatis_tui.screens.day_move import DayMoveScreen

        self.push_screen(DayMoveScreen(self.desk, message.member_id, message.day))

    def on_show_bookings_of(self, message: ShowBookingsOf) -> None:
        """The bookings, filtered by one event type or one attendee."""
        self.action_bookings()
        if not isinstance(self.screen, BookingsScreen):
            return
        if message.attendee_email:
            self.screen.show_attendee(message.attendee_email)
        elif message.member_id:
            self.screen.show_member(message.member_id)
        else:
            self.screen.show_event_type(message.event_type_id)

    async def on_go_back(self, _message: GoBack) -> None:
        """Leave the screen."""
        await self.action_back()

    def on_resize(self, event: events.Resize) -> None:
        """Cover the console while it does not fit."""
        if not isinstance(self.screen, TooSmallScreen):
            self.cover_if_too_small(event.size)
        elif is_too_small(event.size):
            self.screen.show_size(event.size)
        else:
            self.pop_screen()

    def cover_if_too_small(self, size: Size) -> None:
        """Let nothing but the window's size be seen where there is no room for more."""
        if is_too_small(size):
            self.push_screen(TooSmallScreen())

    async def uncover(self) -> None:
        """Take the cover away, for whoever puts another screen on top; the cover goes on top of that again."""
        if isinstance(self.screen, TooSmallScreen):
            await self.pop_screen()

    async def action_back(self) -> None:
        """To the screen below; at the top, quit, after asking what becomes of waiting changes."""
        if not self._go_up():
            from slatis_tui.screens.quitting import ask_to_quit

            ask_to_quit(self, self.desk)

    def action_up(self) -> None:
        """To the screen below; at the top nothing."""
        self._go_up()

    async def action_leave(self) -> None:
        """Back, from an input too."""
        if not isinstance(self.screen, TooSmallScreen):
            await self.action_back()
        elif not self.desk.open_changes():
            self.exit()

    def action_escape(self) -> None:
        """Close or clear one thing; at the top never quit."""
        if isinstance(self.screen, ModalScreen) or not self.console_screen.escape_one():
            self._go_up()

    def _go_up(self) -> bool:
        """Close a dialog, or leave the screen for the one below; whether there was anything to leave."""
        screen = self.screen
        if isinstance(screen, TooSmallScreen):
            return True
        if isinstance(screen, ModalScreen):
            screen.dismiss(None)
            return True
        if len(self.screen_stack) == 1 or self.console_screen.is_top:
            return False
        self.pop_screen()
        return True

    def action_bookings(self) -> None:
        """To the bookings."""
        if self.desk.is_public:
            self.console_screen.say(self.desk.write_refusal(), "warning")
        elif not self.asks_how_to_connect():
            self.go_to_kind(BookingsScreen, self._bookings)

    def action_outbox(self) -> None:
        """To the outbox."""
        from slatis_tui.screens.outbox import OutboxScreen

        if self.desk.services is not None:
            self.go_to_kind(OutboxScreen, lambda: OutboxScreen(self.desk))

    def action_go_to(self) -> None:
        """To a booking whose id is typed."""
        from slatis_tui.screens.dialogs import GoToDialog

        if self.asks_how_to_connect():
            return

        def go(booking_id: str | None) -> None:
            if booking_id:
                self.post_message(OpenBooking(booking_id))

        self.push_screen(GoToDialog("Go to a booking", badge=self.desk.badge), go)

    def action_help(self) -> None:
        """Every key there is, searchable."""
        here = SCREENS[self.console_screen.kind]
        others = [one for one in COMMANDS if one.context not in here]
        self._choose_command("Keys", [*commands_of(here), *others])

    def action_palette(self) -> None:
        """What can be done here."""
        contexts = SCREENS[self.console_screen.kind]
        self._choose_command("What can be done here", commands_of(contexts))

    def action_refresh(self) -> None:
        """Load again what is on screen."""
        self.console_screen.refresh_data()

    def action_zone(self) -> None:
        """The next of my zone, the attendee's, UTC."""
        self.desk.next_zone()

    async def action_recall(self) -> None:
        """Take back the newest change that waits."""
        change = await self.desk.outbox.recall() if self.desk.services else None
        if change:
            self.console_screen.say(f"Recalled: {change.verb} {clean(change.subject)}; nothing was sent")
            self.console_screen.recalled(change)
        elif under_way := self.desk.open_changes():
            what = f"{under_way[-1].verb} {clean(under_way[-1].subject)}"
            place = self.console_screen.key_of("app.outbox")
            said = f"Too late to recall: {what} is past its undo window; {place} shows what becomes of it"
            self.console_screen.say(said, "warning")
        else:
            self.console_screen.say("Nothing waits to be recalled")

    def _choose_command(self, title: str, commands: list[Command]) -> None:
        from slatis_tui.screens.dialogs import titled
        from slatis_tui.screens.help import CommandList

        def run(command_id: str | None) -> None:
            if command_id is not None:
                self.call_later(self._run_command, command_id)

        self.push_screen(CommandList(titled(title, self.desk.badge), commands, self.desk.keymap), run)

    async def _run_command(self, command_id: str) -> None:
        """Run a chosen command as its key would: on the screen's list, on the screen, or on the app."""
        one, screen = command(command_id), self.console_screen
        if one.context is Context.EVERYWHERE:
            await self.run_action(one.action, self)
        elif one.context in SCREENS[screen.kind]:
            nodes = (*screen.query("LineTable, TextBlock"), screen)
            await self.run_action(one.action, next(node for node in nodes if hasattr(node, f"action_{one.action}")))
        else:
            screen.say(f"{one.title} belongs to another screen: {one.context}", "warning")

    def _bookings(self) -> BookingsScreen:
        return BookingsScreen(self.desk, self._view)
