"""The console ends cleanly at any moment, also in the middle of a loading."""

from typing import Any

import pytest

from tests.support.odd_bookings import booking
from tests.support.odd_server import Asked, OddServer, page
from tests.tui.conftest import Open


def endless(asked: Asked) -> dict[str, Any]:
    """Page after page."""
    first = int(asked.query.get("cursor", "0"))
    return page([booking(f"bkg_{number}") for number in range(first, first + 100)], str(first + 100))


@pytest.mark.parametrize("loaded", [0, 200, 700, 1300])
@pytest.mark.parametrize("by_key", [True, False], ids=["q", "from outside"])
async def test_a_loading_does_not_outlive_its_screen(open_odd: Open, odd: OddServer, loaded: int, by_key: bool) -> None:
    odd.on("GET", "bookings", endless)
    async with open_odd() as user:
        await user.until(lambda _: len(user.app.desk.store.rows) >= loaded, "pages")
        if by_key:
            await user.press("q")
            await user.until(lambda _: not user.app.is_running, "to quit")
