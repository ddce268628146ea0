"""A booking that the server makes in DRAFT and routes to someone later."""

from typing import Any

import pytest

from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import booking
from tests.support.odd_server import OddServer
from tests.tui.conftest import Open

INTRO = {"id": "evt_1", "name": "Intro call", "duration": 30}


async def book_ada(user: ConsoleDriver) -> None:
    """From `When`, which has the focus, to the press of `Create booking`."""
    for text in ("2026-12-01 10:00", "Ada Lovelace", "ada@example.com"):
        await user.type(text)
        await user.press("tab")
    await user.press("tab", "tab", "tab", "tab", "enter")


@pytest.mark.parametrize("is_left", [False, True])
async def test_screen_and_strip_say_what_a_draft_has_become(open_odd: Open, odd: OddServer, is_left: bool) -> None:
    made: dict[str, Any] = booking("bkg_new", "DRAFT")
    odd.on("GET", "event-types", lambda _: {"success": True, "event_types": [INTRO]})
    odd.on("GET", "event-types/", lambda _: {"success": True, "event_type": {**INTRO, "custom_fields": []}})
    odd.on("POST", "bookings", lambda _: {"success": True, "booking": booking("bkg_new", "DRAFT")})
    odd.on("GET", "bookings/", lambda _: {"success": True, "booking": made})
    async with open_odd() as user:
        await user.sees("0 of 0")
        await user.press("E")
        await user.sees("Intro call")
        await user.press("a")
        await user.sees("Intro call · 30 min", "Create booking")
        await user.press("tab")
        await book_ada(user)
        await user.sees("it is being routed", "Draft · Ada Lovelace")
        if is_left:
            await user.press("escape")
            await user.sees_not("it is being routed")
        made["status"] = "PENDING_CONFIRMATION"
        await user.sees(*([] if is_left else ["? Pending"]), "Pending · Ada Lovelace")
        await user.sees_not("Draft", "being routed")


async def test_of_a_new_booking_that_the_answer_says_little_of_the_rest_is_asked_for(
    open_odd: Open, odd: OddServer
) -> None:
    whole = booking("bkg_new", "SCHEDULED")
    later = "2027-03-01T10:00:00Z"
    moved = {**whole, "id": "bkg_moved", "status": "RESCHEDULED", "start_time": later}
    odd.on("GET", "event-types", lambda _: {"success": True, "event_types": [INTRO]})
    odd.on("GET", "event-types/", lambda _: {"success": True, "event_type": {**INTRO, "custom_fields": []}})
    odd.on("POST", "bookings", lambda _: {"success": True, "booking": {"id": "bkg_new", "status": "SCHEDULED"}})
    short = {"id": "bkg_moved", "status": "RESCHEDULED", "start_time": later}
    odd.on("POST", "bookings/", lambda _: {"success": True, "booking": short})
    odd.on("GET", "bookings/bkg_new", lambda _: {"success": True, "booking": whole})
    odd.on("GET", "bookings/bkg_moved", lambda _: {"success": True, "booking": moved})
    async with open_odd(zone="UTC") as user:
        await user.sees("0 of 0")
        await user.press("a")
        await user.sees("Create booking")
        await user.press("enter", "enter", "tab")
        await book_ada(user)
        await user.sees("● Scheduled  Ada Lovelace", "Fri 20 Nov 2026 12:30 UTC")
        await user.press("r")
        await user.sees("Old time")
        await user.type("2027-03-01 10:00")
        await user.press("tab", "tab", "enter")
        await user.sees("↻ Rescheduled  Ada Lovelace", "Mon 1 Mar 2027 10:00 UTC", "Europe/London")
