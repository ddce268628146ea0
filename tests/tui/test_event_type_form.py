"""Event types by keys, on the real sandbox: define, change, delete, and what the server says to it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from slatis_tui.sandbox.launch import SandboxAddress
from tests.support.console import ConsoleDriver
from tests.support.odd_server import OddServer
from tests.tui.conftest import Judge, Open


class Company:
    """Event types as the sandbox has them, past the console."""

    def __init__(self, address: SandboxAddress) -> None:
        self._http = httpx.Client(
            base_url=address.base_url, headers={"Authorization": f"Bearer {address.secret_key}"}, trust_env=False
        )

    def named(self, name: str) -> list[dict[str, Any]]:
        """The active event types of that name, whole."""
        listed = self._http.get("/event-types").json()["event_types"]
        return [self.one(found["id"]) for found in listed if found["name"] == name]

    def one(self, event_type_id: str) -> dict[str, Any]:
        """One event type."""
        found: dict[str, Any] = self._http.get(f"/event-types/{event_type_id}").json()["event_type"]
        return found

    def change(self, event_type_id: str, **changed: Any) -> None:
        """What a colleague does in the meantime."""
        self._http.patch(f"/event-types/{event_type_id}", json=changed).raise_for_status()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()


@pytest.fixture
def company(sandbox: SandboxAddress) -> Iterator[Company]:
    """The sandbox's event types."""
    asked = Company(sandbox)
    yield asked
    asked.close()


async def at_event_types(console: ConsoleDriver) -> None:
    await console.press("E")
    await console.sees("Discovery call", "9 of 9")


async def on(console: ConsoleDriver, name: str) -> None:
    """Put the cursor on the event type of that name."""
    await console.press("slash")
    await console.type(name)
    await console.press("enter")
    await console.sees("1 of ")


async def choose_team(console: ConsoleDriver, name: str) -> None:
    await console.press("enter")
    await console.type(name)
    await console.press("enter")
    await console.press("tab")


async def test_define_one_with_its_workload_see_it_and_book_it(open_console: Open, company: Company) -> None:
    async with open_console() as console:
        await at_event_types(console)
        await console.press("N")
        await console.sees("Team", "Name", "Duration", "Preparation")
        await choose_team(console, "Customer")
        for text in ("Intro call", "25", "5", "20", "10", "0"):
            await console.type(text)
            await console.press("enter")
        await console.sees("Active", "[x] yes")
        for _ in range(10):
            await console.press("tab")
        await console.sees("Save", "Back")
        await console.press("enter")
        await console.sees("10 of 10", "Intro call", "event type created")
        assert "25 min" in console.row("Intro call")
        (made,) = company.named("Intro call")
        assert (made["team_id"], made["duration"], made["is_active"]) == ("team_01", 25, True)
        assert made["workload"] == {"prep": 5, "meeting": 20, "implementation": 10, "admin": 0}
        await console.press("a")
        await console.sees("New booking", "Intro call · 25 min", "Create booking")


async def test_what_is_missing_stands_under_its_field(open_console: Open) -> None:
    async with open_console() as console:
        await at_event_types(console)
        await console.press("N")
        await console.sees("Team", "Name")
        for _ in range(17):
            await console.press("tab")
        await console.press("enter")
        await console.sees("Choose a team", "This is required")


async def test_change_the_duration_and_nothing_else(open_console: Open, company: Company) -> None:
    (before,) = company.named("Discovery call")
    async with open_console() as console:
        await at_event_types(console)
        await on(console, "Discovery")
        await console.press("e")
        await console.sees("edit", "Duration")
        await console.press("tab", "tab")
        await console.press("ctrl+u")
        await console.type("45")
        for _ in range(15):
            await console.press("tab")
        await console.sees("Will be sent:", "Duration: 30 min → 45 min")
        await console.press("enter")
        await console.sees("event type changed", "1 of 9")
        await console.until(lambda _: "45 min" in console.row("Discovery call"), "the duration in the list")
    after = company.one(before["id"])
    assert after["duration"] == 45
    kept = set(before) - {"duration", "updated_at"}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


async def test_the_warning_stays_until_it_is_closed(open_console: Open, company: Company) -> None:
    (before,) = company.named("Discovery call")
    async with open_console() as console:
        await at_event_types(console)
        await on(console, "Discovery")
        await console.press("e")
        await console.sees("edit", "Active")
        for _ in range(7):
            await console.press("tab")
        await console.press("space")
        for _ in range(10):
            await console.press("tab")
        await console.sees("Active: yes → no")
        await console.press("enter")
        await console.sees("Warning about Discovery call", "Disabling it will")
        await console.press("enter")
        await console.sees_not("Disabling it will")
        await console.sees("0 of 8")
    assert company.one(before["id"])["is_active"] is False


async def test_delete_one_and_keep_its_bookings(open_console: Open, company: Company, judge: Judge) -> None:
    (before,) = company.named("Discovery call")
    bookings = judge.bookings(event_type_id=before["id"])
    async with open_console() as console:
        await at_event_types(console)
        await on(console, "Discovery")
        await console.press("x")
        await console.sees("Delete Discovery call?", "future bookings stay as they are", "Keep")
        await console.pause_until_armed()
        await console.press("enter")
        await console.sees_not("Delete Discovery call?")
        await console.press("x")
        await console.sees("Delete Discovery call?")
        await console.pause_until_armed()
        await console.press("left")
        await console.pause_until_armed()
        await console.press("enter")
        await console.sees("event type deleted", "0 of 8")
    assert company.one(before["id"])["deleted_at"] is not None
    assert judge.bookings(event_type_id=before["id"]) == bookings != []


