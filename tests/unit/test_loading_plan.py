"""What is loaded when, what may refresh itself, and what is forgotten."""

import asyncio

import pytest

from slatis_tui.domain.models import BookingQuery, EventType, Member, Rate, Status
from slatis_tui.domain.store import BookingStore
from slatis_tui.domain.times import UTC_ZONE
from slatis_tui.domain.view_list import ListState
from slatis_tui.domain.views import Filters, ViewKey
from slatis_tui.errors import NoAnswer, Unauthorized
from slatis_tui.loading.directory import Directory
from slatis_tui.loading.plan import KEPT_FILTERS, LAST_WEEK, Loading, affordable_refresh, shortest_refresh
from tests.support.fake_reader import FakeReader
from tests.support.listing import ALL, NEEDS_OUTCOME, PENDING, TODAY, UPCOMING, ids, pending
from tests.support.rows import DAY, HOUR, NOON, row

VIEW_KEYS = (PENDING, TODAY, UPCOMING, NEEDS_OUTCOME, ALL)


class Scene:
    """A small company at noon."""

    def __init__(self) -> None:
        self.reader = FakeReader([pending("bkg_1"), row("bkg_2", start=NOON + HOUR, event_type_id="evt_old")])
        self.reader.event_types = {"evt_demo": EventType("evt_demo", "Demo"), "evt_old": EventType("evt_old", "Old")}
        self.reader.members = {"usr_kay": Member("usr_kay", "Kay")}
        self.reader.inactive = {"evt_old"}
        self.store = BookingStore()
        self.directory = Directory(self.reader)
        self.loading = Loading(self.reader, self.store, self.directory, lambda: NOON)

    async def open(self, key: ViewKey) -> None:
        await self.loading.open(key, UTC_ZONE)

    def states(self, filters: Filters | None = None) -> list[ListState]:
        return [self.store.view(ViewKey(key.view, filters or Filters())).state for key in VIEW_KEYS]


async def test_the_open_view_comes_first_then_the_names_then_the_other_views() -> None:
    scene = Scene()
    await scene.open(TODAY)
    await scene.loading.background(UTC_ZONE)
    methods = [call.method for call in scene.reader.calls if call.method.startswith("list_")]
    assert methods == ["list_bookings"] * 2 + ["list_event_types", "list_members"] + ["list_bookings"] * 6
    assert [call.background for call in scene.reader.calls[:3]] == [False, False, True]
    assert all(call.background for call in scene.reader.calls[2:])
    assert scene.states() == [ListState.COMPLETE] * 5


async def test_names_that_the_lists_lack_are_fetched_after_a_view() -> None:
    scene = Scene()
    await scene.open(ALL)
    await scene.loading.background(UTC_ZONE)
    while scene.directory.event_type_name("evt_old") != "Old":
        await asyncio.wait_for(asyncio.wait(asyncio.all_tasks() - {asyncio.current_task()}), 5)
    assert scene.reader.count("get_event_type") == 1


async def test_a_view_that_is_there_is_not_loaded_again_by_opening_it() -> None:
    scene = Scene()
    for _ in range(2):
        await scene.open(PENDING)
        await scene.loading.background(UTC_ZONE)
    calls = len(scene.reader.calls)
    await scene.open(ALL)
    assert len(scene.reader.calls) == calls


async def test_a_refresh_loads_again() -> None:
    scene = Scene()
    await scene.open(PENDING)
    scene.reader.bookings["bkg_3"] = pending("bkg_3")
    await scene.loading.refresh(PENDING, UTC_ZONE)
    assert ids(scene.store) == ["bkg_1", "bkg_3"]


async def test_a_view_that_failed_is_tried_again_by_opening_it() -> None:
    scene = Scene()
    scene.reader.script(NoAnswer("The answer did not arrive"))
    with pytest.raises(NoAnswer):
        await scene.open(PENDING)
    await scene.open(PENDING)
    assert ids(scene.store) == ["bkg_1"]


