"""What the server has of a change of an event type in doubt, and the bookings that outlive one."""

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.models import EventType, Status
from slatis_tui.errors import NoAnswer
from slatis_tui.loading.event_type_candidates import FutureBookings, count_future_bookings, look_up_event_type
from tests.support.fake_reader import FakeReader
from tests.support.rows import row

NOW = 1_795_000_000


def in_doubt(verb: Verb, event_type_id: str = "") -> Change:
    return Change("op", verb, event_type_id, "Call", "", ChangeState.NEEDS_REVIEW, 0.0, 0.0)


@pytest.fixture
def reader() -> FakeReader:
    """Two event types, one of them of another name."""
    fake = FakeReader()
    fake.event_types = {"evt_1": EventType("evt_1", "Call"), "evt_2": EventType("evt_2", "Demo")}
    return fake


async def test_a_create_in_doubt_is_sought_by_its_name(reader: FakeReader) -> None:
    found = await look_up_event_type(reader, in_doubt(Verb.CREATE_EVENT_TYPE), {"name": " call "})
    assert [one.id for one in found.event_types] == ["evt_1"]


async def test_an_update_in_doubt_is_read_by_its_id(reader: FakeReader) -> None:
    found = await look_up_event_type(reader, in_doubt(Verb.EDIT_EVENT_TYPE, "evt_2"), {})
    assert [one.name for one in found.event_types] == ["Demo"]


async def test_what_could_not_be_asked_is_part_of_the_answer(reader: FakeReader) -> None:
    reader.refuse("get_event_type", NoAnswer("No answer within 20 s"))
    found = await look_up_event_type(reader, in_doubt(Verb.DELETE_EVENT_TYPE, "evt_2"), {})
    assert (found.event_types, str(found.error)) == ((), "No answer within 20 s")


async def test_only_what_is_still_to_come_is_counted_over_all_pages(reader: FakeReader) -> None:
    counted = [
        row("b1", Status.SCHEDULED, NOW + 60, event_type_id="evt_1"),
        row("b2", Status.PENDING_CONFIRMATION, NOW + 120, event_type_id="evt_1"),
        row("b3", Status.RESCHEDULED, NOW + 180, event_type_id="evt_1"),
    ]
    others = [
        row("b4", Status.CANCELLED, NOW + 60, event_type_id="evt_1"),
        row("b5", Status.SCHEDULED, NOW - 60, event_type_id="evt_1"),
        row("b6", Status.SCHEDULED, NOW + 60, event_type_id="evt_2"),
    ]
    reader.bookings = {one.id: one for one in counted + others}
    reader.page_size = 1
    assert await count_future_bookings(reader, "evt_1", NOW) == FutureBookings(3)


async def test_more_than_is_worth_counting_is_said_to_be_more(reader: FakeReader) -> None:
    many = [row(f"b{number:02}", Status.SCHEDULED, NOW + number, event_type_id="evt_1") for number in range(20)]
    reader.bookings = {one.id: one for one in many}
    reader.page_size = 1
    assert await count_future_bookings(reader, "evt_1", NOW) == FutureBookings(10, is_all=False)
