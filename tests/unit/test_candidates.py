"""What the server has of a change in doubt."""

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.times import to_wire
from slatis_tui.errors import Unreachable
from slatis_tui.loading.candidates import look_up
from tests.support.fake_reader import FakeReader
from tests.support.rows import DAY, HOUR, NOON, row

WANTED = {"requested_time": to_wire(NOON + DAY)}


def change(verb: Verb, booking_id: str = "bkg_1") -> Change:
    return Change("op1", verb, booking_id, "Ada", "SCHEDULED", ChangeState.NEEDS_REVIEW, NOON, NOON)


async def found(reader: FakeReader, about: Change) -> list[tuple[str, bool]]:
    looked = await look_up(reader, about, WANTED)
    assert looked.error is None
    return [(one.booking.id, one.is_certain) for one in looked.candidates]


async def test_of_a_reschedule_the_original_and_what_it_may_have_made() -> None:
    reader = FakeReader(
        [
            row("bkg_1", "CANCELLED"),
            row("bkg_new", "RESCHEDULED", NOON + DAY),
            row("bkg_other_time", "RESCHEDULED", NOON + DAY + HOUR),
            row("bkg_other_person", "SCHEDULED", NOON + DAY, email="kay@example.com"),
        ]
    )
    assert await found(reader, change(Verb.RESCHEDULE)) == [("bkg_1", True), ("bkg_new", False)]


async def test_of_a_transition_the_booking_alone() -> None:
    reader = FakeReader([row("bkg_1"), row("bkg_2", start=NOON + DAY)])
    assert await found(reader, change(Verb.CANCEL)) == [("bkg_1", True)]
    assert reader.count("list_bookings") == 0


async def test_an_original_without_an_address_is_all_that_can_be_told() -> None:
    reader = FakeReader([row("bkg_1", email=""), row("bkg_2", start=NOON + DAY, email="")])
    assert await found(reader, change(Verb.RESCHEDULE)) == [("bkg_1", True)]


async def test_what_can_not_be_asked_is_told() -> None:
    reader = FakeReader([row("bkg_1")])
    reader.refuse("list_bookings", Unreachable("no answer"))
    looked = await look_up(reader, change(Verb.RESCHEDULE), WANTED)
    assert looked.candidates == ()
    assert looked.error is not None
