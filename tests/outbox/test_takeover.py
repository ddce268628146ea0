"""Several consoles on one journal: each change is one console's, and what a dead one left falls to exactly one."""

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Intent
from slatis_tui.errors import JournalError, NoAnswer
from slatis_tui.outbox.journal import Journal
from slatis_tui.outbox.operations import new_operation
from slatis_tui.outbox.outbox import JournalOutbox
from slatis_tui.outbox.rows import UNSETTLED_OF_ALL
from tests.outbox.fakes import Fault
from tests.outbox.test_journal_trouble import refusing
from tests.outbox.test_kill import killed_at
from tests.outbox.world import SCOPE, WINDOW, World, confirm, create, the_change
from tests.support.clock import START

LOOK = 0.01
"""Seconds of real time between two looks."""
LOST = NoAnswer("Reset")
CONSOLES = 8


async def die(outbox: JournalOutbox) -> None:
    """End a console without letting it settle or write anything, as a kill does: its lock goes with it."""
    await outbox.close(limit=0)


async def in_flight(world: World, *intents: Intent) -> tuple[JournalOutbox, list[Change]]:
    """A console whose requests have been carried out and whose answers never come."""
    outbox = await world.open(undo_window=0)
    world.server.gate = asyncio.Event()
    changes = [await outbox.submit(intent) for intent in intents]
    await world.settle()
    return outbox, changes


async def test_a_living_console_takes_over_what_a_dead_one_left(world: World) -> None:
    living = await world.open(look_every=LOOK)
    dying, (booked, confirmed) = await in_flight(world, create(), confirm())
    await die(dying)
    world.server.gate = None
    await world.eventually(lambda: {booked.op_id, confirmed.op_id} <= {change.op_id for change in living.changes})
    await world.settle()
    done, review = the_change(living, booked.op_id), the_change(living, confirmed.op_id)
    assert (done.state, done.replayed) == (ChangeState.DONE, True)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert len(world.server.created) == 1
    assert len(world.server.calls) == 3


@pytest.mark.parametrize(("verb", "state"), [("create", ChangeState.DONE), ("confirm", ChangeState.NEEDS_REVIEW)])
async def test_a_console_killed_while_sending_is_taken_over_by_one_of_the_others(
    world: World, verb: str, state: ChangeState
) -> None:
    """A real SIGKILL after the server's commit; three consoles look for what it left."""
    others = [await world.open(look_every=LOOK) for _ in range(3)]
    for _, _, body, key in await killed_at(world, "after the server's commit", verb):
        if key:
            world.server.created[key] = (body.encode(), "bk_made_before")
    await world.eventually(lambda: any(change.state is state for other in others for change in other.changes))
    assert sum(len(other.changes) for other in others) == 1
    assert len(world.server.calls) == (verb == "create")
    assert len(world.server.created) == (verb == "create")


async def test_what_a_living_console_has_is_nobody_elses(world: World) -> None:
    living, (booked, _) = await in_flight(world, create(), confirm())
    others = [await world.open(look_every=LOOK) for _ in range(3)]
    await asyncio.sleep(0)
    for other in others:
        assert await other._ledger.take_over(world.clock.now()) == []
        assert other.changes == ()
    assert world.server.gate is not None
    world.server.gate.set()
    await world.settle()
    assert the_change(living, booked.op_id).state is ChangeState.DONE
    assert len(world.server.calls) == 2


async def test_of_many_that_try_at_once_each_change_falls_to_one(world: World) -> None:
    """Eight threads on the same file, each with a connection and a session of its own."""
    left = Journal.open(world.path, SCOPE, START)
    ids = set()
    for number in range(40):
        operation = new_operation(create(assign_to=f"mem_{number}"), START, START)
        left.add(operation)
        left.move(operation.sending(START), START)
        ids.add(operation.op_id)
    left.close()

    start = Barrier(CONSOLES)

    def take(_: int) -> list[str]:
        journal = Journal.open(world.path, SCOPE, START)
        start.wait()
        taken = journal.take_over(START + 1)
        start.wait()
        journal.close()
        return [operation.op_id for operation in taken]

    with ThreadPoolExecutor(CONSOLES) as threads:
        taken = [op_id for part in threads.map(take, range(CONSOLES)) for op_id in part]
    assert Counter(taken) == dict.fromkeys(ids, 1)


