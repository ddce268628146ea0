"""Views of the operator's own: saved with a key, opened with a key, there again at the next start."""

from pathlib import Path

from slatis_tui.settings import last_view
from tests.tui.conftest import Judge, Open


async def test_what_is_filtered_and_sorted_by_is_saved_and_opens_on_6(
    open_console: Open, judge: Judge, tmp_path: Path
) -> None:
    count = len(judge.bookings(status="CANCELLED"))
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await user.press("6")
        await user.sees("No view is saved here")
        await user.press("f")
        await user.sees("Apply")
        await user.type("cancelled")
        await user.press("enter")
        await user.sees(f"{count} of {count}")
        await user.press("s", "W")
        await user.sees("Save view", "All · status: Cancelled · sort when down")
        await user.press("enter")
        await user.sees("Type a name")
        await user.type("Gone ones")
        await user.press("enter")
        await user.sees("Saved as Gone ones, on 6", f"6 Gone ones {count}", "All 120", " status: Cancelled")
        await user.sees_not("clears one")
        await user.press("1", "s", "escape")
        await user.sees("sort attendee")
        await user.press("6")
        await user.sees("sort when down", f"{count} of {count}")
    assert '[views."Gone ones"]' in (tmp_path / "config" / "slatis-tui" / "config.toml").read_text()
    assert last_view(tmp_path / "state" / "slatis-tui" / "default") == "Gone ones"
    async with open_console(view="Gone ones") as user:
        await user.sees(f"{count} of {count}", f"6 Gone ones {count}", "All 120", "sort when down", "When ▼")


async def test_a_saved_view_brings_its_text_and_takes_it_along(open_console: Open, judge: Judge) -> None:
    email = str(judge.bookings()[0]["attendee"]["email"])
    count = sum(email in one["attendee"]["email"] for one in judge.bookings())
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        await user.press("slash")
        await user.type(email)
        await user.press("enter", "W")
        await user.sees(f"text: {email}")
        await user.type("Theirs")
        await user.press("enter")
        await user.sees(f"{count} of 120", f"text: {email}", "6 Theirs 120")
        await user.press("5")
        await user.sees("120 of 120")
        await user.sees_not("text:")
        await user.press("6")
        await user.sees(f"{count} of 120", f"text: {email}")
        await user.press("escape")
        await user.sees("120 of 120")
    async with open_console(view="Theirs") as user:
        await user.sees(f"{count} of 120", f"text: {email}", "6 Theirs 120")
        await user.press("escape")
        await user.sees("120 of 120")


async def test_a_name_that_is_taken_is_replaced_by_a_second_enter_only(open_console: Open, tmp_path: Path) -> None:
    config = tmp_path / "config" / "slatis-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(before := '[views.Mine]\nstatus = "DRAFT"\n')
    async with open_console(view="all") as user:
        await user.sees("120 of 120", "6 Mine 0")
        await user.press("s", "W")
        await user.sees("Save view")
        await user.type("mine")
        await user.press("enter")
        await user.sees("Mine is saved already; Enter again replaces it")
        await user.type("2")
        await user.press("enter")
        await user.sees("Saved as mine2, on 7", "6 Mine 0")
        assert config.read_text().startswith(before)
        await user.press("W")
        await user.sees("Save view")
        await user.type("mine")
        await user.press("enter")
        await user.sees("Enter again replaces it")
        await user.press("enter")
        await user.sees("Saved as mine, on 6", "6 mine 120", "7 mine2 120")


async def test_a_config_that_is_no_toml_is_told_and_left_alone(open_console: Open, tmp_path: Path) -> None:
    config = tmp_path / "config" / "slatis-tui" / "config.toml"
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        config.parent.mkdir(parents=True)
        config.write_text("broken = = 1\n")
        await user.press("W")
        await user.sees("Save view")
        await user.type("Mine")
        await user.press("enter")
        await user.sees("is not TOML")
        await user.sees_not("6 Mine")
    assert config.read_text() == "broken = = 1\n"


async def test_a_click_on_the_tab_of_a_saved_view_opens_it(open_console: Open, tmp_path: Path) -> None:
    config = tmp_path / "config" / "slatis-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[views.Drafts]\nstatus = "DRAFT"\n')
    async with open_console(view="all") as user:
        await user.sees("120 of 120", "6 Drafts 0")
        await user.click(user.row("6 Drafts").index("Drafts"), 1)
        await user.sees("0 of 0", "Nothing passes the filters of this view")
