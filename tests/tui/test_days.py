"""Lines between the days, where the bookings are sorted by time."""

import re
from itertools import pairwise

from tests.support.console import ConsoleDriver
from tests.tui.conftest import Open

DIVIDER = re.compile(r"─ .*?(\w{3}) (\d+) (\w{3}).* ─")


def days(user: ConsoleDriver) -> list[tuple[str, str]]:
    """The day of each line that names one: ('divider' or 'row', day)."""
    found = []
    for line in user.screen.splitlines():
        if match := DIVIDER.search(line):
            found.append(("divider", " ".join(match.groups())))
        elif match := re.search(r"([A-Z][a-z]{2} \d+ [A-Z][a-z]{2}) \d\d:\d\d CET", line):
            found.append(("row", match[1]))
    return found


async def test_each_day_begins_with_a_line_that_names_it(open_console: Open) -> None:
    async with open_console(view="all") as user:
        await user.sees("120 of 120", "Completed")
        seen = days(user)
        assert seen[0][0] == "divider"
        for (_, before), (kind, day) in pairwise(seen):
            assert (kind == "divider") == (day != before)
        await user.press("G")
        await user.until(lambda _: days(user) != seen, "the last days")
        ends = days(user)[1:]
        assert all((kind == "divider") == (day != before) for (_, before), (kind, day) in pairwise(ends))


async def test_today_is_called_so_and_no_other_order_has_days(open_console: Open) -> None:
    async with open_console(view="today") as user:
        await user.sees("─ Today, Wed 18 Nov ─")
        await user.press("s")
        await user.sees("sort when down", "─ Today, Wed 18 Nov ─")
        await user.press("s")
        await user.sees("sort attendee")
        await user.sees_not("─ Today")
        await user.press("s", "s", "z")
        await user.sees("sort when up", "zone attendee")
        await user.sees_not("─ Today")


async def test_keys_and_clicks_skip_the_lines_between(open_console: Open) -> None:
    async with open_console(view="all", size=(120, 24)) as user:
        await user.sees("120 of 120", "Completed")
        lines = user.screen.splitlines()
        divider = next(place for place, line in enumerate(lines) if DIVIDER.search(line))
        await user.click(5, divider)
        second = next(place for place, line in enumerate(lines) if place > divider + 1 and DIVIDER.search(line))
        await user.click(5, second + 1)
        await user.until(lambda screen: screen.splitlines()[second + 1].startswith("▌"), "the cursor there")
        await user.press("k")
        await user.until(lambda screen: screen.splitlines()[second - 1].startswith("▌"), "the cursor above the line")
        await user.press("g")
        await user.until(lambda screen: screen.splitlines()[divider + 1].startswith("▌"), "the first row")
        assert DIVIDER.search(user.screen.splitlines()[divider])
        for _ in range(12):
            await user.press("pagedown")
        await user.until(lambda screen: "▌" in screen, "the cursor in sight")
        await user.press("enter")
        await user.sees("Overview")
