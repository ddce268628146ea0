"""Bulk runs: written down in one commit, waiting one window, the first alone, then a few at a time."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from slatis_tui.domain.changes import ChangeState, Intent, Verb
from slatis_tui.domain.runs import Run, RunPhase
from slatis_tui.errors import Conflict, RateLimited, SlatisError, Unreachable
from slatis_tui.outbox.convoy import AHEAD
from slatis_tui.outbox.journal import Journal
from slatis_tui.outbox.operations import new_operation
from slatis_tui.outbox.outbox import JournalOutbox
from slatis_tui.outbox.schedule import LANES
from tests.outbox.fakes import Fault
from tests.outbox.world import SCOPE, WINDOW, World, confirm
from tests.support.clock import START

MANY = 40


def many(count: int = MANY) -> list[Intent]:
    return [confirm(f"bk_{number}") for number in range(count)]


def the_run(outbox: JournalOutbox) -> Run:
    (run,) = outbox.runs.all
    return run


def states(world: World) -> list[str]:
    return [row["state"] for row in world.rows("SELECT state FROM operations ORDER BY rowid")]


def commits(world: World) -> int:
    with closing(sqlite3.connect(world.path)) as db:
        return int(db.execute("SELECT commits FROM counter").fetchone()[0])


async def test_a_run_is_on_disk_in_one_commit_and_waits_as_one_change(world: World) -> None:
    outbox = await world.open()
    before = commits(world)
    run, left_out = await outbox.runs.start(many())
    assert (commits(world), states(world), left_out) == (before + 1, ["waiting"] * MANY, ())
    assert (run.phase, run.total, run.due_at, run.subject) == (RunPhase.WAITING, MANY, START + WINDOW, "40 bookings")
    await world.clock.advance(WINDOW - 0.1)
    assert world.server.calls == []
    await world.clock.advance(0.1)
    assert [call.booking_id for call in world.server.calls] == [intent.booking_id for intent in many()]
    assert (the_run(outbox).phase, the_run(outbox).done) == (RunPhase.ENDED, MANY)


async def test_it_is_recalled_whole(world: World) -> None:
    outbox = await world.open()
    single = await outbox.submit(confirm("bk_single"))
    await outbox.runs.start(many())
    recalled = await outbox.recall()
    assert recalled is not None
    assert (recalled.state, recalled.subject) == (ChangeState.RECALLED, "40 bookings")
    assert states(world) == ["waiting"] + ["recalled"] * MANY
    again = await outbox.recall()
    assert again is not None
    assert again.op_id == single.op_id
    await world.clock.advance(WINDOW)
    assert world.server.calls == []


async def test_the_first_goes_alone_and_the_others_a_few_at_a_time(world: World) -> None:
    outbox = await world.open(undo_window=0)
    first, others = asyncio.Event(), asyncio.Event()
    world.server.gate = first
    await outbox.runs.start(many())
    await world.settle()
    assert len(world.server.calls) == 1
    assert states(world).count("sending") == 1
    world.server.gate = others
    first.set()
    await world.settle()
    assert len(world.server.calls) == 1 + LANES
    assert states(world).count("sending") == AHEAD
    assert await outbox.recall() is None
    others.set()
    await world.settle()
    assert states(world) == ["done"] * MANY


async def test_nothing_is_told_as_done_that_is_not_written_down(world: World) -> None:
    outbox = await world.open(undo_window=0)
    told: list[tuple[str, str]] = []
    outbox.watch(lambda news: told.append((news.change.state, written(news.change.op_id))))

    def written(op_id: str) -> str:
        return str(world.rows(f"SELECT state FROM operations WHERE op_id = '{op_id}'")[0][0])

    await outbox.runs.start(many())
    await world.settle()
    assert {now for state, now in told if state is ChangeState.DONE} == {"done"}


async def test_a_single_change_does_not_wait_for_the_end_of_a_run(world: World) -> None:
    outbox = await world.open(undo_window=0)
    first = asyncio.Event()
    world.server.gate = first
    await outbox.runs.start(many())
    await world.settle()
    await outbox.submit(confirm("bk_single"))
    world.server.gate = None
    first.set()
    await world.settle()
    assert "bk_single" in [call.booking_id for call in world.server.calls[: 1 + 2 * LANES]]


async def test_what_is_under_way_already_is_left_out_and_said(world: World) -> None:
    mine, colleague = await world.open(), await world.open()
    await colleague.submit(confirm("bk_3"))
    run, left_out = await mine.runs.start(many(5))
    assert run.total == 4
    assert left_out == ("Already under way in another console: confirm Ada Lovelace",)
    with pytest.raises(SlatisError, match="Already waiting"):
        await mine.runs.start(many(1))


async def test_a_429_parks_one_and_no_other_is_lost(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([None, Fault(RateLimited("slow down", retry_after=30))])
    await outbox.runs.start(many())
    await world.settle()
    assert (the_run(outbox).phase, the_run(outbox).waiting) == (RunPhase.RUNNING, 1)
    await world.clock.advance(30)
    assert the_run(outbox).done == MANY
    assert len(world.server.carried_out) == MANY


async def test_a_pause_sends_no_more_and_what_was_not_sent_waits(world: World) -> None:
    outbox = await world.open(undo_window=0)
    first, gate = asyncio.Event(), asyncio.Event()
    world.server.gate = first
    run, _ = await outbox.runs.start(many())
    await world.settle()
    world.server.gate = gate
    first.set()
    await world.settle()
    await outbox.runs.pause(run.run_id)
    assert states(world).count("waiting") == MANY - 1 - LANES
    gate.set()
    await world.settle()
    paused = the_run(outbox)
    assert (paused.phase, paused.done, paused.waiting) == (RunPhase.PAUSED, 1 + LANES, MANY - 1 - LANES)
    await outbox.runs.resume(run.run_id)
    await world.settle()
    assert [call.booking_id for call in world.server.calls] == [intent.booking_id for intent in many()]


async def test_a_cancelled_run_sends_nothing_more(world: World) -> None:
    outbox = await world.open(undo_window=0)
    gate = asyncio.Event()
    world.server.gate = gate
    run, _ = await outbox.runs.start(many())
    await world.settle()
    await outbox.runs.cancel(run.run_id)
    gate.set()
    await world.settle()
    assert (len(world.server.calls), states(world).count("recalled")) == (1, MANY - 1)
    assert (the_run(outbox).phase, the_run(outbox).done) == (RunPhase.ENDED, 1)


async def test_without_a_connection_it_pauses_instead_of_failing_forty_times(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(Unreachable("no route")) for _ in range(3)])
    run, _ = await outbox.runs.start(many())
    await world.clock.advance(30)
    paused = the_run(outbox)
    assert (paused.phase, paused.failed, paused.waiting) == (RunPhase.PAUSED, 1, MANY - 1)
    assert "no route" in paused.note
    await outbox.runs.resume(run.run_id)
    await world.settle()
    assert (the_run(outbox).done, the_run(outbox).failed) == (MANY - 1, 1)
    await outbox.runs.send_again(run.run_id)
    await world.settle()
    assert the_run(outbox).done == MANY


async def test_what_was_refused_can_be_sent_again(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([None, Fault(Conflict("no", status=409, code="conflict", request_id="req_9"))])
    run, _ = await outbox.runs.start(many(3))
    await world.settle()
    ended = the_run(outbox)
    assert (ended.phase, ended.done, ended.failed) == (RunPhase.ENDED, 2, 1)
    failed = [change for change in outbox.runs.changes_of(run.run_id) if change.state is ChangeState.REJECTED]
    assert [change.request_id for change in failed] == ["req_9"]
    await outbox.runs.send_again(run.run_id)
    await world.settle()
    assert the_run(outbox).done == 3
    with pytest.raises(SlatisError):
        await outbox.runs.send_again(run.run_id)


async def test_drop_and_send_now_mean_the_whole_run(world: World) -> None:
    outbox = await world.open()
    await outbox.runs.start(many())
    assert await outbox.drop_waiting() == MANY
    assert states(world) == ["recalled"] * MANY
    await outbox.runs.start(many())
    sent = asyncio.ensure_future(outbox.send_now(10))
    await world.settle()
    assert await sent
    assert world.server.carried_out
    assert states(world)[MANY:] == ["done"] * MANY


async def test_one_that_slept_with_the_machine_needs_review(world: World) -> None:
    outbox = await world.open()
    await outbox.runs.start(many())
    await world.settle()
    world.clock.jump(3600)
    await world.clock.advance(WINDOW)
    assert world.server.calls == []
    assert (the_run(outbox).needs_review, the_run(outbox).review) == (True, MANY)


async def test_after_a_crash_one_run_waits_for_review_and_goes_on_once_each_was_looked_at(world: World) -> None:
    crashed = await world.open(undo_window=0)
    first, never = asyncio.Event(), asyncio.Event()
    world.server.gate = first
    await crashed.runs.start(many())
    await world.settle()
    world.server.gate = never
    first.set()
    await world.settle()
    assert len(world.server.carried_out) == 1 + LANES
    await crashed.close(limit=0)
    world.server.gate = None
    world.server.bookings["bk_39"] = "CANCELLED"  # a colleague, meanwhile
    outbox = await world.open(undo_window=0)
    outbox.know_by(lambda booking_id: world.server.bookings.get(booking_id, ""))
    left = the_run(outbox)
    assert (left.phase, left.needs_review, left.total) == (RunPhase.ENDED, True, MANY)
    assert (left.done, left.review) == (1, MANY - 1)
    await world.settle()
    assert len(world.server.calls) == 1 + LANES
    await outbox.runs.send_again(left.run_id)
    await outbox.reconsider([f"bk_{number}" for number in range(MANY)])
    await world.settle()
    assert len(world.server.looks) == MANY - 1
    sent = [call.booking_id for call in world.server.calls]
    assert len(sent) == len(set(sent)) == MANY - 1, "none was sent twice, and not the one that a colleague decided"
    assert world.server.bookings["bk_39"] == "CANCELLED"
    assert (the_run(outbox).done, the_run(outbox).review) == (MANY - 1, 1)
    await outbox.runs.drop(left.run_id)
    assert not the_run(outbox).needs_review


async def test_what_a_colleague_decided_meanwhile_is_left_out_of_a_run_and_told(world: World) -> None:
    outbox = await world.open()
    known = {"bk_1": "PENDING_CONFIRMATION"}
    outbox.know_by(lambda booking_id: known.get(booking_id, ""))
    await outbox.runs.start(many(4))
    known["bk_1"] = "CANCELLED"
    await outbox.reconsider(["bk_1"])
    assert states(world) == ["waiting", "needs review", "waiting", "waiting"]
    known["bk_2"] = "CANCELLED"
    await world.clock.advance(WINDOW)
    assert [call.booking_id for call in world.server.calls] == ["bk_0", "bk_3"]
    assert states(world) == ["done", "needs review", "needs review", "done"]


async def test_a_journal_of_the_version_before_is_brought_up_to_date_with_all_that_it_holds(world: World) -> None:
    older = await world.open()
    await older.submit(confirm())
    await older.close()
    with closing(sqlite3.connect(world.path)) as db:
        db.executescript(
            "DROP INDEX moved_bookings; ALTER TABLE operations DROP COLUMN result_id;"
            "DROP INDEX operations_of_a_run; ALTER TABLE operations DROP COLUMN run_id; PRAGMA user_version = 2;"
        )
    outbox = await world.open(undo_window=0)
    assert outbox.notice == ""
    (left,) = outbox.changes
    assert (left.state, left.booking_id, left.run_id) == (ChangeState.NEEDS_REVIEW, "bk_1", "")
    await outbox.runs.start(many(2)[:1])
    await world.settle()
    assert [row["state"] for row in world.rows()] == ["needs review", "done"]
    with closing(sqlite3.connect(world.path)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 4


def test_moves_that_can_not_be_made_keep_no_other_from_being_written(world: World) -> None:
    journal = Journal.open(world.path, SCOPE, START)
    known, unknown = (new_operation(Intent(Verb.CONFIRM, name), START, START) for name in ("bk_1", "bk_2"))
    journal.add(known)
    problems = journal.move_all([(unknown.sending(START), START), (known.sending(START), START)])
    assert [problem is None for problem in problems] == [False, True]
    assert states(world) == ["sending"]
    journal.close()
