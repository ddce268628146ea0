"""Routes to the screens about the company: event types, the team, webhooks."""

from collections.abc import Callable

from textual.app import App

from slatis_tui.screens._base import ConnectingScreen, ConsoleScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.messages import EventTypeSaved, OpenEventType, OpenEventTypeForm, OpenMember


class CompanyRoutes(App[None]):
    """Knows these screens; each is imported when somebody goes there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._warned: set[str] = set()
        desk.watch(self._heard)

    @property
    def console_screen(self) -> ConsoleScreen:
        """The topmost screen that is not a dialog."""
        return next(one for one in reversed(self.screen_stack) if isinstance(one, ConsoleScreen))

    def asks_how_to_connect(self) -> bool:
        """Whether the welcome screen waits for an answer, without which there is nowhere to go; says so."""
        asks = isinstance(self.console_screen, ConnectingScreen)
        if asks:
            self.console_screen.say("First try the demo, or type an API key", "warning")
        return asks

    def go_to_kind(self, kind: type[ConsoleScreen], make: Callable[[], ConsoleScreen]) -> None:
        """Back to the screen of that kind if it lies below, else on to a new one."""
        if any(type(one) is kind for one in self.screen_stack):
            while type(self.screen) is not kind:
                self.pop_screen()
        else:
            self.push_screen(make())

    def action_event_types(self) -> None:
        """To the event types."""
        from slatis_tui.screens.event_types import EventTypesScreen

        if not self.asks_how_to_connect():
            self.go_to_kind(EventTypesScreen, lambda: EventTypesScreen(self.desk))

    def show_event_types_as_top(self) -> None:
        """Event types in the place of the bookings, which a public key may not list; `q` quits from there."""
        from slatis_tui.screens.event_types import EventTypesScreen

        screen = EventTypesScreen(self.desk)
        screen.is_top = True
        self.push_screen(screen)

    def on_open_event_type(self, message: OpenEventType) -> None:
        """One event type."""
        from slatis_tui.screens.event_type_detail import EventTypeDetailScreen

        self.push_screen(EventTypeDetailScreen(self.desk, message.event_type_id))

    def on_open_event_type_form(self, message: OpenEventTypeForm) -> None:
        """A new event type, or one to be changed."""
        from slatis_tui.screens.event_type_form import EventTypeFormScreen, Purpose

        purpose = Purpose.COPY if message.as_copy else Purpose.EDIT if message.event_type_id else Purpose.NEW
        self.push_screen(EventTypeFormScreen(self.desk, purpose, message.event_type_id))

    def action_team(self) -> None:
        """To the team."""
        from slatis_tui.screens.team import TeamScreen

        if not self.asks_how_to_connect():
            self.go_to_kind(TeamScreen, lambda: TeamScreen(self.desk))

    def action_webhooks(self) -> None:
        """To the webhooks."""
        from slatis_tui.screens.webhooks import WebhooksScreen

        if self.asks_how_to_connect() or self.desk.services is None:
            return
        if self.desk.is_public:
            self.console_screen.say(self.desk.write_refusal(), "warning")
            return
        self.go_to_kind(WebhooksScreen, lambda: WebhooksScreen(self.desk))

    def on_open_member(self, message: OpenMember) -> None:
        """One member."""
        from slatis_tui.screens.member import MemberScreen

        self.push_screen(MemberScreen(self.desk, message.member_id, message.day))

    def on_event_type_saved(self, message: EventTypeSaved) -> None:
        """Back to where the form was opened; a new one is shown where there is no list to show it in."""
        from slatis_tui.screens.event_type_detail import EventTypeDetailScreen
        from slatis_tui.screens.event_type_form import EventTypeFormScreen

        self.desk.saved = message.event_type_id
        *_, below, top = self.screen_stack
        if isinstance(top, EventTypeFormScreen):
            self.pop_screen()
            if message.is_new and isinstance(below, EventTypeDetailScreen):
                self.switch_screen(EventTypeDetailScreen(self.desk, message.event_type_id))
        self._show_warnings()

    def _heard(self, topic: Topic) -> None:
        if topic is Topic.OUTBOX and self.desk.warnings:
            self.call_later(self._show_warnings)

    def _show_warnings(self) -> None:
        """What the server warns of stays on top of everything until it is closed; a form that is done goes first."""
        from slatis_tui.screens.event_type_dialogs import WarningDialog
        from slatis_tui.screens.event_type_form import EventTypeFormScreen

        screen = self.screen
        if isinstance(screen, EventTypeFormScreen) and (screen.is_sending or screen.is_finished):
            return
        warnings, self.desk.warnings = self.desk.warnings, ()
        for change in warnings:
            if change.op_id not in self._warned:
                self._warned.add(change.op_id)
                title = f"Warning about {change.subject}"
                self.push_screen(WarningDialog(title, change.warning, badge=self.desk.badge))
