"""What becomes of a change by what the server answers, or does not."""

import asyncio

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb
from slatis_tui.domain.models import Booking
from slatis_tui.errors import (
    ApiError,
    FieldProblem,
    NoAnswer,
    NotAllowedHere,
    RateLimited,
    ServerFailed,
    Unauthorized,
    Unreachable,
    UnreadableAnswer,
    ValidationFailed,
)
from slatis_tui.outbox.outbox import JournalOutbox
from tests.outbox.fakes import Fault, booking
from tests.outbox.world import SCOPE, World, confirm, create, the_change

UNCERTAIN = [
    NoAnswer("No answer within 20 s"),
    UnreadableAnswer("Not a Slatis answer (text/html)", status=200),
    ServerFailed("It broke", status=500, code="internal", request_id="req_9"),
]


async def sent(world: World, outbox: JournalOutbox, intent: Intent, seconds: float = 120) -> Change:
    """The change some time after it was submitted."""
    change = await outbox.submit(intent)
    await world.clock.advance(seconds)
    return the_change(outbox, change.op_id)


async def test_a_refusal_ends_as_rejected_with_all_that_the_server_said(world: World) -> None:
    outbox = await world.open(undo_window=0)
    details = (FieldProblem("company", "is required"), FieldProblem("attendee.email", "is no address"))
    refused = ValidationFailed("Wrong", status=400, code="validation_error", details=details, request_id="req_7")
    world.server.faults.append(Fault(refused))
    change = await sent(world, outbox, create())
    assert change.state is ChangeState.REJECTED
    assert change.error == "validation_error: Wrong (400, req_7)"
    assert change.problems == (("company", "is required"), ("attendee.email", "is no address"))
    assert change.request_id == "req_7"
    assert len(world.server.calls) == 1


async def test_what_this_key_may_not_do_is_rejected_without_another_try(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(NotAllowedHere("needs a secret key")))
    change = await sent(world, outbox, confirm())
    assert (change.state, change.error) == (ChangeState.REJECTED, "needs a secret key")
    assert len(world.server.calls) == 1


@pytest.mark.parametrize("error", UNCERTAIN, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("committed", [True, False])
async def test_a_create_in_doubt_goes_again_with_the_same_key_and_bytes(
    world: World, error: ApiError, committed: bool
) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(error, committed), Fault(error)])
    change = await sent(world, outbox, create())
    assert change.state is ChangeState.DONE
    assert change.replayed is committed
    assert len(world.server.calls) == 3
    assert len(set(world.server.calls)) == 1
    assert world.server.bookings_of(change.op_id) == [change.booking_id]


@pytest.mark.parametrize("error", UNCERTAIN, ids=lambda error: type(error).__name__)
async def test_a_transition_that_stays_in_doubt_needs_review(world: World, error: ApiError) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(error)] * 9)
    change = await sent(world, outbox, confirm())
    assert change.state is ChangeState.NEEDS_REVIEW
    assert "may or may not have been carried out" in change.error
    assert error.message in change.error
    assert change.request_id == error.request_id
    assert len(world.server.calls) == 3


async def test_slow_failures_use_up_the_time_before_the_tries(world: World) -> None:
    """A transition is tried for 30 s at most, as a colleague may decide otherwise meanwhile."""
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(NoAnswer("No answer within 20 s"))] * 9)
    world.server.gate = asyncio.Event()
    change = await outbox.submit(confirm())
    await world.clock.advance(31)
    world.server.gate.set()
    await world.clock.advance(60)
    assert the_change(outbox, change.op_id).state is ChangeState.NEEDS_REVIEW
    assert len(world.server.calls) == 1


@pytest.mark.parametrize("verb", [Verb.RESCHEDULE, Verb.EDIT_ATTENDEE])
async def test_what_is_not_known_to_be_repeatable_is_sent_once(world: World, verb: Verb) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(NoAnswer("No answer within 20 s")))
    change = await sent(world, outbox, Intent(verb, "bk_1", "Ada", "SCHEDULED", {"reason": "x"}))
    assert change.state is ChangeState.NEEDS_REVIEW
    assert len(world.server.calls) == 1


async def test_a_reschedule_keeps_its_booking_and_brings_the_new_one(world: World) -> None:
    outbox = await world.open(undo_window=0)
    body = {"requested_time": "2026-11-21T10:00:00Z"}
    change = await sent(world, outbox, Intent(Verb.RESCHEDULE, "bk_1", "Ada", "SCHEDULED", body))
    assert (change.state, change.booking_id, change.result_status) == (ChangeState.DONE, "bk_1", "RESCHEDULED")
    assert world.news[-1].booking is not None
    assert world.news[-1].booking.id == "bk_1-moved"
    await outbox.close()
    for scope, known in ((SCOPE, "bk_1-moved"), ("api.slatis.com|test|fp-2", "")):
        later = await world.open(scope=scope)
        assert later.moves.after("bk_1") == known
        assert later.moves.before("bk_1-moved") == ("bk_1" if known else "")
        assert later.changes == ()
        await later.close()


async def test_without_a_connection_it_is_tried_again_and_then_said_not_to_be_sent(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(Unreachable("No connection to api.slatis.com"))] * 3)
    change = await sent(world, outbox, confirm(), seconds=10)
    assert change.state is ChangeState.REJECTED
    assert change.error.startswith("Not sent: No connection to api.slatis.com")
    assert len(world.server.calls) == 3
    assert (await sent(world, outbox, confirm())).state is ChangeState.DONE


