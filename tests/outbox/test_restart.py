"""What the next session makes of what an earlier one left, and what the journal keeps of what is over."""

import asyncio
import stat

import pytest

from slatis_tui.domain.changes import ChangeState
from slatis_tui.errors import SlatisError, Unauthorized, ValidationFailed
from tests.outbox.fakes import Fault
from tests.outbox.world import WINDOW, World, confirm, create, the_change


async def test_what_was_waiting_is_shown_as_not_sent_and_is_not_sent(world: World) -> None:
    outbox = await world.open()
    left = await outbox.submit(confirm())
    await outbox.close()
    later = await world.open()
    await world.clock.advance(600)
    review = the_change(later, left.op_id)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert review.error == "Left waiting by an earlier session. It was not sent"
    assert (review.subject, review.booking_id, review.prior_status) == ("Ada Lovelace", "bk_1", "PENDING_CONFIRMATION")
    assert world.server.calls == []


async def test_what_was_being_sent_is_shown_as_in_doubt(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.gate = asyncio.Event()
    left = await outbox.submit(confirm())
    await world.settle()
    await outbox.close(limit=0)
    review = the_change(await world.open(), left.op_id)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert "may or may not have been carried out" in review.error
    assert len(world.server.calls) == 1


async def test_a_review_stays_until_it_is_settled(world: World) -> None:
    outbox = await world.open()
    left = await outbox.submit(confirm())
    for _ in range(3):
        await outbox.close()
        outbox = await world.open()
        assert [(change.op_id, change.state) for change in outbox.changes] == [(left.op_id, ChangeState.NEEDS_REVIEW)]
    states = world.rows("SELECT state FROM history ORDER BY rowid")
    assert [row["state"] for row in states] == ["waiting", "needs review"]


async def test_a_booking_with_a_review_can_be_decided_on(world: World) -> None:
    outbox = await world.open()
    await outbox.submit(confirm())
    await outbox.close()
    later = await world.open()
    again = await later.submit(confirm())
    await world.clock.advance(WINDOW)
    assert the_change(later, again.op_id).state is ChangeState.DONE


async def test_what_a_rejected_key_held_is_shown_as_not_sent(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(Unauthorized("Who are you", status=401)))
    left = await outbox.submit(confirm())
    await world.settle()
    await outbox.close()
    later = await world.open()
    assert later.trouble == ""
    assert "was not sent" in the_change(later, left.op_id).error


async def test_settled_changes_are_not_shown_again(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([None, Fault(ValidationFailed("Wrong", status=400))])
    await outbox.submit(confirm("bk_1"))
    await world.settle()
    await outbox.submit(confirm("bk_2"))
    await world.settle()
    await outbox.close()
    assert (await world.open()).changes == ()


async def test_another_host_mode_or_key_sees_nothing_of_it(world: World) -> None:
    outbox = await world.open()
    left = await outbox.submit(confirm())
    await outbox.close()
    other = await world.open(scope="api.slatis.com|live|fp-2")
    assert other.changes == ()
    await other.submit(confirm())
    await other.close()
    again = await world.open()
    assert [change.op_id for change in again.changes] == [left.op_id]


async def test_a_running_console_keeps_its_changes_when_a_second_one_starts(world: World) -> None:
    first = await world.open()
    change = await first.submit(confirm("bk_1"))
    second = await world.open()
    assert second.changes == ()
    with pytest.raises(SlatisError, match="in another console"):
        await second.submit(confirm("bk_1"))
    await second.submit(confirm("bk_2"))
    await world.clock.advance(WINDOW)
    assert the_change(first, change.op_id).state is ChangeState.DONE
    assert [call.booking_id for call in world.server.calls] == ["bk_1", "bk_2"]


async def test_nothing_personal_is_left_once_all_is_done(world: World) -> None:
    outbox = await world.open()
    world.server.faults.append(Fault(ValidationFailed("Wrong", status=400)))
    await outbox.submit(create(attendee={"name": "Grace Hopper", "email": "grace@example.com"}))
    await world.settle()
    await outbox.submit(create())
    await outbox.submit(confirm("bk_2"))
    await outbox.recall()
    await outbox.submit(confirm("bk_1"))
    await world.clock.advance(WINDOW)
    assert [row["state"] for row in world.rows()] == ["rejected", "done", "recalled", "done"]
    await outbox.close()
    await (await world.open()).close()
    kept = b"".join(file.read_bytes() for file in world.path.parent.iterdir())
    assert not [word for word in (b"Lovelace", b"ada@", b"Hopper", b"grace@") if word in kept]
    assert [row["booking_id"] for row in world.rows()] == ["", "bk_new_1", "bk_2", "bk_1"]


async def test_only_its_owner_can_read_the_journal(world: World) -> None:
    outbox = await world.open()
    await outbox.submit(confirm())
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in world.path.parent.iterdir()}
    assert {"journal.db", "journal.db-wal", "journal.db-shm"} <= set(modes)
    assert set(modes.values()) == {0o600}
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in list(world.path.parents)[:2]] == [0o700, 0o700]


async def test_a_journal_that_others_could_read_is_closed_off(world: World) -> None:
    await (await world.open()).close()
    world.path.chmod(0o644)
    world.path.parent.chmod(0o755)
    await world.open()
    assert stat.S_IMODE(world.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(world.path.parent.stat().st_mode) == 0o700


async def test_closing_waits_for_an_answer_on_its_way(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.gate = asyncio.Event()
    change = await outbox.submit(confirm())
    await world.settle()
    closing = asyncio.create_task(outbox.close(limit=60))
    await world.settle()
    world.server.gate.set()
    await closing
    await outbox.close()
    assert the_change(outbox, change.op_id).state is ChangeState.DONE
    assert [row["state"] for row in world.rows()] == ["done"]


async def test_nothing_is_taken_after_closing(world: World) -> None:
    outbox = await world.open()
    await outbox.close()
    with pytest.raises(SlatisError, match="closed"):
        await outbox.submit(confirm())
