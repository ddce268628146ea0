"""A time that was taken meanwhile: back to the grid at its day, with everything typed kept."""

from dataclasses import replace
from typing import Any

import pytest

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.clashes import is_time_refused
from tests.tui.booking_form_fakes import FakeServices
from tests.tui.booking_form_story import INTRO, slots, story


def refused(**words: Any) -> Change:
    return Change("op", Verb.CREATE, "", "Jane", "", ChangeState.REJECTED, 0, 0, **words)


@pytest.mark.parametrize(
    ("words", "is_about_the_time"),
    [
        ({"refused_status": 409, "refused_code": "conflict"}, True),
        ({"refused_status": 409}, True),
        ({"refused_status": 422, "refused_code": "slot_unavailable"}, True),
        ({"refused_status": 400, "problems": (("requested_time", "is taken"),)}, True),
        ({"refused_status": 400, "problems": (("body.requested_time", "is taken"),)}, True),
        ({"refused_status": 400, "problems": (("attendee.email", "is bad"),)}, False),
        ({"refused_status": 409, "refused_code": "idempotency_conflict"}, False),
        ({"refused_status": 403, "refused_code": "forbidden"}, False),
    ],
)
def test_which_refusals_are_about_the_time(words: dict[str, Any], is_about_the_time: bool) -> None:
    assert is_time_refused(refused(**words)) is is_about_the_time


async def test_a_conflict_comes_back_to_the_grid_with_the_neighbours_and_keeps_what_was_typed() -> None:
    free = slots("2026-11-23T12:00Z", "2026-11-23T12:30Z", "2026-11-23T13:30Z", "2026-11-24T08:00Z")
    services = FakeServices([INTRO], free)
    async with story(chosen="evt_intro", services=services) as form:
        await form.sees("Company *", "Mon 23 Nov 2026 13:00 CET")
        await form.go_to("when")
        await form.type("mon 13:30")
        await form.fill_in_attendee()
        await form.go_to("field-0")
        await form.type("Acme")
        await form.create()
        await form.sent()
        services.reader.slots = [free[0], *free[2:]]
        change = services.outbox.changes[-1]
        services.outbox.tell(
            replace(change, state=ChangeState.REJECTED, error="conflict: Nobody is free (409, req_9)",
                    refused_status=409, refused_code="conflict")
        )  # fmt: skip
        await form.sees("conflict: Nobody is free (409, req_9)", "Enter takes it")
        await form.sees("taken; free around it: Mon 23 Nov 13:00 CET and Mon 23 Nov 14:30 CET")
        assert ("2026-11-23", "2026-11-23") in [(str(first), str(last)) for _, first, last in services.reader.asked]
        await form.press("down", "enter")
        await form.sees("2026-11-23 14:30")
        await form.sees_not("taken; free around it")
        await form.create()
        await form.until(lambda: len(services.outbox.intents) == 2, "a second create")
        assert form.body["requested_time"] == "2026-11-23T13:30:00Z"
        assert form.body["attendee"]["name"] == "Jane Smith"
        assert form.body["custom_fields"] == {"k0": "Acme"}