async def test_an_answer_without_a_readable_booking_is_not_taken_as_done(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.rename = lambda answered: booking("made up", "", problem="no id")
    change = await sent(world, outbox, create())
    assert change.state is ChangeState.SENDING
    assert "no readable booking" in change.error
    assert change.booking_id == ""


async def test_after_a_429_it_waits_as_long_as_the_server_asked(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(RateLimited("Slow down", retry_after=40)))
    change = await outbox.submit(confirm())
    await world.clock.advance(39.9)
    waiting = the_change(outbox, change.op_id)
    assert (waiting.state, waiting.due_at) == (ChangeState.WAITING, change.created_at + 40)
    assert len(world.server.calls) == 1
    assert await outbox.recall() is None
    await world.clock.advance(0.1)
    assert the_change(outbox, change.op_id).state is ChangeState.DONE


async def test_send_now_does_not_cut_short_what_the_server_asked_for(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(RateLimited("Slow down", retry_after=40)))
    change = await outbox.submit(confirm())
    await world.settle()
    sending = asyncio.create_task(outbox.send_now(10))
    await world.clock.advance(10)
    assert await sending is False
    assert len(world.server.calls) == 1
    assert the_change(outbox, change.op_id).state is ChangeState.WAITING


async def test_a_429_that_names_no_time_is_waited_out_all_the_same(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(RateLimited("Slow down", retry_after=None)))
    change = await sent(world, outbox, confirm(), seconds=5)
    assert change.state is ChangeState.WAITING
    await world.clock.advance(60)
    assert the_change(outbox, change.op_id).state is ChangeState.DONE


async def test_a_429_to_a_create_in_doubt_is_waited_out_while_it_counts_as_being_sent(world: World) -> None:
    outbox = await world.open(undo_window=0)
    faults = [Fault(NoAnswer("Reset"), committed=True), Fault(RateLimited("Slow down", retry_after=20))]
    world.server.faults.extend(faults)
    change = await sent(world, outbox, create(), seconds=20)
    assert change.state is ChangeState.SENDING
    await world.clock.advance(10)
    assert the_change(outbox, change.op_id).state is ChangeState.DONE
    assert world.server.bookings_of(change.op_id) == ["bk_new_1"]


async def test_a_rejected_key_stops_everything_and_loses_nothing(world: World) -> None:
    outbox = await world.open()
    first = await outbox.submit(confirm("bk_1", at_once=True))
    world.server.faults.append(Fault(Unauthorized("Who are you", status=401)))
    others = [await outbox.submit(confirm(f"bk_{number}")) for number in (2, 3)]
    await world.clock.advance(60)
    assert outbox.trouble == "key rejected"
    assert len(world.server.calls) == 1
    assert [the_change(outbox, each.op_id).state for each in (first, *others)] == [ChangeState.WAITING] * 3
    errors = [the_change(outbox, each.op_id).error for each in (first, *others)]
    assert errors == ["the key was rejected", "", ""], "what was sent once can't be recalled, and says why it waits"
    assert [row["state"] for row in world.rows()] == ["waiting"] * 3
    assert not await outbox.send_now(10)
    assert len(world.server.calls) == 1
    assert await outbox.drop_waiting() == 3


async def test_a_rejected_key_also_stops_what_was_being_tried_again(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(NoAnswer("Reset")), Fault(Unauthorized("Who are you", status=401))])
    in_doubt = await outbox.submit(create())
    await world.settle()
    await outbox.submit(confirm())
    await world.clock.advance(60)
    assert len(world.server.calls) == 2
    assert the_change(outbox, in_doubt.op_id).state is ChangeState.WAITING
    await outbox.drop_waiting()
    dropped = the_change(outbox, in_doubt.op_id)
    assert dropped.state is ChangeState.NEEDS_REVIEW, "one request of it may have been carried out"
    assert "may or may not" in dropped.error


async def test_independent_changes_are_sent_at_the_same_time_in_order_and_not_too_many(world: World) -> None:
    outbox = await world.open()
    world.server.gate = asyncio.Event()
    for number in range(12):
        await outbox.submit(confirm(f"bk_{number}"))
    await world.clock.advance(5)
    assert [call.booking_id for call in world.server.calls] == [f"bk_{number}" for number in range(8)]
    world.server.gate.set()
    await world.settle()
    await world.settle()
    assert [call.booking_id for call in world.server.calls] == [f"bk_{number}" for number in range(12)]
    assert {change.state for change in outbox.changes} == {ChangeState.DONE}


async def test_a_bug_while_sending_ends_visibly_and_the_others_go_on(world: World) -> None:
    outbox = await world.open(undo_window=0)
    faults: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(context))

    def fail(answered: Booking) -> Booking:
        raise ZeroDivisionError

    world.server.rename = fail
    broken = await sent(world, outbox, confirm("bk_1"))
    assert broken.state is ChangeState.NEEDS_REVIEW
    assert "may or may not" in broken.error
    assert isinstance(faults[0]["exception"], ZeroDivisionError)
    world.server.rename = None
    assert (await sent(world, outbox, confirm("bk_2"))).state is ChangeState.DONE
