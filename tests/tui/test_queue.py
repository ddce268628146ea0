"""Working through bookings: outcomes one after the other, the same verb again, one attendee's bookings."""

from typing import Any

from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import booking
from tests.support.odd_server import Asked, OddServer, page
from tests.tui.conftest import Judge, Open


def ended(number: int, **more: Any) -> dict[str, Any]:
    """One that took place on the Thursday of last week, at that hour."""
    hours = {
        edge: f"2026-11-12T{number:02}:{minute}:00Z" for edge, minute in (("start_time", "00"), ("end_time", "30"))
    }
    person = {"name": f"Person {number}", "email": f"p{number}@example.com"}
    return booking(f"bkg_{number}", **{"status": "SCHEDULED", "attendee": person, **hours, **more})


def serve(odd: OddServer, bookings: list[dict[str, Any]]) -> None:
    """List by status, and do what is asked."""
    after = {"complete": "COMPLETED", "no-show": "NO_SHOW", "cancel": "CANCELLED"}
    known = {one["id"]: one for one in bookings}

    def listed(asked: Asked) -> dict[str, Any]:
        wanted = asked.query.get("status")
        return page([one for one in known.values() if wanted in (None, one["status"])])

    def act(asked: Asked) -> dict[str, Any]:
        _, booking_id, verb = asked.path.split("/")
        known[booking_id] = {**known[booking_id], "status": after[verb]}
        return {"booking": known[booking_id]}

    odd.on("GET", "bookings", listed)
    odd.on("POST", "bookings/", act)


def under_cursor(user: ConsoleDriver) -> str:
    """The line with the cursor's bar."""
    return user.row("▌")


async def test_after_an_outcome_the_cursor_goes_to_the_next_undecided_row(open_odd: Open, odd: OddServer) -> None:
    serve(odd, [ended(number) for number in (9, 10, 11, 12)])
    async with open_odd(view="needs-outcome", undo_window=60.0) as user:
        await user.sees("4 of 4", "Person 9")
        await user.press("j", "d")
        assert "Person 11" in under_cursor(user)
        await user.press("n")
        assert "Person 12" in under_cursor(user)
        await user.press("d")
        assert "Person 9" in under_cursor(user), "from the top after the last"
        await user.press("d")
        assert "Person 9" in under_cursor(user), "there is none left"
        await user.sees("u recalls · 3 more")
        await user.press("u")
        await user.sees("Recalled: complete Person 9")
        await user.press("u")
        await user.until(lambda _: "Person 12" in under_cursor(user), "back at the row that needs its outcome again")
        await user.press("d")
        assert "Person 9" in under_cursor(user)
        await user.sees("u recalls · 2 more")


async def test_in_other_views_the_cursor_stays(open_odd: Open, odd: OddServer) -> None:
    serve(odd, [ended(9), ended(10)])
    async with open_odd(view="all", undo_window=60.0) as user:
        await user.sees("2 of 2")
        await user.press("d")
        await user.sees("u recalls")
        assert "Person 9" in under_cursor(user)


async def test_a_line_says_how_much_of_last_week_has_its_outcome(open_odd: Open, odd: OddServer) -> None:
    others = [ended(11, status="COMPLETED"), ended(12, status="NO_SHOW"), ended(13, status="CANCELLED")]
    serve(odd, [ended(9), ended(10), *others])
    async with open_odd(view="needs-outcome") as user:
        await user.sees("2 of 2", "last week: 2 of 4 have their outcome")
        await user.press("d")
        await user.sees("1 of 1", "last week: 3 of 4 have their outcome")
        await user.press("5")
        await user.sees_not("last week")


async def test_from_an_attendees_bookings_escape_leads_back_to_the_row_and_the_marks(
    open_odd: Open, odd: OddServer
) -> None:
    serve(odd, [ended(number) for number in (9, 10, 11, 12)])
    async with open_odd(view="needs-outcome") as user:
        await user.sees("4 of 4")
        await user.press("space", "j", "space", "j", "o")
        await user.sees("1 of 1", "e-mail: p11@example.com")
        await user.sees_not("marked")
        await user.press("escape")
        await user.sees("4 of 4", "2 marked", "last week")
        assert "Person 11" in under_cursor(user)
        await user.press("o")
        await user.sees("e-mail: p11@example.com")
        await user.press("5", "escape")
        await user.sees_not("marked", "e-mail: ")


