"""Webhooks by keys, on the real sandbox and on one that sends odd things."""

from slatis_tui.sandbox.launch import SandboxAddress
from tests.tui.conftest import Open


async def test_from_the_palette_to_the_webhooks_and_their_deliveries(open_console: Open) -> None:
    async with open_console(size=(120, 40)) as console:
        await console.sees("11 of 11")
        await console.press("ctrl+p")
        await console.sees("What can be done here")
        await console.press(*"webhooks")
        await console.press("enter")
        await console.sees("https://hooks.northlight.example/slatis/calendar", "Deliveries: 140", "dlv_00140")
        await console.sees("response_status 200", "attempts 1")
        await console.press("j")
        await console.sees("is_active", "no", "Deliveries: 0", "none")
        await console.press("y")
        await console.sees("Copied whk_02warehouse")
        await console.press("slash", *"calendar", "enter")
        await console.sees_not("https://warehouse.northlight.example")
        await console.press("enter", "G")
        await console.sees("dlv_00001")
        await console.press("escape", "escape")
        await console.sees("https://warehouse.northlight.example")


async def test_a_public_key_is_told_that_it_needs_a_secret_one(open_console: Open, sandbox: SandboxAddress) -> None:
    async with open_console(key=sandbox.public_key) as console:
        await console.sees("Discovery call")
        await console.press("H")
        await console.sees("needs a secret key")
