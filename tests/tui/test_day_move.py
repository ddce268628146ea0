"""Moving a member's whole day, by keys, against the sandbox."""

from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from slatis_tui.widgets.line_table import LineTable
from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import booking
from tests.support.odd_server import KEY, Asked, OddServer, Reply, refusal
from tests.tui.conftest import NOW, Judge, Open

ACTIVE = ("SCHEDULED", "RESCHEDULED")


def busiest_day(judge: Judge) -> tuple[str, str, list[dict[str, Any]]]:
    """The member and the coming day (in UTC) with the most bookings that can be moved; the day's active ones."""
    coming = [one for status in ACTIVE for one in judge.bookings(status=status) if starts(one) > NOW + 86_400]
    days = Counter((one["assigned_to_id"], one["start_time"][:10]) for one in coming if one["status"] == "SCHEDULED")
    (member, day), _ = max(days.items(), key=lambda item: (item[1], item[0]))
    theirs = [one for one in coming if (one["assigned_to_id"], one["start_time"][:10]) == (member, day)]
    return member, day, sorted(theirs, key=lambda one: str(one["start_time"]))


def starts(booking: dict[str, Any]) -> float:
    return datetime.fromisoformat(booking["start_time"]).timestamp()


async def open_day(user: ConsoleDriver, member_name: str, day: str) -> None:
    await user.press("M")
    await user.sees("Move the day", "Member", "Day")
    user.app.screen.query_one("#member ChoiceInput").focus()
    await user.press("enter")
    await user.type(member_name[:5])
    await user.press("enter", "tab", "ctrl+u")
    await user.type(day)
    await user.press("enter")