async def test_what_has_been_taken_over_is_not_moved_by_its_first_owner(world: World) -> None:
    """Somebody removed the lock of a console that lives; it finds out before it sends."""
    first = await world.open()
    change = await first.submit(confirm())
    for lock in world.path.parent.glob("session-*.lock"):
        lock.unlink()
    second = await world.open()
    assert the_change(second, change.op_id).state is ChangeState.NEEDS_REVIEW
    await world.clock.advance(WINDOW)
    assert world.server.calls == []
    assert "another state" in first.trouble or "another console" in first.trouble


async def test_a_create_that_another_console_has_taken_over_is_checked_by_that_one_alone(world: World) -> None:
    """Both have it as being sent, so its state does not tell."""
    first = await world.open()
    world.server.faults.extend([Fault(LOST)] * 5)
    change = await first.submit(create())
    await world.clock.advance(20)
    for lock in world.path.parent.glob("session-*.lock"):
        lock.unlink()
    world.server.gate = asyncio.Event()
    second = await world.open()
    await world.settle()
    assert len(world.server.calls) == 6
    await world.clock.advance(120)
    assert len(world.server.calls) == 6
    assert "another console" in first.trouble
    world.server.gate.set()
    await world.settle()
    assert the_change(second, change.op_id).state is ChangeState.DONE


async def test_a_console_alone_looks_for_no_others(world: World) -> None:
    journal = Journal.open(world.path, SCOPE, START)
    assert not journal.others_left_some()
    asked: list[str] = []
    journal._db.set_trace_callback(asked.append)
    assert not journal.others_left_some()
    assert asked == []
    journal.close()


async def test_a_journal_that_works_again_sends_what_it_held_up(world: World) -> None:
    outbox = await world.open(look_every=LOOK)
    change = await outbox.submit(confirm())
    with refusing(world, "sending"):
        await world.clock.advance(WINDOW)
        await world.eventually(lambda: outbox.trouble != "")
    await world.eventually(lambda: the_change(outbox, change.op_id).state is ChangeState.DONE)
    assert outbox.trouble == ""


async def test_what_could_not_be_taken_at_the_start_is_taken_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying, (booked,) = await in_flight(world, create())
    await die(dying)
    world.server.gate = None
    real = Journal.take_over

    tried: list[object] = []

    def full(*_: object) -> None:
        tried.append(_)
        raise JournalError("The journal can't be written (disk is full)")

    monkeypatch.setattr(Journal, "take_over", full)
    later = await world.open(look_every=LOOK)
    assert the_change(later, booked.op_id).state is ChangeState.NEEDS_REVIEW
    await world.settle()
    await world.eventually(lambda: len(tried) > 3)
    assert len(world.server.calls) == 1
    monkeypatch.setattr(Journal, "take_over", real)
    await world.eventually(lambda: the_change(later, booked.op_id).state is ChangeState.DONE)
    assert len(world.server.created) == 1


async def test_a_change_left_elsewhere_is_counted_and_not_sent(world: World) -> None:
    first = await world.open(undo_window=0)
    world.server.faults.extend([Fault(LOST)] * 9)
    await first.submit(create())
    await world.settle()
    await first.submit(confirm())
    await first.close(limit=0)
    world.server.faults.clear()
    calls = len(world.server.calls)
    other = await world.open(scope="api.slatis.com|live|fp-2")
    await world.clock.advance(600)
    assert other.changes == ()
    assert other.notice.startswith("2 changes made with another key, mode or host left unsettled")
    assert len(world.server.calls) == calls


def test_unsettled_means_the_same_everywhere() -> None:
    for state in ChangeState:
        unsettled = state.is_open or state is ChangeState.NEEDS_REVIEW
        assert (f"'{state}'" in UNSETTLED_OF_ALL) == unsettled
