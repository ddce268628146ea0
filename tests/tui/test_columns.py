"""The columns of the bookings, as the config file has them."""

from pathlib import Path

from tests.tui.conftest import Judge, Open


async def test_columns_are_those_of_the_config_and_a_custom_field_may_be_one(
    open_console: Open, judge: Judge, tmp_path: Path
) -> None:
    answered = next(one for one in judge.bookings() if one["custom_fields"].get("company"))
    company, booking_id = str(answered["custom_fields"]["company"]), str(answered["id"])
    config = tmp_path / "config" / "slatis-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('columns = ["attendee", "company", "status"]\n')
    async with open_console(view="all") as user:
        await user.sees("120 of 120")
        titles = next(line for line in user.screen.splitlines() if "Attendee" in line)
        assert titles.split()[:3] == ["Attendee", "company", "Status"]  # the preview stands beside them
        await user.press("slash")
        await user.type(booking_id)
        await user.press("enter")
        await user.sees("1 of 120", company[:12])
        await user.press("escape")
        await user.sees("120 of 120")
        await user.click(titles.index("company"), 2)
        await user.sees("sort company", "company ▲")
