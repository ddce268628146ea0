"""Deciding on bookings, by keys."""

from tests.tui.conftest import Judge, Open


def pending_id(judge: Judge) -> str:
    """The first pending booking in the order of the screen."""
    first = min(judge.bookings(status="PENDING_CONFIRMATION"), key=lambda one: (one["start_time"], one["id"]))
    return str(first["id"])


async def test_a_pending_booking_is_confirmed_and_says_scheduled(open_console: Open, judge: Judge) -> None:
    booking_id = pending_id(judge)
    name = judge.booking(booking_id)["attendee"]["name"]
    async with open_console() as user:
        await user.sees(name, "? Pending")
        await user.press("c")
        await user.sees(f"Scheduled · {name}")
        assert judge.booking(booking_id)["status"] == "SCHEDULED"
        await user.press("5")
        await user.press("slash")
        await user.type(booking_id)
        await user.press("enter")
        await user.sees("1 of 120")
        assert "Scheduled" in user.row(name)


async def test_a_booking_is_cancelled_with_a_reason(open_console: Open, judge: Judge) -> None:
    booking_id = pending_id(judge)
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("x")
        await user.sees("Cancel booking", "Keep", "Reason")
        await user.type("double booked")
        await user.press("enter")
        await user.until(lambda _: user.app.focused is not None and user.app.focused.id == "cancel", "the button")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("Cancelled ·")
    assert judge.booking(booking_id)["status"] == "CANCELLED"


async def test_keep_and_escape_leave_the_booking_alone(open_console: Open, judge: Judge) -> None:
    before = len(judge.bookings(status="PENDING_CONFIRMATION"))
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("x")
        await user.sees("Keep")
        await user.press("escape")
        await user.sees_not("Keep")
        await user.sees(f"Pending {before}")
    assert len(judge.bookings(status="PENDING_CONFIRMATION")) == before


async def test_a_change_is_recalled_within_its_undo_window(open_console: Open, judge: Judge) -> None:
    booking_id = pending_id(judge)
    async with open_console(undo_window=60.0) as user:
        await user.sees("? Pending")
        await user.press("c")
        await user.sees("u recalls")
        await user.press("u")
        await user.sees("nothing was sent")
        await user.sees_not("u recalls")
    assert judge.booking(booking_id)["status"] == "PENDING_CONFIRMATION"


async def test_a_verb_that_is_not_allowed_says_why_and_does_nothing(open_console: Open, judge: Judge) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("d")
        await user.sees("Can't be completed: it is not confirmed yet")
    assert not judge.bookings(status="DRAFT")


async def test_an_outcome_before_the_start_is_allowed_with_a_notice(open_console: Open) -> None:
    async with open_console(view="upcoming") as user:
        await user.sees("Scheduled")
        await user.press("d")
        await user.sees("has not started yet", "Completed ·")


async def test_no_show_after_the_end_leaves_needs_outcome(open_console: Open, judge: Judge) -> None:
    async with open_console(view="needs-outcome") as user:
        await user.sees(" of ", "Scheduled")
        count = int(user.row(" of ").split()[0])
        await user.press("n")
        await user.sees("No-show ·", f"{count - 1} of {count - 1}", f"Needs outcome {count - 1}")


async def test_read_only_sends_nothing(open_console: Open, judge: Judge) -> None:
    booking_id = pending_id(judge)
    async with open_console(read_only=True) as user:
        await user.sees("READ-ONLY", "? Pending")
        await user.press("c")
        await user.sees("Read-only: nothing is sent")
    assert judge.booking(booking_id)["status"] == "PENDING_CONFIRMATION"


async def test_quitting_with_a_change_waiting_asks(open_console: Open, judge: Judge) -> None:
    booking_id = pending_id(judge)
    async with open_console(undo_window=60.0) as user:
        await user.sees("? Pending")
        await user.press("c")
        await user.sees("u recalls")
        await user.press("q")
        await user.sees("Send now", "Drop", "Stay")
        await user.press("escape")
        await user.sees_not("Send now")
        await user.press("q")
        await user.sees("Send now")
        await user.press("shift+tab", "shift+tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.until(lambda _: not user.app.is_running, "to quit")
    assert judge.booking(booking_id)["status"] == "SCHEDULED"


async def test_what_was_dropped_on_quitting_was_not_sent(open_console: Open, judge: Judge) -> None:
    booking_id = pending_id(judge)
    async with open_console(undo_window=60.0) as user:
        await user.sees("? Pending")
        await user.press("c")
        await user.sees("u recalls")
        await user.press("ctrl+q")
        await user.sees("Drop")
        await user.press("shift+tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.until(lambda _: not user.app.is_running, "to quit")
    assert judge.booking(booking_id)["status"] == "PENDING_CONFIRMATION"


async def test_what_a_crash_left_unsettled_needs_review_and_is_not_sent(open_console: Open, judge: Judge) -> None:
    booking_id = pending_id(judge)
    async with open_console(undo_window=60.0) as user:
        await user.sees("? Pending")
        await user.press("c")
        await user.sees("u recalls")
    async with open_console(undo_window=60.0) as user:
        await user.sees("1 change needs review")
        await user.press("E")
        await user.sees("1 change needs review", "Architecture")
    assert judge.booking(booking_id)["status"] == "PENDING_CONFIRMATION"
