"""What a person decides about a change that needs review."""

import asyncio

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb
from slatis_tui.domain.ports import Outbox
from slatis_tui.errors import SlatisError
from slatis_tui.outbox.outbox import JournalOutbox
from tests.outbox.test_journal_trouble import refusing
from tests.outbox.world import FORM, WINDOW, World, confirm, create, the_change


async def left(world: World, intent: Intent) -> tuple[JournalOutbox, Change]:
    """A console that has found the change of an earlier one, waiting."""
    first = await world.open()
    world.server.gate = None
    change = await first.submit(intent)
    await first.close()
    later = await world.open()
    return later, the_change(later, change.op_id)


async def test_sent_again_it_goes_at_once(world: World) -> None:
    outbox, review = await left(world, confirm())
    again = await outbox.send_again(review.op_id)
    assert (again.op_id, again.error) == (review.op_id, "")
    await world.settle()
    assert the_change(outbox, review.op_id).state is ChangeState.DONE
    assert [row["state"] for row in world.rows()] == ["done"]


async def test_a_second_press_sends_it_once(world: World) -> None:
    outbox, review = await left(world, confirm())
    results = await asyncio.gather(
        outbox.send_again(review.op_id), outbox.send_again(review.op_id), return_exceptions=True
    )
    await world.settle()
    assert sum(isinstance(result, SlatisError) for result in results) == 1
    assert len(world.server.calls) == 1


async def test_another_change_of_the_booking_stands_in_its_way(world: World) -> None:
    outbox, review = await left(world, confirm())
    await outbox.submit(confirm())
    with pytest.raises(SlatisError, match="Already waiting: confirm Ada Lovelace"):
        await outbox.send_again(review.op_id)
    assert the_change(outbox, review.op_id).state is ChangeState.NEEDS_REVIEW
    assert the_change(outbox, review.op_id).error == review.error


async def test_what_cannot_be_written_down_is_not_sent_again(world: World) -> None:
    outbox, review = await left(world, confirm())
    with refusing(world, "waiting"), pytest.raises(SlatisError, match="can't be written"):
        await outbox.send_again(review.op_id)
    await world.clock.advance(60)
    assert world.server.calls == []
    assert the_change(outbox, review.op_id).state is ChangeState.NEEDS_REVIEW


async def test_dropped_it_is_over_and_its_content_is_gone(world: World) -> None:
    outbox, review = await left(world, confirm())
    dropped = await outbox.drop(review.op_id)
    assert dropped.state is ChangeState.DROPPED
    (row,) = world.rows()
    assert (row["state"], row["subject"], row["body"]) == ("dropped", "", b"")
    with pytest.raises(SlatisError, match="it is dropped"):
        await outbox.send_again(review.op_id)
    await outbox.close()
    assert (await world.open()).changes == ()
    assert world.server.calls == []


async def test_only_what_is_for_review_is_decided_here(world: World) -> None:
    outbox: Outbox = await world.open()
    waiting = await outbox.submit(confirm())
    for decide in (outbox.send_again, outbox.drop):
        with pytest.raises(SlatisError, match="waiting"):
            await decide(waiting.op_id)
        with pytest.raises(SlatisError, match="not in the outbox"):
            await decide("nothing")
    await world.clock.advance(WINDOW)
    with pytest.raises(SlatisError, match="done"):
        await outbox.drop(waiting.op_id)


async def test_what_was_wanted_is_the_body_until_it_is_settled(world: World) -> None:
    first = await world.open(undo_window=WINDOW)
    change = await first.submit(Intent(Verb.CANCEL, "bk_1", "Ada", "SCHEDULED", {"reason": "double"}))
    assert await first.wanted(change.op_id) == {"reason": "double"}
    plain = await first.submit(confirm("bk_2"))
    assert await first.wanted(plain.op_id) == {}
    await world.clock.advance(WINDOW)
    assert await first.wanted(change.op_id) == {}


async def test_a_create_left_waiting_can_be_read_and_sent_with_its_own_key(world: World) -> None:
    first = await world.open()
    world.server.gate = asyncio.Event()

    async def book(number: int) -> Change:
        return await first.submit(create(assign_to=f"mem_{number}"))

    changes = [await book(number) for number in range(9)]
    await world.settle()
    await first.close(limit=0)
    world.server.gate = None
    later = await world.open()
    await world.settle()
    unsent = the_change(later, changes[8].op_id)
    assert unsent.state is ChangeState.NEEDS_REVIEW
    wanted = await later.wanted(unsent.op_id)
    assert wanted["attendee"] == FORM["attendee"]
    assert wanted["metadata"] == {"client_ref": unsent.op_id}
    world.clock.jump(30 * 3600)
    await later.send_again(unsent.op_id)
    await world.settle()
    assert the_change(later, unsent.op_id).state is ChangeState.DONE
    assert len(world.server.created) == 9
