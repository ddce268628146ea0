"""A booking that the server makes in DRAFT and routes to someone later."""

from typing import Any

import pytest

from tests.support.odd_bookings import booking
from tests.support.odd_server import OddServer
from tests.tui.conftest import Open

INTRO = {"id": "evt_1", "name": "Intro call", "duration": 30}


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
        await user.type("2026-12-01 10:00")
        await user.press("tab")
        await user.type("Ada Lovelace")
        await user.press("tab")
        await user.type("ada@example.com")
        await user.press("tab", "tab", "tab", "tab", "tab", "enter")
        await user.sees("it is being routed", "Draft · Ada Lovelace")
        if is_left:
            await user.press("escape")
            await user.sees_not("it is being routed")
        made["status"] = "PENDING_CONFIRMATION"
        await user.sees(*([] if is_left else ["? Pending"]), "Pending · Ada Lovelace")
        await user.sees_not("Draft", "being routed")
