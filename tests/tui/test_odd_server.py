"""A server that says little, says it wrong, or means harm: the console stays up, truthful and harmless."""

import unicodedata
from typing import Any

import pytest
from rich.cells import cell_len

from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import HUGE, MARKS, WIDE, booking, broken_bookings, hostile_refusal, make_hostile
from tests.support.odd_server import Asked, OddServer, Reply, page, refusal
from tests.tui.conftest import Open

_HARMLESS = frozenset("\n")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def assert_harmless(user: ConsoleDriver) -> None:
    """Nothing on the screen that a terminal obeys, reorders by or hides, and no line wider than the screen."""
    screen = user.screen
    bad = {letter for letter in screen if unicodedata.category(letter) in _HIDDEN and letter not in _HARMLESS}
    assert not bad, f"{sorted(map(ascii, bad))} in\n{screen}"
    width = user.app.size.width
    assert all(cell_len(line) <= width for line in screen.splitlines()), screen


async def look_at_everything(user: ConsoleDriver, rows: int) -> None:
    """Open the first row, go through all with `]`, and back through their raw JSON with `[`."""
    await user.press("home", "enter")
    for number in range(1, rows + 1):
        await user.sees("Overview", f"{number} of {rows}")
        assert_harmless(user)
        await user.press("right_square_bracket")
    await user.press("right")
    for number in range(rows, 0, -1):
        await user.sees("Raw JSON", f"{number} of {rows}")
        assert_harmless(user)
        await user.press("left_square_bracket")


def answers_verbs_with_id_and_status(odd: OddServer, before: dict[str, Any]) -> None:
    """A verb makes it Scheduled, and that is all that is said of it."""

    def answer(_: Asked) -> dict[str, Any]:
        odd.gives([{**before, "status": "SCHEDULED"}])
        return {"success": True, "booking": {"id": before["id"], "status": "SCHEDULED"}}

    odd.on("POST", "bookings/", answer)


async def test_bookings_of_an_id_and_a_status_only_can_be_read_and_decided(open_odd: Open, odd: OddServer) -> None:
    bare = {"id": "bkg_bare", "status": "PENDING_CONFIRMATION"}
    odd.gives([bare])
    answers_verbs_with_id_and_status(odd, bare)
    async with open_odd() as user:
        await user.sees("? Pending", "1 of 1", "Pending 1")
        await user.press("enter")
        await user.sees("bkg_bare", "the server did not say")
        await user.press("right")
        await user.sees('"status": "PENDING_CONFIRMATION"')
        await user.press("c")
        await user.sees("Scheduled · bkg_bare", '"status": "SCHEDULED"')


async def test_a_confirm_that_answers_id_and_status_only_keeps_what_was_known(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking()])
    answers_verbs_with_id_and_status(odd, booking())
    async with open_odd() as user:
        await user.sees("? Pending", "Ada Lovelace")
        await user.press("c")
        await user.sees("● Scheduled", "Ada Lovelace", "Fri 20 Nov 13:30 CET", "ada@example.com")


async def test_a_sparse_answer_about_one_booking_does_not_forget_what_its_list_said(
    open_odd: Open, odd: OddServer
) -> None:
    """`R` on a booking whose single answer says less than the list did."""
    odd.gives([booking()])
    odd.on("GET", "bookings/", lambda _: {"booking": {"id": "bkg_1", "status": "SCHEDULED"}})
    async with open_odd() as user:
        await user.sees("? Pending")
        await user.press("enter")
        await user.sees("Ada Lovelace")
        await user.press("R")
        await user.sees("● Scheduled", "Ada Lovelace", "Fri 20 Nov 2026 13:30 CET")


async def test_an_unknown_status_is_shown_as_it_came_and_takes_no_verb(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking(status="ON_HOLD", surprise={"deep": [1]})])
    async with open_odd() as user:
        await user.sees("ON_HOLD", "1 of 1", "Pending 0", "All 1")
        await user.press("c")
        await user.sees("this version does not know the status ON_HOLD")
        await user.press("enter", "right")
        await user.sees('"surprise": {')
    assert odd.counted("POST", "bookings/bkg_1/confirm") == 0


