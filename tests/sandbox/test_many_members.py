"""A team that takes more than one page, where that was asked for."""

from collections.abc import Iterator

import pytest

from slatis_tui.sandbox.options import SandboxOptions
from tests.sandbox.api import NOW, Api
from tests.support.sandbox import running_sandbox


@pytest.fixture(scope="module")
def large() -> Iterator[Api]:
    """A sandbox with 230 members."""
    with running_sandbox(SandboxOptions(rate=0, now=NOW, bookings=20, members=230)) as address:
        api = Api(address)
        with api.http:
            yield api


def test_every_member_is_on_some_page_once(large: Api) -> None:
    pages = [large.get("/team/members", limit=100, offset=offset).json() for offset in (0, 100, 200)]
    assert [page["pagination"]["has_more"] for page in pages] == [True, True, False]
    assert len({member["id"] for page in pages for member in page["members"]}) == 230
    assert len({member["email"] for page in pages for member in page["members"]}) == 230


def test_the_six_are_among_them_with_bookings(large: Api) -> None:
    assert large.get("/team/members/mem_02marcus").json()["member"]["name"] == "Marcus Bell"
    assert {one["assigned_to_id"] for one in large.every_booking()} - {None} <= {
        f"mem_{name}" for name in ("01amelia", "02marcus", "03ines", "04priya", "05jonas", "06haruto")
    }
