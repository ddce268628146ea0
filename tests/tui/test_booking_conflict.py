"""A slot that a colleague takes while one fills in the form, on the sandbox."""

from typing import Any

from tests.tui.conftest import Judge, Open


def take(judge: Judge, start: str) -> None:
    """Book that time until nobody is free any more."""
    attendee = {"name": "A Colleague", "email": "colleague@example.com"}
    body: dict[str, Any] = {"event_type_id": "evt_04question", "requested_time": start, "attendee": attendee}
    for _ in range(20):
        if judge._http.post("/bookings", json=body).status_code != 201:
            return
    raise AssertionError("somebody is always free")


async def test_a_slot_that_was_taken_meanwhile_is_replaced_by_its_neighbour(open_console: Open, judge: Judge) -> None:
    async with open_console(size=(80, 40)) as user:
        await user.sees("5 All 120")
        await user.press("E")
        await user.sees("Quick question")
        await user.press("slash")
        await user.type("quick\n")
        await user.sees_not("Product demo")
        await user.press("a")
        await user.sees("New booking", "UTC")
        first = judge._http.get(
            "/availability",
            params={"event_type_id": "evt_04question", "start_date": "2026-11-18", "end_date": "2026-11-20",
                    "timezone": "Europe/Madrid"},
        ).json()["slots"][0]["start"]  # fmt: skip
        take(judge, first)
        await user.press("tab", "tab")
        await user.type("Jane Smith\njane@example.com\n")
        await user.press("shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "enter")
        await user.sees("taken; free around it", "Enter takes it", "Jane Smith", "jane@example.com")
        await user.until(lambda _: all(one.is_finished for one in user.app.workers), "the day's slots to be read anew")
        await user.press("enter")
        await user.sees_not("Enter takes it")
        await user.press("shift+tab", "shift+tab", "enter")
        await user.sees("Overview", "Jane Smith")
    (made,) = judge.bookings(attendee_email="jane@example.com")
    assert made["start_time"] > first