async def test_wrong_types_everywhere_are_rows_like_others_or_say_that_they_are_unreadable(
    open_odd: Open, odd: OddServer
) -> None:
    odd.gives(broken_bookings())
    async with open_odd(size=(160, 50)) as user:
        await user.sees(" of ", "as of")
        rows = int(user.row(" of ").split()[0])
        await user.press("end")
        await user.sees("! Unreadable", "could not be read")
        assert_harmless(user)
        await look_at_everything(user, rows)
        await user.press("q", "c", "d", "n", "s", "c", "s", "c", "s", "z", "z", "slash")
        await user.type("ada")
        assert_harmless(user)
        await user.sees("Ada Lovelace")


async def test_duplicates_over_pages_in_any_order_count_once(open_odd: Open, odd: OddServer) -> None:
    first = [booking(f"bkg_{number}", start_time=f"2026-11-{number:02}T09:00:00Z") for number in (29, 3, 17)]
    second = [booking("bkg_3", start_time="2026-11-03T09:00:00Z"), booking("bkg_1", start_time="2026-11-01T09:00:00Z")]

    def pages(asked: Asked) -> dict[str, Any]:
        return page(second) if asked.query.get("cursor") == "two" else page(first, "two")

    odd.on("GET", "bookings", pages)
    async with open_odd() as user:
        await user.sees("4 of 4", "All 4")
        days = [line.split("Pending")[1].split()[1] for line in user.screen.splitlines() if "? Pending" in line[:20]]
        assert days == ["1", "3", "17", "29"]


async def test_hostile_text_is_harmless_on_every_screen(open_odd: Open, odd: OddServer) -> None:
    make_hostile(odd)
    async with open_odd(size=(160, 50)) as user:
        await user.sees("STATUS", "name [/]")
        assert_harmless(user)
        await look_at_everything(user, 2)
        await user.press("q", "E")
        await user.sees("1 of 1", "name [/]")
        assert_harmless(user)
        await user.press("enter")
        await user.sees("label", "option")
        assert_harmless(user)
        await user.press("o")
        await user.sees("event type: name [/]")
        assert_harmless(user)
        assert user.app.is_running


async def test_hostile_text_is_harmless_in_dialogs_refusals_and_notices(open_odd: Open, odd: OddServer) -> None:
    make_hostile(odd)
    async with open_odd(size=(160, 50), view="pending") as user:
        await user.sees("? Pending")
        await user.press("x")
        await user.sees("Cancel the booking of name [/]")
        assert_harmless(user)
        await user.press("escape", "c")
        await user.sees("code [/]", "message [/]")
        assert_harmless(user)
        await user.press("y")
        await user.sees("Copied")
        assert_harmless(user)
        await user.press("d")
        await user.sees("Can't be completed")
        assert_harmless(user)


async def test_hostile_errors_of_reads_are_harmless(open_odd: Open, odd: OddServer) -> None:
    for path in ("bookings", "event-types", "team/members"):
        odd.on("GET", path, lambda _: hostile_refusal(403))
    async with open_odd() as user:
        await user.sees("The bookings could not be loaded", "code [/]")
        assert_harmless(user)
        await user.press("E")
        await user.sees("The event types could not be loaded", "code [/]")
        assert_harmless(user)


@pytest.mark.parametrize("name", [MARKS, HUGE, WIDE], ids=["marks", "huge", "wide"])
async def test_endless_and_wide_names_keep_every_line_in_its_place(open_odd: Open, odd: OddServer, name: str) -> None:
    long = booking(attendee={"name": name, "email": name, "timezone": name}, custom_fields={name[:300]: name})
    odd.gives([long, booking("bkg_2")])
    async with open_odd(size=(80, 24), view="pending") as user:
        await user.sees("2 of 2", "Ada Lovelace")
        assert_harmless(user)
        await user.press("enter")
        await user.sees("What may be done now")
        assert_harmless(user)
        await user.press("right")
        assert_harmless(user)
        await user.press("x")
        await user.sees("Cancel booking", "Keep")
        assert_harmless(user)
        await user.press("escape", "q", "c")
        await user.sees("Confirm ")
        assert_harmless(user)


async def test_without_names_ids_stand_in_their_place(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking()])
    odd.on("GET", "event-types", lambda _: refusal(403, "forbidden", "No scope"))
    odd.on("GET", "team/members", lambda _: refusal(404, "not_found", "No team"))
    async with open_odd() as user:
        await user.sees("evt_1", "mem_1", "1 of 1", "Pending 1")
        await user.press("E")
        await user.sees("The event types could not be loaded", "forbidden: No scope")
        await user.sees_not("oading …")