async def test_a_view_that_fails_in_the_background_does_not_stop_the_next() -> None:
    scene = Scene()
    scene.reader.script(NoAnswer("The answer did not arrive"), status=Status.PENDING_CONFIRMATION)
    await scene.loading.background(UTC_ZONE)
    assert scene.states() == [ListState.FAILED] + [ListState.COMPLETE] * 4


async def test_a_rejected_key_ends_the_background() -> None:
    scene = Scene()
    scene.reader.refuse("list_bookings", Unauthorized("The key was rejected", status=401))
    await scene.loading.background(UTC_ZONE)
    assert scene.states() == [ListState.FAILED] + [ListState.NEVER] * 4


async def test_a_second_background_turns_the_first_to_its_filters() -> None:
    scene = Scene()
    filters = Filters(event_type_id="evt_demo")
    gate = scene.reader.hold("list_bookings")
    running = asyncio.create_task(scene.loading.background(UTC_ZONE))
    await gate.reached.wait()
    await scene.loading.background(UTC_ZONE, filters)
    gate.open()
    await running
    assert scene.states() == [ListState.COMPLETE] + [ListState.NEVER] * 4
    assert scene.states(filters) == [ListState.COMPLETE] * 5


async def test_a_cancelled_background_can_be_started_again() -> None:
    scene = Scene()
    gate = scene.reader.hold("list_bookings")
    running = asyncio.create_task(scene.loading.background(UTC_ZONE))
    await gate.reached.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await scene.loading.background(UTC_ZONE)
    assert scene.states() == [ListState.COMPLETE] * 5


async def test_lists_of_filters_long_unused_are_forgotten() -> None:
    scene = Scene()
    used = [Filters(event_type_id=f"evt_{number}") for number in range(KEPT_FILTERS + 1)]
    for filters in used:
        await scene.open(ViewKey("all", filters))
    known = [scene.store.view(ViewKey("all", filters)).state is ListState.COMPLETE for filters in used]
    assert known == [False] + [True] * KEPT_FILTERS


@pytest.mark.parametrize(
    ("limit", "pages", "interval", "affordable"),
    [
        (1_000, 50, 30, True),
        (1_000, 51, 30, False),
        (100, 5, 30, True),
        (100, 6, 30, False),
        (100, 10, 60, True),
        (1_000, 1, 0.5, True),
        (1_000, 2, 0.5, False),
        (100, 1, 2, True),
        (100, 2, 6, False),
        (1_000, 1, 0, False),
    ],
)
def test_refreshing_costs_at_most_a_tenth_of_the_limit(
    limit: int, pages: int, interval: float, affordable: bool
) -> None:
    assert affordable_refresh(Rate(limit, limit, NOON), pages, interval) is affordable


def test_a_list_of_one_request_is_refreshed_as_often_as_the_limit_affords() -> None:
    assert [shortest_refresh(rate) for rate in (Rate(1_000, 9, NOON), Rate(100, 9, NOON), None)] == [0.6, 6.0, 6.0]


def test_without_a_known_limit_that_of_a_test_key_is_assumed() -> None:
    assert affordable_refresh(None, 5, 30)
    assert not affordable_refresh(None, 6, 30)


async def test_only_a_list_that_was_loaded_refreshes_itself() -> None:
    scene = Scene()
    assert not scene.loading.refreshes_itself(UPCOMING, None, 30)
    await scene.open(UPCOMING)
    assert scene.loading.refreshes_itself(UPCOMING, None, 30)
    assert not scene.loading.refreshes_itself(UPCOMING, None, 0)


def listed(scene: Scene) -> list[str]:
    """The statuses of the listings that came, by what they asked for."""
    return [call.about.status for call in scene.reader.calls if isinstance(call.about, BookingQuery)]


async def test_by_itself_the_open_view_is_refreshed_and_pending_beside_it_in_the_background() -> None:
    scene = Scene()
    for key in (TODAY, PENDING):
        await scene.open(key)
    scene.reader.calls.clear()
    await scene.loading.refresh_by_itself(TODAY, UTC_ZONE, Rate(100, 100, NOON), 30)
    assert listed(scene) == ["RESCHEDULED", "SCHEDULED", "PENDING_CONFIRMATION"]
    assert all(call.background for call in scene.reader.calls)


