"""A booking made in DRAFT is asked for until it is routed, and not for longer than ten seconds."""

import asyncio
from collections.abc import Callable

import pytest

from slatis_tui.domain.models import Status
from slatis_tui.domain.store import BookingStore
from slatis_tui.errors import ApiError, Forbidden, NoAnswer
from slatis_tui.loading.routing import Routing, settle
from tests.support.fake_reader import FakeReader, not_found
from tests.support.rows import row

DRAFT = row("bkg_1", Status.DRAFT)
ROUTED = row("bkg_1", Status.PENDING_CONFIRMATION)


class Scene:
    """A booking in DRAFT, and pauses that take no time; something may happen in the last of so many."""

    def __init__(self, happens_in: int = 0, happens: Callable[["Scene"], None] = lambda scene: None) -> None:
        self.reader = FakeReader([DRAFT])
        self.store = BookingStore()
        self.store.put_answer(DRAFT)
        self.pauses: list[float] = []
        self._happens_in = happens_in
        self._happens = happens

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if len(self.pauses) == self._happens_in:
            self._happens(self)

    def route(self) -> None:
        self.reader.bookings["bkg_1"] = ROUTED

    async def settle(self) -> Routing:
        return await settle(self.reader, self.store, "bkg_1", self.pause)


async def test_it_is_asked_for_every_half_second_until_it_leaves_draft() -> None:
    scene = Scene(3, Scene.route)
    routing = await scene.settle()
    assert routing.settled
    assert routing.booking is not None
    assert routing.booking.row.status == Status.PENDING_CONFIRMATION
    assert scene.pauses == [0.5, 0.5, 0.5]
    assert scene.reader.count("get_booking", "bkg_1") == 3
    assert scene.store.rows["bkg_1"].status == Status.PENDING_CONFIRMATION


async def test_after_ten_seconds_it_is_still_being_routed() -> None:
    scene = Scene()
    routing = await scene.settle()
    assert not routing.settled
    assert routing.booking is not None
    assert sum(scene.pauses) == 10.0
    assert scene.reader.count("get_booking") == 20


async def test_an_error_on_the_way_is_not_the_end() -> None:
    def recover(scene: Scene) -> None:
        scene.reader.relent("get_booking")
        scene.route()

    scene = Scene(4, recover)
    scene.reader.refuse("get_booking", NoAnswer("The answer did not arrive"))
    routing = await scene.settle()
    assert (routing.settled, routing.error, len(scene.pauses)) == (True, None, 4)


async def test_an_error_that_stays_is_told() -> None:
    scene = Scene()
    scene.reader.refuse("get_booking", NoAnswer("The answer did not arrive"))
    routing = await scene.settle()
    assert (routing.settled, routing.booking) == (False, None)
    assert isinstance(routing.error, NoAnswer)


@pytest.mark.parametrize("error", [not_found(), Forbidden("The key lacks bookings:read", status=403)])
async def test_an_error_that_will_not_change_ends_it_at_once(error: ApiError) -> None:
    scene = Scene()
    scene.reader.refuse("get_booking", error)
    routing = await scene.settle()
    assert (routing.settled, routing.error) == (False, error)
    assert scene.reader.count("get_booking") == 1


async def test_a_late_answer_does_not_undo_a_change_made_meanwhile() -> None:
    scene = Scene(1, Scene.route)
    gate = scene.reader.hold("get_booking")
    settling = asyncio.create_task(scene.settle())
    await gate.reached.wait()
    scene.store.put_answer(row("bkg_1", Status.CANCELLED))
    gate.open()
    assert (await settling).settled
    assert scene.store.rows["bkg_1"].status == Status.CANCELLED
