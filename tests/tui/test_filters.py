"""The filters: words over what is loaded, and those that the server applies, as chips that escape takes off."""

import re

import pytest

from tests.support.console import ConsoleDriver
from tests.tui.conftest import Judge, Open


async def opened(user: ConsoleDriver) -> None:
    await user.press("f")
    await user.sees("Status", "Event type", "Assignee", "E-mail", "From", "Until", "Apply")


async def test_a_status_is_asked_of_the_server_and_its_chip_says_so(open_console: Open, judge: Judge) -> None:
    count = len(judge.bookings(status="CANCELLED"))
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await opened(user)
        await user.type("cancelled")
        await user.press("enter")
        await user.sees(f"{count} of {count}", " status: Cancelled ", f"All {count}")
        await user.press("escape")
        await user.sees("120 of 120")
        await user.sees_not("status: Cancelled")


async def test_enter_in_any_field_applies_and_escape_takes_off_one_thing_a_press(
    open_console: Open, judge: Judge
) -> None:
    email = str(judge.bookings(status="SCHEDULED")[0]["attendee"]["email"])
    both = [one for one in judge.bookings(attendee_email=email) if one["status"] == "SCHEDULED"]
    everything = judge.bookings(attendee_email=email)
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await opened(user)
        await user.press("down", "down", "tab", "tab", "tab")
        await user.type(email)
        await user.press("enter")
        await user.sees(f"{len(both)} of {len(both)}", "status: Scheduled", f"e-mail: {email}")
        await user.press("slash")
        await user.type("nowhere")
        await user.press("enter")
        await user.sees(f"0 of {len(both)}", "text: nowhere")
        await user.press("escape")
        await user.sees(f"{len(both)} of {len(both)}", f"e-mail: {email}")
        await user.press("escape")
        await user.sees("status: Scheduled")
        await user.sees_not(f"e-mail: {email}")
        await opened(user)
        await user.press("ctrl+u", "tab", "tab", "tab")
        await user.type(email)
        await user.press("enter")
        await user.sees(f"{len(everything)} of {len(everything)}")


async def test_assignee_and_event_type_are_chosen_by_name(open_console: Open, judge: Judge) -> None:
    booking = judge.bookings(status="SCHEDULED")[0]
    event_type = judge.event_type(booking["event_type_id"])
    count = len(judge.bookings(event_type_id=booking["event_type_id"]))
    async with open_console(view="all") as user:
        await user.sees("120 of 120", event_type[:8])
        await opened(user)
        await user.press("tab")
        await user.type(event_type.lower())
        await user.press("enter")
        await user.sees(f"{count} of {count}", f"event type: {event_type}")


async def test_days_are_typed_as_people_say_them(open_console: Open) -> None:
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await opened(user)
        await user.press(*["tab"] * 4)
        await user.type("today")
        await user.press("tab")
        await user.type("+7d")
        await user.press("enter")
        await user.sees("from Wed 18 Nov 2026", "until Wed 25 Nov 2026")
        await user.until(lambda screen: "120" not in user.row(" of "), "fewer")
        days = [int(day) for day in re.findall(r"[A-Z][a-z]{2} (\d+) Nov \d\d:\d\d CET", user.screen)]
        assert days
        assert set(days) <= set(range(18, 26))
        await opened(user)
        await user.sees("today", "+7d")


@pytest.mark.parametrize(
    ("tabs", "typed", "told"),
    [
        (0, "waiting", "No status is called so"),
        (2, "nobody", "No assignee is called so"),
        (4, "someday", "Type a day such as today, +7d, last mon or 2026-05-01"),
        (5, "2026-02-30", "No such date"),
    ],
)
async def test_what_is_not_understood_is_said_under_its_field_and_kept(
    open_console: Open, tabs: int, typed: str, told: str
) -> None:
    async with open_console(view="all", size=(80, 24)) as user:
        await user.sees("120 of 120")
        await opened_small(user)
        await user.press(*["tab"] * tabs)
        await user.type(typed)
        await user.press("enter")
        await user.sees(told, typed)
        await user.press("escape")
        await user.sees("120 of 120")
        await user.sees_not("Apply")


async def opened_small(user: ConsoleDriver) -> None:
    await user.press("f")
    await user.sees("Status", "Event type", "Apply")


async def test_an_end_before_the_start_is_told(open_console: Open) -> None:
    async with open_console(view="all") as user:
        await opened(user)
        await user.press(*["tab"] * 4)
        await user.type("today")
        await user.press("tab")
        await user.type("yesterday")
        await user.press("enter")
        await user.sees("This is before From")


async def test_a_status_that_the_view_has_nothing_of_is_shown_among_all(open_console: Open, judge: Judge) -> None:
    count = len(judge.bookings(status="COMPLETED"))
    async with open_console() as user:
        await user.sees("? Pending")
        await opened(user)
        await user.type("completed")
        await user.press("enter")
        await user.sees(f"{count} of {count}", "Pending holds none of that status")


async def test_words_quotes_and_exclusions_filter_what_is_loaded(open_console: Open, judge: Judge) -> None:
    everything = judge.bookings()
    name = str(next(one["attendee"]["name"] for one in everything if one["attendee"]["name"].isascii()))
    having = [one for one in everything if name in one["attendee"]["name"]]
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        for typed, count in ((f'"{name}"', len(having)), (f'!"{name}"', 120 - len(having))):
            await user.press("slash")
            await user.type(typed)
            await user.press("enter")
            await user.sees(f"{count} of 120")
            await user.press("escape")
            await user.sees("120 of 120")
        first, last = name.split()
        await user.press("slash")
        await user.type(f"{last.lower()} {first[0]}{first[2:]}")
        await user.sees("loosely", name)