async def test_a_cursor_that_goes_round_says_so(open_odd: Open, odd: OddServer) -> None:
    turns = {"": "a", "a": "b", "b": "a"}
    odd.on("GET", "bookings", lambda asked: page([booking()], turns[asked.query.get("cursor", "")]))
    async with open_odd() as user:
        await user.sees("1 loaded, list incomplete", "went round in a circle", "All 1+")


async def test_pages_that_are_not_slatis_say_what_they_are(open_odd: Open, odd: OddServer) -> None:
    odd.on("GET", "bookings", lambda _: Reply(b"<html>Welcome to nginx</html>"))
    async with open_odd(size=(160, 30)) as user:
        await user.sees("This is not an answer of Slatis (text/html)", "All …")
        await user.sees_not("Welcome to nginx")


async def test_a_redirect_is_told_and_not_followed(open_odd: Open, odd: OddServer) -> None:
    odd.on("GET", "bookings", lambda _: Reply(b"", 302, (("Location", "http://127.0.0.2:1/v1/bookings"),)))
    async with open_odd(size=(160, 30)) as user:
        await user.sees("Unexpected redirect to 127.0.0.2", "could not be loaded")


async def test_a_broken_server_leaves_the_rows_and_is_said(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking()])
    async with open_odd(size=(160, 30)) as user:
        await user.sees("1 of 1", "Ada Lovelace")
        odd.on("GET", "bookings", lambda _: refusal(500, "internal", "Boom"))
        await user.press("R")
        await user.sees("R tries again: internal: Boom (500, ", "1 of 1", "Ada Lovelace")


async def test_an_error_after_going_on_to_another_booking_is_not_put_on_that_one(
    open_odd: Open, odd: OddServer
) -> None:
    odd.gives([booking("bkg_1"), booking("bkg_2", attendee={"name": "Grace Hopper"})])
    async with open_odd() as user:
        await user.sees("2 of 2")
        await user.press("enter")
        await user.sees("1 of 2", "Ada Lovelace")
        odd.on("GET", "bookings/", lambda _: refusal(404, "not_found", "Gone"))
        await user.press("R", "right_square_bracket")
        await user.sees("2 of 2", "Grace Hopper")
        await user.until(lambda _: odd.counted("GET", "bookings/bkg_1") > 0, "the first to be asked for")
        await user.press("z")
        await user.sees("zone attendee")
        await user.sees_not("Gone")


async def test_a_reschedule_that_answers_id_and_status_only_opens_the_new_booking_whole(
    open_odd: Open, odd: OddServer
) -> None:
    old = booking(status="SCHEDULED")
    new = {**old, "id": "bkg_new", "status": "RESCHEDULED", "start_time": "2027-03-01T10:00:00Z"}
    odd.gives([old])

    def answer(asked: Asked) -> dict[str, Any]:
        assert asked.body == {"requested_time": "2027-03-01T10:00:00Z"}
        odd.gives([{**old, "status": "CANCELLED"}, new])
        return {"success": True, "booking": {"id": "bkg_new", "status": "RESCHEDULED"}}

    odd.on("POST", "bookings/", answer)
    async with open_odd(zone="UTC") as user:
        await user.sees("Ada Lovelace")
        await user.press("r")
        await user.sees("Old time")
        await user.type("2027-03-01 10:00")
        await user.press("tab", "tab", "enter")
        await user.sees("↻ Rescheduled", "Moved from", "Mon 1 Mar 2027 10:00 UTC")
        await user.press("q")
        await user.sees("× Cancelled", "Ada Lovelace")


async def test_a_reschedule_whose_answer_is_garbled_needs_review_and_is_not_sent_twice(
    open_odd: Open, odd: OddServer
) -> None:
    old = booking(status="SCHEDULED")
    odd.gives([old])
    odd.on("POST", "bookings/", lambda _: Reply(b"<html>"))
    async with open_odd(zone="UTC") as user:
        await user.sees("Ada Lovelace")
        await user.press("r")
        await user.sees("Old time")
        await user.type("2027-03-01 10:00")
        await user.press("tab", "tab", "enter")
        await user.sees("may or may not have been carried out", "O shows what the server has", "2027-03-01 10:00")
        odd.gives([{**old, "status": "CANCELLED"}, {**old, "id": "bkg_new", "start_time": "2027-03-01T10:00:00Z"}])
        await user.press("escape", "O", "enter")
        await user.sees("What the server has", "bkg_new", "Cancelled")
        assert sum(asked.method == "POST" for asked in odd.requests) == 1
