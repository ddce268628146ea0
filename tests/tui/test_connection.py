"""Without a key, with a wrong one, without a server: what the console says, and what it does not do."""

from asyncio import Event
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from slatis_tui.composition import Composer
from slatis_tui.domain.ports import Services
from slatis_tui.domain.view_list import ListState
from slatis_tui.domain.views import ViewKey
from slatis_tui.errors import KeyProblem
from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.sandbox.options import SandboxOptions
from slatis_tui.screens.desk import Topic
from tests.support.console import console, settings_for
from tests.support.odd_bookings import booking
from tests.support.odd_server import Asked, OddServer, page
from tests.support.sandbox import running_sandbox
from tests.tui.conftest import NOW, Open


class NoKeyring(Composer):
    """Finds no key anywhere, and has no keyring to keep one in."""

    async def connect(self) -> None:
        """There is no key."""
        return


class SlowStart(Composer):
    """Connects only once it is let."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gate = Event()

    async def connect(self) -> Services | None:
        """Connect, when the gate is open."""
        await self.gate.wait()
        return await super().connect()


class LateKeyring(Composer):
    """Its keyring is locked the first time that it is asked."""

    is_locked = True

    async def connect(self) -> Services | None:
        """Connect, unless the keyring is locked."""
        if self.is_locked:
            self.is_locked = False
            raise KeyProblem("The keyring is locked", hint="Unlock it")
        return await super().connect()


async def test_a_connection_that_could_not_be_made_is_told_and_can_be_tried_again(
    sandbox: SandboxAddress, tmp_path: Path
) -> None:
    settings = settings_for(tmp_path, sandbox)
    async with console(settings, clock=lambda: NOW, connector=LateKeyring(settings, clock=lambda: NOW)) as user:
        await user.sees("There is no connection", "The keyring is locked. Unlock it", "R tries again")
        await user.sees_not("Connecting")
        await user.press("E")
        await user.sees("Event types", "There is no connection")
        await user.press("R")
        await user.sees("Architecture consultation")
        await user.press("B")
        await user.sees("? Pending")


async def test_a_team_opened_before_the_connection_shows_today_by_the_clock_that_comes_with_it(
    sandbox: SandboxAddress, tmp_path: Path
) -> None:
    settings = settings_for(tmp_path, sandbox)
    connector = SlowStart(settings, clock=lambda: NOW)
    async with console(settings, clock=lambda: NOW + 6 * 86_400, connector=connector) as user:
        await user.press("T")
        await user.sees("Team", "Tue 24 Nov 2026")
        connector.gate.set()
        await user.sees("Wed 18 Nov 2026", "free on Wed 18 Nov", "Week of Mon 16 Nov")
        await user.press("right_square_bracket")
        await user.sees("Thu 19 Nov 2026", "free on Thu 19 Nov")


async def test_without_a_key_the_welcome_screen_takes_one_hidden(sandbox: SandboxAddress, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, sandbox, key="")
    async with console(settings, clock=lambda: NOW, connector=NoKeyring(settings, clock=lambda: NOW)) as user:
        await user.sees("Welcome", "Try the demo", "API key")
        await user.press("tab")
        await user.type("not a key")
        await user.press("enter")
        await user.sees("This is not an API key")
        assert "not a key" not in user.screen
        await user.press("end", "ctrl+u")
        await user.type(sandbox.secret_key)
        assert sandbox.secret_key not in user.screen
        await user.press("enter")
        await user.sees("? Pending", "kept")


async def test_the_welcome_screen_opens_the_demo(sandbox: SandboxAddress, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, sandbox, key="")
    async with console(settings, clock=lambda: NOW, connector=NoKeyring(settings)) as user:
        await user.sees("Try the demo")
        await user.press("enter")
        await user.sees("DEMO", "? Pending", "All 400")


async def test_a_rejected_key_is_said_and_the_strip_says_it_too(open_console: Open) -> None:
    async with open_console(key="sk_test_rejected00000000") as user:
        await user.sees("unauthorized", "key rejected")


async def test_a_dead_server_leaves_the_rows_says_of_when_they_are_and_is_found_again(tmp_path: Path) -> None:
    options = SandboxOptions(bookings=40, now=NOW, rate=100_000, db=tmp_path / "sandbox.db")
    async with AsyncExitStack() as stack:
        with running_sandbox(options) as address:
            settings = settings_for(tmp_path, address, refresh=1)
            user = await stack.enter_async_context(console(settings, clock=lambda: NOW, view="all"))
            await user.sees("40 of 40")
            assert "as of" not in user.screen, "it refreshes itself"
        await user.sees("offline", "40 of 40  as of 12:06")
        await user.press("O")
        await user.sees("Outbox", "offline")
        with running_sandbox(replace(options, port=urlsplit(address.base_url).port or 0)):
            await user.sees_not("offline")
            await user.press("q")
            await user.sees("40 of 40")
            await user.sees_not("as of", "offline")


async def test_what_could_not_be_loaded_comes_by_itself_once_the_server_is_there(tmp_path: Path) -> None:
    options = SandboxOptions(bookings=40, now=NOW, rate=100_000, db=tmp_path / "sandbox.db")
    with running_sandbox(options) as address:
        settings = settings_for(tmp_path, address, refresh=1)
    async with console(settings, clock=lambda: NOW) as user:
        await user.sees("offline", "Pending …", "Today …", "All …")
        with running_sandbox(replace(options, port=urlsplit(address.base_url).port or 0)):
            await user.sees("? Pending", "All 40")
            await user.until(lambda _: "…" not in user.row("1 Pending"), "the count of every tab")
            await user.sees_not("offline")


async def test_tabs_that_an_outage_left_empty_fill_by_themselves(open_odd: Open, odd: OddServer) -> None:
    is_out = True

    def answer(asked: Asked) -> dict[str, Any]:
        if is_out and asked.query.get("status") != "PENDING_CONFIRMATION":
            raise ConnectionResetError
        bookings = [booking("bkg_1", status="PENDING_CONFIRMATION")]
        return page(bookings) if asked.path == "bookings" else {"event_types": [], "members": []}

    for path in ("bookings", "event-types", "team/members"):
        odd.on("GET", path, answer)
    async with open_odd(view="pending", refresh=1) as user:
        every = user.app.desk.store.view(ViewKey("all"))
        await user.until(lambda _: every.state is ListState.FAILED, "the last of the others to have failed")
        await user.sees("? Pending", "Pending 1", "Today …", "All …")
        await user.sees("offline")
        is_out = False
        await user.sees("Today 0", "Upcoming 0", "Needs outcome 0", "All 1")


async def test_keys_can_be_remapped_and_every_hint_says_the_new_one(sandbox: SandboxAddress, tmp_path: Path) -> None:
    config = tmp_path / "config" / "slatis-tui" / "config.toml"
    config.parent.mkdir(parents=True, mode=0o700)
    keys = {"booking.confirm": "C", "app.recall": "U", "view.today": "t", "view.all": "0"}
    lines = [f'"{command}" = "{key}"' for command, key in keys.items()]
    config.write_text("\n".join(["[keys]", *lines]), encoding="utf-8")
    config.chmod(0o600)
    settings = settings_for(tmp_path, sandbox, undo_window=60.0)
    async with console(settings, clock=lambda: NOW) as user:
        await user.sees("? Pending", "C confirm")
        await user.press("C")
        await user.sees("U recalls")
        await user.press("t")
        await user.sees("t Today", "Upcoming")
        await user.press("slash")
        await user.type("nobody at all")
        await user.sees("Esc clears the filter, 0 looks among all")


async def test_pages_that_pour_into_a_long_list_hold_back_no_answer_to_a_key(open_console: Open) -> None:
    """After a drawing that took long, what comes by the hundred waits; what a key does is shown at once."""
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        screen = user.app.console_screen
        screen._rest = 3600.0
        user.app.desk.announce(Topic.BOOKINGS)
        await user.press("z")
        await user.sees("zone attendee")
        await user.until(lambda _: screen._rest < 3600.0, "what was held back to be shown with it")
