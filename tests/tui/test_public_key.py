"""A public key by keys: it reads what can be booked, the team and free slots, books, and reads what it booked."""

from typing import Any

from slatis_tui.sandbox.launch import SandboxAddress
from tests.tui.conftest import Judge, Open


async def test_a_public_key_books_a_slot_and_reads_its_booking(
    open_console: Open, sandbox: SandboxAddress, judge: Judge
) -> None:
    before = {one["id"] for one in judge.bookings()}
    async with open_console(key=sandbox.public_key) as console:
        await console.sees("Event types", "9 of 9")
        await console.press("slash", *"Quick", "enter")
        await console.sees("1 of 9")
        await console.press("a")
        await console.sees("New booking", "Quick question · 15 min", "Create booking")
        await console.until(lambda screen: "When" in screen and "CET" in screen, "to see a first free slot")
        await console.press("tab", "tab")
        await console.type("Grace Hopper")
        await console.press("enter")
        await console.type("grace@example.com")
        await console.press("tab", "tab", "tab", "tab", "tab", "enter")
        await console.sees("Grace Hopper", "grace@example.com", "What may be done now")
        (made,) = [one for one in judge.bookings() if one["id"] not in before]
        assert made["attendee"]["email"] == "grace@example.com"


async def test_everything_else_says_why_not_and_sends_nothing(
    open_console: Open, sandbox: SandboxAddress, judge: Judge
) -> None:
    def state() -> Any:
        return judge.bookings(), judge.event_type("evt_01discovery")

    before = state()
    async with open_console(key=sandbox.public_key) as console:
        await console.sees("Event types", "9 of 9")
        for key in ("N", "e", "x", "D", "o", "B", "H"):
            await console.press("y")
            await console.sees("Copied evt_")
            await console.press(key)
            await console.sees("needs a secret key", "Event types")
        await console.press("q")
    assert state() == before
