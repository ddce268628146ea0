"""The application: draws its first frame from nothing, then puts the connection together."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, cast

from textual.app import SuspendNotSupported
from textual.binding import BindingType
from textual.events import DescendantFocus
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen

from slatis_tui.commands import Context
from slatis_tui.domain.ports import Connector, Services
from slatis_tui.errors import SlatisError
from slatis_tui.garbage import Garbage
from slatis_tui.routing import RoutingApp
from slatis_tui.screens._base import ConnectingScreen
from slatis_tui.screens.desk import Desk
from slatis_tui.screens.messages import EditText, UseDemo, UseKey
from slatis_tui.stylesheets import first_stylesheets, later_stylesheets
from slatis_tui.terminal import CrashGuard
from slatis_tui.theme import THEMES
from slatis_tui.widgets.bindings import bindings_of

_START_SECONDS = 0.5
"""After the first frame, until what was made for the start is taken out of garbage collection."""


class Looks(NamedTuple):
    """What the operator has chosen of how it looks, besides the colours."""

    ascii_borders: bool = False
    """Frames and rules of plain characters."""
    motion: bool = True
    """Whether the cursor of an input blinks. Lists and texts never slide, whatever was chosen."""


_USUAL = Looks()


class SlatisApp(CrashGuard, RoutingApp):
    """The console."""

    @dataclass
    class Connected(Message):
        """The services are there, and perhaps a word about the key; None when there is no key."""

        services: Services | None
        note: str = ""

    @dataclass
    class NotConnected(Message):
        """The services can't be put together."""

        error: SlatisError

    TITLE = "Slatis"
    CSS_PATH = first_stylesheets()
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings_of([Context.EVERYWHERE])

    def __init__(
        self, desk: Desk, connector: Connector, *, view: str = "pending", theme: str = "", looks: Looks = _USUAL
    ) -> None:
        super().__init__(desk, view)
        self._looks = looks
        self.set_class(looks.ascii_borders, "-ascii-borders")
        self._connector = connector
        self._opened: list[Services] = []
        """What the connector has given: it is to be closed even if the app ended before it could use it."""
        self._garbage = Garbage()
        desk.store.watch(lambda event: self._garbage.rows_came(len(event.ids), len(desk.store.rows)))
        for one in THEMES:
            self.register_theme(one)
        self.theme = theme or THEMES[0].name
        self.animation_level = "none"
        self.set_keymap(dict(desk.keymap))
        self._without_colors: Sequence[LineFilter] = ()
        if self.no_color:
            from slatis_tui.terminal.no_color import WithoutColors

            self._without_colors = (WithoutColors(),)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What becomes of every line that is drawn: with NO_COLOR, no colours at all; Textual would leave the greys."""
        return self._without_colors or super().get_line_filters()

    def get_default_screen(self) -> Screen[object]:
        """Bookings is the first screen, drawn before there is a connection."""
        return cast(Screen[object], self._bookings())

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew. Before the first screen only colours matter: the rules are parsed when it comes."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """An input whose cursor must not blink learns of that when it gets the focus."""
        if self._looks.motion:
            return
        from textual.widgets import Input, TextArea

        if isinstance(event.widget, Input | TextArea):
            event.widget.cursor_blink = False

    def on_ready(self) -> None:
        """Once the first frame is on its way, put the connection together."""
        self.call_later(self._after_first_frame)

    async def close_services(self) -> None:
        """Close the connection and the journal; called once the terminal is given back."""
        self.desk.disconnect()
        for services in self._opened:
            await services.close()

    def on_use_key(self, message: UseKey) -> None:
        """Connect with a key that was typed on the welcome screen."""
        self.run_worker(self._use(message), group="connect", exclusive=True)

    def on_use_demo(self, message: UseDemo) -> None:
        """Connect to a private sandbox."""
        self.run_worker(self._use(message), group="connect", exclusive=True)

    def on_edit_text(self, message: EditText) -> None:
        """Lend the terminal to the operator's editor."""
        self.run_worker(self._edit(message), group="editor", exclusive=True)

    async def _edit(self, message: EditText) -> None:
        from slatis_tui.terminal.editing import edited, editor_command

        try:
            command = editor_command(os.environ)
            with self.lend_terminal():
                text = await edited(message.text, command)
        except SuspendNotSupported:
            message.failed("An editor can't have this terminal")
        except SlatisError as error:
            message.failed(error.explained())
        else:
            message.edited(text)

    def action_refresh(self) -> None:
        """Load again what is on screen; where the connection could not be made, try that again."""
        if self.desk.connection_problem:
            self.desk.connecting()
            self.run_worker(self._connect(), group="connect")
        else:
            super().action_refresh()

    def _after_first_frame(self) -> None:
        self.run_worker(self._connect(), group="connect")
        self._load_later_stylesheets()
        self.set_timer(_START_SECONDS, self._garbage.settle)

    def _load_later_stylesheets(self) -> None:
        self.stylesheet.read_all(later_stylesheets())
        self.stylesheet.parse()
        if len(self.screen_stack) > 1:  # a key came before the first frame, and has opened something
            self.refresh_css(animate=False)

    async def _connect(self) -> None:
        try:
            self._hand_over(await self._connector.connect())
        except SlatisError as error:
            self.post_message(self.NotConnected(error))

    async def _use(self, message: UseKey | UseDemo) -> None:
        note = ""
        try:
            if isinstance(message, UseKey):
                services, note = await self._connector.connect_with(message.key)
            else:
                services = await self._connector.demo()
        except SlatisError as error:
            self.post_message(self.NotConnected(error))
        else:
            self._hand_over(services, note)

    def _hand_over(self, services: Services | None, note: str = "") -> None:
        if services is not None:
            self._opened.append(services)
        self.post_message(self.Connected(services, note))

    def on_slatis_app_not_connected(self, message: NotConnected) -> None:
        """Say why, where one can do something about it."""
        screen = self.console_screen
        if isinstance(screen, ConnectingScreen):
            screen.refuse(message.error.explained())
        else:
            screen.say(message.error.explained(), "error")
            self.desk.connecting(message.error.explained())

    async def on_slatis_app_connected(self, message: Connected) -> None:
        """Everything that waits for the connection goes on; without a key, ask for one."""
        await self.uncover()
        await self._go_on_with(message)
        self.cover_if_too_small(self.size)

    async def _go_on_with(self, message: Connected) -> None:
        services = message.services
        if services is None:
            from slatis_tui.screens.welcome import WelcomeScreen

            self.push_screen(WelcomeScreen(self.desk))
            return
        if isinstance(self.console_screen, ConnectingScreen):
            await self.pop_screen()
        self.desk.connect(services)
        self._watch_runs()
        if note := services.outbox.notice:
            self.console_screen.say(note, "error")
        elif message.note:
            self.console_screen.say(message.note)
        if services.identity.is_public:
            self.show_event_types_as_top()

    def _watch_runs(self) -> None:
        """Show how each bulk run went once it has ended."""
        from slatis_tui.screens.run_ends import RunEnds

        RunEnds(self, self.desk, lambda: self.last_key_at)
