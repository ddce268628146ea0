"""What others do to bookings for which a change waits."""

from collections.abc import Callable, Collection

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.models import Status
from slatis_tui.domain.store import BookingStore
from slatis_tui.loading.colleagues import MOST_ASKED, Colleagues
from tests.support.clock import let_tasks_run
from tests.support.fake_reader import Call, FakeReader
from tests.support.listing import PENDING, begin, load, pending
from tests.support.rows import NOON, row


class Waiting:
    """An outbox in which some changes wait; notes what it is told to look at again."""

    def __init__(self, *booking_ids: str, state: ChangeState = ChangeState.WAITING) -> None:
        self.changes = [
            Change(f"op_{booking_id}", Verb.CONFIRM, booking_id, "Ada", Status.PENDING_CONFIRMATION, state, NOON, NOON)
            for booking_id in booking_ids
        ]
        self.status_of: Callable[[str], str] = lambda _: "nobody was told"
        self.reconsidered: list[Collection[str]] = []

    def know_by(self, status_of: Callable[[str], str]) -> None:
        self.status_of = status_of

    async def reconsider(self, booking_ids: Collection[str]) -> None:
        self.reconsidered.append(booking_ids)


async def test_a_booking_that_is_read_in_another_status_is_reconsidered() -> None:
    store, outbox = BookingStore(), Waiting("bkg_1", "bkg_3")
    load(store, PENDING, pending("bkg_1"), pending("bkg_2"), pending("bkg_3"))
    Colleagues(FakeReader(), store, outbox)
    others = (row("bkg_1", Status.CANCELLED), row("bkg_2", Status.CANCELLED), pending("bkg_3"))
    begin(store).put(others, store.stamp())
    await let_tasks_run()
    assert outbox.reconsidered == [{"bkg_1"}]
    assert [outbox.status_of(f"bkg_{number}") for number in (1, 3, 4)] == ["CANCELLED", "PENDING_CONFIRMATION", ""]


async def test_one_that_left_its_list_is_asked_for() -> None:
    store, outbox = BookingStore(), Waiting("bkg_1")
    reader = FakeReader([row("bkg_1", Status.CANCELLED), row("bkg_2", Status.CANCELLED)])
    load(store, PENDING, pending("bkg_1"), pending("bkg_2"))
    Colleagues(reader, store, outbox)
    load(store, PENDING)
    await let_tasks_run()
    assert reader.calls == [Call("get_booking", "bkg_1")]
    assert outbox.reconsidered == [{"bkg_1"}]
    assert outbox.status_of("bkg_1") == "CANCELLED"


async def test_one_that_cannot_be_read_is_left_to_the_server_and_many_are_not_all_asked_for() -> None:
    names = [f"bkg_{number:02}" for number in range(2 * MOST_ASKED)]
    store, outbox, reader = BookingStore(), Waiting(*names), FakeReader()
    load(store, PENDING, *map(pending, names))
    Colleagues(reader, store, outbox)
    load(store, PENDING)
    await let_tasks_run()
    assert reader.count("get_booking") == MOST_ASKED
    assert outbox.reconsidered == []


async def test_our_own_answers_and_what_is_being_sent_are_not_reconsidered() -> None:
    store, outbox, sending = BookingStore(), Waiting("bkg_1"), Waiting("bkg_2", state=ChangeState.SENDING)
    load(store, PENDING, pending("bkg_1"), pending("bkg_2"))
    for one in (outbox, sending):
        Colleagues(FakeReader(), store, one)
    store.put_answer(row("bkg_1", Status.SCHEDULED))
    load(store, PENDING, row("bkg_2", Status.SCHEDULED))
    await let_tasks_run()
    assert outbox.reconsidered == sending.reconsidered == []


async def test_closed_it_watches_no_longer() -> None:
    store, outbox = BookingStore(), Waiting("bkg_1")
    load(store, PENDING, pending("bkg_1"))
    Colleagues(FakeReader(), store, outbox).close()
    load(store, PENDING, row("bkg_1", Status.CANCELLED))
    await let_tasks_run()
    assert outbox.reconsidered == []
