"""The pane beside the list, by keys."""

from slatis_tui.widgets.preview_pane import PreviewPane
from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import booking
from tests.support.odd_server import OddServer
from tests.tui.conftest import Judge, Open


def pane(user: ConsoleDriver) -> str:
    """What stands in the pane; empty where it is not there."""
    found = user.app.console_screen.query_one(PreviewPane)
    if not found.display:
        return ""
    region = found.content_region
    lines = user.screen.splitlines()[region.y : region.bottom]
    return "\n".join(line[region.x : region.right].rstrip() for line in lines)


async def sees_in_pane(user: ConsoleDriver, *texts: str) -> None:
    await user.until(lambda _: all(text in pane(user) for text in texts), f"to see {texts} in the pane")


async def test_from_120_columns_it_is_there_by_itself_and_follows_the_cursor(open_console: Open, judge: Judge) -> None:
    pending = sorted(judge.bookings(status="PENDING_CONFIRMATION"), key=lambda one: (one["start_time"], one["id"]))
    async with open_console() as user:
        first, second = pending[:2]
        await sees_in_pane(user, first["attendee"]["name"], first["id"], "? Pending", "confirm (c)", "Answers")
        await user.press("j")
        await sees_in_pane(user, second["attendee"]["name"], second["id"])
        await user.press("p")
        await user.until(lambda _: pane(user) == "", "the pane to be gone")
        await user.press("p")
        await sees_in_pane(user, second["id"])


async def test_it_shows_the_answers_with_their_labels_and_what_was_decided(open_console: Open, judge: Judge) -> None:
    async with open_console(undo_window=60.0) as user:
        await user.sees("? Pending")
        await sees_in_pane(user, "? Pending", "Answers")
        await user.press("c")
        await sees_in_pane(user, "» Pending")


async def test_in_a_narrow_window_it_is_there_on_demand_and_below(open_console: Open, judge: Judge) -> None:
    async with open_console(size=(80, 24)) as user:
        await user.sees("? Pending", "All 120")
        assert pane(user) == ""
        await user.press("p")
        await sees_in_pane(user, "? Pending", "Attendee")
        assert all(len(line) <= 80 for line in user.screen.splitlines())
        assert "Attendee" in user.row("When ▲"), "the list keeps its columns"
        await user.press("p")
        await user.until(lambda _: pane(user) == "", "the pane to be gone")


async def test_a_window_that_changes_its_width_gets_and_loses_it(open_console: Open) -> None:
    async with open_console(size=(119, 30)) as user:
        await user.sees("? Pending")
        assert pane(user) == ""
        await user.resize(140, 30)
        await sees_in_pane(user, "? Pending")
        await user.resize(100, 30)
        await user.until(lambda _: pane(user) == "", "the pane to be gone")


async def test_moving_asks_the_server_for_nothing_but_each_event_types_fields_once(
    open_odd: Open, odd: OddServer
) -> None:
    odd.gives([booking(f"bkg_{number:02}", attendee={"name": f"Person {number}"}) for number in range(40)])
    async with open_odd() as user:
        await user.sees("40 of 40", "All 40", "Needs outcome 0")
        await sees_in_pane(user, "Person 0")
        await user.until(lambda _: odd.counted("GET", "event-types/evt_1") > 0, "its fields to be asked for")
        before = [(asked.method, asked.path) for asked in odd.requests]
        for _ in range(1, 30):
            await user.press("j")
        await sees_in_pane(user, "Person 29")
        await user.press("g")
        await sees_in_pane(user, "Person 0")
        assert [(asked.method, asked.path) for asked in odd.requests][len(before) :] == []


async def test_the_filter_line_stands_above_both_and_an_empty_list_empties_the_pane(open_console: Open) -> None:
    async with open_console() as user:
        await sees_in_pane(user, "? Pending")
        await user.press("slash")
        await user.type("nobody at all")
        await user.sees("No booking here has this text")
        await user.until(lambda _: pane(user).strip() == "", "the pane to be empty")
        await user.press("escape")
        await sees_in_pane(user, "? Pending")


async def test_the_team_has_it_once_it_was_opened(open_console: Open) -> None:
    async with open_console() as user:
        await user.press("T")
        await user.sees("6 of 6", "free on")
        assert pane(user) == ""
        await user.press("p", "slash", *"Marcus", "enter")
        await sees_in_pane(user, "Wed 18 Nov", "Bookings  ", "Team  Customer Success", "onboarding, renewals")
        await user.press("w")
        await user.sees("▸Wed 18", "Sun 22")
        await sees_in_pane(user, "mem_02marcus")
        await user.press("p")
        await user.until(lambda _: pane(user) == "", "the pane to be gone")


async def test_event_types_have_it_too(open_console: Open) -> None:
    async with open_console() as user:
        await user.press("E")
        await user.sees("9 of 9")
        await sees_in_pane(user, "An hour with an engineer", "evt_")
        await user.press("slash", *"Discovery", "enter")
        await sees_in_pane(user, "● active", "Duration  30 min", "Workload", "Company *  text", "evt_01discovery")
        await user.press("p")
        await user.until(lambda _: pane(user) == "", "the pane to be gone")
        await user.resize(80, 24)
        await user.press("p")
        await sees_in_pane(user, "Duration  30 min")
