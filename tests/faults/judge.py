"""The rules: what the consoles said, held against what happened at the server."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from slatis_tui.domain.changes import ChangeState, Verb
from tests.faults.console import KEY
from tests.faults.ledger import TARGET, Arrival, Ledger
from tests.faults.story import Saying, Story, Tale

_NEVER = float("inf")
_DEFINITE = (200, 201, 400, 401, 403, 404, 409, 422, 429)
_BLIND_AFTER = 60.0


class Rule(StrEnum):
    """What must never happen."""

    DUPLICATE = "duplicate"
    LOSS = "loss"
    PHANTOM = "phantom"
    SILENT_END = "silent end"
    KEY = "key and bytes"
    AFTER_401 = "sent after 401"
    RETRY_AFTER = "Retry-After undercut"
    DOUBLE = "sent by two"
    BLIND = "repeated blindly"
    FOREIGN_KEY = "sent with another key"
    OVERWRITE = "a colleague overwritten"
    WRONG_BOOKING = "wrong booking"
    CRASH = "crash"


class Violation(NamedTuple):
    """One rule that was broken, and how."""

    rule: Rule
    how: str


@dataclass(frozen=True)
class Grace:
    """What is forgiven because nobody could know better."""

    in_flight: float = 0.001
    """Seconds within which a request may still arrive that had left before an answer was read: none in virtual time."""


NO_GRACE = Grace()


def judge(ledger: Ledger, story: Story, journal: Path, grace: Grace = NO_GRACE) -> list[Violation]:
    """Everything that was wrong in a run; empty if nothing was."""
    return [*judge_so_far(ledger, story, grace), *_ends(ledger, story, journal)]


def judge_so_far(ledger: Ledger, story: Story, grace: Grace = NO_GRACE) -> list[Violation]:
    """The same while much is still under way."""
    found = [Violation(Rule.CRASH, crash) for crash in story.crashes]
    found += _bookings(ledger, story)
    found += _keys(ledger)
    found += _silence(ledger, story, grace.in_flight)
    found += _owners(ledger, story)
    found += _transitions(ledger, story)
    for op_id, tale in story.tales.items():
        found += _sayings(ledger, op_id, tale)
    return found


def _bookings(ledger: Ledger, story: Story) -> Iterator[Violation]:
    """One wish, one booking."""
    for wish in story.wishes:
        if wish.intent.verb is Verb.CREATE:
            made = [each["id"] for each in ledger.bookings.values() if each["attendee"].get("email") == wish.mark]
            if len(made) > 1:
                yield Violation(Rule.DUPLICATE, f"{wish.mark} was booked as {made}")


def _keys(ledger: Ledger) -> Iterator[Violation]:
    """The same key, the same bytes; the same operation, the same key."""
    bodies: dict[str, set[bytes]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    for arrival in ledger.arrivals:
        if arrival.whole and arrival.authorization != f"Bearer {KEY}":
            yield Violation(Rule.FOREIGN_KEY, f"no. {arrival.number}")
        if arrival.verb is Verb.CREATE:
            bodies[arrival.key].add(arrival.body)
            keys[arrival.mark].add(arrival.key)
    yield from (
        Violation(Rule.KEY, f"key {key} came with other bytes") for key, said in bodies.items() if len(said) > 1
    )
    yield from (Violation(Rule.KEY, f"{op_id} came with keys {used}") for op_id, used in keys.items() if len(used) > 1)
    if "" in bodies:
        yield Violation(Rule.KEY, "a create came without a key")


def _silence(ledger: Ledger, story: Story, in_flight: float) -> Iterator[Violation]:
    """Nothing is sent after a 401, nothing before the time that a 429 asked for, and not the same after a 503's."""
    for said in ledger.arrivals:
        if said.ended_at is None or said.answered not in (401, 429, 503):
            continue
        later = [
            each for each in ledger.arrivals if each.console == said.console and each.at > said.ended_at + in_flight
        ]
        if said.answered == 401 and later:
            yield Violation(Rule.AFTER_401, f"no. {said.number} was answered 401, no. {later[0].number} followed")
        too_soon = [each for each in later if each.at < said.ended_at + said.blocked_for - 0.001]
        if said.answered == 503:
            too_soon = [each for each in too_soon if _is_repeat(story, said, each)]
        if said.answered != 401 and too_soon:
            early = said.ended_at + said.blocked_for - too_soon[0].at
            yield Violation(Rule.RETRY_AFTER, f"no. {too_soon[0].number} came {early:.1f} s too early")


