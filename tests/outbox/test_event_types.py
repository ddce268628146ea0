"""Changes of event types: sent at once; a create in doubt is a person's, the others are read before they go again."""

from typing import Any

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb
from slatis_tui.errors import Forbidden, NoAnswer, NotFound, RateLimited, SlatisError, Unreachable, ValidationFailed
from slatis_tui.outbox.outbox import JournalOutbox
from tests.outbox.event_type_server import EventTypeServer
from tests.outbox.fakes import Fault
from tests.outbox.world import World, the_change

LOST = NoAnswer("No answer within 20 s")
GONE = NotFound("There is no such thing", status=404, code="not_found")
BODY: dict[str, Any] = {"team_id": "team_01", "name": "Intro", "duration": 30}


@pytest.fixture
def server() -> EventTypeServer:
    """The server of event types."""
    return EventTypeServer()


async def opened(world: World, server: EventTypeServer) -> JournalOutbox:
    """An outbox with an undo window, which changes of event types do not wait for."""
    return await world.open(event_types=server)


async def sent(world: World, outbox: JournalOutbox, intent: Intent, seconds: float = 59) -> Change:
    """The change some time after it was submitted."""
    change = await outbox.submit(intent)
    await world.clock.advance(seconds)
    return the_change(outbox, change.op_id)


def create(**more: Any) -> Intent:
    return Intent(Verb.CREATE_EVENT_TYPE, subject="Intro", body=BODY | more, at_once=True)


def edit(**changed: Any) -> Intent:
    return Intent(Verb.EDIT_EVENT_TYPE, "evt_1", "Call", body=changed, at_once=True)


def delete(event_type_id: str = "evt_1") -> Intent:
    return Intent(Verb.DELETE_EVENT_TYPE, event_type_id, "Call", at_once=True)


async def test_a_create_is_sent_at_once_and_names_what_was_made(world: World, server: EventTypeServer) -> None:
    change = await sent(world, await opened(world, server), create(), seconds=0)
    assert (change.state, change.booking_id, change.request_id) == (ChangeState.DONE, "evt_2", "req_9")
    assert server.event_types["evt_2"]["name"] == "Intro"


async def test_an_update_sends_the_body_and_keeps_the_warning(world: World, server: EventTypeServer) -> None:
    server.warning = "This event type has 3 active bookings."
    outbox = await opened(world, server)
    change = await sent(world, outbox, edit(duration=45), seconds=0)
    assert server.calls[0].body == b'{"duration":45}'
    assert (change.state, change.warning) == (ChangeState.DONE, server.warning)
    assert server.warning in (await outbox.trail(change.op_id))[-1].note


async def test_a_create_in_doubt_is_never_repeated_by_itself(world: World, server: EventTypeServer) -> None:
    outbox = await opened(world, server)
    server.faults.append(Fault(LOST, committed=True))
    change = await sent(world, outbox, create(), seconds=7200)
    assert change.state is ChangeState.NEEDS_REVIEW
    assert "may or may not have been carried out" in change.error
    assert len(server.calls) == 1
    assert await outbox.wanted(change.op_id) == BODY


async def test_the_same_form_is_not_sent_while_its_first_is_in_doubt(world: World, server: EventTypeServer) -> None:
    outbox = await opened(world, server)
    server.faults.append(Fault(LOST, committed=True))
    first = await sent(world, outbox, create())
    with pytest.raises(SlatisError, match="may have been created already"):
        await outbox.submit(create())
    assert (await sent(world, outbox, create(name="Other"), seconds=0)).state is ChangeState.DONE
    await outbox.drop(first.op_id)
    assert (await sent(world, outbox, create(), seconds=0)).state is ChangeState.DONE


async def test_a_person_may_send_it_again(world: World, server: EventTypeServer) -> None:
    outbox = await opened(world, server)
    server.faults.append(Fault(LOST))
    change = await sent(world, outbox, create())
    await outbox.send_again(change.op_id)
    await world.clock.advance(1)
    assert the_change(outbox, change.op_id).state is ChangeState.DONE
    assert server.calls[0] == server.calls[1]


