"""Loading a view: pages into the store, whatever overtakes, repeats, breaks off or is given up."""

import asyncio
from collections.abc import Callable

import pytest

from slatis_tui.domain.models import BookingPage, BookingQuery, BookingRow, Status
from slatis_tui.domain.store import BookingStore
from slatis_tui.domain.times import UTC_ZONE
from slatis_tui.domain.view_list import ListState
from slatis_tui.domain.views import Filters, ViewKey
from slatis_tui.errors import NoAnswer
from slatis_tui.loading import pages
from slatis_tui.loading.views import ViewLoader
from tests.support.clock import let_tasks_run
from tests.support.fake_reader import FakeReader
from tests.support.listing import PENDING, TODAY, UPCOMING, ids, pending
from tests.support.rows import DAY, HOUR, NOON, row


class Scene:
    """A reader, a store and the loader between them, at noon."""

    def __init__(self, *rows: BookingRow, page_size: int = 2) -> None:
        self.now = float(NOON)
        self.reader = FakeReader(rows, page_size=page_size)
        self.store = BookingStore()
        self.loader = ViewLoader(self.reader, self.store, lambda: self.now)

    async def load(self, key: ViewKey = PENDING, *, background: bool = False) -> list[str]:
        return list((await self.loader.load(key, UTC_ZONE, background=background)).ids)

    async def knows(self, booking_id: str) -> None:
        """Until its page is read: the next one is asked for before."""
        while booking_id not in self.store.rows:
            await let_tasks_run()

    def state(self, key: ViewKey = PENDING) -> ListState:
        return self.store.view(key).state

    def warning(self, key: ViewKey = PENDING) -> str:
        return self.store.view(key).warning


def page(*rows: BookingRow, cursor: str | None = None, warning: str = "") -> BookingPage:
    return BookingPage(rows, cursor, warning)


def endless(make: Callable[[int], BookingPage]) -> FakeReader:
    """A reader whose pages never end."""

    class Endless(FakeReader):
        async def list_bookings(
            self, query: BookingQuery, cursor: str | None = None, *, background: bool = False
        ) -> BookingPage:
            await super().list_bookings(query, cursor, background=background)
            return make(len(self.calls))

    return Endless()


async def test_a_view_is_loaded_to_its_end_page_after_page() -> None:
    scene = Scene(*(pending(f"bkg_{number}") for number in range(5)))
    assert await scene.load() == [f"bkg_{number}" for number in range(5)]
    assert scene.state() is ListState.COMPLETE
    assert [call.cursor for call in scene.reader.calls] == [None, "2", "4"]
    assert scene.store.view(PENDING).pages == 3


async def test_two_statuses_are_two_listings_merged_into_one() -> None:
    scene = Scene(
        row("bkg_1", Status.SCHEDULED, NOON + 2 * HOUR),
        row("bkg_2", Status.RESCHEDULED, NOON + HOUR),
        row("bkg_3", Status.CANCELLED, NOON + HOUR),
    )
    assert await scene.load(UPCOMING) == ["bkg_2", "bkg_1"]
    statuses = [call.about.status for call in scene.reader.calls if isinstance(call.about, BookingQuery)]
    assert statuses == [Status.RESCHEDULED, Status.SCHEDULED]


@pytest.mark.parametrize("edge", ["start", "end"])
async def test_a_view_is_whole_whichever_edge_the_server_tests(edge: str) -> None:
    rows = [row(f"bkg_{hours:+}", start=NOON + hours * HOUR, minutes=90) for hours in range(-40, 40)]
    scene = Scene(*rows, page_size=100)
    scene.reader.edge = "start" if edge == "start" else "end"
    assert await scene.load(TODAY) == [f"bkg_{hours:+}" for hours in range(-12, 12)]
    assert await scene.load(UPCOMING) == [f"bkg_{hours:+}" for hours in range(40)]


