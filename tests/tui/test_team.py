"""The team by keys, on the real sandbox: who is free, who is booked, and how full the week is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.sandbox.options import SandboxOptions
from tests.support.odd_server import OddServer, refusal
from tests.support.sandbox import running_sandbox
from tests.tui.conftest import NOW, Judge, Open


def asked(sandbox: SandboxAddress, path: str, **query: str) -> Any:
    """What the sandbox itself answers."""
    headers = {"Authorization": f"Bearer {sandbox.secret_key}"}
    return httpx.get(f"{sandbox.base_url}{path}", params=query, headers=headers, trust_env=False).json()


async def test_the_team_stands_with_its_day_and_its_week(open_console: Open, sandbox: SandboxAddress) -> None:
    async with open_console(size=(160, 40)) as console:
        await console.press("T")
        await console.sees(
            "Team", "Wed 18 Nov 2026", "Marcus Bell", "Haruto Sato (left)", "6 of 6", "Week of Mon 16 Nov"
        )
        members = asked(sandbox, "/team/members/available", date="2026-11-18", duration="30")["members"]
        for member in members:
            told, row = member["availability"], console.row(member["name"])
            assert ("● free" in row) is told["is_available"]
            assert f"{told['booked_slots']} of {told['max_bookings_per_day']}" in row
        capacity = asked(sandbox, "/capacity", start_date="2026-11-16", end_date="2026-11-22")["capacity"]
        await console.sees("free on Wed 18 Nov")
        for entry in capacity["timeline"]:
            day = datetime.fromisoformat(entry["date"])
            assert f"{entry['total_bookings']} booked" in console.row(f"{day:%a} {day.day} Nov  ")
        share = capacity["overview"]["total_bookings"] / (
            capacity["overview"]["total_bookings"] + capacity["overview"]["available_slots"]
        )
        assert f"{round(100 * share)} % of what is possible" in console.screen
        assert "█" in console.row("Wed 18 Nov  ")


async def test_find_a_free_member_for_tomorrow_at_three(open_console: Open, judge: Judge) -> None:
    three = int(datetime(2026, 11, 19, 14, 0, tzinfo=UTC).timestamp())  # 15:00 in Madrid
    active = ("SCHEDULED", "RESCHEDULED", "PENDING_CONFIRMATION")
    busy = {
        one["assigned_to_id"]
        for one in judge.bookings(start_date="2026-11-19T00:00:00Z", end_date="2026-11-20T00:00:00Z")
        if one["status"] in active
        and datetime.fromisoformat(one["start_time"]).timestamp()
        <= three
        < datetime.fromisoformat(one["end_time"]).timestamp()
    }
    names = {"mem_01amelia": "Amélie Novák", "mem_04priya": "Priya Raman", "mem_05jonas": "Jonas Lindqvist"}
    async with open_console(size=(160, 40)) as console:
        await console.press("T")
        await console.sees("free on Wed 18 Nov")
        await console.press("a")
        await console.sees("Who is free then?", "When")
        await console.type("tomorrow 15:00")
        await console.press("enter")
        await console.sees("Thu 19 Nov 2026", "at Thu 19 Nov 2026 15:00 CET", "free on Thu 19 Nov")
        await console.until(lambda screen: "booked 1" in screen or not busy, "to see who is booked")
        for member_id, name in names.items():
            row = console.row(name)
            assert ("booked 1" in row) is (member_id in busy), row
        await console.press("escape")
        await console.sees_not(" at Thu 19 Nov 2026 15:00 CET")
        await console.press("z", "z", "a")
        await console.sees("Who is free then?")
        await console.type("16:00")
        await console.press("enter")
        await console.sees("at Thu 19 Nov 2026 16:00 UTC")


async def test_the_day_changes_by_brackets_and_a_sunday_has_nobody(open_console: Open) -> None:
    async with open_console(size=(160, 40)) as console:
        await console.press("T")
        await console.sees("free on Wed 18 Nov")
        await console.press(*(["right_square_bracket"] * 4))
        await console.sees("Sun 22 Nov 2026", "0 free on Sun 22 Nov")
        await console.press("right_square_bracket")
        await console.sees("Mon 23 Nov 2026", "Week of Mon 23 Nov")
        await console.press("left_square_bracket", "t")
        await console.sees("Wed 18 Nov 2026", "Week of Mon 16 Nov")


async def test_search_finds_by_skill_and_a_member_leads_to_their_bookings(open_console: Open, judge: Judge) -> None:
    async with open_console(size=(160, 40)) as console:
        await console.press("T")
        await console.sees("6 of 6")
        await console.press("slash")
        await console.type("renewals")
        await console.press("enter")
        await console.sees("2 of 6", "Marcus Bell", "Inês Carvalho")
        await console.press("G", "enter")
        await console.sees("Member", "Success manager", "onboarding, renewals", "This week", "Week of Mon 16 Nov")
        await console.press("o")
        count = len(judge.bookings(assigned_to_id="mem_02marcus"))
        await console.sees(f"{count} of {count}", "Marcus Bell")


async def test_the_week_of_each_member_is_a_bar_for_each_day(open_console: Open, sandbox: SandboxAddress) -> None:
    monday = asked(sandbox, "/team/members/available", date="2026-11-16", duration="30")["members"]
    busiest = max(monday, key=lambda one: one["availability"]["booked_slots"])
    booked = busiest["availability"]["booked_slots"]
    async with open_console(size=(80, 24)) as console:
        await console.press("T")
        await console.sees("6 of 6")
        await console.press("w")
        await console.sees("Mon 16", "▸Wed 18", "Sun 22", "× no room left")
        await console.until(
            lambda _: (
                f"█ {booked:>2}" in console.row(busiest["name"]) or f"· {booked:>2}" in console.row(busiest["name"])
            ),
            "to see Monday's bar",
        )
        await console.until(lambda _: "×" in console.row("Marcus Bell"), "to see a weekend without room")
        assert "—" not in console.row("Marcus Bell")
        await console.press("right_square_bracket")
        await console.sees("▸Thu 19")
        await console.press("slash", *"renewals", "enter")
        await console.sees("2 of 6")
        await console.press(*(["right_square_bracket"] * 5))
        await console.sees("▸Tue 24", "Sun 29")
        await console.press(*(["left_square_bracket"] * 5))
        await console.sees("▸Thu 19", "Sun 22")
        await console.until(lambda _: "—" not in console.row("Marcus Bell"), "to see the first week whole again")
        await console.press(*(["right_square_bracket"] * 5))
        await console.press("w")
        await console.sees("Tue 24 Nov 2026", "Next free slot")


async def test_filter_by_team_and_skill(open_console: Open) -> None:
    async with open_console(size=(120, 40)) as console:
        await console.press("T")
        await console.sees("6 of 6", "f filter")
        await console.press("f")
        await console.sees("Filter members", "Team", "Skill", "Active", "Apply", "Back")
        await console.press("enter", *"Customer", "enter", "tab", "enter", *"renewals", "enter", "tab", "tab", "enter")
        await console.sees("2 of 6", "team: Customer Success", "skill: renewals", "Inês Carvalho", "Marcus Bell")
        await console.press("escape")
        await console.sees("6 of 6")
        await console.sees_not("skill: renewals")


async def test_it_is_usable_at_80_by_24(open_console: Open) -> None:
    async with open_console(size=(80, 24)) as console:
        await console.press("T")
        await console.sees("Marcus Bell", "● free", "Week of Mon 16 Nov", "Sun 22 Nov", "? help")
        await console.resize(60, 16)
        await console.sees("Marcus Bell", "Priya Raman", "Haruto Sato")
        await console.sees_not("Week of Mon 16 Nov")


async def test_a_public_key_reads_the_team(open_console: Open, sandbox: SandboxAddress) -> None:
    async with open_console(key=sandbox.public_key, size=(160, 40)) as console:
        await console.sees("Discovery call")
        await console.press("T")
        await console.sees("Marcus Bell", "free on Wed 18 Nov", "Week of Mon 16 Nov")
        await console.press("o")
        await console.sees("needs a secret key")


async def test_what_could_not_be_read_is_said_in_full_until_it_could(open_odd: Open, odd: OddServer) -> None:
    ada = {"id": "mem_1", "name": "Ada", "skills": ["chess"], "is_active": True}
    odd.on("GET", "team/members", lambda _: {"members": [ada], "pagination": {"has_more": False}})
    odd.on("GET", "team/members/available", lambda _: refusal(403, "forbidden", "This key lacks availability:read"))
    odd.on("GET", "capacity", lambda _: {"capacity": {"overview": {}, "members": [], "timeline": []}})
    async with open_odd(size=(80, 24)) as console:
        await console.press("T")
        await console.sees("Ada", "1 of 1", "the day could not be read", "This key lacks availability:read")
        await console.sees("The key lacks the scope for it. R tries")
        free = {"is_available": True, "booked_slots": 1, "max_bookings_per_day": 4}
        day = {"members": [ada | {"availability": free}], "pagination": {"has_more": False}}
        odd.on("GET", "team/members/available", lambda _: day)
        await console.press("R")
        await console.sees("● free", "1 of 4", "1 free on Wed 18 Nov")
        await console.sees_not("could not be read")


@pytest.fixture
def large(tmp_path: Any) -> Iterator[SandboxAddress]:
    """A team of three pages."""
    with running_sandbox(SandboxOptions(bookings=20, now=NOW, rate=0, members=230)) as address:
        yield address


class TestManyMembers:
    """More members than one page holds."""

    @pytest.fixture
    def sandbox(self, large: SandboxAddress) -> SandboxAddress:
        """The large one."""
        return large

    async def test_every_page_of_them_is_there(self, open_console: Open) -> None:
        async with open_console() as console:
            await console.press("T")
            await console.sees("230 of 230", "free on Wed 18 Nov")
            await console.press("G")
            await console.sees("Haruto Sato (")
            await console.press("slash")
            await console.type("associate")
            await console.sees("224 of 230")
