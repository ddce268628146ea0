"""What the server has of the bookings of a run that was cut off."""

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.models import BookingRow, Status
from slatis_tui.errors import Unreachable
from slatis_tui.loading.run_check import as_on_server
from tests.support.fake_reader import FakeReader
from tests.support.listing import pending
from tests.support.rows import NOON, row

NAMES = [f"bkg_{number:03}" for number in range(30)]


def left(booking_id: str) -> Change:
    return Change(
        f"op_{booking_id}",
        Verb.CONFIRM,
        booking_id,
        "Ada",
        Status.PENDING_CONFIRMATION,
        ChangeState.NEEDS_REVIEW,
        NOON,
        NOON,
    )


Found = dict[str, BookingRow | None]


async def ask(reader: FakeReader, names: list[str], found: Found) -> None:
    async for some in as_on_server(reader, [left(name) for name in names]):
        found |= some


async def asked(reader: FakeReader, names: list[str]) -> Found:
    found: Found = {}
    await ask(reader, names, found)
    return found


async def test_a_list_answers_for_what_stands_where_it_stood_and_the_others_are_read_one_by_one() -> None:
    rows = [pending(name) for name in (*NAMES[:27], "bkg_of_others")]
    reader = FakeReader([*rows, row(NAMES[27], Status.SCHEDULED), row(NAMES[28], Status.CANCELLED)], page_size=20)
    found = await asked(reader, NAMES)
    assert {name: one.status if one else "" for name, one in found.items()} == {
        **dict.fromkeys(NAMES[:27], Status.PENDING_CONFIRMATION),
        NAMES[27]: Status.SCHEDULED,
        NAMES[28]: Status.CANCELLED,
        NAMES[29]: "",
    }
    assert (reader.count("list_bookings"), reader.count("get_booking")) == (2, 3)
    assert all(call.background for call in reader.calls)


async def test_a_long_list_that_holds_none_of_them_is_left() -> None:
    rows = [pending(f"bkg_{number:03}") for number in range(200)]
    reader = FakeReader([*rows, *(row(f"cut_{name}", Status.SCHEDULED) for name in NAMES)], page_size=20)
    found = await asked(reader, [f"cut_{name}" for name in NAMES])
    assert {one.status for one in found.values() if one} == {Status.SCHEDULED}
    assert (reader.count("list_bookings"), reader.count("get_booking")) == (1, 30)


async def test_few_are_read_one_by_one_and_what_was_told_before_an_error_holds() -> None:
    reader = FakeReader([pending(name) for name in NAMES[:6]])
    reader.refuse("get_booking", Unreachable("No connection"), NAMES[5])
    found: Found = {}
    with pytest.raises(Unreachable):
        await ask(reader, NAMES[:6], found)
    assert list(found) == NAMES[:4]
    assert reader.count("list_bookings") == 0