async def test_the_moment_of_a_view_stands_still_while_it_is_listed() -> None:
    """Each cursor goes with the filters of its first page, though the clock goes on."""
    scene = Scene()

    def make(number: int) -> BookingPage:
        scene.now += 60
        return page(row(f"bkg_{number}", start=NOON + HOUR), cursor=f"{number}" if number % 3 else None)

    reader = endless(make)
    view_list = await ViewLoader(reader, scene.store, lambda: scene.now).load(UPCOMING, UTC_ZONE)
    asked = [call.about for call in reader.calls if isinstance(call.about, BookingQuery)]
    assert len(asked) == 6
    assert {query.start_date for query in asked} == {NOON - DAY}
    assert view_list.as_of == NOON


async def test_a_page_answered_before_a_change_does_not_undo_it() -> None:
    scene = Scene()
    scene.reader.script(page(pending("bkg_1"), cursor="a"), page(pending("bkg_2")))
    first, second = scene.reader.hold("list_bookings"), scene.reader.hold("list_bookings")
    loading = asyncio.create_task(scene.load())
    await first.reached.wait()
    first.open()
    await second.reached.wait()
    scene.store.put_answer(row("bkg_2", Status.SCHEDULED))
    second.open()
    assert await loading == ["bkg_1"]
    assert scene.store.rows["bkg_2"].status == Status.SCHEDULED


async def test_a_row_that_moved_between_pages_is_one_row_with_its_later_words() -> None:
    scene = Scene()
    scene.reader.script(page(pending("bkg_1", "Old"), pending("bkg_2"), cursor="a"), page(pending("bkg_1", "New")))
    assert await scene.load() == ["bkg_1", "bkg_2"]
    assert scene.store.rows["bkg_1"].name == "New"


async def test_a_reload_keeps_old_rows_until_it_is_complete() -> None:
    scene = Scene(pending("bkg_1"), pending("bkg_2"), pending("bkg_3"))
    await scene.load()
    del scene.reader.bookings["bkg_1"]
    scene.reader.bookings["bkg_0"] = pending("bkg_0")
    scene.reader.hold("list_bookings").open()
    last = scene.reader.hold("list_bookings")
    loading = asyncio.create_task(scene.load())
    await last.reached.wait()
    await scene.knows("bkg_0")
    assert ids(scene.store) == ["bkg_0", "bkg_1", "bkg_2", "bkg_3"]
    last.open()
    assert await loading == ["bkg_0", "bkg_2", "bkg_3"]


async def test_a_booking_made_during_a_reload_stays() -> None:
    scene = Scene(pending("bkg_1"))
    await scene.load()
    gate = scene.reader.hold("list_bookings")
    scene.reader.script(page(pending("bkg_1")))
    loading = asyncio.create_task(scene.load())
    await gate.reached.wait()
    scene.store.put_answer(pending("bkg_2"))
    gate.open()
    assert await loading == ["bkg_1", "bkg_2"]


async def test_a_circle_of_cursors_ends_with_a_warning() -> None:
    scene = Scene()
    scene.reader.script(page(pending("bkg_1"), cursor="a"), page(pending("bkg_2"), cursor="b"))
    scene.reader.script(page(pending("bkg_3"), cursor="a"))
    assert await scene.load() == ["bkg_1", "bkg_2", "bkg_3"]
    assert scene.state() is ListState.BOUNDED
    assert "circle" in scene.warning()
    assert scene.reader.count("list_bookings") == 3


async def test_an_empty_page_is_not_the_end_but_three_in_a_row_are() -> None:
    scene = Scene()
    scene.reader.script(page(cursor="a"), page(cursor="b"), page(pending("bkg_1"), cursor="c"))
    scene.reader.script(page(cursor="d"), page(cursor="e"), page(cursor="f"))
    assert await scene.load() == ["bkg_1"]
    assert scene.reader.count("list_bookings") == 6
    assert "3 empty pages" in scene.warning()


async def test_an_empty_last_page_is_an_end_like_any_other() -> None:
    scene = Scene()
    scene.reader.script(page(pending("bkg_1"), cursor="a"), page())
    await scene.load()
    assert scene.state() is ListState.COMPLETE


async def test_endless_pages_stop_at_a_thousand() -> None:
    scene = Scene()
    reader = endless(lambda number: page(pending(f"bkg_{number:04}"), cursor=f"{number}"))
    view_list = await ViewLoader(reader, scene.store, lambda: NOON).load(PENDING, UTC_ZONE)
    assert len(reader.calls) == pages.MAX_PAGES == 1_000
    assert (view_list.state, view_list.loaded_count) == (ListState.BOUNDED, 1_000)
    assert "1000 pages" in view_list.warning


