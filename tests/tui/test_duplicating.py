"""A booking as the start of another one, on the sandbox; and a booking for someone twelve zones away."""

from tests.support.console import ConsoleDriver
from tests.tui.conftest import Judge, Open


async def open_one(user: ConsoleDriver, text: str) -> None:
    """Find a booking by this text and open it."""
    await user.press("5", "slash")
    await user.type(text + "\n")
    await user.sees("1 of ")
    await user.press("enter")
    await user.sees("Overview")


async def test_a_booking_is_duplicated_with_everything_but_its_time(open_console: Open, judge: Judge) -> None:
    found = next(one for one in judge.bookings() if one["custom_fields"] and one["event_type_id"] == "evt_02demo")
    async with open_console(size=(120, 50)) as user:
        await user.sees("5 All 120")
        await open_one(user, found["id"])
        await user.press("D")
        await user.sees("New booking", "filled in from the booking of", found["attendee"]["email"], "UTC")
        await user.press("shift+tab", "enter")
        await user.sees("Overview", found["attendee"]["name"])
        theirs = [one for one in judge.bookings(attendee_email=found["attendee"]["email"]) if one["id"] != found["id"]]
        copy = max(theirs, key=lambda one: str(one["created_at"]))
        assert copy["custom_fields"] == found["custom_fields"]
        assert copy["attendee"] == found["attendee"]
        assert copy["start_time"] != found["start_time"]


async def test_on_a_booking_a_new_one_begins_with_its_event_type(open_console: Open, judge: Judge) -> None:
    found = judge.bookings()[0]
    async with open_console() as user:
        await user.sees("5 All 120")
        await open_one(user, found["id"])
        await user.press("a")
        await user.sees("New booking", judge.event_type(found["event_type_id"]))
        await user.sees_not("filled in from", found["attendee"]["email"])


async def test_in_few_presses_and_by_the_hints_someone_twelve_zones_away_is_booked(
    open_console: Open, judge: Judge
) -> None:
    """Every key that is pressed stands on the screen when it is pressed; typed text does not count."""
    presses = 0
    async with open_console(size=(80, 24)) as user:

        async def press(key: str, hint: str) -> None:
            nonlocal presses
            await user.sees(hint)
            await user.press(key)
            presses += 1

        await user.sees("5 All 120")
        await press("a", "a new")
        await press("enter", "Enter choose")
        await user.type("quick")
        await press("enter", "Enter choose")
        await user.sees("UTC")
        await press("tab", "Tab next")
        await press("down", "↓ free slots")
        await press("right", "←→ day")
        await press("down", "↑↓ time")
        await press("enter", "Enter take it")
        await press("tab", "Tab next")
        await user.type("Kiri Walker <kiri@example.nz> +64 21 555 0100")
        await press("tab", "Tab next")
        await press("tab", "Tab next")
        await press("tab", "Tab next")
        await user.type("auckland")
        await press("enter", "Enter accept")
        await user.sees("NZDT attendee")
        await press("tab", "Tab next")
        await press("enter", "Enter accept")
        await press("enter", "Enter create")
        await user.sees("Overview", "Kiri Walker")
    (made,) = judge.bookings(attendee_email="kiri@example.nz")
    assert made["attendee"]["name"] == "Kiri Walker"
    assert made["attendee"]["phone"] == "+64 21 555 0100"
    assert made["attendee"]["timezone"] == "Pacific/Auckland"
    assert presses <= 25
