"""Deciding on many bookings at once, by keys."""

from pathlib import Path

from tests.support.console import ConsoleDriver, HeldWindow
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
        await run_plan(user)
        await user.sees("2 done", "Close", "Copy receipt")
        await user.press("enter")
        await user.sees_not("Copy receipt", "marked")
    assert [judge.booking(one)["status"] for one in ids[:3]] == ["SCHEDULED", "PENDING_CONFIRMATION", "SCHEDULED"]


def receipts_in(folder: Path) -> list[Path]:
    """The files of all receipts below the folder."""
    return list(folder.rglob("receipts/*"))


async def run_plan(user: ConsoleDriver) -> None:
    """Press the plan's first button, from the safe one beside it."""
    await user.press("shift+tab")
    await user.pause_until_armed()
    await user.press("enter")


async def test_a_range_follows_the_cursor_and_escape_peels_one_thing_a_press(open_console: Open, judge: Judge) -> None:
    ids = pending_ids(judge)
    name = judge.booking(ids[0])["attendee"]["name"]
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("j", "v", "j", "j", "j", "k")
        await user.sees("3 marked, v ends the range")
        await user.press("v", "j", "j")
        await user.sees("3 marked")
        await user.press("s", "s", "R")
        await user.sees("3 marked")
        await user.press("slash")
        await user.type(name)
        await user.press("enter")
        await user.sees("3 marked", "1 of ")
        await user.press("c")
        await user.sees("3 to confirm, 0 skipped", "3 of them hidden by the filter")
        await user.press("escape")
        await user.sees_not("Run 3 changes")
        await user.press("escape")
        await user.sees_not("text: ")
        await user.sees("3 marked")
        await user.press("escape")
        await user.sees_not("marked")


async def test_star_marks_what_the_filter_shows_and_marks_end_with_the_view(open_console: Open) -> None:
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await user.press("slash")
        await user.type("architecture")
        await user.press("enter")
        await user.until(lambda screen: " of 120" in screen and "120 of 120" not in screen, "fewer rows")
        shown = user.row(" of 120").split()[0]
        await user.press("asterisk")
        await user.sees(f"{shown} marked")
        await user.press("escape")
        await user.sees("120 of 120", f"{shown} marked")
        await user.press("1")
        await user.sees_not("marked")


async def test_a_plan_says_who_is_skipped_and_why_and_runs_only_the_others(open_console: Open, judge: Judge) -> None:
    pending = pending_ids(judge)
    others = [one["id"] for one in judge.bookings() if one["status"] != "PENDING_CONFIRMATION"]
    before = {one: judge.booking(one)["status"] for one in others}
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await user.press("asterisk", "c")
        skipped = len([one for one in others if before[one] != "RESCHEDULED"])
        await user.sees(f"{120 - skipped} to confirm, {skipped} skipped", "skipped: it is already scheduled")
        await run_plan(user)
        await user.sees("Copy receipt", f"{120 - skipped} done")
    assert {judge.booking(one)["status"] for one in pending} == {"SCHEDULED"}
    assert all(judge.booking(one)["status"] == status for one, status in before.items() if status != "RESCHEDULED")


async def test_one_reason_for_all_and_the_last_one_is_offered(open_console: Open, judge: Judge) -> None:
    ids = pending_ids(judge)
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("v", "j", "x")
        await user.sees("2 to cancel", "Reason", "A cancelled booking can't be restored.")
        await user.type("closed that day")
        await user.press("enter")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("2 done", "Close")
        await user.press("shift+tab", "shift+tab", "enter")
        await user.sees("The receipt is on the clipboard")
        assert "\nReason: closed that day\n" in user.app.clipboard
        await user.press("escape")
        await user.sees_not("Copy receipt")
        await user.press("space", "x")
        await user.sees("1 to cancel", "↓ closed that day")
        await user.press("down", "enter")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("1 done", "Close")
    assert {judge.booking(one)["status"] for one in ids[:3]} == {"CANCELLED"}


async def test_a_run_waits_as_one_change_and_is_recalled_whole(open_console: Open, judge: Judge) -> None:
    ids = pending_ids(judge)
    async with open_console(undo_window=60.0) as user:
        await user.sees("? Pending")
        await user.press("asterisk", "c")
        await user.sees(f"Run {len(ids)} changes")
        await run_plan(user)
        await user.sees(f"Confirm {len(ids)} bookings in ", "u recalls")
        await user.press("O")
        await user.sees("1 change, 1 under way, 0 to review", "» waiting")
        await user.press("u")
        await user.sees("nothing was sent")
        await user.sees_not("u recalls")
    assert len(judge.bookings(status="PENDING_CONFIRMATION")) == len(ids)


async def test_what_a_colleague_decides_under_a_waiting_run_is_left_out_of_it(open_console: Open, judge: Judge) -> None:
    ids = pending_ids(judge)
    held = HeldWindow()
    async with open_console(held=held) as user:
        await user.sees("? Pending")
        await user.press("asterisk", "c")
        await user.sees(f"Run {len(ids)} changes")
        await run_plan(user)
        await user.sees("u recalls")
        judge.act(ids[1], "cancel")
        await user.press("R")
        await user.sees(f"Confirm {len(ids)} bookings, 1 left out for review, in ", "u recalls")
        held.ends()
        await user.sees(f"{len(ids) - 1} done, 1 to review", "Cancelled on the server; needs review")
    assert judge.booking(ids[1])["status"] == "CANCELLED"
    assert not judge.bookings(status="PENDING_CONFIRMATION")


async def test_read_only_plans_nothing(open_console: Open) -> None:
    async with open_console(read_only=True) as user:
        await user.sees("? Pending")
        await user.press("space", "c")
        await user.sees("Read-only: nothing is sent", "1 marked")


async def test_what_an_ended_console_left_of_a_run_is_one_review_and_goes_on(open_console: Open, judge: Judge) -> None:
    ids = pending_ids(judge)
    async with open_console(undo_window=60.0) as user:
        await user.sees("? Pending")
        await user.press("asterisk", "c")
        await user.sees(f"Run {len(ids)} changes")
        await run_plan(user)
        await user.sees("u recalls")
    judge.act(ids[0], "confirm")
    judge.act(ids[1], "cancel")
    async with open_console() as user:
        await user.sees("1 change needs review")
        await user.press("O", "enter")
        await user.sees("left by an earlier session", f"{len(ids)} to review", "Send again", "Drop", "Back")
        await user.sees("On the server now", f"{len(ids) - 2} Pending", "1 Scheduled as wanted", "1 Cancelled")
        await user.sees("Cancelled on the server; needs review", "Pending on the server; needs review")
        assert len(judge.bookings(status="PENDING_CONFIRMATION")) == len(ids) - 2, "nothing is sent by itself"
        await user.press("tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees(f"{len(ids) - 1} done, 1 to review")
        await user.press("escape")
    assert not judge.bookings(status="PENDING_CONFIRMATION")
    assert judge.booking(ids[1])["status"] == "CANCELLED"


async def test_a_receipt_is_saved_for_its_owner_alone(open_console: Open, judge: Judge, tmp_path: Path) -> None:
    (first, *_) = pending_ids(judge)
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("space", "c")
        await user.sees("Run 1 change")
        await run_plan(user)
        await user.sees("1 done", "Save")
        await user.press("shift+tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("The receipt is in")
    (file,) = receipts_in(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    text = file.read_text()
    assert "Confirm 1 booking · TEST" in text
    assert f"{first}\t" in text
    assert len(text.splitlines()[-1].split("\t")[4]) > 8, "the request id"
