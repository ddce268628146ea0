"""One event type by keys, on the real sandbox: everything it says, its free slots, and why there are none."""

from typing import Any

import httpx

from slatis_tui.sandbox.launch import SandboxAddress
from tests.tui.conftest import Open


def slots(sandbox: SandboxAddress, event_type_id: str, first: str, last: str) -> list[Any]:
    """What the sandbox offers, in Madrid."""
    query = {"event_type_id": event_type_id, "start_date": first, "end_date": last, "timezone": "Europe/Madrid"}
    headers = {"Authorization": f"Bearer {sandbox.secret_key}"}
    answer = httpx.get(f"{sandbox.base_url}/availability", params=query, headers=headers, trust_env=False)
    found: list[Any] = answer.json()["slots"]
    return found


async def test_it_says_everything_and_counts_its_free_slots(open_console: Open, sandbox: SandboxAddress) -> None:
    async with open_console(size=(120, 60)) as console:
        await console.press("E")
        await console.sees("9 of 9")
        await console.press("slash", *"Discovery", "enter")
        await console.sees("1 of 9")
        await console.press("enter")
        await console.sees("● active", "Workload", "preparation 5 min · meeting 30 min", "Customer Success  (team_01)")
        await console.sees("Free slots in the next 7 days")
        offered = slots(sandbox, "evt_01discovery", "2026-11-18", "2026-11-24")
        await console.sees(f"Free slots in the next 7 days: {len(offered)}")
        thursday = [one for one in offered if one["start"].startswith("2026-11-19")]
        assert f"{len(thursday)}: " in console.row("Thu 19 Nov")
        assert " CET" in console.row("Thu 19 Nov")
        await console.press("z", "z")
        await console.until(lambda _: " UTC" in console.row("Thu 19 Nov"), "to see the slots in UTC")


async def test_why_there_are_none_is_told_from_what_is_known(open_console: Open) -> None:
    async with open_console(size=(120, 70)) as console:
        await console.press("E")
        await console.sees("9 of 9")
        await console.press("slash", *"Quarterly", "enter")
        await console.sees("1 of 9")
        await console.press("enter")
        await console.sees("Free slots in the next 7 days", "Why are there no slots on some days?")
        assert "too soon: the minimum notice is not over by then" in console.row("Wed 18 Nov  ")
        assert "must be free at once" in console.row("Sun 22 Nov")
        await console.sees("It can start every 30 min.", "Working hours and absences are not told by the API.")


async def test_its_free_slots_are_a_key_away_in_a_small_window(open_console: Open, sandbox: SandboxAddress) -> None:
    async with open_console(size=(80, 24)) as console:
        await console.press("E")
        await console.sees("9 of 9")
        await console.press("slash", *"Discovery", "enter", "enter")
        offered = slots(sandbox, "evt_01discovery", "2026-11-18", "2026-11-24")
        await console.sees("s slots", f"Free slots        {len(offered)} in 7 days, the first ")
        await console.press("s")
        await console.sees(f"Free slots in the next 7 days: {len(offered)}", "Tue 24 Nov")
        await console.press("g")
        await console.sees("Discovery call", "● active")
        await console.press("G")
        await console.sees("Tue 24 Nov")
        await console.press("ctrl+u", "k", "home", "j")
        await console.sees("● active")
