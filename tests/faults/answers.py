"""Answers cut at every byte, and answers with every part of them odd: the client says what is wrong, and lives."""

import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from slatis_tui.api.client import SlatisClient
from slatis_tui.domain.models import Booking, BookingPage, BookingQuery
from slatis_tui.domain.ports import WriteAnswer
from slatis_tui.errors import ApiError
from tests.api import examples
from tests.api.chaos import Caller, calling, http, serving
from tests.api.fakes import Server, booking, client_of, page, said
from tests.api.pointers import ODD, altered, pointers

Call = Callable[[SlatisClient], Awaitable[Any]]
_SLOT = {"start": "2026-05-01T14:00:00Z", "end": "2026-05-01T14:30:00Z"}


@dataclass(frozen=True)
class Canonical:
    """One kind of answer, and the call that asks for it."""

    name: str
    document: dict[str, Any]
    call: Call


CANONICAL = (
    Canonical("a list", page(booking("bkg_1"), booking("bkg_2"), next_cursor="bkg_3"), lambda client: _list(client)),
    Canonical("a booking", {"success": True, "booking": booking("bkg_1")}, lambda client: client.get_booking("bkg_1")),
    Canonical("a create", {"success": True, "booking": booking("bkg_1")}, lambda client: client.create(b"{}", "op-1")),
    Canonical("an event type", json.loads(examples.GET_EVENT_TYPE), lambda client: client.get_event_type("evt_01abc")),
    Canonical("free slots", {"success": True, "slots": [_SLOT, _SLOT]}, lambda client: _slots(client)),
)


@dataclass
class Findings:
    """What came of many odd answers."""

    answers: int = 0
    told: int = 0
    """How many were told as errors of the API."""
    exits: list[str] = field(default_factory=list)
    """Each a failure that nobody would have caught."""
    taken: list[str] = field(default_factory=list)
    """Each a cut answer that was taken for a whole one."""

    @property
    def verdict(self) -> str:
        """One line with the figures."""
        return (
            f"{self.answers} answers, {self.told} told as errors: {len(self.exits)} exits, "
            f"{len(self.taken)} taken for whole"
        )

    def add(self, other: "Findings") -> None:
        """Count those of another."""
        self.answers += other.answers
        self.told += other.told
        self.exits += other.exits
        self.taken += other.taken

    async def ask(self, what: str, call: Call, client: SlatisClient) -> bool:
        """Ask once; whether an answer was taken."""
        self.answers += 1
        try:
            _use(await call(client))
        except ApiError:
            self.told += 1
            return False
        except Exception as error:  # noqa: BLE001  whatever it is, it would end the program
            self.exits.append(f"{what}: {error!r}")
            return False
        return True


async def cut_everywhere(canonical: Canonical) -> Findings:
    """The answer cut at every byte, over real sockets."""
    findings, whole = Findings(), http(canonical.document)

    async def cut(caller: Caller) -> None:
        await caller.request()
        await caller.say(whole[: findings.answers - 1])

    async with serving(cut) as server, calling(server.port) as client:
        for length in range(len(whole)):
            if await findings.ask(f"{canonical.name} cut at {length}", canonical.call, client):
                findings.taken.append(f"{canonical.name} cut at {length}")
    return findings


async def odd_everywhere(canonical: Canonical) -> Findings:
    """The answer with every part of it missing, null, of every other type, or far too large."""
    findings = Findings()
    for path in pointers(canonical.document):
        for how in ODD:
            server = Server(said(json.dumps(altered(canonical.document, path, how)).encode()))
            await findings.ask(f"{canonical.name} with {how} at {path}", canonical.call, client_of(server))
    return findings


async def _list(client: SlatisClient) -> BookingPage:
    return await client.list_bookings(BookingQuery())


async def _slots(client: SlatisClient) -> object:
    return await client.free_slots("evt_01abc", date(2026, 5, 1), date(2026, 5, 2), "UTC")


def _use(answer: object) -> None:
    """Look at all of an answer, as the screens do."""
    for whole in _bookings(answer):
        whole.row.search.encode()
        whole.row.name.encode()
        str(whole)
    repr(answer)


def _bookings(answer: object) -> Iterator[Booking]:
    match answer:
        case BookingPage():
            yield from (row.whole() for row in answer.rows)
        case WriteAnswer():
            yield answer.booking
        case Booking():
            yield answer
