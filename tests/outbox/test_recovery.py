"""After a restart: which creates go again by themselves, and which do not."""

import asyncio

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb
from slatis_tui.errors import NoAnswer, SlatisError, Unauthorized, ValidationFailed
from slatis_tui.outbox import ages
from slatis_tui.outbox.ages import UNKNOWN, Uptime, is_provably_young
from slatis_tui.outbox.journal import Journal
from slatis_tui.outbox.operations import new_operation
from slatis_tui.outbox.outcomes import given_up
from tests.outbox.fakes import Fault
from tests.outbox.world import SCOPE, World, confirm, create, the_change
from tests.support.clock import START

HOUR = 3600.0


async def lost(world: World) -> Change:
    """A create that the server carried out while its console was killed."""
    outbox = await world.open()
    world.server.gate = asyncio.Event()
    change = await outbox.submit(create())
    await world.settle()
    await outbox.close(limit=0)
    world.server.gate = None
    return change


@pytest.mark.parametrize("hours", [0.0, 1.0, 22.9])
async def test_a_young_create_goes_again_with_its_key_and_bytes(world: World, hours: float) -> None:
    change = await lost(world)
    world.clock.jump(hours * HOUR)
    later = await world.open()
    await world.settle()
    done = the_change(later, change.op_id)
    assert (done.state, done.replayed, done.booking_id) == (ChangeState.DONE, True, "bk_new_1")
    assert len(world.server.calls) == 2
    assert len(set(world.server.calls)) == 1


@pytest.mark.parametrize(
    ("hours", "words"), [(23.0, "younger than 23 h"), (400.0, "younger than 23 h"), (-1.0, "clock was set back")]
)
async def test_any_other_is_for_review_and_stays_there(world: World, hours: float, words: str) -> None:
    change = await lost(world)
    world.clock.jump(hours * HOUR)
    for _ in range(2):
        later = await world.open()
        await world.clock.advance(60)
        review = the_change(later, change.op_id)
        assert review.state is ChangeState.NEEDS_REVIEW
        assert "may or may not have been carried out" in review.error
        assert words in review.error
        await later.close()
    assert len(world.server.calls) == 1


async def test_a_clock_behind_the_newest_entry_is_not_trusted(world: World) -> None:
    """An hour back, but still after the create: its age is not what the clock says."""
    change = await lost(world)
    world.clock.jump(2 * HOUR)
    other = await world.open(scope="another")
    await other.submit(create())
    await other.close(limit=0)
    world.clock.jump(-HOUR)
    later = await world.open()
    review = the_change(later, change.op_id)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert "clock was set back" in review.error
    with pytest.raises(SlatisError, match="23 h"):
        await later.send_again(change.op_id)
    await later.close()
    world.clock.jump(3 * HOUR)
    with pytest.raises(SlatisError, match="23 h"):
        await (await world.open()).send_again(change.op_id)
    assert len(world.server.calls) == 1


async def test_what_of_a_run_was_rejected_keeps_its_content_until_that_was_told(world: World) -> None:
    """It can be sent again with the rest of its run, also by the console after a killed one."""
    intent = Intent(Verb.CANCEL, "bk_1", "Ada", "SCHEDULED", {"reason": "ill"})
    journal = Journal.open(world.path, SCOPE, START)
    operation = new_operation(intent, START, START, "run-1")
    journal.add(operation)
    journal.move(operation.sending(START), START)
    journal.move(operation.ended(ChangeState.REJECTED, "Refused"), START)
    journal._db.close()
    journal._session.end()
    world.server.bookings["bk_1"] = "SCHEDULED"
    later = await world.open()
    await later.runs.send_again("run-1")
    await world.settle()
    assert [call.body for call in world.server.calls] == [b'{"reason":"ill"}']


async def test_what_was_read_a_moment_ago_is_not_read_again_before_it_goes(world: World) -> None:
    ended = await world.open(undo_window=60.0)
    await ended.runs.start([confirm(f"bk_{number}") for number in range(4)])
    await ended.close(limit=0)
    outbox = await world.open(undo_window=0)
    (left,) = outbox.runs.all
    await outbox.runs.send_again(left.run_id, {"bk_0", "bk_2", "bk_3"})
    await world.settle()
    assert world.server.looks == ["bk_1"]
    (ended_now,) = outbox.runs.all
    assert ended_now.done == 4


async def test_another_key_mode_or_host_does_not_send_it(world: World) -> None:
    await lost(world)
    for scope in ("api.slatis.com|live|fp-1", "api.slatis.com|test|fp-2", "elsewhere|test|fp-1"):
        other = await world.open(scope=scope)
        await world.clock.advance(60)
        assert other.changes == ()
    assert len(world.server.calls) == 1


async def test_a_create_in_doubt_that_a_rejected_key_held_goes_again(world: World) -> None:
    outbox = await world.open()
    rejected = Unauthorized("Who are you", status=401)
    world.server.faults.extend([Fault(NoAnswer("Reset"), committed=True), Fault(rejected)])
    change = await outbox.submit(create())
    await world.clock.advance(10)
    assert the_change(outbox, change.op_id).state is ChangeState.WAITING
    await outbox.close()
    later = await world.open()
    await world.settle()
    assert the_change(later, change.op_id).replayed
    assert len(world.server.created) == 1


async def test_a_replay_that_fails_is_checked_like_any_other(world: World) -> None:
    change = await lost(world)
    world.server.faults.extend([Fault(NoAnswer("Reset"))] * 6)
    later = await world.open()
    await world.clock.advance(20)
    assert the_change(later, change.op_id).state is ChangeState.SENDING
    await world.clock.advance(180)
    assert the_change(later, change.op_id).state is ChangeState.DONE
    assert {call.verb for call in world.server.calls} == {Verb.CREATE}
    assert len(set(world.server.calls)) == 1


def test_the_uptime_is_a_second_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock was set back by a day while the machine ran on."""
    born = Uptime("boot-1", 1000.0)
    monkeypatch.setattr(ages, "uptime", lambda: Uptime("boot-1", 1000.0 + 24 * HOUR))
    assert not is_provably_young(START, born, START + 60)
    assert is_provably_young(START, Uptime("boot-0", 1000.0), START + 60)
    assert is_provably_young(START, UNKNOWN, START + 60)
    monkeypatch.setattr(ages, "uptime", lambda: UNKNOWN)
    assert is_provably_young(START, born, START + 60)


async def test_what_a_killed_console_had_rejected_is_told_once_more(world: World) -> None:
    """It may have been killed between writing that down and showing it."""
    refused = ValidationFailed("Wrong", status=400, code="validation_error", request_id="req_8")
    journal = Journal.open(world.path, SCOPE, START)
    operation = new_operation(create(), START, START)
    journal.add(operation)
    journal.move(operation.sending(START), START)
    journal.move(given_up(Verb.CREATE, refused, in_doubt=False).applied_to(operation.sending(START), START), START)
    journal._db.close()
    journal._session.end()
    later = await world.open()
    told = the_change(later, operation.op_id)
    assert (told.state, told.error) == (ChangeState.REJECTED, "validation_error: Wrong (400, req_8)")
    await world.clock.advance(60)
    assert world.server.calls == []
    await later.close()
    assert (await world.open()).changes == ()
