"""Planted bugs: what the random runs must find. A harness that misses one of them proves nothing."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple
from unittest import mock

from slatis_tui.api import _headers, _pacing
from slatis_tui.domain.changes import ChangeState, Verb
from slatis_tui.domain.models import Booking
from slatis_tui.domain.ports import BookingWriter, WriteAnswer
from slatis_tui.errors import ServerFailed, Unauthorized, UnreadableAnswer, ValidationFailed
from slatis_tui.outbox import ages, journal, recovery, rows
from slatis_tui.outbox.journal import Journal
from slatis_tui.outbox.ledger import Ledger
from slatis_tui.outbox.operations import Operation
from tests.faults.judge import Rule, Violation
from tests.faults.run import run_one
from tests.faults.world import BOOKINGS, Disguise
from tests.outbox.fakes import booking


class Writer:
    """A writer that passes on what it is given: the honest half of a bug."""

    def __init__(self, honest: BookingWriter) -> None:
        self.honest = honest

    async def create(self, body: bytes, idempotency_key: str) -> WriteAnswer:
        """Book."""
        return await self.honest.create(body, idempotency_key)

    async def transition(
        self, verb: Verb, booking_id: str, body: bytes = b"", *, within: float | None = None
    ) -> WriteAnswer:
        """Confirm, complete, no-show or cancel."""
        return await self.honest.transition(verb, booking_id, body, within=within)

    async def reschedule(self, booking_id: str, body: bytes) -> WriteAnswer:
        """Move to another time."""
        return await self.honest.reschedule(booking_id, body)

    async def edit_attendee(self, booking_id: str, body: bytes) -> WriteAnswer:
        """Change the attendee's details."""
        return await self.honest.edit_attendee(booking_id, body)


class NewKeyPerTry(Writer):
    """Asks the library for a key with each request."""

    async def create(self, body: bytes, idempotency_key: str) -> WriteAnswer:
        return await self.honest.create(body, str(uuid.uuid4()))


class BodySerialisedAnew(Writer):
    """Keeps the form, and makes the bytes when they are needed."""

    tries = 0

    async def create(self, body: bytes, idempotency_key: str) -> WriteAnswer:
        self.tries += 1
        return await self.honest.create(json.dumps(json.loads(body), indent=self.tries).encode(), idempotency_key)


class FailedMeansFailed(Writer):
    """Takes a 5xx for a no."""

    async def create(self, body: bytes, idempotency_key: str) -> WriteAnswer:
        try:
            return await self.honest.create(body, idempotency_key)
        except ServerFailed as error:
            raise ValidationFailed(error.message, status=error.status) from error


class TwoHundredMeansDone(Writer):
    """Takes a 200 for a yes, whatever is in it."""

    async def create(self, body: bytes, idempotency_key: str) -> WriteAnswer:
        try:
            return await self.honest.create(body, idempotency_key)
        except UnreadableAnswer:
            return WriteAnswer(_made_up("bk_new"))

    async def transition(
        self, verb: Verb, booking_id: str, body: bytes = b"", *, within: float | None = None
    ) -> WriteAnswer:
        try:
            return await self.honest.transition(verb, booking_id, body, within=within)
        except UnreadableAnswer:
            return WriteAnswer(_made_up(booking_id))


class RowForId(Writer):
    """Remembers the row of the table instead of the booking in it; the table moves on."""

    def __init__(self, honest: BookingWriter) -> None:
        super().__init__(honest)
        self._table = list(BOOKINGS)

    async def transition(
        self, verb: Verb, booking_id: str, body: bytes = b"", *, within: float | None = None
    ) -> WriteAnswer:
        row = min(list(BOOKINGS).index(booking_id), len(self._table) - 1)
        answer = await self.honest.transition(verb, self._table[row], body, within=within)
        if len(self._table) > 1:
            del self._table[row]
        return answer


class OneNoIsNotAllNo(Writer):
    """Takes a 401 for a refusal like any other."""

    async def create(self, body: bytes, idempotency_key: str) -> WriteAnswer:
        try:
            return await self.honest.create(body, idempotency_key)
        except Unauthorized as error:
            raise ValidationFailed(error.message, status=401) from error

    async def transition(
        self, verb: Verb, booking_id: str, body: bytes = b"", *, within: float | None = None
    ) -> WriteAnswer:
        try:
            return await self.honest.transition(verb, booking_id, body, within=within)
        except Unauthorized as error:
            raise ValidationFailed(error.message, status=401) from error