async def test_of_a_last_week_that_could_not_be_read_nothing_is_claimed(open_odd: Open, odd: OddServer) -> None:
    serve(odd, [ended(9)])
    listed = odd.answers["GET", "bookings"]
    refused = {"success": False, "error": {"code": "validation_error", "message": "No"}}

    refusals: list[Asked] = []

    def answer(asked: Asked) -> Any:
        if asked.query.get("status") not in ("COMPLETED", None):
            return listed(asked)
        refusals.append(asked)
        return refused

    odd.on("GET", "bookings", answer)
    async with open_odd(view="needs-outcome") as user:
        await user.sees("1 of 1", "Pending 0")
        await user.until(lambda _: bool(refusals), "that the rest of last week was asked for")
        await user.sees_not("last week")


async def test_the_last_verb_is_repeated_on_another_row(open_odd: Open, odd: OddServer) -> None:
    serve(odd, [ended(number) for number in (9, 10, 11)])
    async with open_odd(view="all") as user:
        await user.sees("3 of 3")
        await user.press("full_stop")
        await user.sees("Nothing was decided yet")
        await user.press("n")
        await user.sees("No-show · Person 9")
        await user.press("j", "full_stop")
        await user.sees("No-show · Person 10")
        await user.press("j", "x")
        await user.sees("Keep")
        await user.type("ill")
        await user.press("enter")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("Cancelled · Person 11")


async def test_the_verb_of_a_plan_is_repeated_too_and_means_the_marked_rows(open_odd: Open, odd: OddServer) -> None:
    serve(odd, [ended(number) for number in (9, 10, 11, 12)])
    async with open_odd(view="all") as user:
        await user.sees("4 of 4")
        await user.press("d")
        await user.sees("Completed · Person 9")
        await user.press("j", "space", "n")
        await user.sees("1 to mark no-show")
        await user.press("shift+tab")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("1 done", "Copy receipt")
        await user.press("enter")
        await user.sees_not("Copy receipt")
        await user.press("j", "full_stop")
        await user.until(lambda _: "No-show" in user.row("Person 11"), "the verb of the plan, and not the one before")
        await user.press("j", "space", "full_stop")
        await user.sees("1 to mark no-show", "1 marked")


async def test_a_cancel_that_is_repeated_has_its_reason_there(open_console: Open, judge: Judge) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("x")
        await user.sees("Keep")
        await user.type("ill")
        await user.press("enter")
        await user.pause_until_armed()
        await user.press("enter")
        await user.sees("Cancelled ·")
        await user.press("full_stop")
        await user.sees("Keep", "ill")
        await user.type(" again")
        await user.press("enter")
        await user.pause_until_armed()
        await user.press("enter")
        await user.until(lambda _: len(judge.bookings(status="CANCELLED")) > 1, "the second one to be cancelled")
        await user.press("O")
        await user.sees("2 changes")


async def test_an_attendees_bookings_are_filtered_by_the_server_and_escape_peels_that_off(
    open_console: Open, judge: Judge
) -> None:
    every = judge.bookings()
    email = max((one["attendee"]["email"] for one in every), key=[one["attendee"]["email"] for one in every].count)
    theirs = [one for one in every if one["attendee"]["email"] == email]
    missed = sum(one["status"] == "NO_SHOW" for one in theirs)
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await user.press("slash")
        await user.type(email)
        await user.press("enter")
        await user.sees(f"{len(theirs)} of 120")
        await user.press("escape", "o")
        await user.sees(f"e-mail: {email}", f"{len(theirs)} of {len(theirs)}")
        await user.sees(f"{missed} no-show", f" in {len(theirs)} bookings")
        await user.press("enter")
        await user.sees(f"1 of {len(theirs)}", "What may be done now")
        await user.press("escape", "escape")
        await user.sees("120 of 120")
        await user.press("enter")
        await user.sees("What may be done now")
        await user.press("o")
        await user.sees("e-mail: ", "no-show")


async def test_a_booking_is_opened_by_its_id_from_any_screen_and_by_one_request(open_odd: Open, odd: OddServer) -> None:
    serve(odd, [ended(9)])
    elsewhere = booking("bkg_elsewhere", "SCHEDULED", attendee={"name": "Grace Hopper"})
    odd.on("GET", "bookings/", lambda _: {"booking": elsewhere})
    async with open_odd(view="needs-outcome") as user:
        await user.sees("1 of 1")
        await user.press("E", "colon")
        await user.sees("Booking id")
        await user.type(" bkg_elsewhere ")
        await user.press("enter")
        await user.sees("What may be done now", "Grace Hopper", "bkg_elsewhere")
        assert odd.counted("GET", "bookings/bkg_elsewhere") == 1
        await user.press("q")
        await user.sees("Event types")
