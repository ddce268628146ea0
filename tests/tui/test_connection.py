"""Without a key, with a wrong one, without a server: what the console says, and what it does not do."""

from pathlib import Path

from slatis_tui.composition import Composer
from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.sandbox.options import SandboxOptions
from tests.support.console import console, settings_for
from tests.support.sandbox import running_sandbox
from tests.tui.conftest import NOW, Open


class NoKeyring(Composer):
    """Finds no key anywhere, and has no keyring to keep one in."""

    async def connect(self) -> None:
        """There is no key."""
        return


async def test_without_a_key_the_welcome_screen_takes_one_hidden(sandbox: SandboxAddress, tmp_path: Path) -> None:
    settings = settings_for(tmp_path, sandbox, key="")
    async with console(settings, clock=lambda: NOW, connector=NoKeyring(settings, clock=lambda: NOW)) as user:
        await user.sees("Welcome", "Try the demo", "API key")
        await user.press("tab")
        await user.type("not a key")
        await user.press("enter")
        await user.sees("this is not an API key")
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


async def test_a_dead_server_leaves_the_rows_and_says_offline(tmp_path: Path) -> None:
    with running_sandbox(SandboxOptions(bookings=40, now=NOW, rate=0)) as address:
        settings = settings_for(tmp_path, address, undo_window=0.0, refresh=0)
        opened = console(settings, clock=lambda: NOW, view="all")
        user = await opened.__aenter__()
        await user.sees("40 of 40")
    await user.press("R")
    await user.sees("offline", "40 of 40")
    await opened.__aexit__(None, None, None)


async def test_a_key_can_be_remapped(sandbox: SandboxAddress, tmp_path: Path) -> None:
    config = tmp_path / "config" / "slatis-tui" / "config.toml"
    config.parent.mkdir(parents=True, mode=0o700)
    config.write_text('[keys]\n"booking.confirm" = "C"\n', encoding="utf-8")
    config.chmod(0o600)
    settings = settings_for(tmp_path, sandbox, undo_window=60.0)
    async with console(settings, clock=lambda: NOW) as user:
        await user.sees("? Pending", "C confirm")
        await user.press("C")
        await user.sees("u recalls")
