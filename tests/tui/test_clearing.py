"""The morning's work: a company of 400 bookings cleared by keys. The sandbox itself is the judge."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.sandbox.options import SandboxOptions
from tests.support.console import ConsoleDriver, HeldWindow
from tests.support.sandbox import running_sandbox
from tests.tui.conftest import NOW, Judge, Open

MOST_PRESSES = 60
REASON = "The office is closed"
YESTERDAY = datetime(2026, 11, 17, tzinfo=ZoneInfo("Europe/Madrid")).date()


@pytest.fixture
def sandbox() -> Iterator[SandboxAddress]:
    """A company of 400 bookings."""
    with running_sandbox(SandboxOptions(bookings=400, now=NOW, rate=0)) as address:
        yield address


class Operator:
    """Presses keys and counts them; what is typed into an input is not counted."""

    def __init__(self, user: ConsoleDriver) -> None:
        self.user = user
        self.presses = 0

    async def press(self, *keys: str) -> None:
        await self.user.press(*keys)
        self.presses += len(keys)

    async def run(self, held: HeldWindow, *sees: str) -> None:
        """Press the plan's button that has the focus, see it through, and close its results."""
        await self.user.pause_until_armed()
        await self.press("enter")
        await self.user.sees("u recalls")
        held.ends()
        await self.user.sees(*sees, "Copy receipt")
        await self.press("enter")
        await self.user.sees_not("Copy receipt")


async def test_a_sandbox_of_400_is_cleared_in_at_most_60_presses(open_console: Open, judge: Judge) -> None:
    before = {str(one["id"]): one for one in judge.bookings()}
    pending, drafts = with_status(before, "PENDING_CONFIRMATION"), with_status(before, "DRAFT")
    active = with_status(before, "SCHEDULED", "RESCHEDULED", "PENDING_CONFIRMATION")  # the last are confirmed first
    ended = [one for one in active if is_of_yesterday_afternoon(before[one])]
    upcoming = [one for one in active if starts(before[one]).timestamp() >= NOW]
    assert len(before) == 400
    assert len(pending) >= 20
    assert drafts
    assert len(ended) >= 3
    held = HeldWindow()
    async with open_console(held=held) as user:
        await user.sees("5 All 400")
        operator = Operator(user)
        await confirm_all_pending(operator, held, len(pending), len(drafts))
        await cancel_ten(operator, held)
        await say_how_the_afternoon_went(operator, held, len(ended))
        assert operator.presses <= MOST_PRESSES
    after = {str(one["id"]): one for one in judge.bookings()}
    changed = {one for one in before if one not in drafts and after[one]["status"] != before[one]["status"]}
    cancelled = [one for one in changed if after[one]["status"] == "CANCELLED"]
    assert changed == {*pending, *ended, *cancelled}, "and nothing else"
    assert sorted(cancelled) == sorted(upcoming[:10])
    assert {after[one]["metadata"]["cancellation_reason"] for one in cancelled} == {REASON}
    assert [after[one]["status"] for one in ended] == ["COMPLETED", "NO_SHOW", *["COMPLETED"] * (len(ended) - 2)]
    assert {after[one]["status"] for one in pending if one not in (*ended, *cancelled)} == {"SCHEDULED"}


async def confirm_all_pending(operator: Operator, held: HeldWindow, pending: int, drafts: int) -> None:
    """All of them in one plan, which says why those in DRAFT are left out."""
    user = operator.user
    await operator.press("5", "slash")
    await user.type("pending")
    await operator.press("enter", "asterisk", "escape", "slash")
    await user.type("draft")
    await operator.press("enter", "asterisk", "escape", "c")
    await user.sees(f"{pending} to confirm, {drafts} skipped", "skipped: it is still being routed")
    await operator.press("shift+tab")
    await operator.run(held, f"{pending} done")


async def cancel_ten(operator: Operator, held: HeldWindow) -> None:
    """The next ten, after a batch in which there was one too many."""
    user = operator.user
    await operator.press("3", "v", *["j"] * 10, "x")
    await user.sees("11 to cancel, 0 skipped", "Reason")
    await user.type(REASON)
    await operator.press("enter")
    await user.pause_until_armed()
    await operator.press("enter")
    await user.sees("Cancel 11 bookings in ", "u recalls")
    await operator.press("u")
    await user.sees("nothing was sent", "11 marked")
    await operator.press("space", "x")
    await user.sees("10 to cancel, 0 skipped", f"↓ {REASON}")
    await operator.press("down", "enter")
    await operator.run(held, "10 done")


async def say_how_the_afternoon_went(operator: Operator, held: HeldWindow, ended: int) -> None:
    """Yesterday's: all took place but one."""
    user = operator.user
    await operator.press("4", "f", *["tab"] * 4)
    await user.type("yesterday")
    await operator.press("tab")
    await user.type("yesterday")
    await operator.press("enter")
    await user.sees(f"{ended} of {ended}")
    await operator.press("asterisk", "j", "space", "d")
    await user.sees(f"{ended - 1} to complete, 0 skipped")
    await operator.press("shift+tab")
    await operator.run(held, f"{ended - 1} done")
    await user.sees("1 of 1")
    await operator.press("n")
    await user.sees("u recalls")
    held.ends()
    await user.sees("0 of 0")


def with_status(bookings: dict[str, dict[str, object]], *statuses: str) -> list[str]:
    """The ids of those in one of the statuses, in the order of their times."""
    found = [one for one in bookings.values() if one["status"] in statuses]
    return [str(one["id"]) for one in sorted(found, key=lambda one: (str(one["start_time"]), str(one["id"])))]


def starts(booking: dict[str, object]) -> datetime:
    """When, where the operator is."""
    return datetime.fromisoformat(str(booking["start_time"])).astimezone(ZoneInfo("Europe/Madrid"))


def is_of_yesterday_afternoon(booking: dict[str, object]) -> bool:
    """Whether it started then."""
    return starts(booking).date() == YESTERDAY and starts(booking).hour >= 12
