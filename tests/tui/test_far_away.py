"""Booking for somebody on the other side of the world, on a small screen, by the keys that the screen hints at."""

from tests.support.console import ConsoleDriver
from tests.tui.conftest import Judge, Open

MOST_PRESSES = 25


class Reader:
    """Somebody who presses only what stands in the footer at that moment."""

    def __init__(self, user: ConsoleDriver) -> None:
        self.user = user
        self.presses = 0

    async def press(self, key: str, hint: str) -> None:
        """Press the key once its hint stands in the last line."""
        await self.user.until(lambda screen: hint in screen.splitlines()[-1], f"the hint {hint!r}")
        await self.user.press(key)
        self.presses += 1


async def test_an_attendee_twelve_zones_away_is_booked_in_at_most_25_presses(open_console: Open, judge: Judge) -> None:
    async with open_console(size=(80, 24), zone="Europe/Madrid") as user:
        await user.sees("Pending")
        reader = Reader(user)
        await reader.press("a", "a new")
        await user.sees("Event type")
        await reader.press("enter", "Enter choose")
        await user.type("Quick")
        await reader.press("enter", "Enter choose")
        await reader.press("tab", "Tab next")
        await user.sees("CET")
        await reader.press("down", "↓ free slots")
        await user.sees("Enter takes it")
        await reader.press("right", "←→ day")
        await reader.press("enter", "Enter take it")
        await reader.press("tab", "Tab next")
        await user.type("Aroha Ngata")
        await reader.press("tab", "Tab next")
        await user.type("aroha@example.nz")
        await reader.press("tab", "Tab next")
        await reader.press("tab", "Tab next")
        await user.type("Pacific/Auckland")
        while "Create booking" not in focused_label(user):
            await reader.press("tab", "Tab next")
        await reader.press("enter", "Enter create")
        await user.sees("What may be done now", "Aroha Ngata", "NZDT", "Pacific/Auckland", "Their day")
        assert reader.presses <= MOST_PRESSES
    (made,) = judge.bookings(attendee_email="aroha@example.nz")
    assert made["attendee"]["timezone"] == "Pacific/Auckland"


def focused_label(user: ConsoleDriver) -> str:
    """What the button with the focus says; nothing where it is none."""
    return str(getattr(user.app.focused, "label", ""))