async def test_exactly_a_thousand_pages_are_a_whole_list() -> None:
    scene = Scene()
    reader = endless(lambda number: page(pending(f"bkg_{number:04}"), cursor=None if number == 1_000 else f"{number}"))
    view_list = await ViewLoader(reader, scene.store, lambda: NOON).load(PENDING, UTC_ZONE)
    assert (view_list.state, view_list.loaded_count) == (ListState.COMPLETE, 1_000)


async def test_what_is_odd_about_the_last_page_is_told_once() -> None:
    scene = Scene()
    scene.reader.script(*[page(row("bkg_1"), warning="The list may be incomplete")] * 2)
    await scene.load(TODAY)
    assert scene.state(TODAY) is ListState.BOUNDED
    assert scene.warning(TODAY) == "The list may be incomplete"


async def test_an_error_is_raised_and_kept_and_so_are_the_rows() -> None:
    scene = Scene()
    error = NoAnswer("The answer did not arrive")
    scene.reader.script(page(pending("bkg_1"), cursor="a"), error)
    with pytest.raises(NoAnswer):
        await scene.load()
    assert (scene.state(), scene.store.view(PENDING).error) == (ListState.FAILED, error)
    assert ids(scene.store) == ["bkg_1"]
    scene.reader.bookings["bkg_2"] = pending("bkg_2")
    assert await scene.load() == ["bkg_2"]


async def test_a_cancelled_first_load_leaves_the_list_as_never_loaded() -> None:
    scene = Scene(pending("bkg_1"), pending("bkg_2"), pending("bkg_3"))
    scene.reader.hold("list_bookings").open()
    second = scene.reader.hold("list_bookings")
    loading = asyncio.create_task(scene.load())
    await second.reached.wait()
    await scene.knows("bkg_1")
    assert ids(scene.store) == ["bkg_1", "bkg_2"]
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading
    assert scene.state() is ListState.NEVER
    assert await scene.load() == ["bkg_1", "bkg_2", "bkg_3"]


async def test_a_cancelled_reload_leaves_the_list_as_it_stood() -> None:
    scene = Scene(pending("bkg_1"))
    await scene.load()
    gate = scene.reader.hold("list_bookings")
    scene.now += 60
    loading = asyncio.create_task(scene.load())
    await gate.reached.wait()
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading
    view_list = scene.store.view(PENDING)
    assert (view_list.state, view_list.whole, view_list.as_of) == (ListState.COMPLETE, True, NOON)


async def test_a_load_cancelled_at_once_is_as_if_never_asked() -> None:
    scene = Scene(pending("bkg_1"), pending("bkg_2"), pending("bkg_3"))
    loading = asyncio.create_task(scene.load())
    await asyncio.sleep(0)
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading
    assert scene.state() is ListState.NEVER
    assert await scene.load() == ["bkg_1", "bkg_2", "bkg_3"]


async def test_other_tasks_have_their_turn_between_pages() -> None:
    scene = Scene(*(pending(f"bkg_{number}") for number in range(6)))
    seen: list[int] = []

    async def look() -> None:
        while len(seen) < 3:
            seen.append(scene.store.view(PENDING).loaded_count)
            await asyncio.sleep(0)

    await asyncio.gather(scene.load(), look())
    assert seen[-1] < 6


async def test_a_filtered_list_is_another_than_the_same_view_without() -> None:
    scene = Scene(pending("bkg_1"), pending("bkg_2")._replace(event_type_id="evt_other"))
    other = ViewKey("pending", Filters(event_type_id="evt_other"))
    assert await scene.load() == ["bkg_1", "bkg_2"]
    assert await scene.load(other) == ["bkg_2"]


async def test_a_filter_that_excludes_the_view_asks_for_nothing() -> None:
    scene = Scene(pending("bkg_1"))
    assert await scene.load(ViewKey("pending", Filters(status=Status.NO_SHOW))) == []
    assert scene.reader.calls == []
