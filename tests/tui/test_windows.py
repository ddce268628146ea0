"""Windows of any size: what may not be missed is seen, and one that is too small says so and loses nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from slatis_tui.composition import Composer
from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.widgets.line_table import LineTable
from tests.support.console import console, settings_for
from tests.support.odd_bookings import booking
from tests.support.odd_server import KEY, OddServer, refusal
from tests.tui.conftest import NOW, Open


async def test_at_60_by_16_mode_and_offline_and_every_count_are_seen(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking(f"bkg_{number}") for number in range(120)])
    live = KEY.replace("test", "live")
    async with open_odd(size=(60, 16), view="needs-outcome", key=live, read_only=True) as user:
        await user.sees("LIVE", "READ-ONLY", "4 Needs outcome 0  5 120")
        await user.press("z")
        await user.sees("zone attendee")


@pytest.mark.parametrize("width", [60, 80, 200])
async def test_a_bookings_lines_are_wrapped_below_their_beginning(open_odd: Open, odd: OddServer, width: int) -> None:
    answer = "one two three four five six seven eight nine ten " * 3
    odd.gives([booking(custom_fields={"what": answer})])
    async with open_odd(size=(width, 50)) as user:
        await user.sees("1 of 1")
        await user.press("enter")
        await user.sees("what", "one two")
        lines = user.screen.splitlines()
        first = next(place for place, line in enumerate(lines) if "one two" in line)
        column = lines[first].index("one two")
        assert lines[first + 1][:column].isspace()
        assert lines[first + 1][column] != " "


async def test_a_window_that_is_too_small_takes_no_key_and_loses_nothing(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking(), booking("bkg_2")])
    async with open_odd(view="pending") as user:
        await user.sees("2 of 2")
        await user.press("j")
        await user.resize(59, 16)
        await user.sees("The window is too small: 59×16, needs 60×16")
        await user.press("c", "q", "escape")
        await user.resize(60, 15)
        await user.sees("60×15")
        await user.resize(60, 16)
        await user.sees("2 of 2", "▌")
        assert user.app.is_running
    assert odd.counted("POST", "bookings/bkg_2/confirm") == 0


async def test_one_can_leave_a_window_that_is_too_small(open_odd: Open) -> None:
    async with open_odd(size=(40, 10)) as user:
        await user.sees("too small")
        await user.press("ctrl+q")
        await user.until(lambda _: not user.app.is_running, "to quit")


async def test_a_screen_that_comes_while_the_window_is_too_small_is_covered_too(odd: OddServer, tmp_path: Path) -> None:
    """Without a key the welcome screen comes once that is known."""

    class NoKey(Composer):
        async def connect(self) -> None:
            """There is no key."""
            return

    settings = settings_for(tmp_path, SandboxAddress(odd.base_url, KEY, "", NOW), key="")
    connector = NoKey(settings, clock=lambda: NOW)
    async with console(settings, clock=lambda: NOW, connector=connector, size=(50, 12)) as user:
        await user.sees("too small")
        await user.until(lambda _: user.app.console_screen.heading == "Welcome", "the welcome screen beneath")
        await user.sees("too small")
        await user.sees_not("Try the demo")
        await user.resize(80, 24)
        await user.sees("Try the demo", "API key", "Enter choose")
        await user.press("colon")
        await user.sees("First try the demo, or type an API key")


async def test_end_shows_the_end_of_a_long_text_at_once(open_odd: Open, odd: OddServer) -> None:
    """Nothing moves by itself: the key and its effect are one."""
    odd.gives([booking(custom_fields={f"key {number}": "x" for number in range(200)})])
    async with open_odd() as user:
        await user.sees("1 of 1")
        await user.press("enter")
        await user.sees("key 1")
        await user.press("end")
        await user.sees("Updated")


async def test_backspace_leaves_a_screen_and_never_quits(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking()])
    async with open_odd() as user:
        await user.sees("1 of 1")
        await user.press("enter")
        await user.sees("Overview")
        await user.press("backspace")
        await user.sees("1 of 1  as of")
        await user.press("backspace", "backspace")
        await user.sees("1 of 1")
        assert user.app.is_running


async def test_q_gives_the_safe_answer_to_a_dialog_and_is_text_in_its_input(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking()])
    async with open_odd(view="pending") as user:
        await user.sees("1 of 1")
        await user.press("x")
        await user.sees("Reason")
        await user.type("q")
        await user.press("tab", "tab", "q")
        await user.sees_not("Reason")
        await user.sees("? Pending")
    assert odd.counted("POST", "bookings/bkg_1/cancel") == 0


async def test_escape_takes_away_an_error_that_would_stay(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking()])
    odd.on("POST", "bookings/", lambda _: refusal(409, "conflict", "Not now"))
    async with open_odd(view="pending", undo_window=60.0) as user:
        await user.sees("1 of 1")
        await user.press("c")
        await user.sees("u recalls")
        await user.press("c")
        await user.sees("Already")
        await user.press("escape")
        await user.sees_not("Already")


async def test_a_refusal_is_told_to_its_end_in_a_narrow_window(open_odd: Open, odd: OddServer) -> None:
    said = refusal(409, "conflict", "Somebody else has moved this booking to another day meanwhile")
    odd.gives([booking()])
    odd.on("POST", "bookings/bkg_1/confirm", lambda _: replace(said, headers=(("X-Request-Id", "req_of_ada"),)))
    odd.on("POST", "bookings/bkg_1/cancel", lambda _: {"booking": booking("bkg_1", "CANCELLED")})
    async with open_odd(size=(80, 24)) as user:
        await user.sees("1 of 1")
        table = user.app.console_screen.query_one(LineTable)
        room = table.size.height
        await user.press("c")
        await user.sees("Ada Lovelace: conflict: Somebody else has moved", "day meanwhile", "(409, req_of_ada)")
        await user.press("x")
        await user.sees("Keep")
        await user.press("enter")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("Cancelled · Ada Lovelace")
        await user.until(lambda _: table.size.height == room, "the table to have its room again")
