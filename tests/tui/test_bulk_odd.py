"""Plans and runs on a server that does as the test says: a live one, and one that refuses."""

import pytest

from tests.support.odd_bookings import booking
from tests.support.odd_server import Asked, OddServer, Reply, page, refusal
from tests.tui.conftest import Open

SIZES = [(60, 16), (80, 24), (120, 40)]
LIVE = "sk_live_" + "0" * 12


@pytest.mark.parametrize("size", SIZES)
async def test_on_a_live_key_the_number_is_typed_and_a_wrong_one_is_said(
    open_odd: Open, odd: OddServer, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.tui.conftest.KEY", LIVE)
    odd.gives([booking(f"bkg_{number}", attendee={"name": f"Ada {number}"}) for number in range(3)])
    async with open_odd(size=size, view="pending") as user:
        await user.sees("? Pending", "LIVE")
        await user.press("asterisk", "c")
        await user.sees("Confirm 3 bookings? · LIVE", "Type 3 to go on", "Run 3 changes", "Back")
        await user.type("2")
        await user.press("enter")
        await user.sees("Type 3, the number of changes")
        await user.press("backspace")
        await user.type("3")
        await user.press("enter")
        await user.until(lambda _: user.app.focused is not None and user.app.focused.id == "run", "the button")
        await user.press("escape")
        await user.sees_not("Run 3 changes")
        await user.sees("3 marked")


async def test_what_was_refused_is_told_for_each_row_and_tried_again(open_odd: Open, odd: OddServer) -> None:
    given = [booking(f"bkg_{number}", attendee={"name": f"Ada {number}"}) for number in range(3)]
    odd.gives(given)
    refused: list[str] = []

    def confirm(asked: Asked) -> Reply:
        booking_id = asked.path.split("/")[1]
        if booking_id == "bkg_1" and not refused:
            refused.append(booking_id)
            return refusal(422, "too_late", "Not any more")
        confirmed = {**next(one for one in given if one["id"] == booking_id), "status": "SCHEDULED"}
        return Reply({"success": True, "booking": confirmed})

    odd.on("POST", "bookings/", confirm)
    async with open_odd(view="pending") as user:
        await user.sees("? Pending")
        await user.press("asterisk", "c")
        await user.sees("Run 3 changes")
        await user.press("shift+tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("2 done, 1 failed", "too_late: Not any more", "Retry failed", "Close")
        await user.press("tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("3 done", "Copy receipt")
        await user.sees_not("Retry failed")


async def test_a_plan_says_that_the_list_is_not_loaded_to_its_end(open_odd: Open, odd: OddServer) -> None:
    first = page([booking("bkg_1"), booking("bkg_2")], "next")
    odd.on("GET", "bookings", lambda asked: refusal(403, "forbidden", "No") if asked.query.get("cursor") else first)
    async with open_odd(view="pending") as user:
        await user.sees("2 loaded, more to come")
        await user.press("asterisk", "c")
        await user.sees("2 to confirm, 0 skipped", "The list is not loaded to its end")
