"""Drives the console by keys, as a user does, and reads what stands on the screen."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual._context import visible_screen_stack
from textual.keys import _character_to_key
from textual.pilot import Pilot

from slatis_tui.app import Looks, SlatisApp
from slatis_tui.commands import checked_keymap
from slatis_tui.composition import Composer
from slatis_tui.domain.ports import Connector
from slatis_tui.domain.times import find_zone
from slatis_tui.presentation.chosen_columns import ChosenColumns
from slatis_tui.screens.desk import Desk, Own
from slatis_tui.screens.dialogs import Dialog
from slatis_tui.settings import ConfigViews, Options, Settings, load_settings

if TYPE_CHECKING:
    from slatis_tui.sandbox.launch import SandboxAddress

_PATIENCE = 40.0
"""Seconds until what is expected on the screen is given up on."""
_KEY_GAP = 0.04
"""Seconds between two keys of somebody who is quick."""
_KEYS = {"\n": "enter"}


class ConsoleDriver:
    """The console under test: keys in, screen text out. Waiting is always for something on the screen."""

    def __init__(self, app: SlatisApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    @property
    def screen(self) -> str:
        """What stands on the screen, line by line.

        What lies below a dialog is drawn with it, and kept so: as Textual does it, the dialog has to know of it.
        """
        token = visible_screen_stack.set(self.app._background_screens)
        try:
            strips = self.app.screen._compositor.render_strips()
        finally:
            visible_screen_stack.reset(token)
        return "\n".join(strip.text.rstrip() for strip in strips)

    def row(self, text: str) -> str:
        """The first line of the screen with this text, but for those above a day, beside which the preview stands."""
        lines = (line for line in self.screen.splitlines() if text in line)
        return next((line for line in lines if not line.lstrip().startswith("─ ")), "")

    async def press(self, *keys: str) -> "ConsoleDriver":
        """Press the keys, one after the other; in a dialog no faster than a person, or they are taken for a burst."""
        for key in keys:
            if isinstance(self.app.screen, Dialog):
                await self._pilot.pause(_KEY_GAP)
            await self._pilot.press(key)
        return self

    async def type(self, text: str) -> "ConsoleDriver":
        """Type the text, faster than it is taken in: the letters wait for each other, as in the program."""
        for letter in text:
            key = _character_to_key(letter)
            self.app.post_message(events.Key(_KEYS.get(key, key), letter))
        await self._pilot._wait_for_screen()
        await self.until(lambda _: self.app.is_settled, "all that was typed to be taken in")
        await self._pilot.pause()
        return self

    async def click(self, column: int, line: int) -> "ConsoleDriver":
        """Click on that cell of the screen, counted from 0."""
        await self._pilot.click(offset=(column, line))
        return self

    async def resize(self, width: int, height: int) -> "ConsoleDriver":
        """Give the window another size."""
        await self._pilot.resize_terminal(width, height)
        return self

    async def sees(self, *texts: str) -> "ConsoleDriver":
        """Wait until all the texts stand on the screen."""
        return await self.until(lambda screen: all(text in screen for text in texts), f"to see {texts}")

    async def sees_not(self, *texts: str) -> "ConsoleDriver":
        """Wait until none of the texts stands on the screen."""
        return await self.until(lambda screen: not any(text in screen for text in texts), f"not to see {texts}")

    async def pause_until_armed(self) -> "ConsoleDriver":
        """Wait as long as a destructive dialog ignores keys after it opened, or after the last key, and its buttons
        those that come while the last press is still shown."""
        screen = self.app.screen
        assert isinstance(screen, Dialog)
        listens = lambda _: screen.is_armed and not screen.query(".-active")  # noqa: E731
        return await self.until(listens, "the dialog's buttons to take keys")

    async def until(self, holds: Callable[[str], bool], wish: str) -> "ConsoleDriver":
        """Wait until the screen is as wished."""
        deadline = monotonic() + _PATIENCE
        while not holds(self.screen):
            assert monotonic() < deadline, f"expected {wish}; the screen is\n{self.screen}"
            await self._pilot.pause(0.02)
        return self


class HeldWindow:
    """The undo window as the test has it: what waits in it goes when the test says so, however slow the machine is."""

    SECONDS = 60.0

    def __init__(self) -> None:
        self._over = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """As long as that, but an undo window until it is said to be over."""
        if seconds < self.SECONDS:
            await asyncio.sleep(seconds)
        else:
            await self._over.wait()

    def ends(self) -> None:
        """What waits now goes."""
        self._over.set()
        self._over = asyncio.Event()


def settings_for(folder: Path, address: "SandboxAddress", *, key: str | None = None, **options: Any) -> Settings:
    """Settings of a console on that sandbox, with its files in the folder; an empty `key` is none at all."""
    environ = {
        "SLATIS_API_KEY": address.secret_key if key is None else key,
        "SLATIS_BASE_URL": address.base_url,
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    return load_settings(Options(**options), environ)


@asynccontextmanager
async def console(
    settings: Settings,
    *,
    clock: Callable[[], float],
    connector: Connector | None = None,
    size: tuple[int, int] = (120, 40),
    view: str = "pending",
    zone: str = "Europe/Madrid",
    held: HeldWindow | None = None,
) -> AsyncIterator[ConsoleDriver]:
    """The console, running without a terminal, on what the settings say."""
    desk = Desk(
        clock=clock,
        zone=find_zone(zone),
        read_only=settings.read_only,
        refresh_seconds=settings.refresh,
        keymap=checked_keymap(settings.keymap),
        expected_badge=settings.key.mode if settings.key else "",
        own=Own(
            settings.views,
            ConfigViews(settings.config_file, settings.state_folder),
            ChosenColumns.of(settings.columns),
        ),
    )
    composer = Composer(settings, clock=clock, sleep=held.sleep if held else asyncio.sleep)
    looks = Looks(settings.borders == "ascii", settings.motion)
    app = SlatisApp(desk, connector or composer, view=view, theme=settings.theme, looks=looks)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            yield ConsoleDriver(app, pilot)
    finally:
        await app.close_services()
