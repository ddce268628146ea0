"""A booking form opened on fakes at 10:00 in Berlin on Fri 20 Nov 2026, driven by keys, read off the screen."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding
from textual.pilot import Pilot

from slatis_tui.domain.instants import parse_instant
from slatis_tui.domain.models import Booking, BookingRow, CustomField, EventType, Slot
from slatis_tui.domain.zones import find_zone
from slatis_tui.screens.booking_form import BookingFormScreen
from slatis_tui.screens.desk import Desk
from slatis_tui.screens.messages import OpenBooking
from slatis_tui.theme import THEMES
from tests.tui.booking_form_fakes import NOW, FakeServices
from tests.tui.form_apps import STYLES, field, screen_text, type_text

_PATIENCE = 40.0


class FormApp(App[None]):
    """The form on an empty app that routes as the console does."""

    CSS_PATH: ClassVar = [STYLES / "base.tcss", STYLES / "forms.tcss", STYLES / "screens" / "booking_form.tcss"]
    BINDINGS: ClassVar = [
        Binding("escape", "escape", "Close", priority=True),
        Binding("q", "app.back", "Back"),
    ]

    def __init__(self, desk: Desk, event_type_id: str) -> None:
        super().__init__()
        self.desk = desk
        self.opened: list[OpenBooking] = []
        self._event_type_id = event_type_id
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name

    def on_mount(self) -> None:
        """Open the form."""
        self.push_screen(BookingFormScreen(self.desk, self._event_type_id))

    def on_open_booking(self, message: OpenBooking) -> None:
        """Remember where it wants to go."""
        self.opened.append(message)

    def action_escape(self) -> None:
        """As the console does."""
        screen = self.screen
        if isinstance(screen, BookingFormScreen) and not screen.escape_one():
            self.pop_screen()


class Story:
    """The form under test."""

    def __init__(self, app: FormApp, pilot: Pilot[None], services: FakeServices) -> None:
        self.app = app
        self.services = services
        self._pilot = pilot

    @property
    def screen(self) -> str:
        return screen_text(self.app)

    @property
    def words(self) -> str:
        """The screen's words, however its lines are broken."""
        return " ".join(self.screen.replace("▌", " ").split())

    @property
    def body(self) -> Any:
        """Of the newest create."""
        return self.services.outbox.intents[-1].body

    async def press(self, *keys: str) -> None:
        await self._pilot.press(*keys)
        await self._pilot.pause()

    async def type(self, text: str) -> None:
        await type_text(self._pilot, text)
        await self._pilot.pause()

    async def until(self, holds: Callable[[], bool], wish: str) -> None:
        deadline = monotonic() + _PATIENCE
        while not holds():
            assert monotonic() < deadline, f"expected {wish}; the screen is\n{self.screen}"
            await self._pilot.pause(0.01)

    async def sees(self, *texts: str) -> None:
        await self.until(lambda: all(text in self.words for text in texts), f"to see {texts}")

    async def sees_not(self, *texts: str) -> None:
        await self.until(lambda: not any(text in self.words for text in texts), f"not to see {texts}")

    async def go_to(self, name: str) -> None:
        """Tab until that field has the focus."""
        for _ in range(60):
            if self.is_on(name):
                return
            await self.press("tab")
        raise AssertionError(f"no field {name} in\n{self.screen}")

    def is_on(self, name: str) -> bool:
        """Whether the field of that id has the focus."""
        focused = self.app.focused
        return focused is not None and any(node.id == name for node in focused.ancestors_with_self)

    async def fill_in_attendee(self) -> None:
        await self.go_to("name")
        await self.type("Jane Smith")
        await self.press("tab")
        await self.type("jane@example.com")

    async def create(self) -> None:
        await self.go_to("create")
        await self.press("enter")

    async def sent(self) -> None:
        await self.until(lambda: bool(self.services.outbox.intents), "a create")

    def problem_under(self, label: str) -> str:
        """The line two below the label: the problem, where there is one."""
        lines = [line.strip(" ▌") for line in self.screen.splitlines()]
        place = next(place for place, line in enumerate(lines) if line.removesuffix(" *") == label)
        return lines[place + 2]


def event_type(name: str, *fields: CustomField) -> EventType:
    return EventType(f"evt_{name.lower()}", name, duration=30, fields=fields)


def known_booking(name: str, email: str, timezone: str) -> BookingRow:
    return BookingRow("bkg_0", "COMPLETED", 0, 0, name, email, timezone, "", "", "", "", NoSource(), 0)


class NoSource:
    """Nobody opens this booking."""

    def booking(self, place: int) -> Booking:
        raise NotImplementedError

    def custom_answer(self, place: int, key: str) -> object:
        raise NotImplementedError


def slots(*starts: str) -> list[Slot]:
    found = [parse_instant(start) for start in starts]
    return [Slot(start, start + 1800) for start in found if start is not None]


INTRO = event_type("Intro", field(0, "TEXT", label="Company", required=True), field(1, "TEXT", label="Floor"))
PLAIN = event_type("Plain")
FREE = slots("2026-11-20T12:30Z", "2026-11-20T13:00Z", "2026-11-23T08:00Z", "2026-11-23T13:00Z")


@asynccontextmanager
async def story(
    *event_types: EventType,
    chosen: str = "",
    zone: str = "Europe/Berlin",
    size: tuple[int, int] = (80, 24),
    services: FakeServices | None = None,
    read_only: bool = False,
) -> AsyncIterator[Story]:
    """The form, opened at 10:00 in Berlin on Fri 20 Nov 2026."""
    services = services or FakeServices(event_types or (INTRO, PLAIN), FREE)
    desk = Desk(clock=lambda: NOW, zone=find_zone(zone), read_only=read_only)
    desk.connect(services)
    app = FormApp(desk, chosen)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        yield Story(app, pilot, services)
