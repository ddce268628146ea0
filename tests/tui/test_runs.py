"""A bulk run under way, by keys: held up by the rate limit, paused, resumed, cut short, and its receipt."""

import asyncio
import math
from typing import Any

from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import booking
from tests.support.odd_server import Asked, OddServer, Reply, page, refusal
from tests.tui.conftest import NOW, Open

MANY = 12


def serve(odd: OddServer) -> dict[str, str]:
    """So many pending bookings, which can be confirmed, as they stand; each answer has a request id of its own."""
    known = {f"bkg_{number:02}": "PENDING_CONFIRMATION" for number in range(MANY)}

    def listed(asked: Asked) -> dict[str, Any]:
        wanted = asked.query.get("status")
        return page([booking(one, status=status) for one, status in known.items() if wanted in (None, status)])

    def confirm(asked: Asked) -> Reply:
        _, booking_id, _ = asked.path.split("/")
        known[booking_id] = "SCHEDULED"
        body = {"success": True, "booking": booking(booking_id, status="SCHEDULED")}
        return Reply(body, headers=(("X-Request-Id", f"req_of_{booking_id}"),))

    def one(asked: Asked) -> dict[str, Any]:
        booking_id = asked.path.partition("/")[2]
        return {"success": True, "booking": booking(booking_id, status=known[booking_id])}

    odd.on("GET", "bookings", listed)
    odd.on("GET", "bookings/", one)
    odd.on("POST", "bookings/", confirm)
    return known


def posted(odd: OddServer) -> int:
    """How many confirms the server has seen."""
    return sum(asked.method == "POST" for asked in odd.requests)


async def run_all(user: ConsoleDriver) -> None:
    """Confirm all that are pending."""
    await user.sees(f"{MANY} of {MANY}")
    await user.press("asterisk", "c")
    await user.sees(f"Run {MANY} changes")
    await user.press("shift+tab")
    await press_button(user)


async def press_button(user: ConsoleDriver) -> None:
    """The button with the focus, once it listens."""
    await user.pause_until_armed()
    await user.press("enter")


async def choose(user: ConsoleDriver, label: str) -> None:
    """Tab to the button of that label, and press it."""
    while str(getattr(user.app.focused, "label", "")) != label:
        await user.press("tab")
    await press_button(user)


async def test_a_429_in_the_middle_of_a_run_stops_it_for_as_long_as_asked_and_it_goes_on(
    open_odd: Open, odd: OddServer
) -> None:
    serve(odd)
    confirm = odd.answers["POST", "bookings/"]

    def answer(asked: Asked) -> Reply | dict[str, Any]:
        if posted(odd) != MANY // 2:
            return confirm(asked)
        return Reply(refusal(429, "rate_limited", "Slow down").body, 429, (("Retry-After", "3"),))

    odd.on("POST", "bookings/", answer)
    async with open_odd(view="pending") as user:
        await run_all(user)
        await user.sees("rate limit: waiting ", "sending ", f"/{MANY}")
        assert "Pending" in user.screen
        await user.sees(f"{MANY} done", "Copy receipt")
        await user.sees_not("rate limit")
    assert posted(odd) == MANY + 1, "the one that was refused went again, and no other"


