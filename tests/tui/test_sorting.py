"""Sorting by any column, both ways, by keys and by the mouse."""

from tests.support.console import ConsoleDriver
from tests.tui.conftest import Judge, Open


def header(user: ConsoleDriver) -> str:
    return next(line for line in user.screen.splitlines() if "Attendee" in line)


async def test_a_click_on_a_title_sorts_by_it_and_a_second_one_the_other_way(open_console: Open, judge: Judge) -> None:
    names = sorted((str(one["attendee"]["name"]).casefold() for one in judge.bookings()), key=str)
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        column, line = header(user).index("Attendee"), user.screen.splitlines().index(header(user))
        await user.click(column, line)
        await user.sees("sort attendee", "Attendee ▲")
        await user.press("g")
        await user.until(lambda screen: names[0] in screen.splitlines()[line + 1].casefold(), f"{names[0]} on top")
        await user.click(column, line)
        await user.sees("sort attendee down", "Attendee ▼")
        await user.press("g")
        await user.until(lambda screen: names[-1] in screen.splitlines()[line + 1].casefold(), f"{names[-1]} on top")


async def test_a_click_on_any_title_says_so_in_the_header(open_console: Open) -> None:
    async with open_console(view="all", size=(160, 40)) as user:
        await user.sees("120 of 120")
        line = user.screen.splitlines().index(header(user))
        for title, words in (("Event type", "event type"), ("Assignee", "assignee"), ("E-mail", "e-mail")):
            await user.click(header(user).index(title), line)
            await user.sees(f"sort {words}", f"{title} ▲")


async def test_the_sort_is_chosen_from_all_columns_by_keys(open_console: Open) -> None:
    async with open_console(view="all") as user:
        await user.sees("120 of 120", "sort when up")
        await user.press("S")
        await user.sees("Sort by", "assignee down")
        await user.press("down", "enter")
        await user.sees("sort when down")
        await user.press("S")
        await user.sees("Sort by")
        await user.press("end", "enter")
        await user.sees("sort e-mail down")
        await user.press("s")
        await user.sees("sort when up")