def _is_repeat(story: Story, said: Arrival, later: Arrival) -> bool:
    """Whether the later request is the same once more, without anybody having decided so in between."""
    if (later.method, later.target, later.mark) != (said.method, said.target, said.mark):
        return False
    about = {said.mark, *said.parts[1:2]}
    wishes = [
        wish
        for wish in story.wishes
        if about.intersection((wish.mark, wish.intent.booking_id or wish.mark, *story.op_ids_of(wish)))
    ]
    return not any(said.at < asked <= later.at for wish in wishes for asked in wish.asked_at)


def _owners(ledger: Ledger, story: Story) -> Iterator[Violation]:
    """One console sends a change; another only once that one is dead."""
    senders: dict[str, Arrival] = {}
    for arrival in ledger.arrivals:
        before = senders.get(arrival.mark)
        if arrival.verb is None:
            continue
        senders[arrival.mark] = arrival
        if before and before.console != arrival.console and arrival.at < story.deaths.get(before.console, _NEVER):
            yield Violation(Rule.DOUBLE, f"[{arrival.mark}] by {before.console} and {arrival.console}, both alive")


def _transitions(ledger: Ledger, story: Story) -> Iterator[Violation]:
    """About the booking that was meant; after doubt only once the booking was looked at, and unchanged by others."""
    requests: dict[str, list[Arrival]] = defaultdict(list)
    for arrival in ledger.arrivals:
        if arrival.verb is not None and arrival.verb is not Verb.CREATE:
            requests[arrival.mark].append(arrival)
    for wish in story.wishes:
        if wish.intent.verb is Verb.CREATE:
            continue
        sent = requests.pop(wish.mark, [])
        for arrival in sent:
            if arrival.parts[1] != wish.intent.booking_id:
                yield Violation(Rule.WRONG_BOOKING, f"[{wish.mark}] was sent to {arrival.parts[1]}")
        yield from _repeats(ledger, wish.asked_at, sent)
    yield from (Violation(Rule.WRONG_BOOKING, f"[{mark}] is nobody's wish") for mark in requests)


def _repeats(ledger: Ledger, asked_at: list[float], sent: list[Arrival]) -> Iterator[Violation]:
    """Whatever goes again by itself; a person's decision begins anew."""
    doubt: Arrival | None = None
    for before, arrival in zip([None, *sent], sent, strict=False):
        if before and any(before.at < asked <= arrival.at for asked in asked_at):
            doubt = None
        if doubt and before:
            yield from _one_repeat(ledger, doubt, before, arrival)
        if not doubt and arrival.answered not in _DEFINITE:
            doubt = arrival


def _one_repeat(ledger: Ledger, doubt: Arrival, before: Arrival, arrival: Arrival) -> Iterator[Violation]:
    which = f"[{arrival.mark}] no. {arrival.number}"
    if arrival.console != doubt.console:
        yield Violation(Rule.BLIND, f"{which} by another session than no. {doubt.number}")
    if arrival.at - doubt.at > _BLIND_AFTER:
        yield Violation(Rule.BLIND, f"{which} {arrival.at - doubt.at:.0f} s after no. {doubt.number}")
    looks = [
        each
        for each in ledger.arrivals[before.number : arrival.number]
        if (each.method, each.parts) == ("GET", arrival.parts[:2]) and each.answered == 200
    ]
    if not looks:
        yield Violation(Rule.BLIND, f"{which} without a look at the booking")
        return
    others = [deed for deed in ledger.deeds_of(arrival.parts[1]) if doubt.at < deed.at < looks[-1].at]
    if foreign := [deed for deed in others if deed.mark != arrival.mark]:
        yield Violation(Rule.OVERWRITE, f"{which} after {foreign[0].actor} had made it {foreign[0].after}")


