"""Dialogs and the command list, in every window that the console fits into."""

import pytest
from textual.events import Key
from textual.widgets import Button

from slatis_tui.screens.dialogs import Dialog
from tests.support.odd_bookings import WIDE, booking
from tests.support.odd_server import KEY, OddServer
from tests.tui.conftest import Open

SIZES = [(60, 16), (80, 24), (120, 40)]
LONG = "Anastasia Wilhelmina von und zu " * 6


def lines_with(screen: str, text: str) -> list[str]:
    """The lines of the screen that have the text."""
    return [line for line in screen.splitlines() if text in line]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["Ada Lovelace", LONG, WIDE * 4], ids=["short", "long", "wide"])
async def test_both_answers_of_a_cancellation_are_on_the_screen(
    open_odd: Open, odd: OddServer, size: tuple[int, int], name: str
) -> None:
    odd.gives([booking(attendee={"name": name})])
    async with open_odd(size=size, view="pending") as user:
        await user.sees("? Pending")
        await user.press("x")
        await user.sees("Reason", "optional", "Cancel booking", "Keep")
        (buttons,) = lines_with(user.screen, "Keep")
        assert "Cancel booking" in buttons
        await user.type("as asked")
        await user.sees("as asked", "Keep")


@pytest.mark.parametrize("size", SIZES)
async def test_every_answer_to_quitting_is_on_the_screen(open_odd: Open, odd: OddServer, size: tuple[int, int]) -> None:
    odd.gives([booking(f"bkg_{number}", attendee={"name": LONG}) for number in range(8)])
    async with open_odd(size=size, view="pending", undo_window=60.0) as user:
        await user.sees("? Pending")
        for _ in range(7):
            await user.press("c", "j")
        await user.until(lambda screen: screen.count("» Pending") == 7, "seven to wait")
        await user.press("q")
        await user.sees("7 changes wait", "and 4 more", "Send now", "Drop", "Stay")
        (buttons,) = lines_with(user.screen, "Send now")
        assert "Drop" in buttons
        assert "Stay" in buttons


@pytest.mark.parametrize("size", SIZES)
async def test_the_keys_are_a_list_of_several_rows(open_odd: Open, size: tuple[int, int]) -> None:
    async with open_odd(size=size) as user:
        await user.sees("0 of 0")
        await user.press("question_mark")
        await user.sees("type to search", "Confirm", "Complete", "No-show", "Cancel booking")


async def test_the_question_on_quitting_goes_once_nothing_waits_any_more(open_odd: Open, odd: OddServer) -> None:
    """What it offers, dropping, could no longer be done."""
    odd.gives([booking()])
    odd.on("POST", "bookings/", lambda _: {"booking": booking(status="SCHEDULED")})
    answered = odd.hold("POST")
    async with open_odd(view="pending", undo_window=0.0) as user:
        await user.sees("? Pending")
        await user.press("c")
        await user.sees("sending")
        await user.press("q")
        await user.sees("1 change waits to be sent")
        answered.set()
        await user.sees_not("1 change waits to be sent")
        await user.sees("Scheduled · Ada Lovelace")
        assert user.app.is_running


async def test_two_enters_at_once_answer_a_dialog_once(open_odd: Open) -> None:
    async with open_odd() as user:
        await user.sees("0 of 0")
        await user.press("question_mark")
        await user.sees("type to search")
        for _ in range(2):
            user.app.post_message(Key("enter", None))
        await user.sees_not("type to search")
        await user.sees("0 of 0")
        await user.press("colon")
        await user.sees("Go to a booking")
        await user.type("bkg_x")
        for _ in range(2):
            user.app.post_message(Key("enter", None))
        await user.sees("not_found")
        await user.press("q")
        await user.sees("0 of 0")


async def test_an_answer_that_comes_twice_closes_the_dialog_and_nothing_else(open_odd: Open, odd: OddServer) -> None:
    """A busy console can be handed the second press while the first one's answer is still on its way."""
    odd.gives([booking()])
    async with open_odd(view="pending") as user:
        await user.sees("1 of 1")
        for key, button in [("S", "back"), ("colon", "back"), ("x", "keep")]:
            await user.press(key)
            await user.until(lambda _: isinstance(user.app.screen, Dialog), "the dialog")
            for _ in range(2):
                user.app.screen.query_one(f"#{button}", Button).press()
            await user.until(lambda _: not isinstance(user.app.screen, Dialog), "it to close")
            await user.sees("Slatis  Bookings", "1 of 1")


async def test_every_dialog_of_a_live_console_says_so_in_its_title(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking()])
    async with open_odd(view="pending", key=KEY.replace("test", "live"), undo_window=60.0) as user:
        await user.sees("LIVE", "1 of 1")
        for key, title in [
            ("question_mark", "Keys"),
            ("ctrl+p", "What can be done here"),
            ("colon", "Go to a booking"),
        ]:
            await user.press(key)
            await user.sees(f"{title} · LIVE")
            await user.press("escape")
            await user.sees_not(title)
        await user.press("x")
        await user.sees("Cancel the booking of Ada Lovelace? · LIVE")