async def test_a_create_that_never_left_goes_again(world: World, server: EventTypeServer) -> None:
    server.faults.append(Fault(Unreachable("No connection")))
    assert (await sent(world, await opened(world, server), create())).state is ChangeState.DONE
    assert len(server.calls) == 2


async def test_two_equal_creates_at_once_are_one(world: World, server: EventTypeServer) -> None:
    outbox = await opened(world, server)
    server.faults.append(Fault(RateLimited("Slow down", retry_after=30.0)))
    first = await sent(world, outbox, create(), seconds=0)
    assert first.state is ChangeState.WAITING
    with pytest.raises(SlatisError, match="Already"):
        await outbox.submit(create())
    await world.clock.advance(31)
    assert the_change(outbox, first.op_id).state is ChangeState.DONE
    assert len(server.calls) == 2


@pytest.mark.parametrize("intent", [edit(duration=45), delete()])
async def test_what_was_carried_out_without_an_answer_is_found_done(
    world: World, server: EventTypeServer, intent: Intent
) -> None:
    server.faults.append(Fault(LOST, committed=True))
    change = await sent(world, await opened(world, server), intent)
    assert change.state is ChangeState.DONE
    assert change.error.startswith("The server shows it")
    assert (len(server.calls), server.looks) == (1, ["evt_1"])


@pytest.mark.parametrize("intent", [edit(duration=45), delete()])
async def test_what_was_not_carried_out_goes_again_once_that_was_read(
    world: World, server: EventTypeServer, intent: Intent
) -> None:
    server.faults.append(Fault(LOST))
    change = await sent(world, await opened(world, server), intent)
    assert (change.state, change.error) == (ChangeState.DONE, "")
    assert (len(server.calls), server.looks) == (2, ["evt_1"])


@pytest.mark.parametrize("intent", [edit(duration=45), delete()])
async def test_as_long_as_it_cannot_be_read_nothing_goes_again(
    world: World, server: EventTypeServer, intent: Intent
) -> None:
    server.faults.append(Fault(LOST))
    server.look_faults.extend(Fault(LOST) for _ in range(9))
    change = await sent(world, await opened(world, server), intent)
    assert change.state is ChangeState.NEEDS_REVIEW
    assert len(server.calls) == 1


async def test_a_delete_in_doubt_of_what_is_gone_is_done(world: World, server: EventTypeServer) -> None:
    server.faults.append(Fault(LOST))
    server.look_faults.append(Fault(GONE))
    change = await sent(world, await opened(world, server), delete())
    assert (change.state, change.error) == (ChangeState.DONE, "It is gone from the server")


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("This key lacks the scope event-types:write", status=403, code="forbidden"),
        ValidationFailed("no", status=400, code="validation_error"),
        GONE,
    ],
)
@pytest.mark.parametrize("intent", [create(), edit(duration=45), delete()])
async def test_a_refusal_ends_it_with_the_servers_words(
    world: World, server: EventTypeServer, intent: Intent, error: Any
) -> None:
    server.faults.append(Fault(error))
    change = await sent(world, await opened(world, server), intent)
    assert change.state is ChangeState.REJECTED
    assert error.message in change.error
    assert "booking" not in change.error
    assert len(server.calls) == 1


async def test_a_session_that_ended_leaves_it_for_review(world: World, server: EventTypeServer) -> None:
    outbox = await opened(world, server)
    server.faults.append(Fault(RateLimited("Slow down", retry_after=30.0)))
    await sent(world, outbox, create(), seconds=0)
    await outbox.close(limit=0)
    again = await world.open(event_types=server)
    (left,) = again.changes
    assert (left.verb, left.state) == (Verb.CREATE_EVENT_TYPE, ChangeState.NEEDS_REVIEW)
    await world.clock.advance(600)
    assert len(server.calls) == 1
