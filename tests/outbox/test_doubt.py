"""A create in doubt: the same key and bytes, at once a few times and then at long intervals, for 23 hours at most."""

import asyncio
from dataclasses import replace

import pytest

from slatis_tui.domain.changes import Change, ChangeState
from slatis_tui.errors import (
    ApiError,
    Conflict,
    NoAnswer,
    RateLimited,
    ServerFailed,
    SlatisError,
    Unreachable,
    UnreadableAnswer,
)
from slatis_tui.outbox.outbox import JournalOutbox
from slatis_tui.outbox.patience import Purse
from tests.outbox.fakes import Fault
from tests.outbox.world import World, create, the_change

LOST = NoAnswer("No answer within 20 s", request_id="req_5")
HOUR = 3600


async def in_doubt(world: World, outbox: JournalOutbox, tries: int = 5, committed: bool = True) -> Change:
    """A create whose first tries all were lost, in the pause before its next check."""
    world.server.faults.extend([Fault(LOST, committed), *[Fault(LOST)] * (tries - 1)])
    change = await outbox.submit(create())
    await world.clock.advance(20)
    return the_change(outbox, change.op_id)


@pytest.mark.parametrize("error", [LOST, UnreadableAnswer("HTML"), ServerFailed("It broke", status=500)], ids=str)
async def test_it_is_visibly_checked_until_the_server_tells(world: World, error: ApiError) -> None:
    outbox = await world.open()
    world.server.faults.extend([Fault(error, committed=True), *[Fault(error)] * 6])
    change = await outbox.submit(create())
    await world.clock.advance(20)
    checked = the_change(outbox, change.op_id)
    assert checked.state is ChangeState.SENDING
    assert checked.error.startswith("Checking whether it was saved: ")
    assert error.message in checked.error
    assert 0 < checked.due_at - world.clock.now() <= 60, "the time of the next check"
    assert len(world.server.calls) == 5
    await world.clock.advance(180)
    done = the_change(outbox, change.op_id)
    assert (done.state, done.replayed, done.booking_id, done.error) == (ChangeState.DONE, True, "bk_new_1", "")
    assert len(set(world.server.calls)) == 1


async def test_while_it_is_tried_again_it_says_why(world: World) -> None:
    outbox = await world.open()
    world.server.faults.extend([Fault(LOST), Fault(LOST)])
    change = await outbox.submit(create())
    await world.settle()
    trying = the_change(outbox, change.op_id)
    assert trying.state is ChangeState.SENDING
    assert trying.error == "Checking whether it was saved: No answer within 20 s (req_5)"
    assert trying.due_at > world.clock.now()


async def test_many_in_doubt_do_not_stop_the_others(world: World) -> None:
    outbox = await world.open()
    world.server.faults.extend([Fault(LOST)] * 40)
    for number in range(10):
        await outbox.submit(create(assign_to=f"mem_{number}"))
    await world.clock.advance(60)
    world.server.faults.clear()
    last = await outbox.submit(create())
    await world.settle()
    assert the_change(outbox, last.op_id).state is ChangeState.DONE
    await world.clock.advance(HOUR)
    assert {change.state for change in outbox.changes} == {ChangeState.DONE}
    assert len(world.server.created) == 11


async def test_a_dead_server_gets_few_requests(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(LOST)] * 999)
    for number in range(3):
        await outbox.submit(create(assign_to=f"mem_{number}"))
    await world.clock.advance(600)
    assert len(world.server.calls) <= 3 + 10


async def test_after_23_hours_it_is_for_review_and_is_not_sent_again(world: World) -> None:
    outbox = await world.open()
    world.server.faults.extend([Fault(LOST)] * 999)
    change = await in_doubt(world, outbox)
    world.clock.jump(23 * HOUR)
    await world.clock.advance(HOUR)
    review = the_change(outbox, change.op_id)
    calls = len(world.server.calls)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert "too old" in review.error
    world.server.faults.clear()
    with pytest.raises(SlatisError, match="23 h") as refused:
        await outbox.send_again(change.op_id)
    assert "drop this one" in refused.value.explained()
    with pytest.raises(SlatisError, match="23 h"):
        await outbox.submit(create())
    await world.clock.advance(HOUR)
    assert len(world.server.calls) == calls
    await outbox.drop(change.op_id)
    anew = await outbox.submit(create())
    await world.settle()
    assert anew.op_id != change.op_id
    assert the_change(outbox, anew.op_id).state is ChangeState.DONE


