"""A transition in doubt: the booking is read before anything is sent again, and nobody's decision is overwritten."""

import asyncio

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb
from slatis_tui.errors import (
    ApiError,
    Conflict,
    Forbidden,
    NoAnswer,
    NotFound,
    Unauthorized,
    Unreachable,
)
from slatis_tui.outbox.outbox import JournalOutbox
from tests.outbox.fakes import Call, Fault, booking
from tests.outbox.world import World, confirm, the_change

LOST = NoAnswer("No answer within 20 s")
CONFLICT = Conflict("It can't be confirmed", status=409, code="invalid_state", request_id="req_3")


async def sent(world: World, outbox: JournalOutbox, intent: Intent, seconds: float = 59) -> Change:
    """The change some time after it was submitted."""
    change = await outbox.submit(intent)
    await world.clock.advance(seconds)
    return the_change(outbox, change.op_id)


async def test_carried_out_without_an_answer_it_is_found_done(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST, committed=True))
    change = await sent(world, outbox, confirm())
    assert (change.state, change.result_status) == (ChangeState.DONE, "SCHEDULED")
    assert change.error == "The server shows it as scheduled"
    assert world.news[-1].booking is not None
    assert len(world.server.calls) == 1
    assert world.server.looks == ["bk_1"]


async def test_what_goes_again_leaves_within_half_a_minute_or_not_at_all(world: World) -> None:
    """A wait for the rate limit counts: a colleague may decide otherwise meanwhile."""
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST))
    await sent(world, outbox, confirm())
    first, again = world.server.limits
    assert first is None
    assert again is not None
    assert 0 < again < 30


async def test_in_doubt_it_is_never_said_not_to_have_been_sent(world: World) -> None:
    """Of a run, sent again by a person: the booking is read first, and can't be."""
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST, committed=True))
    world.server.look_faults.extend([LOST] * 9)
    run, _ = await outbox.runs.start([confirm()])
    await world.clock.advance(59)
    assert outbox.runs.changes_of(run.run_id)[0].state is ChangeState.NEEDS_REVIEW
    await outbox.runs.send_again(run.run_id)
    await world.clock.advance(1)
    told = outbox.runs.changes_of(run.run_id)[0]
    assert told.state is ChangeState.NEEDS_REVIEW
    assert "may or may not have been carried out" in told.error


async def test_not_carried_out_it_goes_again_once_that_is_known(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST))
    change = await sent(world, outbox, confirm())
    assert (change.state, change.error) == (ChangeState.DONE, "")
    assert len(world.server.calls) == 2
    assert world.server.looks == ["bk_1"]


async def test_what_a_colleague_decided_meanwhile_is_not_overwritten(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST))
    world.server.bookings["bk_1"] = "CANCELLED"
    change = await sent(world, outbox, confirm())
    assert change.state is ChangeState.NEEDS_REVIEW
    assert "the booking is cancelled now" in change.error
    assert len(world.server.calls) == 1


async def test_as_long_as_the_booking_cannot_be_read_nothing_is_sent_again(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST, committed=True))
    world.server.look_faults.extend([LOST, Unreachable("No connection"), LOST, LOST])
    change = await sent(world, outbox, confirm())
    assert change.state is ChangeState.NEEDS_REVIEW
    assert "may or may not have been carried out" in change.error
    assert len(world.server.calls) == 1


async def test_a_read_that_succeeds_later_settles_it(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST, committed=True))
    world.server.look_faults.append(LOST)
    assert (await sent(world, outbox, confirm())).state is ChangeState.DONE


async def test_a_booking_that_is_gone_is_for_review(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST))
    world.server.look_faults.append(NotFound("No such booking", status=404, code="not_found"))
    change = await sent(world, outbox, confirm())
    assert change.state is ChangeState.NEEDS_REVIEW
    assert "No such booking" in change.error


async def test_what_stays_in_doubt_says_how_things_stand(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(LOST)] * 9)
    change = await sent(world, outbox, confirm())
    assert change.state is ChangeState.NEEDS_REVIEW
    assert change.error.endswith("The booking is pending confirmation now")
    assert len(world.server.calls) == 3


async def test_a_conflict_with_what_was_wished_is_done(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(CONFLICT))
    world.server.bookings["bk_1"] = "SCHEDULED"
    change = await sent(world, outbox, confirm())
    assert (change.state, change.error) == (ChangeState.DONE, "It was already scheduled")


