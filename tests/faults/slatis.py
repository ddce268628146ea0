"""A small Slatis over raw bytes whose every exchange can be made to go wrong. Its ledger is the judge's evidence."""

import asyncio
import gzip
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from email.utils import formatdate
from http import HTTPStatus

from tests.api.chaos import Caller
from tests.faults.ledger import Answer, Arrival, Ledger, refusal
from tests.faults.steering import AtTheDoor, Fault, Kind, Steering

Sleep = Callable[[float], Awaitable[object]]
_HTML = b"<!doctype html><title>Please sign in</title>"
_BOMB = gzip.compress(b"0" * 9_000_000)
_ANOTHER = {"id": "bk_other", "status": "SCHEDULED", "metadata": {"client_ref": "somebody else's"}}
_MOST_DRIPS = 200


class ChaosSlatis:
    """Serves connections, whether in memory or on sockets."""

    def __init__(
        self,
        ledger: Ledger,
        steering: Steering,
        *,
        sleep: Sleep = asyncio.sleep,
        moment: Callable[[], float] = lambda: 0.0,
        drip_pause: float = 1.0,
    ) -> None:
        self.ledger = ledger
        self.steering = steering
        self.happen: Callable[[str], None] = lambda _what: None
        """Called at each step of an exchange."""
        self.busy = 0
        """Exchanges that the server is working on, and not waiting in."""
        self.note: Callable[[str], None] = lambda _line: None
        self.sleep = sleep
        self._moment = moment
        self._drip_pause = drip_pause

    async def connecting(self, console: str) -> None:
        """Let a connection in at once, or not at all."""
        door = self.steering.door()
        if door is AtTheDoor.REFUSED:
            self.note(f"{console}: connection refused")
            raise ConnectionRefusedError
        if door is AtTheDoor.NEVER_TAKEN:
            self.note(f"{console}: connection never taken")
            await asyncio.Event().wait()

    async def serve(self, caller: Caller) -> None:
        """Answer the requests of one connection until it ends."""
        while True:
            first = await caller.take(1)
            fault = self.steering.exchange()
            if fault.kind is Kind.RESET_EARLY:
                self.note(f"reset after {(most := int(2 + 120 * fault.place))} bytes of a request")
                await caller.take(most)
                self.ledger.arrived("", whole=False)
                caller.reset()
                return
            arrival = self._arrived(first + await caller.request())
            self.note(f"→ {arrival.console} {arrival.method} {arrival.target} [{arrival.mark}]: {fault}")
            self.happen("a request has arrived")
            try:
                keeps = await self._exchange(caller, arrival, fault)
            finally:
                arrival.ended_at = self.ledger.now()
            if not keeps:
                return

    def _arrived(self, request: bytes) -> Arrival:
        head, _, body = request.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        return self.ledger.arrived(
            headers.get("x-console", ""),
            method,
            target,
            key=headers.get("idempotency-key", ""),
            body=body,
            authorization=headers["authorization"],
        )

    async def _exchange(self, caller: Caller, arrival: Arrival, fault: Fault) -> bool:
        """Carry the request out as the fault has it; whether the connection is kept."""
        self.busy += 1
        try:
            if fault.kind is Kind.LATE:
                with suppress(ConnectionError):
                    await caller.gone()
            answer = await self._work(arrival, fault)
        finally:
            self.busy -= 1
        self.happen("about to answer")
        return await self._answer(caller, arrival, fault, answer)

    async def _work(self, arrival: Arrival, fault: Fault) -> Answer:
        await self.sleep(self._moment() * (100 if fault.kind is Kind.LATE else 1))
        self._meanwhile(arrival, fault, first=True)
        answer = self.ledger.carry_out(arrival) if fault.committed else refusal(500, "internal_error", "It broke")
        self.happen("carried out" if fault.committed else "not carried out")
        self._meanwhile(arrival, fault, first=False)
        await self.sleep(self._moment())
        return answer

    def _meanwhile(self, arrival: Arrival, fault: Fault, *, first: bool) -> None:
        is_about_one = len(arrival.parts) > 1 and arrival.parts[1] in self.ledger.bookings
        if (
            fault.colleague
            and fault.colleague_first is first
            and is_about_one
            and self.ledger.colleague(fault.colleague, arrival.parts[1])
        ):
            self.note(f"a colleague: {fault.colleague} {arrival.parts[1]}")

    async def _answer(self, caller: Caller, arrival: Arrival, fault: Fault, answer: Answer) -> bool:
        match fault.kind:
            case Kind.RESET:
                caller.reset()
                return False
            case Kind.LATE:
                return False
            case Kind.HANG:
                await caller.gone()
                return False
            case Kind.DRIP:
                await self._drip(caller)
                return False
            case Kind.CUT:
                whole = self._said(answer)
                await caller.say(whole[: int(len(whole) * fault.place)])
                return False
        said = self._told(fault, answer)
        arrival.answered = int(said[9:12])
        arrival.blocked_for = _asked(fault)
        for place, part in enumerate(_slices(said) if fault.kind is Kind.SLICED else [said]):
            await self.sleep(self._moment() if place else 0)
            await caller.say(part)
        return fault.kind is not Kind.CLOSED_AFTER

    async def _drip(self, caller: Caller) -> None:
        await caller.say(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        for _ in range(_MOST_DRIPS):
            await self.sleep(self._drip_pause)
            await caller.say(b" ")

    def _told(self, fault: Fault, answer: Answer) -> bytes:
        """The bytes of an answer that comes whole, whatever it is worth."""
        retry = (f"Retry-After: {fault.retry_after}",) if fault.retry_after else ()
        match fault.kind:
            case Kind.HTML:
                return self._raw(200, _HTML, "Content-Type: text/html")
            case Kind.EMPTY:
                return self._raw(fault.status, b"")
            case Kind.REDIRECT:
                return self._raw(fault.status, b"", "Location: https://elsewhere.invalid/v1/bookings")
            case Kind.REFUSAL | Kind.LIMIT | Kind.BROKEN:
                return self._said(refusal(fault.status, "refused", "No"), *retry)
            case Kind.BOMB:
                return self._raw(200, _BOMB, "Content-Encoding: gzip", "Content-Type: application/json")
            case Kind.SAYS_NO:
                return self._said(Answer(200, refusal(400, "validation_error", "No").document))
            case Kind.OTHER_BOOKING:
                return self._said(Answer(200, {"success": True, "booking": _ANOTHER}))
            case Kind.NAMELESS:
                return self._said(Answer(200, {"success": True, "booking": {"status": "SCHEDULED"}}))
        return self._said(answer)

    def _said(self, answer: Answer, *headers: str) -> bytes:
        content = json.dumps(answer.document).encode()
        return self._raw(answer.status, content, "Content-Type: application/json", *headers)

    def _raw(self, status: int, content: bytes, *headers: str) -> bytes:
        length = () if status == 204 else (f"Content-Length: {len(content)}",)
        first = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"
        date = f"Date: {formatdate(self.ledger.now(), usegmt=True)}"
        return "\r\n".join([first, date, *length, *headers, "", ""]).encode() + content


def _asked(fault: Fault) -> float:
    """Seconds that the answer asks to wait: the longest that it names."""
    if fault.kind is not Kind.LIMIT and fault.status != 503:
        return 0.0
    return max((float(part) for part in fault.retry_after.split(",") if part.strip().isdecimal()), default=0.0)


def _slices(content: bytes, size: int = 60) -> list[bytes]:
    return [content[place : place + size] for place in range(0, len(content), size)]