async def test_a_run_is_paused_resumed_and_cut_short_by_its_buttons(open_odd: Open, odd: OddServer) -> None:
    serve(odd)
    answer_may_go = odd.hold("POST")
    async with open_odd(view="pending") as user:
        await run_all(user)
        await user.sees(f"0/{MANY}", "O to pause")
        await user.press("O", "enter")
        await user.sees("Confirm 12 bookings", "Pause", "Cancel run", "Close")
        await choose(user, "Pause")
        await user.sees("paused", "Resume")
        answer_may_go.set()
        await user.sees(f"paused ██░░░░░░░░░░░░░░░░░░░░░░░░░░░░ 1/{MANY}  1 done")
        assert posted(odd) == 1, "the first goes alone, and no other while paused"
        odd.held["POST"] = answer_may_go = asyncio.Event()
        await choose(user, "Resume")
        await user.sees("sending", "Pause")
        await user.until(lambda _: user.app.focused is not None and user.app.focused.id == "close", "the safe button")
        await choose(user, "Cancel run")
        await user.sees(f"{MANY - 2} not sent")
        answer_may_go.set()
        await user.sees(f"2 done, {MANY - 2} not sent", "Copy receipt")
        await choose(user, "Copy receipt")
        await user.sees("The receipt is on the clipboard")
        head, *rows = user.app.clipboard.split("\n\n")
        assert f"Confirm {MANY} bookings · TEST 127.0.0.1" in head
        assert f"{MANY} bookings: 2 done, {MANY - 2} not sent" in head
        lines = rows[0].splitlines()
        assert lines[0] == "booking\tattendee\twas\tresult\trequest id"
        assert lines[1] == "bkg_00\tAda Lovelace\tPending\tScheduled\treq_of_bkg_00"
        assert lines[-1] == f"bkg_{MANY - 1}\tAda Lovelace\tPending\trecalled: not sent\t"
        assert len(lines) == MANY + 1
        await choose(user, "Close")
        await user.press("q")
        await user.sees(f"Pending {MANY - 2}")
    assert posted(odd) == 2


async def test_what_a_colleague_decides_during_a_pause_is_told_when_the_run_ends_before_ones_eyes(
    open_odd: Open, odd: OddServer
) -> None:
    known = serve(odd)
    answer_may_go = odd.hold("POST")
    async with open_odd(view="pending") as user:
        await run_all(user)
        await user.sees("O to pause")
        await user.press("O", "enter")
        await user.sees("Confirm 12 bookings", "Pause")
        await choose(user, "Pause")
        answer_may_go.set()
        await user.sees(f"1/{MANY}  1 done", "Resume")
        await user.press("escape", "q")
        known["bkg_05"] = "CANCELLED"
        await user.press("R")
        await user.sees("paused", " 1 to review · O to resume")
        await user.press("O", "enter")
        await user.sees("Resume")
        await choose(user, "Resume")
        await user.sees(f"{MANY - 1} done, 1 to review", "On the server now: 1 Cancelled", "Retry failed")
    assert posted(odd) == MANY - 1
    assert known["bkg_05"] == "CANCELLED"


async def test_the_results_do_not_come_between_two_keys(open_odd: Open, odd: OddServer) -> None:
    serve(odd)
    answer_may_go = odd.hold("POST")
    async with open_odd(view="pending") as user:
        await run_all(user)
        await user.sees("O to pause")
        user.app.last_key_at = math.inf  # as if one key came after the other
        answer_may_go.set()
        await user.sees(f"{MANY} done · Confirm {MANY} bookings")
        await user.press("5")
        user.app.last_key_at = math.inf
        await user.sees(f"{MANY} of {MANY}")
        assert "Copy receipt" not in user.screen
        user.app.last_key_at = -math.inf
        await user.sees("Copy receipt")


async def test_with_little_of_the_rate_left_only_what_the_operator_asks_for_is_loaded(
    open_odd: Open, odd: OddServer
) -> None:
    serve(odd)
    listed = odd.answers["GET", "bookings"]
    low = (("X-RateLimit-Limit", "100"), ("X-RateLimit-Remaining", "9"), ("X-RateLimit-Reset", str(int(NOW) + 3600)))
    odd.on("GET", "bookings", lambda asked: Reply(listed(asked), headers=low))
    async with open_odd(view="pending") as user:
        await user.sees("rate 9/100", f"Pending {MANY}", "Today …", "All …")
        await user.press("5")
        await user.sees(f"All {MANY}", "Today …")
        assert [asked.query.get("status") for asked in odd.requests] == ["PENDING_CONFIRMATION", None]
