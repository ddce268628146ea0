"""What the console is for, done by keys on the real program in a real terminal."""

import re
from contextlib import suppress

from tests.support.pty_terminal import PtyProgram
from tests.terminal.conftest import DEMO, Start

AT_ONCE = (*DEMO, "--undo-window", "0")
SLOWLY = (*DEMO, "--undo-window", "600")


def first_attendee(console: PtyProgram) -> str:
    """Whose booking the cursor is on."""
    row = console.row_with("▌")
    return re.split(r"\s{2,}", row.partition("CET")[2].strip())[1]


def test_the_demo_starts_with_its_views_and_their_counts(start_console: Start) -> None:
    console = start_console(*DEMO)
    tabs = console.row_with("5 All 60")
    for tab in (r"1 Pending \d+", r"2 Today \d+", r"3 Upcoming \d+", r"4 Needs outcome \d+"):
        assert re.search(tab, tabs)
    header = console.row_with("Slatis")
    for part in ("Bookings", "DEMO", "rate "):
        assert part in header
    assert "/1000" in header
    assert "c confirm" in console.screen_text().splitlines()[-1]
    console.press("q")
    assert console.wait_exit() == 0


def test_a_pending_booking_is_confirmed_and_says_scheduled(start_console: Start) -> None:
    console = start_console(*AT_ONCE)
    attendee = first_attendee(console)
    pending = int(console.row_with("1 Pending").split()[2])
    console.press("c")
    console.wait_for(f"1 Pending {pending - 1}")
    console.press("5", "slash")
    console.type(attendee)
    console.wait_for(re.compile(rf"Scheduled .*{attendee}"))


def test_a_booking_is_cancelled_with_a_reason(start_console: Start) -> None:
    console = start_console(*AT_ONCE)
    attendee = first_attendee(console)
    console.press("x")
    console.wait_for("Reason")
    console.type("Double booked")
    console.wait_for("Double booked")
    console.press("enter")
    press_until_gone(console, "enter", "Double booked")
    console.wait_for(f"Cancelled · {attendee}")
    console.press("5", "slash")
    console.type("Cancelled")
    console.wait_for(re.compile(rf"Cancelled .*{attendee}"))


def test_keeping_a_booking_sends_nothing(start_console: Start) -> None:
    console = start_console(*AT_ONCE)
    console.press("x")
    console.wait_for("Reason")
    console.press("escape")
    console.wait_gone("Reason")
    assert "Pending" in console.row_with("▌")
    assert "Cancel" not in console.screen_text().splitlines()[-2]


def test_a_change_is_recalled_before_it_is_sent(start_console: Start) -> None:
    console = start_console(*SLOWLY)
    attendee = first_attendee(console)
    console.press("c")
    console.wait_for(f"Confirm {attendee} in ")
    console.press("u")
    console.wait_for("nothing was sent")
    console.wait_gone("u recalls")
    assert "Pending" in console.row_with("▌")
    console.press("q")
    assert console.wait_exit() == 0


def test_quitting_asks_what_becomes_of_a_waiting_change(start_console: Start) -> None:
    console = start_console(*SLOWLY)
    console.press("c")
    console.wait_for("u recalls")
    console.press("q")
    console.wait_for("Send now")
    assert re.search(r"Send now\s+Drop\s+Stay", console.screen_text())
    console.press("escape")
    console.wait_gone("Send now")
    console.press("ctrl+q")
    console.wait_for("Send now")
    console.press("shift+tab")
    press_until_gone(console, "enter", "Send now")
    assert console.wait_exit() == 0


def test_a_booking_with_twelve_custom_fields_is_made(start_console: Start) -> None:
    console = start_console(*AT_ONCE, size=(100, 50))
    console.press("E")
    console.wait_for("Onboarding workshop")
    console.press("slash")
    console.type("Onboarding")
    console.wait_gone("Quick question")
    console.press("enter", "a")
    console.wait_for(re.compile(r"When\n\s+2026-11-"))
    console.press("tab", "tab")
    for text in ("Ada Lovelace", "ada@example.com", "", "", "Analytical Engines", "Know\tthe machine", "12"):
        fill(console, text)
    for text in ("billing@example.com", "+49 30 1234567", "https://example.com", "2026-12-24"):
        fill(console, text)
    console.press("space", "tab")
    console.press("enter")
    console.wait_for("English")
    console.press("down", "enter")
    console.wait_gone("English")
    console.press("tab", "space", "down", "space", "tab", "space", "tab")
    fill(console, "A. L.")
    console.press("tab", "tab")
    console.press("enter")
    console.wait_for("Scheduled")
    for told in ("Ada Lovelace", "ada@example.com", "Analytical Engines", "Deutsch", "Calendars", "A. L."):
        console.wait_for(told)
    console.press("B", "5", "slash")
    console.type("Ada Lovelace")
    console.wait_for("1 of 61")
    console.wait_for(re.compile("Scheduled .*Ada Lovelace +Onboarding"))
    console.press("enter", "q")
    assert console.wait_exit() == 0


def fill(console: PtyProgram, text: str) -> None:
    """Type into the field that has the focus, and go on to the next."""
    if text:
        console.type(text.replace("\t", " "))
    console.press("tab")


def press_until_gone(console: PtyProgram, key: str, text: str) -> None:
    """Press a key that is ignored at first (a dangerous button) until it has worked.

    Not again before it surely was ignored: what a second one would do once the dialog is gone is another matter.
    """
    for _ in range(10):
        console.press(key)
        with suppress(AssertionError):
            console.wait_gone(text, timeout=4)
            return
    console.wait_gone(text, timeout=0)