async def test_a_day_is_moved_as_one_run_with_one_reason(open_console: Open, judge: Judge) -> None:
    member, day, theirs = busiest_day(judge)
    moving = [one for one in theirs if one["status"] == "SCHEDULED"]
    assert moving
    async with open_console(zone="UTC", view="upcoming", size=(80, 24)) as user:
        await user.sees("Scheduled")
        await open_day(user, judge.member(member), day)
        await user.sees(f"{len(moving)} to move", "New time", "Theirs")
        await user.press("right")
        await user.press("enter")
        changes = "1 change" if len(moving) == 1 else f"{len(moving)} changes"
        await user.sees(f"Run {changes}", "Back", "Reason", "Each attendee is told")
        await user.type("training")
        await user.press("tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("Copy receipt", "Close")
        await user.press("escape")
        await user.sees(f"{len(moving)} moved", "✓ Rescheduled", "Enter open")
        await user.sees_not("Space leave out")
    for old in moving:
        after = judge.booking(old["id"])
        new = judge.booking(after["metadata"]["rescheduled_to"])
        assert (after["status"], new["status"]) == ("CANCELLED", "RESCHEDULED")
        assert new["metadata"]["reschedule_reason"] == "training"
        assert new["start_time"][:10] > day


async def test_what_stays_is_told_and_nothing_is_sent_before_run(open_console: Open, judge: Judge) -> None:
    member, day, theirs = busiest_day(judge)
    async with open_console(zone="UTC", view="upcoming", size=(80, 24)) as user:
        await user.sees("Scheduled")
        await open_day(user, judge.member(member), day)
        await user.sees(" to move", "attendee's day")
        for _ in theirs:
            await user.press("space", "j")
        await user.sees("0 to move")
        await user.press("enter")
        await user.sees("Nothing to move")
        await user.press("k", "space", "enter")
        await user.sees("Run 1 change", "Back")
        await user.press("escape")
        await user.sees_not("Run 1 change")
        await user.press("q")
        await user.sees("Upcoming")
    assert [judge.booking(one["id"]) for one in theirs] == theirs


async def test_the_run_is_recalled_whole_within_its_undo_window(open_console: Open, judge: Judge) -> None:
    member, day, theirs = busiest_day(judge)
    async with open_console(zone="UTC", view="upcoming", undo_window=60.0) as user:
        await user.sees("Scheduled")
        await open_day(user, judge.member(member), day)
        await user.sees(" to move")
        await user.press("enter")
        await user.sees("Run ", "Back")
        await user.press("tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("» waits", "under way")
        await user.press("u")
        await user.sees(" to move")
        await user.sees_not("» waits")
    assert [judge.booking(one["id"]) for one in theirs] == theirs


async def test_a_day_without_bookings_and_one_that_is_none(open_console: Open, judge: Judge) -> None:
    async with open_console(zone="UTC", view="upcoming") as user:
        await user.sees("Scheduled")
        await open_day(user, "Priya Raman", "2027-12-25")
        await user.sees("No active booking on that day")
        user.app.screen.query_one("#day LineInput").focus()
        await user.press("ctrl+u")
        await user.type("soon")
        await user.press("enter")
        await user.sees("Type a day such as")


async def test_the_day_of_the_booking_under_the_cursor_is_proposed(open_console: Open, judge: Judge) -> None:
    async with open_console(zone="UTC", view="upcoming") as user:
        await user.sees("Scheduled")
        await user.press("G", "M")
        await user.sees("Move the day", " to move")
        await user.until(lambda _: isinstance(user.app.focused, LineTable), "the plan to have the focus")


async def test_a_read_only_console_plans_and_sends_nothing(open_console: Open, judge: Judge) -> None:
    member, day, theirs = busiest_day(judge)
    async with open_console(zone="UTC", view="upcoming", read_only=True) as user:
        await user.sees("Scheduled")
        await open_day(user, judge.member(member), day)
        await user.sees(" to move")
        await user.press("enter")
        await user.sees("Read-only: nothing is sent")
    assert [judge.booking(one["id"]) for one in theirs] == theirs


def full_day(odd: OddServer, count: int) -> None:
    """A member with so many bookings tomorrow, and free slots on the day after; each can be moved."""
    rows = [
        booking(
            f"bkg_{place}", status="SCHEDULED", assigned_to_id="mem_1", event_type_id="evt_1",
            attendee={"name": f"Attendee number {place} of a long list", "timezone": "Asia/Tokyo"},
            start_time=f"2026-11-19T{place + 1:02d}:00:00Z", end_time=f"2026-11-19T{place + 1:02d}:30:00Z",
        )
        for place in range(count)
    ]  # fmt: skip
    odd.gives(rows)
    starts = [f"2026-11-20T{hour:02d}:00:00Z" for hour in range(1, 24)]
    slots = [{"start": start, "end": start.replace(":00:00", ":30:00")} for start in starts]
    odd.on("GET", "availability", lambda _: {"success": True, "slots": slots})
    odd.on("POST", "bookings/", lambda asked: {"booking": {"id": f"new_{asked.path[9:14]}", "status": "RESCHEDULED"}})


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_on_a_live_key_the_number_is_typed_and_the_buttons_are_in_sight(
    open_odd: Open, odd: OddServer, size: tuple[int, int]
) -> None:
    full_day(odd, 12)
    async with open_odd(size=size, view="upcoming", key=KEY.replace("test", "live"), zone="UTC") as user:
        await user.sees("LIVE", "12 of 12")
        await user.press("M")
        await user.sees("12 to move")
        await user.press("enter")
        await user.sees("Move the day · LIVE", "Reason", "Type 12 to run", "Run 12 changes", "Back")
        await user.type("ill")
        await user.press("enter")
        await user.type("11")
        await user.press("enter")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("Type 12, the number of bookings")
        assert not [asked for asked in odd.requests if asked.method == "POST"]
        await user.type("12")
        await user.press("enter")
        await user.pause_until_armed()
        await user.press("enter")
        await user.until(lambda _: sum(asked.method == "POST" for asked in odd.requests) == 12, "twelve requests")
    sent = [asked for asked in odd.requests if asked.method == "POST"]
    assert len({asked.body["requested_time"] for asked in sent}) == 12
    assert {asked.body["reason"] for asked in sent} == {"ill"}


async def test_each_row_says_what_became_of_it_and_the_failed_can_be_retried(open_odd: Open, odd: OddServer) -> None:
    full_day(odd, 2)
    taken = refusal(409, "conflict", "Somebody was faster")

    def answer(asked: Asked) -> Reply | dict[str, Any]:
        booking_id = asked.path.split("/")[1]
        return taken if booking_id == "bkg_1" else {"booking": {"id": f"new_{booking_id}", "status": "RESCHEDULED"}}

    odd.on("POST", "bookings/", answer)
    async with open_odd(view="upcoming", zone="UTC") as user:
        await user.sees("2 of 2")
        await user.press("M")
        await user.sees("2 to move")
        await user.press("enter")
        await user.sees("Run 2 changes")
        await user.press("enter")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("Retry failed", "Close")
        await user.press("escape")
        await user.sees("1 moved, 1 failed", "✓ Rescheduled", "! conflict: Somebody")
        await user.press("j")
        await user.sees("conflict: Somebody was faster (409")


async def test_what_can_not_be_loaded_is_said_and_asked_for_again(open_odd: Open, odd: OddServer) -> None:
    full_day(odd, 2)
    slots = odd.answers["GET", "availability"]
    odd.on("GET", "availability", lambda _: refusal(403, "forbidden", "The key lacks availability:read"))
    async with open_odd(view="upcoming", zone="UTC") as user:
        await user.sees("2 of 2")
        await user.press("M")
        await user.sees("Could not be loaded", "forbidden")
        odd.on("GET", "availability", slots)
        user.app.screen.query_one(LineTable).focus()
        await user.press("R")
        await user.sees("2 to move")
