"""The application: draws its first frame from nothing, then puts the connection together."""

import gc
from typing import ClassVar, cast

from textual.binding import BindingType
from textual.screen import Screen

from slatis_tui.commands import Context
from slatis_tui.domain.ports import Connector, Services
from slatis_tui.errors import SlatisError
from slatis_tui.routing import RoutingApp
from slatis_tui.screens.desk import Desk
from slatis_tui.screens.messages import UseDemo, UseKey
from slatis_tui.stylesheets import stylesheet_paths
from slatis_tui.terminal import CrashGuard
from slatis_tui.theme import THEMES
from slatis_tui.widgets.bindings import bindings_of

_FREEZE_AFTER = 0.5
"""Seconds after the first frame at which what was made for the start is taken out of garbage collection."""


class SlatisApp(CrashGuard, RoutingApp):
    """The console."""

    TITLE = "Slatis"
    CSS_PATH = stylesheet_paths()
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of([Context.EVERYWHERE])

    def __init__(self, desk: Desk, connector: Connector, *, view: str = "pending", theme: str = "") -> None:
        super().__init__(desk, view)
        self._connector = connector
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme or THEMES[0].name
        self.set_keymap(dict(desk.keymap))

    def get_default_screen(self) -> Screen[object]:
        """Bookings is the first screen, drawn before there is a connection."""
        return cast(Screen[object], self._bookings())

    def on_ready(self) -> None:
        """Once the first frame is on its way, put the connection together."""
        self.call_after_refresh(self._after_first_frame)

    async def close_services(self) -> None:
        """Close the connection and the journal; called once the terminal is given back."""
        self.desk.disconnect()
        if self.desk.services is not None:
            await self.desk.services.close()

    def on_use_key(self, message: UseKey) -> None:
        """Connect with a key that was typed on the welcome screen."""
        self.run_worker(self._use(message), group="connect", exclusive=True)

    def on_use_demo(self, message: UseDemo) -> None:
        """Connect to a private sandbox."""
        self.run_worker(self._use(message), group="connect", exclusive=True)

    def _after_first_frame(self) -> None:
        self.run_worker(self._connect(), group="connect")
        self.set_timer(_FREEZE_AFTER, self._settle_memory)

    def _settle_memory(self) -> None:
        """A full collection of what Textual made for its start costs 25 ms in the middle of a key: never again."""
        gc.freeze()
        gc.enable()

    async def _connect(self) -> None:
        try:
            services = await self._connector.connect()
        except SlatisError as error:
            self.console_screen.say(error.explained(), "error")
            return
        if services is not None:
            self._connected(services)
            return
        from slatis_tui.screens.welcome import WelcomeScreen

        self.push_screen(WelcomeScreen(self.desk))

    async def _use(self, message: UseKey | UseDemo) -> None:
        from slatis_tui.screens.welcome import WelcomeScreen

        note = ""
        try:
            if isinstance(message, UseKey):
                services, note = await self._connector.connect_with(message.key)
            else:
                services = await self._connector.demo()
        except SlatisError as error:
            if isinstance(self.console_screen, WelcomeScreen):
                self.console_screen.refuse(error.explained())
            return
        if isinstance(self.console_screen, WelcomeScreen):
            await self.pop_screen()
        self._connected(services)
        if note:
            self.console_screen.say(note)

    def _connected(self, services: Services) -> None:
        self.desk.connect(services)
        if services.outbox.notice:
            self.console_screen.say(services.outbox.notice, "error")
        if services.identity.is_public:
            self.show_event_types_as_top()
