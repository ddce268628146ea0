"""The list of event types by keys, on the real sandbox."""

from tests.tui.conftest import Open


async def test_filter_by_team_scheduling_type_and_text(open_console: Open) -> None:
    async with open_console() as console:
        await console.press("E")
        await console.sees("Discovery call", "9 of 9")
        await console.press("f")
        await console.sees("Filter event types", "Team", "Scheduling type", "Text", "Apply", "Back")
        await console.press("enter")
        await console.type("Solutions")
        await console.press("enter", "tab", "enter")
        await console.type("Round")
        await console.press("enter", "tab")
        await console.type("broken")
        await console.press("enter")
        await console.sees("Support triage", "1 of 9", "team: Solutions", "scheduling type: Round robin")
        await console.press("escape")
        await console.sees("9 of 9")
        await console.sees_not("team: Solutions")
