"""Refreshing, by hand and by itself, while a colleague decides on the same bookings."""

from typing import Any

import pytest
from textual import events

from slatis_tui.screens._refreshing import RefreshingScreen
from slatis_tui.widgets.line_table import LineTable
from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import booking
from tests.support.odd_server import Asked, OddServer, Reply, page
from tests.tui.conftest import NOW, Judge, Open

QUICK = 1
"""Seconds between two refreshes: the least that there is."""


@pytest.fixture
def turns(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that the screen came to refresh itself, whether it did so or not."""
    taken: list[int] = []
    refresh = RefreshingScreen._refresh_by_itself

    def counting(screen: RefreshingScreen) -> None:
        refresh(screen)
        taken.append(len(taken))

    monkeypatch.setattr(RefreshingScreen, "_refresh_by_itself", counting)
    return taken


async def some_turns(user: ConsoleDriver, turns: list[int]) -> None:
    """Wait until the screen could have refreshed itself twice more."""
    wanted = len(turns) + 2
    await user.until(lambda _: len(turns) >= wanted, "two turns")


def in_order(judge: Judge) -> list[dict[str, Any]]:
    """The pending ones as the screen has them."""
    return sorted(judge.bookings(status="PENDING_CONFIRMATION"), key=lambda one: (one["start_time"], one["id"]))


async def test_what_a_colleague_decided_under_a_waiting_change_needs_review_and_is_not_sent(
    open_console: Open, judge: Judge
) -> None:
    first = in_order(judge)[0]
    async with open_console(undo_window=60.0) as user:
        await user.sees("? Pending")
        await user.press("c")
        await user.sees("u recalls")
        judge.act(first["id"], "cancel")
        await user.press("R")
        await user.sees("1 change needs review")
        await user.press("5")
        await user.sees("120 of 120")
        await user.press("slash")
        await user.type(first["id"])
        await user.press("enter")
        await user.sees("1 of 120", "! needs review")
        await user.press("O")
        await user.sees("the booking is cancelled now")
        await user.press("enter")
        await user.sees("It was", "Pending", "What the server has", "Cancelled", "Send again")
        await user.press("escape")
    assert judge.booking(first["id"])["status"] == "CANCELLED"


async def test_a_change_decided_in_a_dialog_during_a_refresh_is_not_sent_blindly(
    open_console: Open, judge: Judge
) -> None:
    first = in_order(judge)[0]
    async with open_console(view="all", undo_window=0.0) as user:
        await user.sees("120 of 120")
        await user.press("slash")
        await user.type(first["id"])
        await user.press("enter")
        await user.sees("1 of 120")
        await user.press("x")
        await user.sees("Keep")
        judge.act(first["id"], "confirm")
        user.app.console_screen.refresh_data()
        await user.sees("● Scheduled")
        await user.press("enter")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("1 change needs review")
    assert judge.booking(first["id"])["status"] == "SCHEDULED"


async def test_cursor_and_rows_stay_by_id_and_changed_rows_are_highlighted_for_a_moment(
    open_console: Open, judge: Judge
) -> None:
    third = in_order(judge)[2]
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        table = user.app.console_screen.query_one(LineTable)
        table.move_to(third["id"])
        judge.act(third["id"], "confirm")
        await user.press("R")
        await user.until(lambda screen: "~ ● Scheduled" in screen, "the changed row to be highlighted")
        assert table.cursor_key == third["id"]
        await user.sees_not("~ ●")


def gives(odd: OddServer, *names: str, limit: int = 60_000) -> None:
    """List a pending booking of each, and tell of a rate limit that allows for quick refreshing."""
    bookings = [booking(f"bkg_{name}", attendee={"name": name}) for name in names]
    rate = [(f"X-RateLimit-{what}", str(number)) for what, number in (("Limit", limit), ("Remaining", limit - 10))]
    headers = (*rate, ("X-RateLimit-Reset", str(int(NOW) + 60)))
    odd.on("GET", "bookings", lambda _: Reply(page(bookings), headers=headers))


@pytest.mark.parametrize("limit", [60_000, 300], ids=["as often as asked for", "as often as the limit affords"])
async def test_by_itself_it_refreshes_and_announces_what_is_new(open_odd: Open, odd: OddServer, limit: int) -> None:
    gives(odd, "Ada", limit=limit)
    async with open_odd(refresh=QUICK, view="pending") as user:
        await user.sees("1 of 1", "Ada", "All 1")
        gives(odd, "Ada", "Grace", limit=limit)
        await user.sees("New pending booking: Grace", "2 of 2", "~ ? Pending")
        await user.sees_not("~ ? Pending")


async def test_new_pending_ones_are_announced_in_another_view_too(open_odd: Open, odd: OddServer) -> None:
    gives(odd, "Ada")
    async with open_odd(refresh=QUICK, view="today") as user:
        await user.sees("0 of 0", "Pending 1 ")
        gives(odd, "Ada", "Grace", "Edsger")
        await user.sees("2 new pending bookings: Grace, Edsger; 1 shows them", "Pending 3 ")


async def test_without_the_focus_nothing_is_asked_for_and_with_it_again_at_once(
    open_odd: Open, odd: OddServer, turns: list[int]
) -> None:
    gives(odd, "Ada")
    async with open_odd(refresh=QUICK, view="pending") as user:
        await user.sees("1 of 1", "All 1")
        user.app.post_message(events.AppBlur())
        await user.until(lambda _: not user.app.app_focus, "the terminal to lose the focus")
        gives(odd, "Ada", "Grace")
        await some_turns(user, turns)  # what was under way when the focus went
        asked = len(odd.requests)
        await some_turns(user, turns)
        assert len(odd.requests) == asked
        user.app.post_message(events.AppFocus())
        await user.sees("Grace", "2 of 2")


def listings(odd: OddServer) -> int:
    """How often a list of bookings was asked for; what an event type is called may be asked for at any time."""
    return sum(asked.path == "bookings" for asked in odd.requests)


async def test_what_costs_too_much_is_refreshed_by_hand_and_says_as_of_when(
    open_odd: Open, odd: OddServer, turns: list[int]
) -> None:
    def pages(asked: Asked) -> dict[str, Any]:
        number = int(asked.query.get("cursor", "0"))
        return page([booking(f"bkg_{number}")], str(number + 1) if number < 5 else None)

    odd.on("GET", "bookings", pages)
    async with open_odd(refresh=QUICK) as user:
        await user.sees("6 of 6", "as of 12:06", "Needs outcome 0")
        asked = listings(odd)
        await some_turns(user, turns)
        assert listings(odd) == asked
        await user.press("R")
        await user.until(lambda _: listings(odd) >= asked + 6, "the list to be asked for")
