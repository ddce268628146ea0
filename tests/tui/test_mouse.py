"""The mouse: a click selects, a second one opens, the wheel scrolls, a tab is chosen; never a verb out of sight."""

from textual.events import MouseScrollDown

from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import booking
from tests.support.odd_server import OddServer
from tests.tui.conftest import Open


def many(odd: OddServer) -> None:
    """A hundred pending bookings, one an hour."""
    odd.gives(
        [
            booking(f"bkg_{number}", start_time=f"2026-12-{1 + number // 24:02}T{number % 24:02}:00:00Z",
                    attendee={"name": f"Guest {number:02}."})
            for number in range(100)
        ]
    )  # fmt: skip


def wheel_down(user: ConsoleDriver, times: int) -> None:
    """Turn the wheel over the list."""
    for _ in range(times):
        user.app.post_message(MouseScrollDown(None, 20, 10, 0, 1, 0, False, False, False, 20, 10))


async def test_a_click_selects_and_a_second_one_opens(open_odd: Open, odd: OddServer) -> None:
    many(odd)
    async with open_odd(size=(80, 24)) as user:
        await user.sees("100 of 100")
        line = next(place for place, text in enumerate(user.screen.splitlines()) if "Guest 03" in text)
        await user.click(20, line)
        await user.until(lambda _: "Guest 03" in user.row("▌"), "the cursor on the fourth row")
        await user.click(20, line)
        await user.sees("Overview", "4 of 100", "Guest 03")
        await user.click(15, 1)
        await user.sees('"id": "bkg_3"')


async def test_a_click_on_a_tab_opens_its_view_also_where_titles_are_cut(open_odd: Open, odd: OddServer) -> None:
    many(odd)
    async with open_odd(size=(60, 16)) as user:
        await user.sees("4 Needs… 0", "5 All 100")
        await user.click(user.screen.splitlines()[1].index("Needs…"), 1)
        await user.sees("4 Needs outcome 0", "Every booking that ended has its outcome")


async def test_a_verb_on_a_row_out_of_sight_brings_it_back_first(open_odd: Open, odd: OddServer) -> None:
    many(odd)
    async with open_odd(size=(80, 24), view="pending", undo_window=60.0) as user:
        await user.sees("100 of 100", "Guest 00")
        wheel_down(user, 6)
        await user.sees_not("Guest 00.")
        await user.press("c")
        await user.sees("Guest 00. was out of sight: press again", "▌   ? Pending")
        await user.press("c")
        await user.sees("Confirm Guest 00. in")


async def test_the_strip_goes_on_behind_a_dialog(open_odd: Open, odd: OddServer) -> None:
    many(odd)
    odd.on("POST", "bookings/", lambda _: {"booking": booking("bkg_0", "SCHEDULED")})
    answered = odd.hold("POST")
    async with open_odd(view="pending") as user:
        await user.sees("100 of 100")
        await user.press("c")
        await user.sees("sending · Confirm Guest 00.")
        await user.press("j", "x")
        await user.sees("Reason", "sending · Confirm Guest 00.")
        answered.set()
        await user.sees("Reason", "Scheduled · Guest 00.")
