"""Any order of presses, faults, restarts and passing time: nothing twice, nothing lost, every end visible."""

import asyncio
import json
import tempfile
from collections import Counter, deque
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb
from slatis_tui.errors import (
    ApiError,
    Conflict,
    NoAnswer,
    RateLimited,
    ServerFailed,
    SlatisError,
    Unauthorized,
    Unreachable,
    UnreadableAnswer,
)
from slatis_tui.outbox.outbox import JournalOutbox
from tests.outbox.fakes import Call, Fault
from tests.outbox.world import World, create

T = TypeVar("T")
REFUSALS: list[ApiError] = [
    Conflict("It is cancelled", status=409),
    RateLimited("Slow down", retry_after=7),
    RateLimited("Slow down", retry_after=100),
    RateLimited("Slow down", retry_after=90_000),
    Unreachable("No connection"),
]
LOSSES: list[ApiError] = [
    NoAnswer("Reset"),
    UnreadableAnswer("Not a Slatis answer", status=200),
    ServerFailed("It broke", status=503),
]
FAULTS = st.one_of(
    st.sampled_from([Fault(error) for error in REFUSALS]),
    st.sampled_from([Fault(error, committed) for error in LOSSES for committed in (True, False)]),
)
EXCHANGES = st.one_of(
    st.just([None]),
    st.lists(st.one_of(FAULTS, st.none()), min_size=1, max_size=4),
    st.builds(lambda first, again, times: [first, *[again] * times], FAULTS, FAULTS, st.integers(0, 5)),
    st.just([Fault(Unauthorized("Who are you", status=401))]),
)
"""What becomes of the next requests."""
BOOKINGS = st.sampled_from(["bk_1", "bk_2", "bk_3"])
VERBS = st.sampled_from([Verb.CONFIRM, Verb.CANCEL, Verb.RESCHEDULE])
STATUSES = st.sampled_from(["CANCELLED", "COMPLETED"])
SLEEPS = st.sampled_from([600.0, 20 * 3600.0, 25 * 3600.0])
DAY = 24 * 3600
FORMS = st.sampled_from([create(), create(assign_to="mem_1")])
MAY_GO_AGAIN = (ChangeState.REJECTED, ChangeState.NEEDS_REVIEW)
MOST_CHANGES = 12


