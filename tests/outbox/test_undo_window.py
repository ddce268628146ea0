"""Between the key press and the request: the undo window, recall, drop and send now."""

import asyncio

import pytest

from slatis_tui.domain.changes import ChangeState, Intent, Verb
from slatis_tui.domain.ports import Outbox
from slatis_tui.errors import SlatisError
from tests.outbox.world import WINDOW, World, confirm, the_change


async def test_a_change_is_on_disk_before_submit_returns(world: World) -> None:
    outbox: Outbox = await world.open()
    change = await outbox.submit(confirm())
    (row,) = world.rows()
    assert (row["op_id"], row["state"], row["prior_status"]) == (change.op_id, "waiting", "PENDING_CONFIRMATION")
    assert (change.state, change.due_at) == (ChangeState.WAITING, world.clock.now() + WINDOW)


async def test_nothing_is_sent_before_the_window_ends_and_it_is_sent_then(world: World) -> None:
    outbox = await world.open()
    change = await outbox.submit(confirm())
    await world.clock.advance(WINDOW - 0.1)
    assert world.server.calls == []
    await world.clock.advance(0.1)
    assert world.told(change.op_id) == [ChangeState.WAITING, ChangeState.SENDING, ChangeState.DONE]
    assert world.server.bookings == {"bk_1": "SCHEDULED"}
    done = the_change(outbox, change.op_id)
    assert (done.result_status, done.request_id, done.error) == ("SCHEDULED", "req_1", "")
    assert world.news[-1].booking is not None
    assert world.news[-1].booking.id == "bk_1"


@pytest.mark.parametrize("at_once", [True, False])
async def test_without_a_window_a_change_is_sent_at_once(world: World, at_once: bool) -> None:
    outbox = await world.open(undo_window=WINDOW if at_once else 0)
    change = await outbox.submit(confirm(at_once=at_once))
    assert (change.state, change.due_at) == (ChangeState.WAITING, world.clock.now())
    await world.settle()
    assert the_change(outbox, change.op_id).state is ChangeState.DONE


async def test_a_cancel_takes_its_reason_along(world: World) -> None:
    outbox = await world.open(undo_window=0)
    await outbox.submit(Intent(Verb.CANCEL, "bk_1", "Ada", "SCHEDULED", {"reason": "double – booked"}))
    await outbox.submit(Intent(Verb.CANCEL, "bk_2", "Ada", "SCHEDULED"))
    await world.settle()
    assert [call.body for call in world.server.calls] == [b'{"reason":"double \\u2013 booked"}', b""]


async def test_recall_takes_back_the_newest_that_waits(world: World) -> None:
    outbox = await world.open()
    older = await outbox.submit(confirm("bk_1"))
    newer = await outbox.submit(confirm("bk_2"))
    recalled = await outbox.recall()
    assert recalled is not None
    assert (recalled.op_id, recalled.state) == (newer.op_id, ChangeState.RECALLED)
    await world.clock.advance(WINDOW)
    assert [call.booking_id for call in world.server.calls] == ["bk_1"]
    assert [row["state"] for row in world.rows()] == ["done", "recalled"]
    assert the_change(outbox, older.op_id).state is ChangeState.DONE


