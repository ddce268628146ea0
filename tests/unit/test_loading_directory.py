"""The directory: names there at once, and what is behind them fetched no more often than needed."""

import asyncio

import pytest

from slatis_tui.domain.models import CustomField, EventType, Member
from slatis_tui.errors import ApiError, Forbidden, NoAnswer, NotFound
from slatis_tui.loading.directory import Directory
from slatis_tui.loading.known import MOST_WANTED
from tests.support.fake_reader import FakeReader, not_found

TOPIC = CustomField("fld_1", "topic", "Topic", "TEXT", required=True, order=1)
FORBIDDEN = Forbidden("The key lacks team:read", status=403, code="forbidden")


@pytest.fixture
def reader() -> FakeReader:
    reader = FakeReader()
    known = [EventType("evt_b", "beta demo"), EventType("evt_a", "Alpha demo"), EventType("evt_old", "Old demo")]
    reader.event_types = {event_type.id: event_type for event_type in known}
    reader.members = {member.id: member for member in (Member("usr_1", "Grace"), Member("usr_left", "Ada"))}
    reader.inactive = {"evt_old", "usr_left"}
    return reader


@pytest.fixture
def directory(reader: FakeReader) -> Directory:
    return Directory(reader)


async def settled() -> None:
    """Until the background tasks that nobody holds are done."""
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(others)


async def test_ids_stand_for_names_until_these_are_known(directory: Directory) -> None:
    assert (directory.event_type_name("evt_a"), directory.member_name("usr_1")) == ("evt_a", "usr_1")
    await directory.load()
    assert (directory.event_type_name("evt_a"), directory.member_name("usr_1")) == ("Alpha demo", "Grace")


def test_an_id_shown_for_a_name_is_harmless(directory: Directory) -> None:
    assert "\x1b" not in directory.event_type_name("evt_\x1b]52;c;x\x07")
    assert "\x1b" not in directory.member_name("usr_\x1b[2J")


async def test_a_thing_without_a_name_goes_by_its_id(reader: FakeReader, directory: Directory) -> None:
    reader.members["usr_1"] = Member("usr_1", "")
    await directory.load()
    assert directory.member_name("usr_1") == "usr_1"


async def test_event_types_are_sorted_by_name_and_are_the_active_ones(directory: Directory) -> None:
    before = directory.event_types_loaded
    await directory.load_event_types()
    assert (before, directory.event_types_loaded) == (False, True)
    assert [event_type.name for event_type in directory.event_types] == ["Alpha demo", "beta demo"]


async def test_loading_in_the_background_says_so_and_raises_nothing(reader: FakeReader, directory: Directory) -> None:
    reader.refuse("list_event_types", NoAnswer("The answer did not arrive"))
    await directory.load()
    assert [call.background for call in reader.calls] == [True, True]
    assert directory.member_name("usr_1") == "Grace"


async def test_only_what_is_missing_is_loaded_again(reader: FakeReader, directory: Directory) -> None:
    reader.refuse("list_event_types", NoAnswer("The answer did not arrive"))
    await directory.load()
    reader.relent("list_event_types")
    await directory.load()
    await directory.load()
    assert (reader.count("list_event_types"), reader.count("list_members")) == (2, 1)


async def test_a_key_that_may_not_read_members_leaves_ids_and_asks_no_more(
    reader: FakeReader, directory: Directory
) -> None:
    reader.refuse("list_members", FORBIDDEN)
    await directory.load()
    directory.want(member_ids=["usr_1", "usr_left"])
    await directory.load()
    await settled()
    assert directory.member_name("usr_1") == "usr_1"
    assert (reader.count("list_members"), reader.count("get_member")) == (1, 0)


async def test_an_explicit_load_raises_what_went_wrong(reader: FakeReader, directory: Directory) -> None:
    reader.refuse("list_event_types", FORBIDDEN)
    with pytest.raises(Forbidden):
        await directory.load_event_types()
    reader.refuse("list_members", FORBIDDEN)
    with pytest.raises(Forbidden):
        await directory.load_members()


async def test_an_id_that_the_list_lacks_is_fetched_once_in_the_background(
    reader: FakeReader, directory: Directory
) -> None:
    await directory.load()
    for _ in range(3):
        directory.want(["evt_a", "evt_old", ""], ["usr_1", "usr_left", ""])
        await settled()
    assert (directory.event_type_name("evt_old"), directory.member_name("usr_left")) == ("Old demo", "Ada")
    single = [call for call in reader.calls if call.method.startswith("get_")]
    assert [(call.about, call.background) for call in single] == [("evt_old", True), ("usr_left", True)]
    assert "evt_old" not in [event_type.id for event_type in directory.event_types]


