"""A damaged journal is set aside whole, told, and never deleted; a new one takes its place."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from slatis_tui.domain.changes import ChangeState
from slatis_tui.outbox.damage import set_aside_if_damaged
from tests.outbox.world import WINDOW, World, confirm, the_change


def with_garbage(path: Path) -> None:
    path.write_bytes(b"not a database at all\n" * 500)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 2])


def cut_within_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: -4096 - 1000])  # the last page is of an index without entries: all zeros


def with_a_broken_page(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * 4096 + content[8192:])


def changed_by(*statements: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with closing(sqlite3.connect(path)) as db:
            for statement in statements:
                db.execute(statement)
            db.commit()

    return change


DAMAGES = {
    "garbage": (with_garbage, "not a database"),
    "empty": (emptied, "it is empty"),
    "cut short": (cut_short, "it is corrupt"),
    "cut within a page": (cut_within_a_page, "it is corrupt"),
    "broken page": (with_a_broken_page, "it is corrupt"),
    "another program's": (changed_by("PRAGMA application_id = 7"), "another program"),
    "newer": (changed_by("PRAGMA user_version = 99"), "schema 99"),
    "table gone": (changed_by("DROP TABLE history"), "it is corrupt"),
    "index gone": (changed_by("DROP INDEX one_open_change_of_a_booking"), "it is corrupt"),
    "broken text": (
        changed_by("UPDATE operations SET booking_id = CAST(x'ff' AS TEXT) WHERE run_id = ''"),
        "it is corrupt",
    ),
    "unknown verb": (changed_by("UPDATE operations SET verb = 'explode'"), "it is corrupt"),
    "unknown state": (
        changed_by("PRAGMA ignore_check_constraints = ON", "UPDATE operations SET state = 'waitinf'"),
        "it is corrupt",
    ),
    "lost operation": (changed_by("DELETE FROM operations"), "it is corrupt"),
    "main file gone": (lambda path: path.rename(path.with_name("journal.db-wal")), "main file is missing"),
}


@pytest.mark.parametrize(("damage", "reason"), DAMAGES.values(), ids=DAMAGES)
async def test_it_is_set_aside_whole_and_told(world: World, damage: Callable[[Path], None], reason: str) -> None:
    outbox = await world.open()
    await outbox.submit(confirm())
    await outbox.runs.start([confirm("bk_2")])
    await outbox.close()
    damage(world.path)
    found = {file.name: file.read_bytes() for file in world.path.parent.glob("journal.db*")}
    later = await world.open()
    (aside,) = world.path.parent.glob("damaged-*")
    assert aside.name == "damaged-20261120T103000Z"
    kept = {file.name: file.read_bytes() for file in aside.iterdir()}
    assert {name: kept[name] for name in found} == found
    assert reason in later.notice
    assert str(aside) in later.notice
    assert (later.trouble, later.changes) == ("", ())
    change = await later.submit(confirm())
    await world.clock.advance(WINDOW)
    assert the_change(later, change.op_id).state is ChangeState.DONE


async def test_the_side_files_go_along(world: World) -> None:
    """What a killed console had committed stands in the -wal alone."""
    outbox = await world.open()
    await outbox.submit(confirm())
    parts = {name: world.path.with_name(name).read_bytes() for name in ("journal.db-wal", "journal.db-shm")}
    await outbox.close()
    for name, content in parts.items():
        world.path.with_name(name).write_bytes(content)
    with_garbage(world.path)
    parts["journal.db"] = world.path.read_bytes()
    later = await world.open()
    (aside,) = world.path.parent.glob("damaged-*")
    kept = {file.name: file.read_bytes() for file in aside.iterdir()}
    assert kept["journal.db-wal"] == parts["journal.db-wal"]
    assert set(kept) == {*parts, "journal.db-mark"}
    assert later.notice


async def test_a_second_damage_in_the_same_second_gets_a_folder_of_its_own(world: World) -> None:
    for _ in range(2):
        await (await world.open()).close()
        with_garbage(world.path)
    await world.open()
    folders = sorted(folder.name for folder in world.path.parent.glob("damaged-*"))
    assert folders == ["damaged-20261120T103000Z", "damaged-20261120T103000Z-2"]


async def test_one_that_a_killed_console_set_aside_is_told_by_the_next(world: World) -> None:
    """It was killed between moving the damaged one and starting a new one."""
    await (await world.open()).close()
    with_garbage(world.path)
    set_aside_if_damaged(world.path, world.clock.now())
    later = await world.open()
    assert "was set aside in" in later.notice
    await later.close()
    assert (await world.open()).notice == ""


async def test_a_sound_journal_is_left_alone(world: World) -> None:
    for _ in range(2):
        outbox = await world.open()
        assert outbox.notice == ""
        await outbox.close()
    assert list(world.path.parent.glob("damaged-*")) == []


async def test_an_unfinished_first_start_is_no_damage(world: World) -> None:
    """A new journal takes its name when it is whole; a console killed before that leaves another name behind."""
    world.path.parent.mkdir(parents=True)
    world.path.with_name("journal.db.new").write_bytes(b"half")
    outbox = await world.open()
    assert (outbox.notice, outbox.trouble) == ("", "")


async def test_a_journal_with_any_bit_or_end_lost_is_read_or_set_aside(world: World) -> None:
    """Whatever is wrong with it, the console starts, and shows either all that it held or that it was damaged."""
    outbox = await world.open()
    left = {(await outbox.submit(confirm(f"bk_{number}"))).op_id for number in range(2)}
    await outbox.close()
    whole, random = world.path.read_bytes(), Random(1)
    for number in range(60):
        path = world.path.parents[1] / f"copy-{number}" / "journal.db"
        path.parent.mkdir()
        place = random.choice([at for at in random.sample(range(len(whole)), 200) if whole[at]])
        flipped = bytes([whole[place] ^ 1 << random.randrange(8)])
        path.with_name("journal.db-mark").write_bytes(world.path.with_name("journal.db-mark").read_bytes())
        path.write_bytes(whole[:place] if number % 2 else whole[:place] + flipped + whole[place + 1 :])
        world.path = path
        later = await world.open()
        shown = {change.op_id for change in later.changes}
        assert shown == (set() if later.notice else left) or later.trouble, f"copy {number}"
        await later.close()