async def test_a_conflict_with_anything_else_says_what_is_so_now(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(CONFLICT))
    world.server.bookings["bk_1"] = "NO_SHOW"
    change = await sent(world, outbox, confirm())
    assert change.state is ChangeState.REJECTED
    assert change.error == "invalid_state: It can't be confirmed (409, req_3). The booking is no show now"
    assert len(world.server.calls) == 1


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (NotFound("No such booking", status=404, code="not_found"), "gone from the server"),
        (Forbidden("Scope", status=403, code="forbidden"), "Nothing was changed"),
    ],
    ids=["404", "403"],
)
async def test_a_refusal_says_what_is_so_now(world: World, refusal: ApiError, words: str) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(refusal))
    change = await sent(world, outbox, confirm())
    assert change.state is ChangeState.REJECTED
    assert words in change.error


@pytest.mark.parametrize("later", [Unreachable("No connection"), CONFLICT], ids=["unreachable", "conflict"])
async def test_a_later_refusal_does_not_take_the_doubt_away(world: World, later: ApiError) -> None:
    """The first request may have been carried out, whatever became of the second."""
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(LOST), Fault(later), Fault(later)])
    change = await sent(world, outbox, confirm())
    assert change.state is ChangeState.NEEDS_REVIEW
    assert "may or may not" in change.error
    assert "Nothing was sent" not in change.error


async def test_an_answer_about_another_booking_is_not_believed(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.rename = lambda answered: booking("bk_2", answered.row.status)
    change = await sent(world, outbox, confirm())
    assert (change.state, change.error) == (ChangeState.DONE, "The server shows it as scheduled")
    assert all(news.booking is None or news.booking.id == "bk_1" for news in world.news)


async def test_a_rejected_key_while_reading_stops_everything(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST, committed=True))
    world.server.look_faults.append(Unauthorized("Who are you", status=401))
    change = await sent(world, outbox, confirm())
    assert change.state is ChangeState.WAITING
    assert outbox.trouble == "key rejected"
    await outbox.submit(confirm("bk_2"))
    await world.clock.advance(120)
    assert len(world.server.calls) == len(world.server.looks) == 1


async def test_after_a_rejected_key_nothing_is_read_either(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.gate = asyncio.Event()
    world.server.faults.extend([Fault(Unauthorized("Who are you", status=401)), Fault(CONFLICT)])
    for number in range(2):
        await outbox.submit(confirm(f"bk_{number}"))
    await world.settle()
    world.server.gate.set()
    await world.settle()
    assert [change.state for change in outbox.changes] == [ChangeState.WAITING] * 2
    assert world.server.looks == []


@pytest.mark.parametrize(
    ("verb", "status"),
    [(Verb.CONFIRM, "SCHEDULED"), (Verb.COMPLETE, "COMPLETED"), (Verb.NO_SHOW, "NO_SHOW"), (Verb.CANCEL, "CANCELLED")],
)
async def test_each_verb_knows_its_end(world: World, verb: Verb, status: str) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.append(Fault(LOST, committed=True))
    change = await sent(world, outbox, Intent(verb, "bk_1", "Ada", "PENDING_CONFIRMATION"))
    assert (change.state, change.result_status) == (ChangeState.DONE, status)
    assert [(call.verb, call.booking_id) for call in world.server.calls] == [(verb, "bk_1")]


async def test_the_trail_has_a_note_for_every_try(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(NoAnswer("Reset", request_id="req_1")), Fault(CONFLICT)])
    change = await sent(world, outbox, confirm())
    trail = await outbox.trail(change.op_id)
    assert [step.state for step in trail] == [
        ChangeState.WAITING,
        ChangeState.SENDING,
        ChangeState.SENDING,
        ChangeState.NEEDS_REVIEW,
    ]
    assert [step.at for step in trail] == sorted(step.at for step in trail)
    assert "Reset (req_1)" in trail[2].note
    assert "invalid_state: It can't be confirmed (409, req_3)" in trail[3].note
    assert await outbox.trail("nothing") == []
    assert world.server.calls == [Call(Verb.CONFIRM, "bk_1", b"")] * 2


async def test_a_dead_server_gets_few_requests(world: World) -> None:
    outbox = await world.open(undo_window=0)
    world.server.faults.extend([Fault(LOST)] * 999)
    world.server.look_faults.extend([LOST] * 999)
    for number in range(20):
        await outbox.submit(confirm(f"bk_{number}"))
    await world.clock.advance(600)
    assert {change.state for change in outbox.changes} == {ChangeState.NEEDS_REVIEW}
    assert len(world.server.calls) == 20
    assert len(world.server.looks) <= 10
