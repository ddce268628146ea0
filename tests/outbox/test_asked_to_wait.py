"""A server that breaks and says when to come back: the same is never asked again before."""

from slatis_tui.domain.changes import ChangeState
from slatis_tui.errors import ServerFailed
from tests.outbox.fakes import Fault
from tests.outbox.world import World, confirm, create, the_change

HOUR = 3600


def down(seconds: float) -> ServerFailed:
    return ServerFailed("Down for repairs", status=503, retry_after=seconds)


async def test_a_create_goes_again_when_the_server_said_and_no_sooner(world: World) -> None:
    outbox = await world.open()
    world.server.faults.append(Fault(down(40), committed=True))
    change = await outbox.submit(create())
    await world.clock.advance(39)
    assert len(world.server.calls) == 1
    await world.clock.advance(2)
    assert the_change(outbox, change.op_id).state is ChangeState.DONE
    assert len(set(world.server.calls)) == 1


async def test_a_create_that_is_to_wait_for_long_shows_until_when(world: World) -> None:
    outbox = await world.open()
    world.server.faults.append(Fault(down(2 * HOUR), committed=True))
    change = await outbox.submit(create())
    await world.settle()
    parked = the_change(outbox, change.op_id)
    assert (parked.state, parked.due_at) == (ChangeState.SENDING, world.clock.now() + 2 * HOUR)
    await world.clock.advance(2 * HOUR - 1)
    assert len(world.server.calls) == 1
    await world.clock.advance(2)
    assert the_change(outbox, change.op_id).state is ChangeState.DONE


async def test_a_create_that_is_to_wait_longer_than_its_key_lasts_is_for_review(world: World) -> None:
    outbox = await world.open()
    world.server.faults.append(Fault(down(24 * HOUR)))
    change = await outbox.submit(create())
    await world.settle()
    assert the_change(outbox, change.op_id).state is ChangeState.NEEDS_REVIEW
    assert len(world.server.calls) == 1


async def test_the_look_at_a_booking_in_doubt_waits_as_well(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(down(20), committed=True))
    change = await outbox.submit(confirm())
    await world.clock.advance(19)
    assert world.server.looks == []
    await world.clock.advance(2)
    assert the_change(outbox, change.op_id).state is ChangeState.DONE
    assert len(world.server.calls) == len(world.server.looks) == 1


async def test_a_transition_does_not_wait_for_long(world: World) -> None:
    """A colleague could decide otherwise meanwhile; and the server asked not to be asked."""
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(down(HOUR)))
    change = await outbox.submit(confirm())
    await world.clock.advance(2 * HOUR)
    assert the_change(outbox, change.op_id).state is ChangeState.NEEDS_REVIEW
    assert world.server.looks == []
    assert len(world.server.calls) == 1
