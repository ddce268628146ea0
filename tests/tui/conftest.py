"""A console on a sandbox of its own, for each story."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.sandbox.options import SandboxOptions
from tests.support.console import ConsoleDriver, HeldWindow, console, settings_for
from tests.support.odd_server import KEY, OddServer, running_odd_server
from tests.support.sandbox import running_sandbox

NOW = 1_795_000_000.0
"""Wed 18 Nov 2026 12:26 UTC: the sandbox's clock starts here, in the middle of a working day."""
Open = Callable[..., AbstractAsyncContextManager[ConsoleDriver]]


class Judge:
    """Asks the sandbox itself what is so, past the console and its client."""

    def __init__(self, address: SandboxAddress) -> None:
        self._http = httpx.Client(
            base_url=address.base_url, headers={"Authorization": f"Bearer {address.secret_key}"}, trust_env=False
        )

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def booking(self, booking_id: str) -> dict[str, Any]:
        """One booking."""
        found: dict[str, Any] = self._http.get(f"/bookings/{booking_id}").json()["booking"]
        return found

    def bookings(self, **filters: str) -> list[dict[str, Any]]:
        """Every booking that passes the filters, page after page."""
        found: list[dict[str, Any]] = []
        parameters: dict[str, str] = {"limit": "100", **filters}
        while True:
            page = self._http.get("/bookings", params=parameters).json()
            found += page["bookings"]
            if not page["pagination"]["has_more"]:
                return found
            parameters["cursor"] = page["pagination"]["next_cursor"]

    def event_type(self, event_type_id: str) -> str:
        """An event type's name."""
        return str(self._http.get(f"/event-types/{event_type_id}").json()["event_type"]["name"])

    def member(self, member_id: str) -> str:
        """A member's name."""
        return str(self._http.get(f"/team/members/{member_id}").json()["member"]["name"])

    def act(self, booking_id: str, verb: str) -> None:
        """What a colleague does in the meantime."""
        self._http.post(f"/bookings/{booking_id}/{verb}").raise_for_status()

    def book(self, start: str, event_type_id: str = "evt_04question", **more: Any) -> dict[str, Any]:
        """What somebody else books in the meantime; the answer."""
        attendee = {"name": "Jane Smith", "email": "jane@example.com"}
        body = {"event_type_id": event_type_id, "requested_time": start, "attendee": attendee} | more
        answer = self._http.post("/bookings", json=body)
        answer.raise_for_status()
        made: dict[str, Any] = answer.json()["booking"]
        return made


@pytest.fixture
def sandbox() -> Iterator[SandboxAddress]:
    """A freshly seeded company with 120 bookings, and no rate limit."""
    with running_sandbox(SandboxOptions(bookings=120, now=NOW, rate=0)) as address:
        yield address


@pytest.fixture
def judge(sandbox: SandboxAddress) -> Iterator[Judge]:
    """The sandbox's own word."""
    asked = Judge(sandbox)
    yield asked
    asked.close()


@pytest.fixture
def open_console(sandbox: SandboxAddress, tmp_path: Path) -> Open:
    """Opens a console on that sandbox; options are those of the command line, by their names."""

    def opened(
        *,
        size: tuple[int, int] = (120, 40),
        view: str = "pending",
        key: str | None = None,
        clock: Callable[[], float] = lambda: NOW,
        zone: str = "Europe/Madrid",
        held: HeldWindow | None = None,
        **options: Any,
    ) -> AbstractAsyncContextManager[ConsoleDriver]:
        window = held.SECONDS if held else 0.0
        settings = settings_for(tmp_path, sandbox, key=key, **{"undo_window": window, "refresh": 0, **options})
        return console(settings, clock=clock, size=size, view=view, zone=zone, held=held)

    return opened


@pytest_asyncio.fixture
async def odd() -> AsyncIterator[OddServer]:
    """A server that answers as the test tells it to."""
    async with running_odd_server() as server:
        yield server


@pytest.fixture
def open_odd(odd: OddServer, tmp_path: Path) -> Open:
    """Opens a console on that server; options are those of the command line, by their names."""

    def opened(
        *, size: tuple[int, int] = (120, 40), view: str = "all", zone: str = "Europe/Madrid", **options: Any
    ) -> AbstractAsyncContextManager[ConsoleDriver]:
        address = SandboxAddress(odd.base_url, KEY, "", NOW)
        settings = settings_for(tmp_path, address, **{"undo_window": 0.0, "refresh": 0, **options})
        return console(settings, clock=lambda: NOW, size=size, view=view, zone=zone)

    return opened
