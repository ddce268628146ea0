"""Correcting an attendee's details, by keys."""

from typing import Any

from tests.support.console import ConsoleDriver
from tests.tui.conftest import Judge, Open


def booking_with(judge: Judge, status: str) -> dict[str, Any]:
    """A booking of that status whose attendee has said everything."""
    return next(one for one in judge.bookings(status=status) if all(one["attendee"].values()))


async def go_to(user: ConsoleDriver, booking_id: str) -> None:
    await user.press("colon")
    await user.sees("Booking id")
    await user.type(booking_id)
    await user.press("enter")
    await user.sees("What may be done now")


async def replace_in(user: ConsoleDriver, tabs: int, text: str) -> None:
    """Go so many fields on, or back, and type over what stands there."""
    await user.press(*["tab" if tabs > 0 else "shift+tab"] * abs(tabs), "ctrl+u")
    await user.type(text)


async def test_only_what_changed_is_sent_and_it_is_told_before(open_console: Open, judge: Judge) -> None:
    booking = booking_with(judge, "PENDING_CONFIRMATION")
    async with open_console(size=(80, 24)) as user:
        await go_to(user, booking["id"])
        await user.press("e")
        await user.sees(
            "Edit attendee", "Name", "E-mail", "Phone", "Timezone", "Save", "Back", "Nothing has changed yet"
        )
        await replace_in(user, 0, "Grace Hopper")
        await user.sees(f"{booking['attendee']['name']} → Grace Hopper")
        await user.sees_not("fresh confirmation")
        await replace_in(user, 1, "grace@navy.example")
        await user.sees(f"{booking['attendee']['email']} → grace@navy.example")
        await user.sees("A fresh confirmation e-mail is sent to grace@navy.example")
        assert judge.booking(booking["id"]) == booking
        await user.press("tab", "tab", "tab", "enter")
        await user.sees("attendee saved · ", "What may be done now", "Grace Hopper")
    after = judge.booking(booking["id"])
    assert after["attendee"] == booking["attendee"] | {"name": "Grace Hopper", "email": "grace@navy.example"}
    assert after["status"] == "PENDING_CONFIRMATION"


async def test_save_without_a_change_sends_nothing(open_console: Open, judge: Judge) -> None:
    booking = booking_with(judge, "SCHEDULED")
    async with open_console() as user:
        await go_to(user, booking["id"])
        await user.press("e")
        await user.sees("Nothing has changed yet")
        await user.press("tab", "tab", "tab", "tab", "enter")
        await user.sees("Nothing has changed, so nothing was sent")
        await user.press("tab", "enter")
        await user.sees("What may be done now")
    assert judge.booking(booking["id"]) == booking


async def test_a_wrong_detail_is_said_under_it_and_escape_sends_nothing(open_console: Open, judge: Judge) -> None:
    booking = booking_with(judge, "SCHEDULED")
    async with open_console() as user:
        await go_to(user, booking["id"])
        await user.press("e")
        await user.sees("Nothing has changed yet")
        await replace_in(user, 1, "grace")
        await user.press("tab", "tab", "tab", "enter")
        await user.sees("Not an e-mail address")
        assert user.app.focused is not None
        assert user.app.focused.parent is not None
        assert user.app.focused.parent.id == "email"
        await replace_in(user, 2, "new yor")
        await user.sees("Enter takes it")
        await user.press("escape")
        await user.sees_not("Enter takes it")
        await user.press("down", "down", "enter")
        await user.sees("→ America/New_York")
        await replace_in(user, -1, "auckland")
        await user.press("tab")
        await user.sees("→ Pacific/Auckland")
        await user.press("escape")
        await user.sees("What may be done now")
    assert judge.booking(booking["id"]) == booking


async def test_it_says_why_not_where_the_status_does_not_allow_it(open_console: Open, judge: Judge) -> None:
    booking = judge.bookings(status="COMPLETED")[0]
    async with open_console() as user:
        await go_to(user, booking["id"])
        await user.press("e")
        await user.sees("Can't be edited: it is completed")
        await user.sees_not("Save")


async def test_what_a_colleague_did_meanwhile_is_refused_by_the_server_and_said(
    open_console: Open, judge: Judge
) -> None:
    booking = booking_with(judge, "SCHEDULED")
    async with open_console() as user:
        await go_to(user, booking["id"])
        await user.press("e")
        await user.sees("Nothing has changed yet")
        judge.act(booking["id"], "cancel")
        await replace_in(user, 0, "Grace Hopper")
        await user.press("tab", "tab", "tab", "tab", "enter")
        await user.sees("conflict", "CANCELLED can't be changed", "Grace Hopper")
    assert judge.booking(booking["id"])["attendee"] == booking["attendee"]