def _sayings(ledger: Ledger, op_id: str, tale: Tale) -> Iterator[Violation]:
    """Done means done, and whoever said it never takes it back."""
    done: Saying | None = None
    for saying in tale.sayings:
        change = saying.change
        if change.state is ChangeState.DONE:
            done = done or saying
            if not _is_done(ledger, op_id, tale, saying.at, change.booking_id):
                yield Violation(
                    Rule.PHANTOM, f"[{tale.wish.mark}] was called done: {change.booking_id or 'no booking'}"
                )
        elif done:
            yield Violation(Rule.LOSS, f"[{tale.wish.mark}] was done and is now {change.state}")
        if _denies(change.state, change.error) and _was_carried_out(ledger, op_id, tale, saying.at):
            yield Violation(
                Rule.LOSS, f"[{tale.wish.mark}] was called {change.state} ({change.error}) and was carried out"
            )


def _is_done(ledger: Ledger, op_id: str, tale: Tale, at: float, booking_id: str) -> bool:
    """Whether the booking was as wished at some time up to then."""
    if tale.verb is Verb.CREATE:
        return booking_id in ledger.bookings_of(op_id)
    return TARGET[tale.verb] in ledger.statuses_of(tale.wish.intent.booking_id, until=at)


def _denies(state: ChangeState, error: str) -> bool:
    if state in (ChangeState.RECALLED, ChangeState.REJECTED):
        return True
    return state is ChangeState.NEEDS_REVIEW and "was not sent" in error


def _was_carried_out(ledger: Ledger, op_id: str, tale: Tale, at: float) -> bool:
    mark = op_id if tale.verb is Verb.CREATE else tale.wish.mark
    arrived = (ledger.arrivals[deed.arrival].at for deed in ledger.deeds if deed.mark == mark and deed.arrival >= 0)
    return any(arrived_at <= at for arrived_at in arrived)


def _ends(ledger: Ledger, story: Story, journal: Path) -> Iterator[Violation]:
    """Whatever was acknowledged is in the journal, ended, and its end was told; what is not over was explained."""
    written = _written(journal)
    for op_id, tale in story.tales.items():
        which, (state, booking_id) = f"[{tale.wish.mark}]", written.get(op_id, ("", ""))
        if not state:
            yield Violation(Rule.LOSS, f"{which} was acknowledged and is not in the journal")
        elif state in ("waiting", "sending"):
            yield Violation(Rule.SILENT_END, f"{which} never ended: it is {state}")
        elif state in ("rejected", "needs review") and not story.told_of(op_id, ChangeState(state)):
            yield Violation(Rule.SILENT_END, f"{which} is {state}, and nobody was told")
        elif state in ("recalled", "dropped") and op_id not in story.let_go:
            yield Violation(Rule.SILENT_END, f"{which} is {state}, and nobody asked for that")
        elif state == "done" and not _is_done(ledger, op_id, tale, _NEVER, booking_id):
            yield Violation(Rule.PHANTOM, f"{which} is done in the journal and not at the server")


def _written(journal: Path) -> dict[str, tuple[str, str]]:
    """Operation id → its state and booking id."""
    if not journal.exists():
        return {}
    with closing(sqlite3.connect(journal)) as database:
        rows = database.execute("SELECT op_id, state, booking_id FROM operations").fetchall()
    return {op_id: (state, booking_id) for op_id, state, booking_id in rows}