@pytest.mark.parametrize(
    ("limit", "interval", "refreshed"),
    [(100, 30, 3), (40, 30, 2), (40, 60, 3), (20, 30, 1), (19, 30, 1), (100, 0, 0)],
)
async def test_by_itself_only_what_the_rate_affords_is_refreshed(limit: int, interval: float, refreshed: int) -> None:
    """Two requests for today and one for Pending, every so many seconds, out of a tenth of the limit."""
    scene = Scene()
    for key in (TODAY, PENDING):
        await scene.open(key)
    scene.reader.calls.clear()
    await scene.loading.refresh_by_itself(TODAY, UTC_ZONE, Rate(limit, limit, NOON), interval)
    assert len(scene.reader.calls) == refreshed


async def test_by_itself_nothing_is_loaded_for_the_first_time() -> None:
    scene = Scene()
    await scene.loading.refresh_by_itself(TODAY, UTC_ZONE, None, 30)
    assert scene.reader.calls == []


LAST_MONTHS = row("bkg_old", Status.COMPLETED, NOON - 30 * DAY)
RECORDED = row("bkg_3", Status.COMPLETED, NOON - 7 * DAY)
LACKING = row("bkg_4", Status.SCHEDULED, NOON - 6 * DAY)


def last_week_scene() -> Scene:
    scene = Scene()
    scene.reader.bookings.update({one.id: one for one in (LAST_MONTHS, RECORDED, LACKING)})
    return scene


async def test_last_week_is_asked_for_by_status_and_dates_in_the_background() -> None:
    scene = last_week_scene()
    await scene.loading.look_back(UTC_ZONE)
    assert listed(scene) == ["RESCHEDULED", "SCHEDULED", "COMPLETED", "NO_SHOW"]
    assert all(call.background for call in scene.reader.calls)
    assert ids(scene.store, LAST_WEEK) == ["bkg_3", "bkg_4"]
    await scene.loading.look_back(UTC_ZONE)
    assert len(scene.reader.calls) == 4, "it is known"


async def test_last_week_costs_nothing_where_all_bookings_are_there() -> None:
    scene = last_week_scene()
    await scene.open(ALL)
    scene.reader.calls.clear()
    await scene.loading.look_back(UTC_ZONE)
    assert scene.reader.calls == []
    assert (ids(scene.store, LAST_WEEK), scene.store.view(LAST_WEEK).whole) == (["bkg_3", "bkg_4"], True)
    await scene.loading.look_back(UTC_ZONE, anew=True)
    assert len(scene.reader.calls) == 4


async def test_last_week_is_another_one_after_sunday() -> None:
    scene = last_week_scene()
    now = NOON
    scene.loading = Loading(scene.reader, scene.store, scene.directory, lambda: now)
    await scene.loading.look_back(UTC_ZONE)
    now += 3 * DAY  # Monday
    await scene.loading.look_back(UTC_ZONE)
    assert ids(scene.store, LAST_WEEK) == ["bkg_2"]
    assert scene.store.view(LAST_WEEK).whole


async def test_a_last_week_that_could_not_be_had_is_not_whole() -> None:
    scene = last_week_scene()
    scene.reader.refuse("list_bookings", NoAnswer("No answer"))
    with pytest.raises(NoAnswer):
        await scene.loading.look_back(UTC_ZONE)
    assert not scene.store.view(LAST_WEEK).whole


async def test_an_outcome_is_counted_at_once() -> None:
    scene = last_week_scene()
    await scene.loading.look_back(UTC_ZONE)
    scene.store.put_answer(LACKING._replace(status=Status.NO_SHOW))
    statuses = [scene.store.rows[booking_id].status for booking_id in ids(scene.store, LAST_WEEK)]
    assert statuses == [Status.COMPLETED, Status.NO_SHOW]
