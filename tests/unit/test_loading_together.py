"""Several callers of one view: they share one loading, and a foreground one hurries it."""

import asyncio

import pytest

from slatis_tui.domain.store import BookingStore
from slatis_tui.domain.times import UTC_ZONE
from slatis_tui.domain.view_list import ListState, ViewList
from slatis_tui.errors import NoAnswer
from slatis_tui.loading.views import ViewLoader
from tests.support.fake_reader import FakeReader
from tests.support.listing import PENDING, ids, pending
from tests.support.rows import NOON


class Scene:
    """Three bookings on two pages."""

    def __init__(self) -> None:
        self.reader = FakeReader([pending(f"bkg_{number}") for number in range(3)], page_size=2)
        self.store = BookingStore()
        self.loader = ViewLoader(self.reader, self.store, lambda: NOON)

    def start(self, *, background: bool = False) -> "asyncio.Task[ViewList]":
        return asyncio.create_task(self.loader.load(PENDING, UTC_ZONE, background=background))

    @property
    def state(self) -> ListState:
        return self.store.view(PENDING).state


async def test_a_second_caller_joins_the_first() -> None:
    scene = Scene()
    gate = scene.reader.hold("list_bookings")
    callers = [scene.start(), scene.start()]
    await gate.reached.wait()
    gate.open()
    assert [list((await caller).ids) for caller in callers] == [["bkg_0", "bkg_1", "bkg_2"]] * 2
    assert scene.reader.count("list_bookings") == 2


async def test_after_it_has_ended_a_load_is_a_new_one() -> None:
    scene = Scene()
    await scene.start()
    await scene.start()
    assert scene.reader.count("list_bookings") == 4


async def test_a_caller_that_is_cancelled_takes_nothing_from_the_others() -> None:
    scene = Scene()
    gate = scene.reader.hold("list_bookings")
    first, second = scene.start(), scene.start()
    await gate.reached.wait()
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    assert scene.state is ListState.LOADING
    gate.open()
    assert list((await second).ids) == ["bkg_0", "bkg_1", "bkg_2"]


async def test_when_the_last_caller_is_cancelled_so_is_the_load() -> None:
    scene = Scene()
    gate = scene.reader.hold("list_bookings")
    callers = [scene.start(), scene.start()]
    await gate.reached.wait()
    for caller in callers:
        caller.cancel()
    assert all(
        isinstance(end, asyncio.CancelledError) for end in await asyncio.gather(*callers, return_exceptions=True)
    )
    assert scene.state is ListState.NEVER
    assert scene.reader.count("list_bookings") == 1


async def test_a_load_asked_for_while_another_is_being_given_up_starts_anew() -> None:
    scene = Scene()
    gate = scene.reader.hold("list_bookings")
    first = scene.start()
    await gate.reached.wait()
    first.cancel()
    second = scene.start()
    assert list((await second).ids) == ["bkg_0", "bkg_1", "bkg_2"]
    assert scene.state is ListState.COMPLETE
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_an_error_reaches_every_caller() -> None:
    scene = Scene()
    scene.reader.script(NoAnswer("The answer did not arrive"))
    ends = await asyncio.gather(scene.start(), scene.start(), return_exceptions=True)
    assert [type(end) for end in ends] == [NoAnswer, NoAnswer]
    assert scene.state is ListState.FAILED


async def test_background_is_said_with_every_page() -> None:
    scene = Scene()
    await scene.start(background=True)
    assert [call.background for call in scene.reader.calls] == [True, True]


async def test_a_foreground_caller_hurries_a_page_that_waits_in_the_background() -> None:
    scene = Scene()
    scene.reader.hold("list_bookings").open()
    stuck = scene.reader.hold("list_bookings")
    behind = scene.start(background=True)
    await stuck.reached.wait()
    front = scene.start()
    assert list((await front).ids) == list((await behind).ids) == ["bkg_0", "bkg_1", "bkg_2"]
    assert [(call.cursor, call.background) for call in scene.reader.calls] == [(None, True), ("2", True), ("2", False)]


async def test_a_background_caller_does_not_slow_a_foreground_one() -> None:
    scene = Scene()
    gate = scene.reader.hold("list_bookings")
    front = scene.start()
    await gate.reached.wait()
    behind = scene.start(background=True)
    gate.open()
    await asyncio.gather(front, behind)
    assert [call.background for call in scene.reader.calls] == [False, False]


async def test_a_background_load_can_be_cancelled_while_its_page_waits() -> None:
    scene = Scene()
    stuck = scene.reader.hold("list_bookings")
    behind = scene.start(background=True)
    await stuck.reached.wait()
    behind.cancel()
    with pytest.raises(asyncio.CancelledError):
        await behind
    assert scene.state is ListState.NEVER
    assert ids(scene.store) == []


async def test_a_load_that_is_hurried_and_given_up_at_once_is_given_up() -> None:
    scene = Scene()
    stuck = scene.reader.hold("list_bookings")
    behind = scene.start(background=True)
    await stuck.reached.wait()
    front = scene.start()
    await asyncio.sleep(0)
    for caller in (behind, front):
        caller.cancel()
    ends = await asyncio.gather(behind, front, return_exceptions=True)
    assert [type(end) for end in ends] == [asyncio.CancelledError] * 2
    assert scene.state is ListState.NEVER
    assert scene.reader.count("list_bookings") == 1