async def test_what_is_being_sent_or_has_ended_is_not_recalled(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.gate = asyncio.Event()
    change = await outbox.submit(confirm())
    await world.settle()
    assert the_change(outbox, change.op_id).state is ChangeState.SENDING
    assert await outbox.recall() is None
    world.server.gate.set()
    await world.settle()
    assert await outbox.recall() is None
    assert the_change(outbox, change.op_id).state is ChangeState.DONE


async def test_a_recalled_booking_can_be_decided_on_anew(world: World) -> None:
    outbox = await world.open()
    await outbox.submit(confirm())
    await outbox.recall()
    again = await outbox.submit(confirm())
    await world.clock.advance(WINDOW)
    assert the_change(outbox, again.op_id).state is ChangeState.DONE
    assert len(world.server.calls) == 1


async def test_dropping_takes_back_all_that_wait(world: World) -> None:
    outbox = await world.open()
    for number in range(3):
        await outbox.submit(confirm(f"bk_{number}"))
    assert await outbox.drop_waiting() == 3
    assert await outbox.drop_waiting() == 0
    await world.clock.advance(WINDOW)
    assert world.server.calls == []
    assert {change.state for change in outbox.changes} == {ChangeState.RECALLED}


async def test_send_now_ends_the_windows_and_waits_for_the_answers(world: World) -> None:
    outbox = await world.open()
    for number in range(3):
        await outbox.submit(confirm(f"bk_{number}"))
    assert await outbox.send_now(10)
    assert [call.booking_id for call in world.server.calls] == ["bk_0", "bk_1", "bk_2"]
    assert {change.state for change in outbox.changes} == {ChangeState.DONE}


async def test_send_now_gives_up_when_its_time_is_over(world: World) -> None:
    outbox = await world.open()
    world.server.gate = asyncio.Event()
    await outbox.submit(confirm())
    sending = asyncio.create_task(outbox.send_now(10))
    await world.clock.advance(9.9)
    assert not sending.done()
    await world.clock.advance(0.1)
    assert await sending is False
    assert [change.state for change in outbox.changes] == [ChangeState.SENDING]


async def test_quitting_does_not_wait_once_more_when_send_now_has_given_up(world: World) -> None:
    """What is under way is cut off at once, and needs review in the next session."""
    outbox = await world.open()
    world.server.gate = asyncio.Event()
    await outbox.submit(confirm())
    sending = asyncio.create_task(outbox.send_now(10))
    await world.clock.advance(10)
    assert await sending is False
    closing = asyncio.create_task(outbox.close())
    await world.settle()
    assert not outbox._schedule.moving
    await closing
    reopened = await world.open()
    assert [change.state for change in reopened.changes] == [ChangeState.NEEDS_REVIEW]


async def test_send_now_with_nothing_to_send_is_over_at_once(world: World) -> None:
    assert await (await world.open()).send_now(10)


async def test_a_second_verb_for_a_booking_waits_for_the_first(world: World) -> None:
    """Two decisions on one booking could overtake each other, so the second is refused, with the way out."""
    outbox = await world.open()
    await outbox.submit(confirm())
    with pytest.raises(SlatisError, match="Already waiting: confirm Ada Lovelace; u recalls it"):
        await outbox.submit(Intent(Verb.CANCEL, "bk_1", "Ada Lovelace", "PENDING_CONFIRMATION"))
    world.server.gate = asyncio.Event()
    await world.clock.advance(WINDOW)
    with pytest.raises(SlatisError, match="Already sending: confirm Ada Lovelace"):
        await outbox.submit(confirm())
    world.server.gate.set()
    await world.settle()
    await outbox.submit(Intent(Verb.COMPLETE, "bk_1", "Ada Lovelace", "SCHEDULED"))
    await world.clock.advance(WINDOW)
    assert [call.verb for call in world.server.calls] == [Verb.CONFIRM, Verb.COMPLETE]
    assert outbox.trouble == ""


async def test_two_presses_at_the_same_moment_are_one_change(world: World) -> None:
    outbox = await world.open()
    first, second = await asyncio.gather(outbox.submit(confirm()), outbox.submit(confirm()), return_exceptions=True)
    assert not isinstance(first, BaseException)
    assert isinstance(second, SlatisError)
    assert len(outbox.changes) == 1


async def test_a_screen_that_goes_away_while_submitting_leaves_a_whole_change(world: World) -> None:
    outbox = await world.open()
    submitting = asyncio.create_task(outbox.submit(confirm()))
    await asyncio.sleep(0)
    submitting.cancel()
    await world.clock.advance(WINDOW)
    assert [change.state for change in outbox.changes] == [ChangeState.DONE]


async def test_a_listener_that_fails_stops_neither_the_others_nor_the_sender(world: World) -> None:
    outbox = await world.open(undo_window=0)
    faults: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(context))
    heard: list[ChangeState] = []

    def fail(news: object) -> None:
        raise ValueError("a screen's bug")

    outbox.watch(fail)
    unsubscribe = outbox.watch(lambda news: heard.append(news.change.state))
    await outbox.submit(confirm("bk_1"))
    await world.settle()
    unsubscribe()
    await outbox.submit(confirm("bk_2"))
    await world.settle()
    assert heard == [ChangeState.WAITING, ChangeState.SENDING, ChangeState.DONE]
    assert {change.state for change in outbox.changes} == {ChangeState.DONE}
    assert len(faults) == 6
