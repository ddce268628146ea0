"""The chaos server itself: each fault does what it says, in memory and on a socket."""

import random
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from slatis_tui.api._transport import pool_for
from slatis_tui.api.client import Deadlines, SlatisClient
from slatis_tui.domain.changes import Verb
from slatis_tui.errors import ApiError, NoAnswer, Refused, Unreachable, UnreadableAnswer
from tests.api.chaos import serving
from tests.faults.console import make_client
from tests.faults.ledger import Ledger
from tests.faults.slatis import ChaosSlatis
from tests.faults.steering import ANSWERS_WELL, AtTheDoor, Fault, Kind, Script
from tests.faults.virtual import Life, run_virtually, the_loop
from tests.faults.wire import memory_pool

BODY = b'{"attendee":{"email":"ada@example.com"},"metadata":{"client_ref":"op-1"}}'
EXPECTED: dict[Kind, type[ApiError]] = {
    Kind.RESET_EARLY: NoAnswer,
    Kind.RESET: NoAnswer,
    Kind.HANG: NoAnswer,
    Kind.LATE: NoAnswer,
    Kind.DRIP: NoAnswer,
    Kind.CUT: NoAnswer,
    Kind.HTML: UnreadableAnswer,
    Kind.EMPTY: UnreadableAnswer,
    Kind.REDIRECT: UnreadableAnswer,
    Kind.REFUSAL: Refused,
    Kind.LIMIT: Refused,
    Kind.BROKEN: Refused,
    Kind.BOMB: UnreadableAnswer,
    Kind.NAMELESS: UnreadableAnswer,
    Kind.SAYS_NO: Refused,
}
STATUS = {Kind.REFUSAL: 409, Kind.LIMIT: 429, Kind.BROKEN: 502, Kind.REDIRECT: 307}
NEVER_COMMITTED = (Kind.RESET_EARLY, Kind.REFUSAL, Kind.LIMIT, Kind.REDIRECT, Kind.SAYS_NO)
ON_SOCKETS = [kind for kind in EXPECTED if kind not in (Kind.HANG, Kind.LATE, Kind.DRIP)]


def fault_of(kind: Kind, committed: bool = True) -> Fault:
    return Fault(kind, committed and kind not in NEVER_COMMITTED, STATUS.get(kind, 200))


async def booked(client: SlatisClient) -> ApiError | None:
    try:
        await client.create(BODY, "key-1")
    except ApiError as error:
        return error
    return None


def in_memory(play: Callable[[SlatisClient, ChaosSlatis], Any], script: Script) -> Any:
    """What `play` returns, with a client before a chaos server, in virtual time."""

    async def main() -> Any:
        server = ChaosSlatis(Ledger(the_loop().real), script)
        pool = memory_pool(Life("console"), server.serve, server.connecting)
        client = make_client("http://slatis.test/v1", pool, "console", clock=the_loop().real)
        try:
            return await play(client, server)
        finally:
            await client.close()

    return run_virtually(main, random.Random(1))


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize("kind", EXPECTED)
def test_a_fault_in_memory_is_met_as_it_is_named(kind: Kind, committed: bool) -> None:
    async def play(client: SlatisClient, server: ChaosSlatis) -> None:
        fault = fault_of(kind, committed)
        assert isinstance(await booked(client), EXPECTED[kind])
        await client.close()
        await server.sleep(10)
        assert len(server.ledger.bookings_of("op-1")) == fault.committed

    in_memory(play, Script([fault_of(kind, committed)]))


@pytest.mark.parametrize("kind", ON_SOCKETS)
async def test_a_fault_on_a_socket_is_met_as_it_is_named(kind: Kind) -> None:
    server = ChaosSlatis(Ledger(lambda: 0.0), Script([fault_of(kind)]))
    async with serving(server.serve) as listening:
        base = f"http://127.0.0.1:{listening.port}/v1"
        client = make_client(base, pool_for(httpx.URL(base), None, None), "console", clock=lambda: 0.0)
        assert isinstance(await booked(client), EXPECTED[kind])
        await client.close()
    assert len(server.ledger.bookings_of("op-1")) == fault_of(kind).committed


@pytest.mark.parametrize("kind", sorted(ANSWERS_WELL))
def test_a_good_answer_is_good_in_whatever_pieces(kind: Kind) -> None:
    async def play(client: SlatisClient, server: ChaosSlatis) -> None:
        assert await booked(client) is None
        await server.sleep(1)
        assert await booked(client) is None
        assert len(server.ledger.bookings) == 1
        assert [arrival.answered for arrival in server.ledger.arrivals] == [201, 200]

    in_memory(play, Script([Fault(kind), Fault(kind)]))


@pytest.mark.parametrize("door", [AtTheDoor.REFUSED, AtTheDoor.NEVER_TAKEN])
def test_behind_a_closed_door_nothing_arrives(door: AtTheDoor) -> None:
    script = Script()
    script.doors.append(door)

    async def play(client: SlatisClient, server: ChaosSlatis) -> None:
        assert isinstance(await booked(client), Unreachable)
        assert server.ledger.arrivals == []

    in_memory(play, script)


def test_a_colleague_can_come_first() -> None:
    async def play(client: SlatisClient, server: ChaosSlatis) -> None:
        server.ledger.seed("bk_1", "PENDING_CONFIRMATION")
        with pytest.raises(Refused):
            await client.transition(Verb.CONFIRM, "bk_1")
        assert [(deed.actor, deed.after) for deed in server.ledger.deeds] == [("colleague", "CANCELLED")]

    in_memory(play, Script([Fault(colleague=Verb.CANCEL)]))


def test_the_key_is_forgotten_after_a_day() -> None:
    async def play(client: SlatisClient, server: ChaosSlatis) -> None:
        for hours, bookings in ((23.9, 1), (0.2, 2)):
            assert await booked(client) is None
            await server.sleep(hours * 3600)
            assert await booked(client) is None
            assert len(server.ledger.bookings) == bookings

    in_memory(play, Script())


def test_the_attempt_deadline_is_by_virtual_time() -> None:
    async def play(client: SlatisClient, _server: ChaosSlatis) -> None:
        began = the_loop().time()
        await booked(client)
        assert the_loop().time() - began == pytest.approx(Deadlines().attempt, abs=1)

    in_memory(play, Script([Fault(Kind.HANG)]))
