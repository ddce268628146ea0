"""What the console comes to know of a booking while a change waits: another's decision is not overwritten."""

from slatis_tui.domain.changes import ChangeState, Intent, Verb
from slatis_tui.errors import NoAnswer, Unauthorized
from slatis_tui.outbox.outbox import JournalOutbox
from tests.outbox.fakes import Fault
from tests.outbox.test_journal_trouble import refusing
from tests.outbox.world import WINDOW, World, confirm, create, the_change

WORDS = "It was not sent: the booking is cancelled now. Someone else may have decided"


async def knowing(world: World, **statuses: str) -> JournalOutbox:
    """An outbox beside someone who knows these bookings."""
    outbox = await world.open()
    outbox.know_by(lambda booking_id: statuses.get(booking_id, ""))
    return outbox


async def test_what_waits_for_a_booking_that_is_another_now_needs_review_and_is_not_sent(world: World) -> None:
    known: dict[str, str] = {}
    outbox = await world.open()
    outbox.know_by(lambda booking_id: known.get(booking_id, ""))
    changed, same, unheard = [await outbox.submit(confirm(f"bk_{number}")) for number in range(3)]
    known.update(bk_0="CANCELLED", bk_1="PENDING_CONFIRMATION", bk_2="CANCELLED")
    await outbox.reconsider(["bk_0", "bk_1"])
    review = the_change(outbox, changed.op_id)
    assert (review.state, review.error) == (ChangeState.NEEDS_REVIEW, WORDS)
    assert the_change(outbox, same.op_id).state is ChangeState.WAITING
    assert the_change(outbox, unheard.op_id).state is ChangeState.WAITING
    await world.clock.advance(WINDOW)
    assert [call.booking_id for call in world.server.calls] == ["bk_1"]
    assert [row["state"] for row in world.rows()] == ["needs review", "done", "needs review"]


async def test_before_sending_it_is_asked_what_is_known(world: World) -> None:
    """A dialog may have stood open while a refresh came, so that nobody noticed at the time."""
    outbox = await knowing(world, bk_1="CANCELLED")
    change = await outbox.submit(confirm())
    await world.clock.advance(WINDOW)
    assert (the_change(outbox, change.op_id).state, the_change(outbox, change.op_id).error) == (
        ChangeState.NEEDS_REVIEW,
        WORDS,
    )
    assert world.server.calls == []


async def test_even_what_was_wished_is_for_review_when_somebody_else_did_it(world: World) -> None:
    outbox = await knowing(world, bk_1="SCHEDULED")
    change = await outbox.submit(confirm())
    await world.clock.advance(WINDOW)
    assert the_change(outbox, change.op_id).state is ChangeState.NEEDS_REVIEW
    assert world.server.calls == []


async def test_sent_again_by_a_person_who_saw_both_sides_it_goes(world: World) -> None:
    outbox = await knowing(world, bk_1="SCHEDULED")
    change = await outbox.submit(Intent(Verb.CANCEL, "bk_1", "Ada", "PENDING_CONFIRMATION"))
    await world.clock.advance(WINDOW)
    again = await outbox.send_again(change.op_id)
    assert again.prior_status == "SCHEDULED"
    await world.settle()
    assert the_change(outbox, change.op_id).state is ChangeState.DONE
    assert [row["prior_status"] for row in world.rows()] == ["SCHEDULED"]


async def test_creates_and_edits_are_not_judged_by_a_status(world: World) -> None:
    outbox = await knowing(world, bk_1="CANCELLED")
    await outbox.submit(create())
    await outbox.submit(Intent(Verb.EDIT_ATTENDEE, "bk_1", "Ada", "SCHEDULED", {"attendee": {}}, at_once=True))
    await world.settle()
    assert {change.state for change in outbox.changes} == {ChangeState.DONE}


async def test_what_may_have_been_carried_out_says_so(world: World) -> None:
    known = {"bk_1": "PENDING_CONFIRMATION"}
    outbox = await world.open(undo_window=0)
    outbox.know_by(lambda booking_id: known.get(booking_id, ""))
    world.server.faults.extend([Fault(NoAnswer("Reset"), committed=True)])
    world.server.look_faults.append(Unauthorized("Who are you", status=401))
    change = await outbox.submit(confirm())
    await world.clock.advance(59)
    assert the_change(outbox, change.op_id).state is ChangeState.WAITING
    known["bk_1"] = "SCHEDULED"
    await outbox.reconsider(["bk_1"])
    assert the_change(outbox, change.op_id).error.startswith("It may or may not have been carried out")


async def test_where_the_review_cannot_be_written_down_nothing_is_sent_either(world: World) -> None:
    outbox = await knowing(world, bk_1="CANCELLED")
    change = await outbox.submit(confirm())
    with refusing(world, "needs review"):
        await outbox.reconsider(["bk_1"])
    review = the_change(outbox, change.op_id)
    assert review.state is ChangeState.NEEDS_REVIEW
    assert "the next session will show this for review" in review.error
    await world.clock.advance(60)
    assert world.server.calls == []
