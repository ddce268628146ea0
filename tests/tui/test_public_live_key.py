"""A public key by keys, against a server that is told what to answer: refused for its origin, and asked but once."""

from pathlib import Path

from slatis_tui.sandbox.launch import SandboxAddress
from tests.support.console import console, settings_for
from tests.support.odd_server import OddServer, refusal
from tests.tui.conftest import NOW

LIVE = "pk_live_0123456789abcdef"
NOT_FROM_HERE = refusal(403, "forbidden", "Origin not allowed")


async def test_a_live_one_that_is_refused_for_its_origin_says_so_wherever_it_asks(
    odd: OddServer, tmp_path: Path
) -> None:
    for path in ("event-types", "event-types/", "team/", "availability", "bookings/", "capacity"):
        odd.on("GET", path, lambda _: NOT_FROM_HERE)
    odd.on("GET", "bookings", lambda _: NOT_FROM_HERE)
    settings = settings_for(tmp_path, SandboxAddress(odd.base_url, LIVE, "", NOW), refresh=0)
    async with console(settings, clock=lambda: NOW) as user:
        await user.sees("Event types", "LIVE", "The event types could not be loaded.", "Origin not allowed")
        await user.sees("pk_live_ key is accepted from its", "use a secret key")
        await user.press("T")
        await user.sees("Team", "The team could not be read", "use a secret key")


async def test_at_its_start_it_asks_once_for_what_can_be_booked(odd: OddServer, tmp_path: Path) -> None:
    call = {"id": "evt_1", "name": "Discovery call", "duration": 30, "team_id": "team_1"}
    odd.on("GET", "event-types", lambda _: {"success": True, "event_types": [call]})
    address = SandboxAddress(odd.base_url, "pk_test_0123456789abcdef", "", NOW)
    async with console(settings_for(tmp_path, address, refresh=0), clock=lambda: NOW) as user:
        await user.sees("Discovery call", "1 of 1")
        await user.until(lambda _: bool(odd.counted("GET", "team/members")), "the names to be asked for")
        assert odd.counted("GET", "event-types") == 1
        assert odd.counted("GET", "bookings") == 0