async def test_what_is_wanted_before_the_list_is_there_waits_for_it(reader: FakeReader, directory: Directory) -> None:
    directory.want(["evt_a", "evt_old"])
    await settled()
    assert reader.calls == []
    await directory.load()
    await settled()
    assert reader.count("get_event_type", "evt_old") == reader.count("get_event_type") == 1


@pytest.mark.parametrize("error", [not_found(), FORBIDDEN])
async def test_an_id_that_is_refused_stays_and_is_never_asked_for_again(
    reader: FakeReader, directory: Directory, error: ApiError
) -> None:
    reader.refuse("get_member", error, "usr_left")
    await directory.load()
    for _ in range(2):
        directory.want(member_ids=["usr_left"])
        await settled()
        await directory.load_members()
    assert directory.member_name("usr_left") == "usr_left"
    assert reader.count("get_member") == 1


async def test_an_error_that_may_pass_is_tried_again_only_after_a_refresh(
    reader: FakeReader, directory: Directory
) -> None:
    reader.refuse("get_member", NoAnswer("The answer did not arrive"), "usr_left")
    await directory.load()
    for _ in range(2):
        directory.want(member_ids=["usr_left"])
        await settled()
    assert reader.count("get_member") == 1
    reader.relent("get_member", "usr_left")
    await directory.load_members()
    directory.want(member_ids=["usr_left"])
    await settled()
    assert directory.member_name("usr_left") == "Ada"


async def test_a_flood_of_unknown_ids_is_fetched_in_portions(reader: FakeReader, directory: Directory) -> None:
    await directory.load()
    gate = reader.hold("get_member")
    directory.want(member_ids=[f"usr_x{number}" for number in range(10_000)])
    await gate.reached.wait()
    directory.close()
    await settled()
    assert reader.count("get_member") == 1
    directory.want(member_ids=[f"usr_x{number}" for number in range(10_000)])
    await settled()
    assert reader.count("get_member") == 1 + MOST_WANTED


async def test_fields_are_asked_for_once_unless_refreshed(reader: FakeReader, directory: Directory) -> None:
    reader.event_types["evt_a"] = EventType("evt_a", "Alpha demo", fields=(TOPIC,))
    assert await directory.fields("evt_a") == (TOPIC,)
    assert await directory.fields("evt_a") == (TOPIC,)
    assert reader.count("get_event_type") == 1
    reader.event_types["evt_a"] = EventType("evt_a", "Alpha demo", fields=())
    assert await directory.fields("evt_a", refresh=True) == ()
    assert reader.count("get_event_type") == 2


async def test_fields_that_cannot_be_had_are_an_error(directory: Directory) -> None:
    with pytest.raises(NotFound):
        await directory.fields("evt_none")


async def test_fields_stay_known_when_the_list_is_loaded_again(reader: FakeReader, directory: Directory) -> None:
    reader.event_types["evt_a"] = EventType("evt_a", "Alpha demo", fields=(TOPIC,))
    await directory.load_event_type("evt_a")
    await directory.load_event_types()
    known = directory.event_type("evt_a")
    assert known is not None
    assert known.fields == (TOPIC,)


async def test_wanted_fields_come_in_the_background_once(reader: FakeReader, directory: Directory) -> None:
    reader.event_types["evt_a"] = EventType("evt_a", "Alpha demo", fields=(TOPIC,))
    for _ in range(2):
        directory.want_fields("evt_a")
        directory.want_fields("")
    await settled()
    directory.want_fields("evt_a")
    await settled()
    assert [(call.about, call.background) for call in reader.calls] == [("evt_a", True)]
    known = directory.event_type("evt_a")
    assert known is not None
    assert known.fields == (TOPIC,)


@pytest.mark.parametrize(("error", "asked"), [(not_found(), 1), (NoAnswer("The answer did not arrive"), 2)])
async def test_wanted_fields_are_tried_again_unless_refused(
    reader: FakeReader, directory: Directory, error: ApiError, asked: int
) -> None:
    reader.refuse("get_event_type", error)
    for _ in range(2):
        directory.want_fields("evt_a")
        await settled()
    assert reader.count("get_event_type") == asked


async def test_watchers_hear_of_all_that_becomes_known(directory: Directory) -> None:
    heard: list[str] = []
    stop = directory.watch(lambda: heard.append(directory.event_type_name("evt_old")))
    await directory.load()
    directory.want(["evt_old"])
    await settled()
    assert heard == ["evt_old", "evt_old", "Old demo"]
    stop()
    stop()
    await directory.load_members()
    assert len(heard) == 3
