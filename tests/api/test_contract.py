"""Every method of the client against the embedded Slatis, over a real socket.

The sandbox was written from the vendor's pages on its own, so what one side misread shows here.
"""

import json
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from slatis_tui.api.client import SlatisClient
from slatis_tui.domain.changes import Verb
from slatis_tui.domain.instants import to_wire
from slatis_tui.domain.models import Booking, BookingQuery, BookingRow, Slot, Status
from slatis_tui.errors import Conflict, NotAllowedHere, NotFound, RateLimited, Unauthorized, ValidationFailed
from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.sandbox.options import SandboxOptions
from tests.support.sandbox import running_sandbox

QUICK = "evt_04question"
"""An event type of the sandbox's company without custom fields."""
WORKSHOP = "evt_03workshop"
"""One with a field of every type."""
CONSULTATION = "evt_06architecture"
"""One that requires confirmation."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxAddress]:
    """A sandbox for all tests of this file."""
    with running_sandbox(SandboxOptions(bookings=250, rate=0)) as address:
        yield address


@pytest.fixture
async def client(sandbox: SandboxAddress) -> AsyncIterator[SlatisClient]:
    """A client with the secret key."""
    async with SlatisClient(sandbox.base_url, sandbox.secret_key, clock=time.time) as opened:
        yield opened


async def every_row(client: SlatisClient, query: BookingQuery) -> list[BookingRow]:
    """The whole list, page after page."""
    rows: list[BookingRow] = []
    cursor: str | None = None
    while True:
        found = await client.list_bookings(query, cursor)
        assert not found.warning
        rows += found.rows
        cursor = found.next_cursor
        if cursor is None:
            return rows


async def free(client: SlatisClient, event_type_id: str) -> Slot:
    """A free slot of that event type, well ahead."""
    today = datetime.now(UTC).date()
    slots = await client.free_slots(event_type_id, today + timedelta(days=3), today + timedelta(days=12), "UTC")
    assert slots == sorted(slots)
    return slots[len(slots) // 2]


def form(event_type_id: str, slot: Slot, **rest: Any) -> bytes:
    """The body of a create."""
    attendee = {"name": "Jane Smith", "email": "jane@example.com", "timezone": "America/New_York"}
    body = {"event_type_id": event_type_id, "requested_time": to_wire(slot.start), "attendee": attendee}
    return json.dumps(body | rest).encode()


async def booked(client: SlatisClient, event_type_id: str, key: str, **rest: Any) -> Booking:
    """A booking that has left DRAFT."""
    made = (await client.create(form(event_type_id, await free(client, event_type_id), **rest), key)).booking
    while made.row.status == Status.DRAFT:
        made = await client.get_booking(made.id)
    return made


async def test_every_booking_is_listed_once_and_readable(client: SlatisClient) -> None:
    rows = await every_row(client, BookingQuery())
    assert len({row.id for row in rows}) == len(rows) >= 250
    assert not [row for row in rows if row.problem]
    assert {row.status for row in rows} >= Status.KNOWN - {Status.DRAFT}
    assert all(row.start and row.end and row.start < row.end and row.name and row.email for row in rows)
    assert len({row.timezone for row in rows}) > 5


async def test_every_filter_filters(client: SlatisClient) -> None:
    rows = await every_row(client, BookingQuery())
    some = next(row for row in rows if row.assigned_to_id)
    by = {
        BookingQuery(status=some.status, limit=7): {row.id for row in rows if row.status == some.status},
        BookingQuery(event_type_id=some.event_type_id): {
            row.id for row in rows if row.event_type_id == some.event_type_id
        },
        BookingQuery(assigned_to_id=some.assigned_to_id): {
            row.id for row in rows if row.assigned_to_id == some.assigned_to_id
        },
        BookingQuery(attendee_email=some.email): {row.id for row in rows if row.email == some.email},
        BookingQuery(start_date=some.start, end_date=some.start): {row.id for row in rows if row.start == some.start},
    }
    for query, expected in by.items():
        assert {row.id for row in await every_row(client, query)} == expected != set()


async def test_a_row_opens_to_what_a_get_answers(client: SlatisClient) -> None:
    for row in (await client.list_bookings(BookingQuery(status=Status.COMPLETED))).rows[:3]:
        assert row.whole().document == (await client.get_booking(row.id)).document


async def test_event_types_have_their_fields_when_asked_for_alone(client: SlatisClient) -> None:
    listed = await client.list_event_types()
    assert [event_type.name for event_type in listed] == sorted(event_type.name for event_type in listed)
    assert all(event_type.fields is None and event_type.duration for event_type in listed)
    workshop = await client.get_event_type(WORKSHOP)
    assert workshop.fields == await client.get_fields(WORKSHOP)
    assert len(workshop.fields or ()) == 12
    assert (await client.get_event_type(QUICK)).fields == ()
    assert (await client.get_event_type(CONSULTATION)).requires_confirmation


async def test_members_are_listed_and_found(client: SlatisClient) -> None:
    members = await client.list_members()
    assert len(members) >= 5
    assert await client.get_member(members[0].id) == members[0]
    assert all(member.name and member.email and member.team_name for member in members)


async def test_a_create_books_once_however_often_it_is_sent(client: SlatisClient) -> None:
    body = form(QUICK, await free(client, QUICK), metadata={"client_ref": "once"})
    first, again = await client.create(body, "contract-once"), await client.create(body, "contract-once")
    assert (first.replayed, again.replayed) == (False, True)
    assert first.booking.document == again.booking.document
    assert first.booking.metadata == {"client_ref": "once"}
    assert first.request_id != again.request_id != ""


async def test_custom_answers_come_back_and_unknown_keys_do_not(client: SlatisClient) -> None:
    answers = {"company": "Acme", "nda": True, "unheard_of": "x"}
    made = await booked(client, CONSULTATION, "contract-answers", custom_fields=answers)
    assert made.custom_fields == {"company": "Acme", "nda": True}
    assert made.row.search.split("\n")[3:] == ["acme", "yes"]


async def test_a_pending_booking_is_confirmed_completed_and_both_again(client: SlatisClient) -> None:
    made = await booked(client, CONSULTATION, "contract-confirm", custom_fields={"company": "Acme", "nda": True})
    assert made.row.status == Status.PENDING_CONFIRMATION
    for verb, status in ((Verb.CONFIRM, Status.SCHEDULED), (Verb.COMPLETE, Status.COMPLETED)):
        for _ in range(2):
            answer = await client.transition(verb, made.id)
            assert (answer.booking.id, answer.booking.row.status) == (made.id, status)
    with pytest.raises(Conflict) as caught:
        await client.transition(Verb.CANCEL, made.id)
    assert caught.value.code
    assert caught.value.request_id


async def test_a_booking_is_cancelled_with_a_reason_or_missed(client: SlatisClient) -> None:
    for verb, status, body in (
        (Verb.CANCEL, Status.CANCELLED, b'{"reason": "ill"}'),
        (Verb.NO_SHOW, Status.NO_SHOW, b""),
    ):
        made = await booked(client, QUICK, f"contract-{verb}")
        assert (await client.transition(verb, made.id, body)).booking.row.status == status


async def test_a_rescheduled_booking_is_a_new_one(client: SlatisClient) -> None:
    made = await booked(client, QUICK, "contract-reschedule")
    slot = await free(client, QUICK)
    moved = (await client.reschedule(made.id, json.dumps({"requested_time": to_wire(slot.start)}).encode())).booking
    assert (moved.id != made.id, moved.row.start, moved.row.status) == (True, slot.start, Status.RESCHEDULED)
    assert (await client.get_booking(made.id)).row.status == Status.CANCELLED


async def test_the_attendee_is_edited(client: SlatisClient) -> None:
    made = await booked(client, QUICK, "contract-edit")
    edited = await client.edit_attendee(made.id, b'{"attendee": {"name": "Ada Lovelace"}}')
    assert (edited.booking.attendee.name, edited.booking.attendee.email) == ("Ada Lovelace", "jane@example.com")


async def test_a_missing_answer_is_refused_by_its_field(client: SlatisClient) -> None:
    with pytest.raises(ValidationFailed) as caught:
        await client.create(form(CONSULTATION, await free(client, CONSULTATION)), "contract-missing")
    assert caught.value.code == "validation_error"
    assert "company" in " ".join(problem.field for problem in caught.value.details)


async def test_what_is_not_there_is_not_found(client: SlatisClient) -> None:
    with pytest.raises(NotFound):
        await client.get_booking("bkg_nowhere")
    with pytest.raises(NotFound):
        await client.get_event_type("evt_nowhere")
    with pytest.raises(NotFound):
        await client.transition(Verb.CONFIRM, "../event-types")


async def test_a_wrong_key_is_rejected(sandbox: SandboxAddress) -> None:
    async with SlatisClient(sandbox.base_url, "sk_test_nobodys_key", clock=time.time) as client:
        with pytest.raises(Unauthorized):
            await client.list_event_types()


async def test_a_public_key_books_and_reads_its_own(sandbox: SandboxAddress) -> None:
    async with SlatisClient(sandbox.base_url, sandbox.public_key, clock=time.time) as client:
        assert await client.list_event_types()
        assert await client.list_members()
        made = await booked(client, QUICK, "contract-public")
        assert (await client.get_booking(made.id)).id == made.id
        with pytest.raises(NotAllowedHere):
            await client.transition(Verb.CANCEL, made.id)


async def test_the_rate_limit_is_seen_coming_and_waited_for() -> None:
    """Five requests a minute: the sixth waits for the window's end, and a second client that does not is refused."""
    waited: list[float] = []

    class OutOfPatience(Exception):
        """Ends the wait: the test need not sit it through."""

    async def impatient(seconds: float) -> None:
        waited.append(seconds)
        raise OutOfPatience

    with running_sandbox(SandboxOptions(bookings=10, rate=5)) as address:
        options: dict[str, Any] = {"clock": time.time, "sleep": impatient}
        async with (
            SlatisClient(address.base_url, address.secret_key, **options) as client,
            SlatisClient(address.base_url, address.secret_key, **options) as other,
        ):
            for _ in range(5):
                await client.list_bookings(BookingQuery())
            assert client.link.rate is not None
            assert (client.link.rate.limit, client.link.rate.remaining) == (5, 0)
            with pytest.raises(OutOfPatience):
                await client.list_bookings(BookingQuery())
            with pytest.raises(RateLimited) as caught:
                await other.transition(Verb.CONFIRM, "bkg_1")
            assert 0 < (caught.value.retry_after or 0) <= 60
            assert other.link.blocked_until > time.time()
    assert 0 < waited[0] <= 30
