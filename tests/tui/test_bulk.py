"""Deciding on many bookings at once, by keys."""

from tests.tui.conftest import Judge, Open


def pending_ids(judge: Judge) -> list[str]:
    """All pending bookings in the order of the screen."""
    pending = judge.bookings(status="PENDING_CONFIRMATION")
    return [str(one["id"]) for one in sorted(pending, key=lambda one: (one["start_time"], one["id"]))]


async def test_marked_rows_are_confirmed_in_one_plan(open_console: Open, judge: Judge) -> None:
    ids = pending_ids(judge)
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("space", "j", "j", "space")
        await user.sees("2 marked")
        await user.press("c")
        await user.sees("Confirm 2 bookings?", "2 to confirm, 0 skipped", "2 people will be notified", "2 requests")
        await user.press("shift+tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("2 done", "Close", "Copy receipt")
        await user.press("enter")
        await user.sees_not("Copy receipt", "marked")
    assert [judge.booking(one)["status"] for one in ids[:3]] == ["SCHEDULED", "PENDING_CONFIRMATION", "SCHEDULED"]
