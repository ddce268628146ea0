"""The outbox screen, and deciding on what an earlier session left."""

import re
from time import monotonic

from tests.tui.conftest import NOW, Judge, Open
from tests.tui.test_triage import pending_id


def seconds_left(screen: str) -> list[int]:
    """Every countdown on the screen."""
    return [int(seconds) for seconds in re.findall(r"\bin (\d+) s", screen)]


async def leave_a_confirm_waiting(open_console: Open) -> None:
    """A session that ended before its change was sent."""
    async with open_console(undo_window=60.0) as user:
        await user.sees("? Pending")
        await user.press("c")
        await user.sees("u recalls")


async def test_the_outbox_shows_what_waits_and_what_was_done(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("c")
        await user.sees("Scheduled ·")
        await user.press("O")
        await user.sees("Outbox", "✓ done", "1 change, 0 under way, 0 to review")
        await user.press("enter")
        await user.sees("What was wanted", "What was sent, and what came back", "Back")
        await user.press("escape")
        await user.press("q")
        await user.sees("1 Pending")


async def test_a_review_shows_both_sides_and_can_be_sent_again(open_console: Open, judge: Judge) -> None:
    booking_id = pending_id(judge)
    await leave_a_confirm_waiting(open_console)
    async with open_console() as user:
        await user.sees("1 change needs review")
        await user.press("O", "enter")
        await user.sees("What was wanted", "What the server has", "Pending", "Send again", "Drop", "Back")
        await user.press("shift+tab", "shift+tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("✓ done", "Scheduled ·")
    assert judge.booking(booking_id)["status"] == "SCHEDULED"


async def test_a_review_can_be_dropped(open_console: Open, judge: Judge) -> None:
    booking_id = pending_id(judge)
    await leave_a_confirm_waiting(open_console)
    async with open_console() as user:
        await user.sees("1 change needs review")
        await user.press("O", "enter")
        await user.sees("Send again")
        await user.press("shift+tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("· dropped", "0 to review")
        await user.sees_not("needs review")
    assert judge.booking(booking_id)["status"] == "PENDING_CONFIRMATION"
    async with open_console() as user:
        await user.sees("? Pending")
        await user.sees_not("needs review")


async def test_a_colleagues_decision_stands_on_the_review(open_console: Open, judge: Judge) -> None:
    booking_id = pending_id(judge)
    await leave_a_confirm_waiting(open_console)
    judge.act(booking_id, "cancel")
    async with open_console() as user:
        await user.sees("1 change needs review")
        await user.press("O", "enter")
        await user.sees("What the server has", "Cancelled")
        await user.press("escape")
    assert judge.booking(booking_id)["status"] == "CANCELLED"


async def test_what_waits_counts_down_in_its_row(open_console: Open) -> None:
    begun = monotonic()
    async with open_console(undo_window=60.0, clock=lambda: NOW + monotonic() - begun) as user:
        await user.sees("? Pending")
        await user.press("c")
        await user.sees("u recalls")
        await user.press("O")
        await user.until(lambda screen: len(seconds_left(screen)) == 2, "what is left in its row and in the strip")
        before = max(seconds_left(user.screen))
        await user.until(lambda screen: 0 < max(seconds_left(screen), default=0) < before, "both to count down")
        await user.until(lambda screen: len(set(seconds_left(screen))) == 1, "the same in both")