async def test_a_clock_that_was_set_back_proves_nothing(world: World) -> None:
    outbox = await world.open()
    change = await in_doubt(world, outbox)
    await outbox.drop(change.op_id)
    world.clock.jump(-HOUR)
    with pytest.raises(SlatisError, match="23 h"):
        await outbox.send_again(change.op_id)


async def test_the_operator_ends_the_checks_and_decides(world: World) -> None:
    outbox = await world.open()
    change = await in_doubt(world, outbox)
    review = await outbox.drop(change.op_id)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert "may or may not" in review.error
    await world.clock.advance(HOUR)
    assert len(world.server.calls) == 5
    again = await outbox.send_again(change.op_id)
    assert again.op_id == change.op_id
    await world.settle()
    assert the_change(outbox, change.op_id).replayed
    assert world.server.bookings_of(change.op_id) == ["bk_new_1"]


async def test_a_check_respects_what_a_429_asks_for(world: World) -> None:
    outbox = await world.open()
    world.server.faults.extend([Fault(LOST), Fault(RateLimited("Slow down", retry_after=300))])
    change = await outbox.submit(create())
    await world.clock.advance(299)
    assert the_change(outbox, change.op_id).state is ChangeState.SENDING
    assert len(world.server.calls) == 2
    await world.clock.advance(60)
    assert the_change(outbox, change.op_id).state is ChangeState.DONE


async def test_a_409_may_mean_that_the_first_request_is_still_under_way(world: World) -> None:
    outbox = await world.open()
    busy = Conflict("A request with this key is being processed", status=409, code="conflict")
    world.server.faults.extend([Fault(LOST, committed=True), Fault(busy)])
    change = await outbox.submit(create())
    await world.clock.advance(20)
    assert the_change(outbox, change.op_id).state is ChangeState.DONE
    assert len(set(world.server.calls)) == 1


async def test_a_key_that_the_server_knows_with_another_body_is_for_review(world: World) -> None:
    outbox = await world.open()
    held = Conflict("This key was used with another body", status=409, code="idempotency_conflict")
    world.server.faults.extend([Fault(LOST), Fault(held)])
    change = await outbox.submit(create())
    await world.clock.advance(120)
    assert the_change(outbox, change.op_id).state is ChangeState.NEEDS_REVIEW
    assert len(world.server.calls) == 2


async def test_without_a_connection_before_the_first_byte_it_was_not_sent(world: World) -> None:
    outbox = await world.open()
    world.server.faults.extend([Fault(Unreachable("No connection"))] * 3)
    change = await outbox.submit(create())
    await world.clock.advance(20)
    assert the_change(outbox, change.op_id).state is ChangeState.REJECTED


async def test_closing_in_the_middle_of_the_checks_leaves_them_to_the_next_session(world: World) -> None:
    outbox = await world.open()
    change = await in_doubt(world, outbox)
    await asyncio.wait_for(outbox.close(), timeout=30)
    later = await world.open()
    await world.settle()
    done = the_change(later, change.op_id)
    assert (done.state, done.replayed) == (ChangeState.DONE, True)
    assert world.server.bookings_of(change.op_id) == ["bk_new_1"]


async def test_an_answer_about_somebody_elses_booking_is_not_taken_as_done(world: World) -> None:
    outbox = await world.open()
    world.server.rename = lambda answered: replace(answered, metadata={"client_ref": "somebody else's"})
    change = await outbox.submit(create())
    await world.settle()
    assert the_change(outbox, change.op_id).state is ChangeState.SENDING
    world.server.rename = None
    await world.clock.advance(20)
    done = the_change(outbox, change.op_id)
    assert (done.state, done.booking_id) == (ChangeState.DONE, "bk_new_1")


async def test_with_an_empty_purse_a_create_waits_ten_minutes_for_one_check(world: World) -> None:
    """Reads have used it up: the server is dead."""
    purse = Purse()
    while purse.pay():
        pass
    outbox = await world.open(purse=purse)
    world.server.faults.append(Fault(LOST, committed=True))
    change = await outbox.submit(create())
    await world.clock.advance(590)
    assert the_change(outbox, change.op_id).state is ChangeState.SENDING
    assert len(world.server.calls) == 1
    await world.clock.advance(120)
    assert the_change(outbox, change.op_id).state is ChangeState.DONE