class Consoles(RuleBasedStateMachine):
    """One console after another on one journal, with a server that fails as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.world = World(Path(self.folder.name))
        self.requests = self.world.server.calls
        self.marks: dict[str, bytes] = {}
        """Operation id → what the bodies of its requests hold and no others do."""
        self.forms: dict[str, Intent] = {}
        self.overtaken: dict[str, int] = {}
        """Operation id → requests it had had, one lost, when a colleague decided otherwise."""

    def run(self, step: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(step)

    @initialize()
    def start(self) -> None:
        self.outbox: JournalOutbox = self.run(self.world.open())

    @rule(verb=VERBS, booking_id=BOOKINGS, at_once=st.booleans(), exchanges=EXCHANGES)
    @precondition(lambda self: len(self.marks) < MOST_CHANGES)
    def decide(self, verb: Verb, booking_id: str, at_once: bool, exchanges: list[Fault | None]) -> None:
        self.world.server.faults = deque(exchanges)
        mark = f"no. {len(self.marks)}."
        seen = self.world.server.bookings.get(booking_id, "PENDING_CONFIRMATION")
        self.submit(Intent(verb, booking_id, "Ada", seen, {"reason": mark}, at_once), mark)

    @rule(form=FORMS, exchanges=EXCHANGES)
    @precondition(lambda self: len(self.marks) < MOST_CHANGES)
    def book(self, form: Intent, exchanges: list[Fault | None]) -> None:
        self.world.server.faults = deque(exchanges)
        ended = [change.op_id for change in self.outbox.changes if change.state in MAY_GO_AGAIN]
        earlier = {op_id for op_id in ended if self.forms.get(op_id) == form}
        change = self.submit(form)
        if change:
            assert change.op_id in earlier or not earlier, "another key for the same form"
            self.forms[change.op_id] = form

    @rule(booking_id=BOOKINGS, status=STATUSES)
    def let_a_colleague_decide(self, booking_id: str, status: str) -> None:
        self.world.server.bookings[booking_id] = status
        for change in self.outbox.changes:
            lost = any(self.marks[change.op_id] in call.body for call in self.world.server.lost)
            if change.booking_id == booking_id and change.verb is not Verb.CREATE and lost:
                self.overtaken[change.op_id] = self.requests_of(change)

    @rule(seconds=SLEEPS)
    def let_the_machine_sleep(self, seconds: float) -> None:
        """Timers end when it wakes; a server forgets keys after a day."""
        waiting = {
            change.op_id: self.requests_of(change)
            for change in self.outbox.changes
            if change.state is ChangeState.WAITING and change.due_at > self.world.clock.now()
        }
        self.world.clock.jump(seconds)
        if seconds > DAY:
            self.world.server.forget_keys()
        self.run(self.world.clock.advance(1))
        for change in self.outbox.changes:
            assert waiting.get(change.op_id) in (None, self.requests_of(change)), "sent long after its time"

    def submit(self, intent: Intent, mark: str = "") -> Change | None:
        open_before = [change for change in self.outbox.changes if change.state.is_open]
        try:
            change = self.run(self.outbox.submit(intent))
        except SlatisError as error:
            if "23 h" in error.message:
                return None
            same = [change for change in open_before if change.booking_id == intent.booking_id]
            assert same, "refused without a change that stands in its way"
            return None
        assert change.state is ChangeState.WAITING
        self.marks[change.op_id] = (mark or change.op_id).encode()
        self.run(self.world.settle())
        return change

    @rule(seconds=st.floats(0.1, 5))
    def let_a_moment_pass(self, seconds: float) -> None:
        self.run(self.world.clock.advance(seconds))

    @rule(seconds=st.floats(5, 60))
    def let_time_pass(self, seconds: float) -> None:
        self.run(self.world.clock.advance(seconds))

    @rule()
    def recall(self) -> None:
        recalled = self.run(self.outbox.recall())
        if recalled:
            assert recalled.state is ChangeState.RECALLED
            assert not any(self.marks[recalled.op_id] in call.body for call in self.requests)

    @rule()
    def send_again(self) -> None:
        for change in self.outbox.changes:
            if change.state is ChangeState.NEEDS_REVIEW:
                self.overtaken.pop(change.op_id, None)
                with suppress(SlatisError):
                    self.run(self.outbox.send_again(change.op_id))
                self.run(self.world.settle())
                return

    @rule()
    def let_go(self) -> None:
        for change in self.outbox.changes:
            if change.state is ChangeState.NEEDS_REVIEW:
                requests = len(self.requests)
                assert self.run(self.outbox.drop(change.op_id)).state is ChangeState.DROPPED
                assert len(self.requests) == requests
                return

    @rule()
    def drop(self) -> None:
        self.run(self.outbox.drop_waiting())
        assert not [change for change in self.outbox.changes if change.state is ChangeState.WAITING]

    @rule()
    def keep_answers_back(self) -> None:
        self.world.server.gate = self.world.server.gate or asyncio.Event()

    @rule()
    def let_answers_through(self) -> None:
        gate, self.world.server.gate = self.world.server.gate, None
        if gate:
            gate.set()
        self.run(self.world.settle())

    @rule()
    def restart(self) -> None:
        """Another session; answers that were kept back never arrive."""
        before = {change.op_id: change for change in self.outbox.changes}
        self.run(self.outbox.close(limit=0))
        requests = list(self.requests)
        self.world.server.calls_when_rejected = None
        self.outbox = self.run(self.world.open())
        self.run(self.world.settle())
        again = self.requests[len(requests) :]
        assert all(call.verb is Verb.CREATE and call in requests for call in again), "sent by itself after a restart"
        shown = {change.op_id: change for change in self.outbox.changes}
        assert set(shown) == {
            op_id
            for op_id, change in before.items()
            if change.state.is_open or change.state is ChangeState.NEEDS_REVIEW
        }
        for op_id, change in shown.items():
            assert change.state is ChangeState.NEEDS_REVIEW or before[op_id].verb is Verb.CREATE

    def requests_of(self, change: Change) -> int:
        return sum(self.marks[change.op_id] in call.body for call in self.requests)

    def was_carried_out(self, change: Change) -> bool:
        return any(self.marks[change.op_id] in call.body for call in self.world.server.carried_out)

    @invariant()
    def what_is_said_to_have_come_of_a_change_is_true(self) -> None:
        for change in self.outbox.changes:
            if change.state is ChangeState.DONE:
                assert self.was_carried_out(change) or change.error.startswith(
                    ("The server shows it", "It was already")
                )
            if change.state in (ChangeState.RECALLED, ChangeState.REJECTED) or "was not sent" in change.error:
                assert not self.was_carried_out(change)

    @invariant()
    def nothing_is_sent_over_what_a_colleague_decided(self) -> None:
        for change in self.outbox.changes:
            assert self.overtaken.get(change.op_id, 99) >= self.requests_of(change)

    @invariant()
    def nothing_is_sent_with_a_rejected_key(self) -> None:
        assert self.world.server.calls_when_rejected in (None, len(self.requests))

    @invariant()
    def a_create_always_goes_with_the_same_key_and_bytes(self) -> None:
        sent: dict[str, set[Call]] = {}
        for call in self.requests:
            if call.verb is Verb.CREATE:
                sent.setdefault(json.loads(call.body)["metadata"]["client_ref"], set()).add(call)
        assert all(len(calls) == 1 for calls in sent.values())
        assert len({call.key for calls in sent.values() for call in calls}) == len(sent)

    @invariant()
    def an_operation_makes_at_most_one_booking(self) -> None:
        bookings = [*self.world.server.created.values(), *self.world.server.forgotten]
        made = Counter(json.loads(body)["metadata"]["client_ref"] for body, _ in bookings)
        assert all(count == 1 for count in made.values())

    @invariant()
    def done_comes_with_the_booking(self) -> None:
        for news in self.world.news:
            if news.change.state is ChangeState.DONE:
                assert news.booking is not None
                assert news.booking.id == news.change.booking_id or news.change.verb is Verb.RESCHEDULE

    @invariant()
    def the_journal_knows_every_change_and_the_state_that_is_shown(self) -> None:
        written = {row["op_id"]: row["state"] for row in self.world.rows()}
        assert set(self.marks) == set(written)
        assert {change.op_id: change.state for change in self.outbox.changes}.items() <= written.items()

    def teardown(self) -> None:
        """With a good server and time enough everything ends, and visibly; held by a rejected key, it is shown."""
        try:
            if hasattr(self, "outbox"):
                self.world.server.faults.clear()
                self.let_answers_through()
                self.run(self.world.clock.advance(1300))
                still_open = [change for change in self.outbox.changes if change.state.is_open]
                assert not still_open or self.outbox.trouble == "key rejected"
                self.run(self.world.close())
        finally:
            self.loop.close()
            self.folder.cleanup()


TestConsoles = Consoles.TestCase
TestConsoles.settings = settings(
    max_examples=60, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
