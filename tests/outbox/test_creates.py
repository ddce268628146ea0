"""One key per body: the same bytes always go with the same key."""

import asyncio
import json
from types import MappingProxyType

import pytest

from slatis_tui.domain.changes import ChangeState
from slatis_tui.errors import ApiError, NoAnswer, SlatisError, ValidationFailed
from slatis_tui.outbox.bodies import canonical, form_hash, with_reference
from tests.outbox.fakes import Fault
from tests.outbox.world import FORM, World, confirm, create, the_change

REFUSED = ValidationFailed("Wrong", status=400, code="validation_error")
LOST = NoAnswer("Reset")


async def test_key_and_bytes_are_on_disk_before_the_first_request(world: World) -> None:
    outbox = await world.open()
    seen: list[tuple[str, bytes, str]] = []
    world.server.before_answer = lambda call: seen.extend(
        (row["idempotency_key"], row["body"], row["state"]) for row in world.rows()
    )
    change = await outbox.submit(create())
    await world.settle()
    (call,) = world.server.calls
    assert seen == [(call.key, call.body, "sending")]
    assert 0 < len(call.key) <= 255
    assert json.loads(call.body) == {**FORM, "metadata": {"client_ref": change.op_id}}


async def test_the_reference_joins_the_metadata_of_the_form(world: World) -> None:
    outbox = await world.open()
    await outbox.submit(create(metadata={"crm": "42"}))
    await world.settle()
    assert set(json.loads(world.server.calls[0].body)["metadata"]) == {"crm", "client_ref"}


@pytest.mark.parametrize(("error", "rounds"), [(REFUSED, 1), (LOST, 5)], ids=["rejected", "needs review"])
async def test_the_same_form_again_is_the_same_operation(world: World, error: ApiError, rounds: int) -> None:
    outbox = await world.open()
    world.server.faults.extend([Fault(error)] * rounds)
    first = await outbox.submit(create())
    await world.clock.advance(20)
    if error is LOST:
        await outbox.drop(first.op_id)
    ended = the_change(outbox, first.op_id)
    assert ended.state is (ChangeState.NEEDS_REVIEW if error is LOST else ChangeState.REJECTED)
    again = await outbox.submit(create())
    assert again.op_id == first.op_id
    assert (again.state, again.error) == (ChangeState.WAITING, "")
    await world.settle()
    assert the_change(outbox, first.op_id).state is ChangeState.DONE
    assert len(outbox.changes) == 1
    assert len(set(world.server.calls)) == 1


async def test_a_create_that_had_been_made_after_all_is_told_as_a_replay(world: World) -> None:
    outbox = await world.open()
    world.server.faults.extend([Fault(LOST, committed=True), *[Fault(LOST)] * 4])
    change = await outbox.submit(create())
    await world.clock.advance(20)
    await outbox.drop(change.op_id)
    await outbox.submit(create())
    await world.settle()
    done = the_change(outbox, change.op_id)
    assert (done.state, done.replayed, done.booking_id) == (ChangeState.DONE, True, "bk_new_1")
    assert len(world.server.created) == 1


async def test_a_changed_form_is_another_operation_with_another_key(world: World) -> None:
    outbox = await world.open()
    world.server.faults.append(Fault(REFUSED))
    first = await outbox.submit(create())
    await world.settle()
    second = await outbox.submit(create(custom_fields={"company": "Analytical Engines"}))
    await world.settle()
    assert second.op_id != first.op_id
    assert len({call.key for call in world.server.calls}) == 2
    assert the_change(outbox, first.op_id).state is ChangeState.REJECTED


async def test_a_form_that_was_booked_can_be_booked_anew(world: World) -> None:
    outbox = await world.open()
    await outbox.submit(create())
    await world.settle()
    await outbox.submit(create())
    await world.settle()
    assert len(world.server.created) == 2


async def test_a_second_press_of_the_button_books_nothing_more(world: World) -> None:
    outbox = await world.open()
    world.server.gate = asyncio.Event()
    await outbox.submit(create())
    with pytest.raises(SlatisError, match="Already"):
        await outbox.submit(create())
    world.server.gate.set()
    await world.settle()
    assert len(world.server.created) == len(outbox.changes) == 1


async def test_two_presses_after_a_refusal_send_it_once(world: World) -> None:
    outbox = await world.open()
    world.server.faults.append(Fault(REFUSED))
    await outbox.submit(create())
    await world.settle()
    results = await asyncio.gather(outbox.submit(create()), outbox.submit(create()), return_exceptions=True)
    await world.settle()
    (refused,) = [result for result in results if isinstance(result, SlatisError)]
    assert refused.message.startswith("Already")
    assert len(world.server.calls) == 2
    assert len(outbox.changes) == 1
    assert outbox.trouble == ""


async def test_a_create_does_not_stand_in_the_way_of_other_changes(world: World) -> None:
    outbox = await world.open()
    world.server.gate = asyncio.Event()
    await outbox.submit(create())
    await outbox.submit(create(assign_to="mem_1"))
    await outbox.submit(confirm(at_once=True))
    world.server.gate.set()
    await world.settle()
    assert {change.state for change in outbox.changes} == {ChangeState.DONE}


def test_equal_objects_are_equal_bytes() -> None:
    assert canonical({"b": 1, "a": "é\ud800"}) == canonical(MappingProxyType({"a": "é\ud800", "b": 1}))
    assert canonical({"a": MappingProxyType({"b": (1, 2)})}) == b'{"a":{"b":[1,2]}}'
    assert canonical({}) == b""


def test_a_number_that_json_cannot_say_is_not_sent() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical({"n": float("nan")})


def test_forms_are_the_same_whatever_reference_they_carry() -> None:
    assert form_hash(FORM) == form_hash(with_reference(FORM, "op-1")) == form_hash(with_reference(FORM, "op-2"))
    assert form_hash(FORM) != form_hash({**FORM, "metadata": {"crm": "42"}})
