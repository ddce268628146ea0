"""What comes late, after a wait, a queue or a laptop's sleep, is not sent blindly."""

import asyncio

from slatis_tui.domain.changes import ChangeState
from slatis_tui.errors import NoAnswer, RateLimited
from tests.outbox.fakes import Fault
from tests.outbox.world import World, confirm, the_change

LOST = NoAnswer("No answer within 20 s")


async def test_a_long_wait_that_the_server_asked_for_ends_with_a_look(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(RateLimited("Slow down", retry_after=200)))
    change = await outbox.submit(confirm())
    await world.clock.advance(100)
    parked = the_change(outbox, change.op_id)
    assert (parked.state, parked.due_at) == (ChangeState.WAITING, change.created_at + 200)
    assert parked.error == "the server asked to wait"
    world.server.bookings["bk_1"] = "CANCELLED"
    await world.clock.advance(110)
    review = the_change(outbox, change.op_id)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert review.error == "It was not sent: the booking is cancelled now. Someone else may have decided"
    assert len(world.server.calls) == 1


async def test_a_wait_longer_than_any_key_lasts_is_for_review(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(RateLimited("Slow down", retry_after=90_000)))
    change = await outbox.submit(confirm())
    await world.settle()
    review = the_change(outbox, change.op_id)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert "asked to wait 25 h" in review.error


async def test_what_came_due_while_the_machine_slept_is_not_sent(world: World) -> None:
    outbox = await world.open()
    changes = [await outbox.submit(confirm(f"bk_{number}")) for number in range(12)]
    world.clock.jump(8 * 3600)
    await world.clock.advance(1)
    assert {the_change(outbox, change.op_id).error for change in changes} == {
        "Not sent: its time passed while the machine slept"
    }
    assert {change.state for change in outbox.changes} == {ChangeState.NEEDS_REVIEW}
    assert world.server.calls == []
    await outbox.send_again(changes[0].op_id)
    await world.settle()
    assert the_change(outbox, changes[0].op_id).state is ChangeState.DONE


async def test_what_queued_for_long_is_looked_at_first(world: World) -> None:
    """Behind eight slow exchanges time passes too."""
    outbox = await world.open(undo_window=0)
    world.server.gate = asyncio.Event()
    for number in range(9):
        await outbox.submit(confirm(f"bk_{number}"))
    await world.clock.advance(61)
    world.server.bookings["bk_8"] = "CANCELLED"
    world.server.gate.set()
    await world.settle()
    assert world.server.looks == ["bk_8"]
    assert [change.state for change in outbox.changes].count(ChangeState.DONE) == 8
    assert outbox.changes[-1].state is ChangeState.NEEDS_REVIEW


async def test_a_sleep_in_the_middle_of_an_exchange_sends_nothing_more(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST))
    change = await outbox.submit(confirm())
    await world.settle()
    world.clock.jump(8 * 3600)
    await world.clock.advance(60)
    review = the_change(outbox, change.op_id)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert review.error.endswith("The booking is pending confirmation now")
    assert len(world.server.calls) == 1


async def test_a_clock_set_back_in_the_middle_of_an_exchange_sends_nothing_more(world: World) -> None:
    """How long it took can't be known then."""
    set_back = 0.0
    outbox = await world.open(undo_window=0, clock=lambda: world.clock() - set_back)
    world.server.faults.append(Fault(LOST))
    change = await outbox.submit(confirm())
    await world.settle()
    set_back = 25 * 3600.0
    await world.clock.advance(60)
    review = the_change(outbox, change.op_id)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert review.error.endswith("The booking is pending confirmation now")
    assert len(world.server.calls) == 1
