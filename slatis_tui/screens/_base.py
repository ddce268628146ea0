"""What every screen of the console has: the frame, and news from the desk, gathered into one redraw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.screen import Screen

from slatis_tui.commands import SCREENS, command, hints, keys_of
from slatis_tui.domain.changes import Change, Verb, refusals
from slatis_tui.domain.ports import Unsubscribe
from slatis_tui.domain.runs import RunPhase
from slatis_tui.domain.text import clean
from slatis_tui.keys import shown_key
from slatis_tui.presentation.frame import Span, header
from slatis_tui.presentation.strip import strip_line
from slatis_tui.screens.desk import Desk, Topic, ZoneMode
from slatis_tui.terminal.paste import MOST_BYTES
from slatis_tui.widgets.frame import FrameHeader, KeyHints, OutboxStrip
from slatis_tui.widgets.notice import Notice

_TICK_SECONDS = 1.0
_GATHER_SECONDS = 0.05
"""While pages pour in, the screen is drawn at most this often; a single piece of news is drawn at once."""
_BUSY_SECONDS = 0.2
"""As `_GATHER_SECONDS`, while a bulk run is being sent: every one of its answers is news, and drawing would cost more
than sending."""
_REST = 19
"""Times the time that showing takes. Painting costs as much again: showing takes a tenth of the loading time."""
_LONGEST_REST_SECONDS = 1.0
_CALM = frozenset({Topic.BOOKINGS, Topic.LINK, Topic.DIRECTORY})
"""News that come by the hundred while pages pour in; any other is shown without that rest."""
_PASTE_CUT = f"Of a paste the first {MOST_BYTES} bytes are taken: its end is missing. Paste the rest in parts"
_MINUTE = 60.0
_LONGEST_ID = 1000


class ConsoleScreen(Screen[None]):
    """A screen with the console's frame around its body.

    The desk's news are gathered: however many arrive at once, `desk_changed` is called once for them.
    """

    @dataclass
    class Said(Message):
        """What a worker has to tell the operator; workers touch no widget."""

        text: str
        severity: str = "error"

    kind: ClassVar[str] = "other"
    """Which of `commands.SCREENS` it is."""
    heading: ClassVar[str] = ""
    is_awaited: bool = False
    """Whether the operator still waits to see anything here at all; noted with each drawing."""
    is_top: bool = False
    """Whether `q` quits from here, whatever lies below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._news: set[Topic] = set()
        self._delivered_at = 0.0
        self._rest = 0.0
        """Seconds until what comes by the hundred may be shown again."""
        self._minute = 0
        self._refused: tuple[Sequence[Change], Mapping[Verb, str]] | None = None
        """Of which changes, what the server refused."""
        self._stop_watching: Unsubscribe | None = None

    def compose(self) -> ComposeResult:
        """The frame around `compose_body`."""
        yield FrameHeader(id="header")
        yield from self.compose_body()
        yield Notice(id="notice")
        yield OutboxStrip(id="strip")
        yield KeyHints(self.key_hints(), id="hints")

    def key_hints(self) -> Sequence[tuple[str, str]]:
        """What the footer says: keys, each with a word."""
        return hints(SCREENS[self.kind], self.desk.keymap)

    def verb_commands(self) -> Mapping[Verb, str]:
        """The verbs that have a key here, with their commands."""
        return {}

    def refused_verbs(self) -> Mapping[Verb, str]:
        """What the server has refused to this key, with what it said; they stay keys all the same."""
        commands = self.verb_commands()
        return {verb: said for verb, said in self._refusals().items() if verb in commands}

    def _refusals(self) -> Mapping[Verb, str]:
        """Looked for anew only when there are other changes: a bulk run leaves thousands, and every drawing asks."""
        changes = self.desk.changes
        if self._refused is None or self._refused[0] is not changes:
            self._refused = (changes, refusals(changes))
        return self._refused[1]

    def _dimmed_hints(self) -> frozenset[str]:
        """The footer's words for what the server has refused, or this console does not send at all."""
        commands, desk = self.verb_commands(), self.desk
        dimmed = set(self.refused_verbs())
        if desk.write_refusal():
            dimmed |= {verb for verb in commands if verb is not Verb.CREATE or desk.read_only}
        return frozenset(command(commands[verb]).hint for verb in dimmed)

    def explain_refusal(self, verb: Verb) -> None:
        """Say what the server said to this verb before, where that was no; nothing is kept from trying again."""
        if said := self._refusals().get(verb):
            self.say(f"The server refused this before: {said}. You can try again", "warning")

    def compose_body(self) -> ComposeResult:
        """What stands between header and strip."""
        yield from ()

    def on_mount(self) -> None:
        """Start to listen to the desk."""
        if self._stop_watching is not None:
            return  # Textual calls the handler of each class by itself: one that calls this first, calls it once more
        self._stop_watching = self.desk.watch(self._heard)
        self.set_interval(_TICK_SECONDS, self._tick)
        self.draw_frame()

    def on_unmount(self) -> None:
        """Stop listening: a screen that is gone is not told anything."""
        if self._stop_watching is not None:
            self._stop_watching()

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen was on top."""
        self._news = set(Topic)
        self._deliver()

    @property
    def is_seen(self) -> bool:
        """Whether no other console screen lies on top; a dialog may, behind which this one goes on.

        False as soon as the app ends: the screen loses its widgets before it is told.
        """
        if not (self.is_attached and self.app.is_running):
            return False
        return next((one for one in reversed(self.app.screen_stack) if isinstance(one, ConsoleScreen)), None) is self

    def header_extra(self) -> str:
        """More words for the header."""
        return ""

    def desk_changed(self, news: set[Topic]) -> None:
        """Show what is new. Called only while this screen is seen."""

    def escape_one(self) -> bool:
        """Close or clear one thing of this screen; whether there was one."""
        return self.query_one(Notice).clear_error()

    def refresh_data(self) -> None:
        """Load again what is on screen."""

    def recalled(self, change: Change) -> None:
        """A change, or a bulk run as one, was taken back."""

    def say(self, text: str, severity: str = "information") -> None:
        """Tell the operator something in the line above the strip."""
        self.query_one(Notice).say(text, severity)

    def copy_id(self, its_id: str) -> None:
        """Copy an id to the clipboard; one that holds harmful characters goes without them, and that is said."""
        harmless = clean(its_id, _LONGEST_ID)
        self.app.copy_to_clipboard(harmless)
        self.say(f"Copied {clean(harmless)}{'' if harmless == its_id else ', which is the id made harmless'}")

    def on_console_screen_said(self, event: Said) -> None:
        """Pass on what a worker tells."""
        event.stop()
        self.say(event.text, event.severity)

    def on_field_input_paste_cut(self) -> None:
        """Nothing that was meant to be typed is lost in silence."""
        self.say(_PASTE_CUT, "warning")

    def key_of(self, command_id: str) -> str:
        """The key that the operator has a command on, as it is shown."""
        return shown_key(keys_of(command(command_id), self.desk.keymap)[0])

    def draw_frame(self) -> None:
        """Header and strip, as things stand now."""
        desk = self.desk
        self.set_class(desk.badge == "LIVE", "-live")
        self.query_one(FrameHeader).show_fitted(self._header)
        self.query_one(KeyHints).dim(self._dimmed_hints())
        self.query_one(OutboxStrip).show(
            strip_line(
                desk.changes,
                desk.runs,
                now=desk.clock(),
                trouble=desk.trouble,
                blocked_until=desk.link.blocked_until,
                recall_key=self.key_of("app.recall"),
                outbox_key=self.key_of("app.outbox"),
                status_now=desk.status_now,
            )
        )

    def count_down(self) -> None:
        """Show how much is left of what counts down; called every second while something does."""
        self.draw_frame()

    def _header(self, width: int) -> list[Span]:
        desk = self.desk
        zone = "" if desk.zone_mode is ZoneMode.MINE else f"zone {desk.zone_mode}"
        return header(
            self.heading,
            badge=desk.badge,
            place=desk.place,
            rate=desk.link.rate,
            offline=desk.link.offline,
            read_only=desk.read_only,
            extra=[word for word in (zone, self.header_extra()) if word],
            width=width,
        )

    def _heard(self, topic: Topic) -> None:
        is_calm = topic in _CALM
        is_first = not self._news or (not is_calm and self._news <= _CALM)
        self._news.add(topic)
        if not (is_first or self.is_awaited):
            return
        wait = self._delivered_at + max(self._gather_seconds, self._rest if is_calm else 0.0) - monotonic()
        if self.is_awaited or wait <= 0:
            self.call_later(self._deliver)
        else:
            self.set_timer(wait, self._deliver)

    @property
    def _gather_seconds(self) -> float:
        is_busy = any(run.phase is RunPhase.RUNNING for run in self.desk.runs)
        return _BUSY_SECONDS if is_busy else _GATHER_SECONDS

    def _deliver(self) -> None:
        if not self._news or not self.is_seen:
            return
        news, self._news = self._news, set()
        began = monotonic()
        self.draw_frame()
        self.desk_changed(news)
        self._delivered_at = monotonic()
        self._rest = min(_LONGEST_REST_SECONDS, (self._delivered_at - began) * _REST)

    def _tick(self) -> None:
        """Countdowns move every second while something waits; relative times every minute."""
        if not self.is_seen:
            return
        now = self.desk.clock()
        minute = int(now // _MINUTE)
        if minute != self._minute:
            self._minute = minute
            self._news.add(Topic.CLOCK)
            self._deliver()
        elif self.desk.open_changes() or self.desk.link.blocked_until > now - _TICK_SECONDS:
            self.count_down()


class ConnectingScreen(ConsoleScreen):
    """A screen on which the operator says how to connect, and is told if that fails."""

    def refuse(self, text: str) -> None:
        """Say what is wrong; what was typed stays."""