async def test_what_was_changed_or_deleted_shows_its_slots_anew(open_console: Open, company: Company) -> None:
    async with open_console(size=(120, 60)) as console:
        await at_event_types(console)
        await on(console, "Discovery")
        await console.press("enter")
        await console.sees("Free slots in the next 7 days", "It can start every 15 min.")
        await console.press("e")
        await console.sees("edit", "Slot interval")
        await console.press(*(["tab"] * 10), "ctrl+u", *"50", *(["tab"] * 7))
        await console.sees("Slot interval: ")
        await console.press("enter")
        await console.sees("event type changed", "Free slots in the next 7 days", "It can start every 50 min.")
        await console.press("x")
        await console.sees("Delete Discovery call?")
        await console.pause_until_armed()
        await console.press("left", "enter")
        await console.sees("× deleted", "It was deleted: a deleted event type offers no slots.")
        await console.sees_not("Free slots in the next 7 days")
        for key in ("x", "e", "a"):
            await console.press("z")
            await console.press(key)
            await console.sees("Discovery call was deleted: it can only be duplicated")


async def test_a_copy_is_another_event_type(open_console: Open, company: Company) -> None:
    async with open_console() as console:
        await at_event_types(console)
        await on(console, "Product demo")
        await console.press("D")
        await console.sees("duplicate", "Copy of Product demo")
        for _ in range(17):
            await console.press("tab")
        await console.sees("Its own fields are not copied, as the API has no way to make them: Company")
        await console.press("enter")
        await console.sees("event type created")
    (made,), (like,) = company.named("Copy of Product demo"), company.named("Product demo")
    same = ("duration", "buffer_after", "minimum_booking_notice", "scheduling_type", "team_id", "workload")
    assert {name: made[name] for name in same} == {name: like[name] for name in same}


async def test_what_is_typed_at_once_into_a_new_one_is_not_lost(open_console: Open) -> None:
    async with open_console() as console:
        await at_event_types(console)
        await console.press("N", "tab", *"Fast", "tab", "4", "0")
        await console.sees("Fast", "40")


async def test_what_is_typed_while_an_event_type_is_read_is_not_lost(open_odd: Open, odd: OddServer) -> None:
    listed = {"id": "evt_1", "name": "Intro", "duration": 30, "team_id": "team_1"}
    workload = {"prep": 5, "meeting": 30, "implementation": 0, "admin": 0}
    whole = listed | {"workload": workload, "is_active": True, "custom_fields": [], "slug": "intro"}
    odd.on("GET", "event-types", lambda _: {"success": True, "event_types": [listed]})
    odd.on("PATCH", "event-types/evt_1", lambda asked: {"success": True, "event_type": whole | asked.body})
    async with open_odd() as console:
        await console.sees("0 of 0")
        await console.press("E")
        await console.sees("1 of 1", "Intro")
        odd.on("GET", "event-types/evt_1", lambda _: {"success": True, "event_type": whole})
        reading = odd.hold("GET")
        await console.press("e", "tab", "tab", "ctrl+u", "4", "5")
        for _ in range(15):
            await console.press("tab")
        await console.sees("How it is now is still being read")
        await console.press("enter")
        await console.sees("nothing was sent. Press Save again")
        reading.set()
        await console.sees("Will be sent:", "Duration: 30 min → 45 min")
        await console.press("enter")
        await console.sees("event type changed")
    assert [one.body for one in odd.requests if one.method == "PATCH"] == [{"duration": 45}]


async def test_a_colleagues_change_is_taken_over_where_nothing_was_typed(open_console: Open, company: Company) -> None:
    (before,) = company.named("Discovery call")
    async with open_console() as console:
        await at_event_types(console)
        await on(console, "Discovery")
        await console.press("enter")
        await console.sees("preparation 5 min", "key company")
        company.change(before["id"], duration=50, name="Discovery chat")
        await console.press("e", "tab", "tab", "ctrl+u", "6", "0")
        await console.sees("Discovery chat", "60")
        for _ in range(15):
            await console.press("tab")
        await console.sees("Duration: 50 min → 1 h")
        await console.press("enter")
        await console.sees("event type changed")
    after = company.one(before["id"])
    assert (after["name"], after["duration"]) == ("Discovery chat", 60)


async def test_leaving_the_form_sends_nothing(open_console: Open, company: Company) -> None:
    async with open_console() as console:
        await at_event_types(console)
        await on(console, "Discovery")
        await console.press("e")
        await console.sees("edit", "Duration")
        await console.press("tab", "tab", "ctrl+u", "9", "9", "escape")
        await console.sees("1 of 9")
    assert company.named("Discovery call")[0]["duration"] == 30


async def test_read_only_and_a_public_key_say_why_not(open_console: Open, sandbox: SandboxAddress) -> None:
    for options, reason in (
        ({"read_only": True}, "Read-only: nothing is sent"),
        ({"key": sandbox.public_key}, "needs a secret key"),
    ):
        async with open_console(**options) as console:
            await console.sees("11 of 11" if "key" not in options else "Discovery call")
            await console.press("E")
            await console.sees("Discovery call")
            for key in ("N", "e", "x", "D"):
                await console.press("y")
                await console.sees("Copied evt_")
                await console.press(key)
                await console.sees(reason)
                assert "Save" not in console.screen
                assert "Keep" not in console.screen


async def test_a_number_that_is_out_of_bounds_is_told_when_its_field_is_left(open_console: Open) -> None:
    async with open_console() as console:
        await at_event_types(console)
        await console.press("N", "tab", "tab")
        await console.type("0")
        await console.press("tab")
        await console.sees("This must be at least 1")
        await console.type("ten")
        await console.press("tab")
        await console.sees("Write whole minutes, such as 30")
        await console.press("shift+tab", "ctrl+u")
        await console.sees_not("Write whole minutes, such as 30")