def _made_up(booking_id: str) -> Booking:
    return booking(booking_id, "SCHEDULED")


Plant = Callable[[], AbstractContextManager[Disguise | None]]


def _writing(writer: Callable[[BookingWriter], BookingWriter]) -> Plant:
    @contextmanager
    def plant() -> Iterator[Disguise | None]:
        yield writer

    return plant


@contextmanager
def _key_anew_on_recovery() -> Iterator[None]:
    read = rows.to_operation
    with mock.patch.object(rows, "to_operation", lambda row: replace(read(row), idempotency_key=str(uuid.uuid4()))):
        yield


@contextmanager
def _no_time_limit() -> Iterator[None]:
    with mock.patch.object(ages, "KEY_SECONDS", 1e12):
        yield


@contextmanager
def _no_journal() -> Iterator[None]:
    with (
        mock.patch.object(Journal, "add"),
        mock.patch.object(Journal, "move_all", lambda _, moves: [None] * len(moves)),
    ):
        yield


@contextmanager
def _done_before_it_is_written() -> Iterator[None]:
    honest = Ledger.move

    async def move(self: Ledger, operation: Operation, now: float, booking: Booking | None = None) -> None:
        if operation.state is ChangeState.DONE:
            self.show(operation, booking)
        await honest(self, operation, now, booking)

    with mock.patch.object(Ledger, "move", move):
        yield


@contextmanager
def _blind_replay_after_restart() -> Iterator[None]:
    honest = recovery.taken_over

    def taken_over(left: Operation, now: float, was_set_back: bool) -> Operation:
        if left.state is not ChangeState.SENDING or left.change.verb is Verb.CREATE:
            return honest(left, now, was_set_back)
        return replace(left, in_doubt=True, begun_at=now, change=replace(left.change, due_at=now))

    with mock.patch.object(journal, "taken_over", taken_over):
        yield


@contextmanager
def _half_the_wait() -> Iterator[None]:
    asked = _headers.asked_to_wait

    def half(headers: Mapping[str, str], now: float) -> float | None:
        wait = asked(headers, now)
        return wait and wait / 2

    with mock.patch.object(_pacing, "asked_to_wait", half):
        yield


@dataclass(frozen=True)
class Mutant:
    """A bug, and the rules of which it breaks at least one."""

    name: str
    plant: Plant
    rules: frozenset[Rule]


def _mutant(name: str, plant: Plant, *rules: Rule) -> Mutant:
    return Mutant(name, plant, frozenset(rules))


MUTANTS = (
    _mutant("new key per try", _writing(NewKeyPerTry), Rule.KEY, Rule.DUPLICATE),
    _mutant("re-key on recovery", _key_anew_on_recovery, Rule.KEY, Rule.DUPLICATE),
    _mutant("5xx taken as failure", _writing(FailedMeansFailed), Rule.LOSS),
    _mutant("time limit ignored", _no_time_limit, Rule.DUPLICATE),
    _mutant("no journal", _no_journal, Rule.LOSS),
    _mutant("garbled taken as done", _writing(TwoHundredMeansDone), Rule.PHANTOM),
    _mutant("body re-serialised", _writing(BodySerialisedAnew), Rule.KEY),
    _mutant("done before commit", _done_before_it_is_written, Rule.LOSS),
    _mutant("blind replay after restart", _blind_replay_after_restart, Rule.BLIND, Rule.OVERWRITE),
    _mutant("row index for id", _writing(RowForId), Rule.WRONG_BOOKING),
    _mutant("Retry-After undercut", _half_the_wait, Rule.RETRY_AFTER),
    _mutant("sending on after 401", _writing(OneNoIsNotAllNo), Rule.AFTER_401),
)


class Hunt(NamedTuple):
    """How the search for a planted bug went."""

    mutant: Mutant
    seed: int | None = None
    """The first seed that found it; None where none did."""
    violation: Violation | None = None
    """What it broke there."""


def hunt(mutant: Mutant, seeds: range) -> Hunt:
    """Look for the bug with these seeds, one after the other."""
    with mutant.plant() as disguise:
        for seed in seeds:
            for violation in run_one(seed, disguise).violations:
                if violation.rule in mutant.rules:
                    return Hunt(mutant, seed, violation)
    return Hunt(mutant)
