"""Finding one's way: views, filters, sorts, details, event types, help; by keys."""

from datetime import UTC, datetime

from slatis_tui.sandbox.launch import SandboxAddress
from tests.tui.conftest import NOW, Judge, Open


def instant(booking: dict[str, str], edge: str) -> float:
    """A booking's start or end, Unix seconds."""
    return datetime.fromisoformat(booking[f"{edge}_time"]).astimezone(UTC).timestamp()


async def test_the_tabs_count_what_the_server_has(open_console: Open, judge: Judge) -> None:
    """Each view is loaded to its end, and its rule is applied to what the server has."""
    every = judge.bookings()
    active = [one for one in every if one["status"] in ("SCHEDULED", "RESCHEDULED")]
    upcoming = sum(instant(one, "start") >= NOW for one in active)
    needs = sum(instant(one, "end") < NOW for one in active)
    pending = sum(one["status"] == "PENDING_CONFIRMATION" for one in every)
    async with open_console() as user:
        await user.sees(f"Pending {pending} ", f"Upcoming {upcoming} ", f"Needs outcome {needs} ", f"All {len(every)}")


async def test_number_keys_open_the_views(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("All 120")
        await user.press("5")
        await user.sees("120 of 120")
        await user.press("1")
        await user.sees("? Pending")
        await user.sees_not("120 of 120")


async def test_the_filter_finds_names_and_answers_and_escape_clears_it(open_console: Open, judge: Judge) -> None:
    booking = judge.bookings()[0]
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await user.press("slash")
        await user.type(booking["id"].upper())
        await user.sees("1 of 120")
        await user.press("enter")
        await user.sees(booking["attendee"]["name"])
        await user.press("escape")
        await user.sees("120 of 120")


async def test_letters_in_the_filter_are_text(open_console: Open, judge: Judge) -> None:
    before = judge.bookings(status="PENDING_CONFIRMATION")
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("slash")
        await user.type("cdq?")
        await user.sees(f"0 of {len(before)}", "No booking here has this text")
    assert judge.bookings(status="PENDING_CONFIRMATION") == before


async def test_sorting_is_said_in_the_header(open_console: Open) -> None:
    async with open_console(view="all") as user:
        await user.sees("120 of 120", "sort when up", "When ▲")
        await user.press("s")
        await user.sees("sort when down", "When ▼")
        await user.press("s")
        await user.sees("sort attendee", "Attendee ▲")
        await user.press("s")
        await user.sees("sort status", "Status ▲")


async def test_a_booking_opens_with_its_answers_and_its_raw_json(open_console: Open, judge: Judge) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("enter")
        await user.sees("Overview", "Raw JSON", "What may be done now", "Attendee")
        await user.press("right")
        await user.sees('"status": "PENDING_CONFIRMATION"')
        await user.press("left")
        await user.sees("What may be done now")
        await user.press("q")
        await user.sees("1 Pending")


async def test_brackets_go_through_the_list(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("enter")
        await user.sees("1 of ")
        await user.press("right_square_bracket")
        await user.sees("2 of ")
        await user.press("left_square_bracket", "left_square_bracket")
        await user.sees("no further booking")


async def test_a_verb_on_the_detail_shows_the_new_status(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("enter")
        await user.sees("What may be done now")
        await user.press("c")
        await user.sees("● Scheduled", "Scheduled ·")


async def test_going_to_an_unknown_id_says_so(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("colon")
        await user.sees("Go to a booking")
        await user.type("bkg_nothing_here")
        await user.press("enter")
        await user.sees("not_found", "R tries again")
        await user.press("escape")
        await user.sees("? Pending")


async def test_event_types_lead_to_their_bookings(open_console: Open, judge: Judge) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("E")
        await user.sees("Event types", "Architecture consultation", "Round robin")
        await user.press("slash")
        await user.type("onboarding")
        await user.press("enter")
        await user.press("enter")
        await user.sees("Onboarding workshop", "textarea, required", "1 h 30 min")
        await user.press("q", "o")
        await user.sees("event type: Onboarding workshop", "5 All")
        some = judge.bookings()
        kind = next(one["event_type_id"] for one in some if "Onboarding" in judge.event_type(one["event_type_id"]))
        count = sum(one["event_type_id"] == kind for one in some)
        await user.sees(f"{count} of {count}")
        await user.press("escape")
        await user.sees("120 of 120")


async def test_escape_at_the_top_never_quits(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("escape", "escape", "escape")
        await user.sees("? Pending")
        assert user.app.is_running


async def test_help_is_searchable_and_runs_what_is_chosen(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("? Pending")
        await user.press("question_mark")
        await user.sees("type to search")
        await user.type("event types")
        await user.press("enter")
        await user.sees("Architecture consultation")


async def test_the_zone_key_goes_through_mine_the_attendees_and_utc(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("? Pending", " CET")
        await user.press("z")
        await user.sees("zone attendee")
        await user.press("z")
        await user.sees("zone UTC", " UTC")
        await user.press("z")
        await user.sees_not("zone ")


async def test_a_public_key_opens_on_event_types(open_console: Open, sandbox: SandboxAddress) -> None:
    async with open_console(key=sandbox.public_key) as user:
        await user.sees("Event types", "Architecture consultation")
        await user.press("B")
        await user.sees("needs a secret key")


async def test_at_80_by_24_status_when_attendee_and_event_type_are_there(open_console: Open) -> None:
    async with open_console(size=(80, 24)) as user:
        await user.sees("? Pending", "When ▲", "Attendee", "Event type", "All 120", "? help")
        assert all(len(line) <= 80 for line in user.screen.splitlines())


async def test_back_in_the_list_the_cursor_is_on_the_booking_looked_at_last(open_console: Open) -> None:
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await user.press("enter")
        await user.sees("1 of 120")
        await user.press("right_square_bracket", "right_square_bracket")
        await user.sees("3 of 120")
        await user.press("q")
        await user.sees("120 of 120")
        await user.press("enter")
        await user.sees("3 of 120")


async def test_while_a_filter_is_typed_the_footer_shows_no_verb(open_console: Open) -> None:
    async with open_console() as user:
        await user.sees("? Pending", "c confirm")
        await user.press("slash")
        await user.sees("Enter to the list", "Esc clear")
        await user.sees_not("c confirm")
        await user.type("a")
        await user.press("enter")
        await user.sees("c confirm")
