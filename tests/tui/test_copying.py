"""Copying, by keys."""

from slatis_tui.presentation.copying import MOST_BYTES
from tests.support.odd_bookings import booking
from tests.support.odd_server import OddServer
from tests.tui.conftest import Open


async def test_the_menu_copies_what_is_chosen_by_its_letter_or_by_enter(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking(attendee={"name": "Ada Lovelace", "email": "ada@example.com", "phone": "+44 20 7946"})])
    async with open_odd() as user:
        await user.sees("1 of 1")
        for key, text in (("e", "ada@example.com"), ("p", "+44 20 7946"), ("i", "bkg_1")):
            await user.press("Y")
            await user.sees("Copy", "Id", "E-mail", "Phone", "Row", "Back")
            await user.press(key)
            await user.sees(f"Copied {text}")
            assert user.app.clipboard == text
        await user.press("Y")
        await user.sees("Back")
        await user.press("down", "down", "down", "enter")
        await user.sees("Copied bkg_1  Pending  Fri 20 Nov 2026 13:30 CET  Ada Lovelace")
        assert user.app.clipboard.split("\t")[:2] == ["bkg_1", "Pending"]


async def test_a_booking_on_its_own_screen_can_be_copied_from_too(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking()])
    async with open_odd() as user:
        await user.sees("1 of 1")
        await user.press("enter")
        await user.sees("What may be done now")
        await user.press("Y")
        await user.sees("E-mail", "Back")
        await user.press("e")
        await user.sees("Copied ada@example.com")
        await user.press("Y")
        await user.sees("Back")
        await user.press("escape")
        await user.sees_not("Back")
        await user.sees("What may be done now")


async def test_all_that_are_marked_are_copied_a_line_each(open_odd: Open, odd: OddServer) -> None:
    people = [{"name": name, "email": f"{name}@example.com"} for name in ("ada", "grace", "alan")]
    odd.gives([booking(f"bkg_{person['name']}", attendee=person) for person in people])
    async with open_odd() as user:
        await user.sees("3 of 3")
        await user.press("space", "j", "space", "Y")
        await user.sees("2 marked: rows", "2 marked: ids", "2 marked: e-mails", "Id", "Back")
        await user.press("a")
        await user.sees("Copied 2 marked: e-mails", "2 marked")
        assert user.app.clipboard == "ada@example.com\nalan@example.com"


async def test_what_is_too_long_is_not_copied_and_that_is_said(open_odd: Open, odd: OddServer) -> None:
    long = "x" * 190
    odd.gives([booking(f"bkg_{number}{long}", attendee={"name": "Ada"}) for number in range(45)])
    async with open_odd() as user:
        await user.sees("45 of 45")
        before = user.app.clipboard
        await user.press("asterisk", "Y")
        await user.sees("45 marked: ids")
        await user.press("d")
        await user.sees("Nothing was copied: this is 8", f"{MOST_BYTES} are the most that terminals take")
        assert user.app.clipboard == before


async def test_an_event_type_can_be_copied_from_its_list(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("E")
        await user.sees("Architecture consultation")
        await user.press("Y")
        await user.sees("Id", "Row", "Back")
        await user.press("r")
        await user.sees("Copied evt_", "Architecture consultation")
        assert user.app.clipboard.split("\t")[1] == "Architecture consultation"
