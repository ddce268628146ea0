"""A journal that is sound and yet not the latest is found out by the mark beside it, and set aside."""

from collections.abc import Callable

import pytest

from tests.outbox.world import World, confirm


def without_its_wal(world: World) -> None:
    world.path.with_name("journal.db-wal").unlink()


def replaced_by(name: str) -> Callable[[World], None]:
    def replace(world: World) -> None:
        for suffix in ("-wal", "-shm"):
            world.path.with_name(f"journal.db{suffix}").unlink(missing_ok=True)
        world.path.write_bytes((world.path.parents[1] / name).read_bytes())

    return replace


def copied_without_its_mark(world: World) -> None:
    world.path.with_name("journal.db-mark").unlink()


OLDER = {
    "wal gone": (without_its_wal, "its -wal file is missing"),
    "restored from a copy": (replaced_by("older.db"), "restored from a copy"),
    "another journal": (replaced_by("other.db"), "another one than was used here last"),
    "copied": (copied_without_its_mark, "without the -mark file"),
}


@pytest.mark.parametrize(("lose", "reason"), OLDER.values(), ids=OLDER)
async def test_a_sound_journal_that_knows_less_than_was_written_is_set_aside(
    world: World, lose: Callable[[World], None], reason: str
) -> None:
    """SQLite finds nothing wrong with any of these, and the change that waited is missing in them."""
    await (await world.open()).close()
    (world.path.parents[1] / "older.db").write_bytes(world.path.read_bytes())
    other = World(world.path.parents[1] / "other")
    await (await other.open()).close()
    (world.path.parents[1] / "other.db").write_bytes(other.path.read_bytes())
    outbox = await world.open()
    await outbox.submit(confirm())
    parts = {path.name: path.read_bytes() for path in world.path.parent.glob("journal.db*")}
    await outbox.close()
    for name, content in parts.items():  # as a killed console leaves them: the change stands in the -wal alone
        world.path.with_name(name).write_bytes(content)
    lose(world)
    later = await world.open()
    assert reason in later.notice
    assert (later.trouble, later.changes) == ("", ())
    (aside,) = world.path.parent.glob("damaged-*")
    assert (aside / "journal.db").exists()


async def test_after_a_kill_the_same_files_are_read_as_they_are(world: World) -> None:
    outbox = await world.open()
    left = await outbox.submit(confirm())
    parts = {path.name: path.read_bytes() for path in world.path.parent.glob("journal.db*")}
    await outbox.close()
    for name, content in parts.items():
        world.path.with_name(name).write_bytes(content)
    later = await world.open()
    assert later.notice == ""
    assert [change.op_id for change in later.changes] == [left.op_id]


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\xff" * 38])
async def test_a_mark_that_cannot_be_read_proves_nothing(world: World, content: bytes) -> None:
    """A crash of the machine may leave it empty; the journal itself is flushed and stands."""
    outbox = await world.open()
    left = await outbox.submit(confirm())
    await outbox.close()
    world.path.with_name("journal.db-mark").write_bytes(content)
    later = await world.open()
    assert later.notice == ""
    assert [change.op_id for change in later.changes] == [left.op_id]


async def test_it_is_told_how_many_changes_a_readable_one_held(world: World) -> None:
    outbox = await world.open()
    await outbox.submit(confirm())
    await outbox.submit(confirm("bk_2"))
    await outbox.close()
    copied_without_its_mark(world)
    assert "It still shows 2 unsettled" in (await world.open()).notice
