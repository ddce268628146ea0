"""A journal that can't be written: nothing is sent, and that is said."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from slatis_tui.domain.changes import ChangeState, Intent, Verb
from slatis_tui.errors import JournalError, Unauthorized
from slatis_tui.outbox import schema
from tests.outbox.fakes import Fault
from tests.outbox.world import WINDOW, World, confirm, create, the_change


@contextmanager
def refusing(world: World, state: str) -> Iterator[None]:
    """The journal's file takes no operation that moves into that state, as a failing disk might not."""
    when = f"BEFORE UPDATE ON operations WHEN new.state = '{state}'"
    with closing(sqlite3.connect(world.path)) as db:
        db.execute(f"CREATE TRIGGER refuse {when} BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END")
        db.commit()
        yield
        db.execute("DROP TRIGGER refuse")
        db.commit()


async def test_on_a_full_disk_nothing_is_sent_and_that_is_said(world: World) -> None:
    outbox = await world.open(undo_window=0, max_pages=1)
    reason = {"reason": "x" * 20_000}
    with pytest.raises(JournalError, match="full") as caught:
        await outbox.submit(Intent(Verb.CANCEL, "bk_1", "Ada", "SCHEDULED", reason))
    assert "Nothing was sent" in caught.value.explained()
    assert "full" in outbox.trouble
    assert outbox.changes == ()
    await world.clock.advance(60)
    assert world.server.calls == []


async def test_a_disk_with_room_again_takes_changes_again(world: World) -> None:
    outbox = await world.open(undo_window=0, max_pages=1)
    with pytest.raises(JournalError):
        await outbox.submit(Intent(Verb.CANCEL, "bk_1", "Ada", "SCHEDULED", {"reason": "x" * 20_000}))
    change = await outbox.submit(confirm())
    await world.settle()
    assert outbox.trouble == ""
    assert the_change(outbox, change.op_id).state is ChangeState.DONE


async def test_a_state_folder_that_cannot_be_made_leaves_a_console_that_browses(world: World) -> None:
    world.path.parent.parent.write_text("a file where the folder should be")
    outbox = await world.open()
    assert "Not a directory" in outbox.trouble
    with pytest.raises(JournalError, match="Not a directory") as caught:
        await outbox.submit(create())
    assert "Nothing was sent" in caught.value.explained()
    assert await outbox.recall() is None
    assert await outbox.drop_waiting() == 0
    assert await outbox.send_now(10)
    assert (outbox.changes, outbox.notice) == ((), "")
    await outbox.close()
    await outbox.close()


async def test_a_file_that_cannot_be_opened_is_trouble_and_stays(world: World) -> None:
    world.path.mkdir(parents=True)
    outbox = await world.open()
    assert "can't be opened" in outbox.trouble
    assert world.path.is_dir()


async def test_another_program_that_holds_the_file_is_trouble_not_damage(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = await world.open()
    left = await outbox.submit(confirm())
    await outbox.close()
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(world.path)) as db:
        db.execute("BEGIN EXCLUSIVE")
        blocked = await world.open()
        assert "locked" in blocked.trouble
        assert blocked.notice == ""
    assert [change.op_id for change in (await world.open()).changes] == [left.op_id]


async def test_what_cannot_be_marked_as_being_sent_is_not_sent(world: World) -> None:
    outbox = await world.open()
    first, second = [await outbox.submit(confirm(f"bk_{number}")) for number in (1, 2)]
    with refusing(world, "sending"):
        await world.clock.advance(60)
        assert world.server.calls == []
        assert "disk I/O error" in outbox.trouble
        assert world.news[-1].change.state is ChangeState.WAITING, "the strip is told to look again"
        assert not await outbox.send_now(10)
    recalled = await outbox.recall()
    assert recalled is not None
    assert recalled.op_id == second.op_id
    await world.settle()
    assert outbox.trouble == ""
    assert the_change(outbox, first.op_id).state is ChangeState.DONE
    assert [call.booking_id for call in world.server.calls] == ["bk_1"]


async def test_what_was_done_but_not_written_down_is_for_review(world: World) -> None:
    """Done is said only of what the journal knows; the server's answer is shown all the same."""
    outbox = await world.open(undo_window=0)
    with refusing(world, "done"):
        change = await outbox.submit(confirm())
        await world.settle()
    review = the_change(outbox, change.op_id)
    assert (review.state, review.result_status) == (ChangeState.NEEDS_REVIEW, "SCHEDULED")
    assert "The server did it" in review.error
    assert world.news[-1].booking is not None
    assert ChangeState.DONE not in world.told(change.op_id)
    await outbox.close()
    assert "may or may not" in the_change(await world.open(), change.op_id).error


async def test_a_recall_holds_even_if_it_cannot_be_written_down(world: World) -> None:
    outbox = await world.open()
    change = await outbox.submit(confirm())
    with refusing(world, "recalled"):
        recalled = await outbox.recall()
    assert recalled is not None
    assert recalled.state is ChangeState.RECALLED
    assert "for review" in recalled.error
    await world.clock.advance(WINDOW)
    assert world.server.calls == []
    await outbox.close()
    assert "was not sent" in the_change(await world.open(), change.op_id).error


async def test_a_create_that_cannot_be_reopened_stays_as_it_ended(world: World) -> None:
    outbox = await world.open()
    world.server.faults.append(Fault(Unauthorized("Who are you", status=401)))
    change = await outbox.submit(create())
    await world.settle()
    await outbox.close()
    later = await world.open()
    with refusing(world, "waiting"), pytest.raises(JournalError):
        await later.submit(create())
    assert the_change(later, change.op_id).state is ChangeState.NEEDS_REVIEW
    await later.submit(create())
    await world.settle()
    assert the_change(later, change.op_id).state is ChangeState.DONE


async def test_what_was_left_is_shown_even_if_that_cannot_be_written_down(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = await world.open()
    left = await outbox.submit(confirm())
    await outbox.close()
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(world.path)) as db:
        db.execute("BEGIN IMMEDIATE")
        later = await world.open()
    assert "locked" in later.trouble
    assert the_change(later, left.op_id).state is ChangeState.NEEDS_REVIEW


async def test_a_slow_disk_does_not_stop_the_event_loop(world: World) -> None:
    """The loop goes on while the journal waits for another program's lock."""
    outbox = await world.open()
    with closing(sqlite3.connect(world.path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        submitting = asyncio.create_task(outbox.submit(confirm()))
        for _ in range(100):
            await asyncio.sleep(0)
        assert not submitting.done()
        db.execute("ROLLBACK")
    assert (await submitting).state is ChangeState.WAITING
