"""Moving a booking to another time, by keys."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from slatis_tui.domain.models import BookingRow
from slatis_tui.screens._deciding import DecidingScreen
from slatis_tui.screens._refreshing import RefreshingScreen
from slatis_tui.widgets.line_table import LineTable
from slatis_tui.widgets.when_input import WhenLine
from tests.support.console import ConsoleDriver
from tests.tui.conftest import NOW, Judge, Open
from tests.tui.test_attendee_edit import go_to


def scheduled(judge: Judge) -> dict[str, Any]:
    """The next scheduled booking of an event type that can be booked, of an attendee whose zone is known."""
    coming = [one for one in judge.bookings(status="SCHEDULED") if starts(one) > NOW and one["attendee"]["timezone"]]
    quick = [one for one in coming if one["event_type_id"] == "evt_04question"]
    return min(quick, key=lambda one: str(one["start_time"]))


def starts(booking: dict[str, Any]) -> float:
    return datetime.fromisoformat(booking["start_time"]).timestamp()


async def type_time(user: ConsoleDriver, text: str) -> None:
    await user.press("ctrl+u")
    await user.type(text)


async def test_a_booking_is_moved_and_the_new_one_opens_linked_to_the_old(open_console: Open, judge: Judge) -> None:
    old = scheduled(judge)
    async with open_console(size=(80, 24)) as user:
        await go_to(user, old["id"])
        await user.press("r")
        await user.sees("Reschedule", "Old time", old["attendee"]["name"], "When", "Reason", "Back", "attendee's day")
        await type_time(user, "2027-03-01 03:10")
        await user.sees("Mon 1 Mar 2027 03:10", "outside the free slots", " attendee · ")
        await user.press("tab")
        await user.type("the train is late")
        await user.press("tab", "enter")
        await user.sees("↻ Rescheduled", "Moved from", "Mon 1 Mar 2027 03:10")
        await user.sees(old["id"])
        await user.press("q")
        await user.sees("× Cancelled", "Moved to", "Mon 1 Mar 2027 03:10")
    async with open_console(size=(80, 24), view="needs-outcome") as user:
        await user.sees("Needs outcome")
        await go_to(user, old["id"])
        await user.sees("× Cancelled", "Moved to", "Mon 1 Mar 2027 03:10")
        new_id = judge.booking(old["id"])["metadata"]["rescheduled_to"]
        await user.press("q")
        await go_to(user, new_id)
        await user.sees("↻ Rescheduled", "Moved from", old["id"])
    after = judge.booking(old["id"])
    new = judge.booking(after["metadata"]["rescheduled_to"])
    assert after["status"] == "CANCELLED"
    assert (new["status"], new["start_time"]) == ("RESCHEDULED", "2027-03-01T02:10:00.000Z")
    assert new["metadata"]["reschedule_reason"] == "the train is late"


async def test_the_old_time_is_marked_in_the_grid_and_a_slot_is_picked(open_console: Open, judge: Judge) -> None:
    old = scheduled(judge)
    clock = datetime.fromisoformat(old["start_time"]).strftime("%H:%M")
    async with open_console(zone="UTC") as user:
        await go_to(user, old["id"])
        await user.press("r")
        await user.sees("Old time", "20")
        await user.press("down")
        await user.sees(f"•{clock}", "Enter takes it")
        await user.press("right", "down", "enter")
        await user.sees_not("Enter takes it", "outside the free slots")
        await user.press("tab", "tab", "enter")
        await user.sees("↻ Rescheduled", "Moved from")
    new = judge.booking(judge.booking(old["id"])["metadata"]["rescheduled_to"])
    assert new["start_time"] != old["start_time"]
    assert "reschedule_reason" not in new["metadata"]


async def test_what_is_typed_takes_the_place_of_the_slot_that_was_offered(open_console: Open, judge: Judge) -> None:
    old = scheduled(judge)
    async with open_console(zone="UTC") as user:
        await go_to(user, old["id"])
        await user.press("r")
        await user.until(lambda _: user.app.screen.query_one(WhenLine).value != "", "a slot to be offered")
        await user.type("2027-03-01 10:00")
        await user.sees("Mon 1 Mar 2027 10:00 UTC")
        assert user.app.screen.query_one(WhenLine).value == "2027-03-01 10:00"


async def test_the_list_follows_to_the_new_booking(open_console: Open, judge: Judge) -> None:
    old = scheduled(judge)
    async with open_console(view="upcoming") as user:
        await user.sees("Scheduled")
        await user.press("slash")
        await user.type(old["attendee"]["email"])
        await user.press("enter")
        await user.sees("text: ", "Quick question")
        while target(user).id != old["id"]:
            await user.press("j")
        await user.press("r")
        await user.sees("Old time")
        await type_time(user, "2026-12-24 10:00")
        await user.press("tab", "tab", "enter")
        await user.sees("Moved from", " of ")
        await user.press("q")
        await user.until(lambda _: target(user).status == "RESCHEDULED", "the cursor on the new booking")
        new = judge.booking(old["id"])["metadata"]["rescheduled_to"]
        assert target(user).id == new
        store = user.app.desk.store
        await user.until(lambda _: store.rows[old["id"]].status == "CANCELLED", "the list to let go of the old one")
        assert old["id"] not in user.app.console_screen.query_one(LineTable).keys


async def test_the_original_is_not_shown_as_changed_by_others(open_console: Open, judge: Judge) -> None:
    old = scheduled(judge)
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await go_to(user, old["id"])
        await user.press("r")
        await user.sees("Old time")
        await type_time(user, "2026-12-24 10:00")
        await user.press("tab", "tab", "enter")
        await user.sees("↻ Rescheduled", "Moved from")
        store = user.app.desk.store
        await user.until(lambda _: store.rows[old["id"]].status == "CANCELLED", "the original to be looked at")
        (listing,) = [one for one in user.app.screen_stack if isinstance(one, RefreshingScreen)]
        assert not listing.is_changed(old["id"])


def target(user: ConsoleDriver) -> BookingRow:
    """The booking under the cursor."""
    screen = user.app.console_screen
    assert isinstance(screen, DecidingScreen)
    row = screen.target()
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("RESCHEDULED", "it has been rescheduled already"),
        ("PENDING_CONFIRMATION", "it is not confirmed yet"),
        ("COMPLETED", "it is completed"),
    ],
)
async def test_where_the_lifecycle_refuses_it_says_why(
    open_console: Open, judge: Judge, status: str, reason: str
) -> None:
    booking = judge.bookings(status=status)[0]
    async with open_console() as user:
        await go_to(user, booking["id"])
        await user.press("r")
        await user.sees(f"Can't be rescheduled: {reason}")
        await user.sees_not("Old time")
    assert judge.booking(booking["id"]) == booking


async def test_a_time_at_which_nobody_is_free_comes_back_with_everything_typed(
    open_console: Open, judge: Judge
) -> None:
    old = scheduled(judge)
    for _ in range(3):
        judge.book("2027-01-11T10:00:00Z")
    async with open_console(zone="UTC", size=(80, 24)) as user:
        await go_to(user, old["id"])
        await user.press("r")
        await user.sees("Old time")
        await type_time(user, "2027-01-11 10:00")
        await user.press("tab")
        await user.type("ill")
        await user.press("tab", "enter")
        await user.sees("conflict", "Nobody who could take this booking is free", "taken; free around it")
        await user.press("escape", "tab")
        await user.sees("ill")
    assert judge.booking(old["id"]) == old


async def test_what_a_colleague_did_meanwhile_is_said(open_console: Open, judge: Judge) -> None:
    old = scheduled(judge)
    async with open_console() as user:
        await go_to(user, old["id"])
        await user.press("r")
        await user.sees("Old time")
        judge.act(old["id"], "cancel")
        await type_time(user, "2027-01-11 10:00")
        await user.press("tab", "tab", "enter")
        await user.sees("Can't be rescheduled: it is cancelled")
        await user.sees_not("taken;")
        await user.press("tab", "enter")
        await user.sees("! Cancelled")


async def test_no_time_and_the_same_time_are_said_and_nothing_is_sent(open_console: Open, judge: Judge) -> None:
    old = scheduled(judge)
    at = datetime.fromisoformat(old["start_time"])
    async with open_console(zone="UTC") as user:
        await go_to(user, old["id"])
        await user.press("r")
        await user.sees("Old time")
        await type_time(user, f"{at:%Y-%m-%d %H:%M}")
        await user.press("tab", "tab", "enter")
        await user.sees("This is the time that it has now")
        await type_time(user, "31:00")
        await user.press("tab", "tab", "enter")
        await user.sees("Type a time of day from 0:00 to 23:59")
    assert judge.booking(old["id"]) == old


async def test_with_rows_marked_it_says_that_it_is_for_one(open_console: Open) -> None:
    async with open_console(view="upcoming") as user:
        await user.sees("Scheduled")
        await user.press("space", "r")
        await user.sees("Reschedule is for one booking, and 1 marked: Esc ends marks")
        await user.press("e")
        await user.sees("Edit attendee is for one booking")
        await user.sees_not("Old time", "Save")


async def test_with_the_attendees_zone_on_screen_the_new_time_is_typed_in_it(open_console: Open, judge: Judge) -> None:
    old = scheduled(judge)
    zone = ZoneInfo(old["attendee"]["timezone"])
    async with open_console(zone="Europe/Madrid") as user:
        await go_to(user, old["id"])
        await user.press("z", "r")
        await user.sees("Old time", "zone attendee", starts_at(old, zone))
        await type_time(user, "2027-03-01 10:00")
        await user.sees("Mon 1 Mar 2027 10:00")
        await user.press("tab", "tab")
        await user.press("z")
        await user.sees("zone UTC", starts_at(old, ZoneInfo("UTC")))
        await user.press("enter")
        await user.sees("↻ Rescheduled", "Moved from")
    new = judge.booking(judge.booking(old["id"])["metadata"]["rescheduled_to"])
    assert starts(new) == datetime(2027, 3, 1, 10, tzinfo=zone).timestamp()


def starts_at(booking: dict[str, Any], zone: ZoneInfo) -> str:
    """The clock time of a booking's start in that zone."""
    return datetime.fromisoformat(booking["start_time"]).astimezone(zone).strftime("%Y %H:%M")
