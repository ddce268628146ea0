"""What really happened at the server: its bookings, who changed them, and every request. The judge's evidence."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slatis_tui.domain.changes import Verb

KEY_LIFE = 24 * 3600.0
"""Seconds that an Idempotency-Key is remembered (Bookings page, "Idempotency")."""
COLLEAGUE = "colleague"

TARGET = {
    Verb.CONFIRM: "SCHEDULED",
    Verb.COMPLETE: "COMPLETED",
    Verb.NO_SHOW: "NO_SHOW",
    Verb.CANCEL: "CANCELLED",
}
_FROM = {
    Verb.CONFIRM: {"PENDING_CONFIRMATION", "RESCHEDULED"},
    Verb.COMPLETE: {"SCHEDULED", "RESCHEDULED"},
    Verb.NO_SHOW: {"SCHEDULED", "RESCHEDULED"},
    Verb.CANCEL: {"SCHEDULED", "RESCHEDULED", "PENDING_CONFIRMATION"},
}


@dataclass(slots=True)
class Arrival:
    """One request, or the beginning of one, as its bytes came in."""

    number: int
    at: float
    console: str
    method: str
    target: str
    key: str = ""
    body: bytes = b""
    authorization: str = ""
    whole: bool = True
    ended_at: float | None = None
    """When the exchange was over."""
    answered: int = 0
    """The status of an answer that came through whole; 0 where none did."""
    blocked_for: float = 0.0
    """Seconds that a 429 asked to wait."""

    @property
    def mark(self) -> str:
        """Of a create its `metadata.client_ref`, of another write its reason: which wish it is about."""
        if not self.body:
            return ""
        document = json.loads(self.body)
        return str(document.get("metadata", {}).get("client_ref") or document.get("reason", ""))

    @property
    def parts(self) -> list[str]:
        """The target's path below the base, split."""
        return self.target.partition("?")[0].removeprefix("/v1/").split("/")

    @property
    def verb(self) -> Verb | None:
        """What it asks to be done; None for a read."""
        if self.method != "POST":
            return None
        return Verb.CREATE if len(self.parts) == 1 else Verb(self.parts[2])


@dataclass(frozen=True, slots=True)
class Deed:
    """One change of one booking."""

    at: float
    actor: str
    """A console's name, or the colleague."""
    booking_id: str
    before: str
    after: str
    mark: str = ""
    arrival: int = -1


@dataclass(slots=True)
class Answer:
    """What the server says to a request when nothing goes wrong."""

    status: int
    document: dict[str, Any]


@dataclass
class Ledger:
    """The server's memory."""

    now: Callable[[], float]
    bookings: dict[str, dict[str, Any]] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    _keys: dict[str, tuple[float, bytes, str]] = field(default_factory=dict)

    def seed(self, booking_id: str, status: str) -> None:
        """A booking that was there before."""
        self.bookings[booking_id] = _document(booking_id, status, {"attendee": {"name": "Ada Lovelace"}})

    def arrived(self, console: str, method: str = "", target: str = "", **rest: Any) -> Arrival:
        """Take down a request."""
        arrival = Arrival(len(self.arrivals), self.now(), console, method, target, **rest)
        self.arrivals.append(arrival)
        return arrival

    def carry_out(self, arrival: Arrival) -> Answer:
        """Do what the request asks for, as the API's pages say."""
        match arrival.method, arrival.parts:
            case "POST", ["bookings"]:
                return self._book(arrival)
            case "POST", ["bookings", booking_id, _]:
                return self._move(arrival, booking_id)
            case "GET", ["bookings"]:
                return self._listed(arrival.target)
            case "GET", ["bookings", booking_id] if booking_id in self.bookings:
                return Answer(200, {"success": True, "booking": self.bookings[booking_id]})
        return refusal(404, "not_found", "There is no such thing")

    def colleague(self, verb: Verb, booking_id: str) -> bool:
        """Another operator does it, if it can be done; whether it changed anything."""
        return self._transition(booking_id, verb, COLLEAGUE)

    def bookings_of(self, op_id: str) -> list[str]:
        """The ids of the bookings whose `metadata.client_ref` is that operation."""
        return [each["id"] for each in self.bookings.values() if each["metadata"].get("client_ref") == op_id]

    def deeds_of(self, booking_id: str) -> list[Deed]:
        """What became of a booking, in order."""
        return [deed for deed in self.deeds if deed.booking_id == booking_id]

    def statuses_of(self, booking_id: str, until: float) -> list[str]:
        """Every status that a booking has had up to then, in order."""
        deeds = self.deeds_of(booking_id)
        first = deeds[0].before if deeds else self.bookings[booking_id]["status"]
        return [first, *(deed.after for deed in deeds if deed.at <= until)]

    def _book(self, arrival: Arrival) -> Answer:
        made_at, body, booking_id = self._keys.get(arrival.key, (0.0, b"", ""))
        if booking_id and self.now() - made_at < KEY_LIFE:
            if body != arrival.body:
                return refusal(409, "idempotency_conflict", "The key has been used with another body")
            return Answer(200, {"success": True, "booking": self.bookings[booking_id], "idempotent_replay": True})
        booking_id = f"bk_new_{len(self.bookings)}"
        document = _document(booking_id, "SCHEDULED", json.loads(arrival.body))
        self.bookings[booking_id] = document
        if arrival.key:
            self._keys[arrival.key] = (self.now(), arrival.body, booking_id)
        self._note(booking_id, "", "SCHEDULED", arrival.console, arrival)
        return Answer(201, {"success": True, "booking": dict(document)})

    def _move(self, arrival: Arrival, booking_id: str) -> Answer:
        if booking_id not in self.bookings:
            return refusal(404, "not_found", "There is no such booking")
        verb = arrival.verb
        assert verb is not None
        status = self.bookings[booking_id]["status"]
        if status != TARGET[verb] and not self._transition(booking_id, verb, arrival.console, arrival):
            return refusal(409, "invalid_transition", f"The booking is {status}")
        return Answer(200, {"success": True, "booking": dict(self.bookings[booking_id])})

    def _transition(self, booking_id: str, verb: Verb, actor: str, arrival: Arrival | None = None) -> bool:
        booking = self.bookings[booking_id]
        before = booking["status"]
        if before not in _FROM[verb]:
            return False
        booking["status"] = TARGET[verb]
        self._note(booking_id, before, TARGET[verb], actor, arrival)
        return True

    def _note(self, booking_id: str, before: str, after: str, actor: str, arrival: Arrival | None) -> None:
        mark, number = (arrival.mark, arrival.number) if arrival else ("", -1)
        self.deeds.append(Deed(self.now(), actor, booking_id, before, after, mark, number))

    def _listed(self, target: str) -> Answer:
        wanted = target.partition("attendee_email=")[2].partition("&")[0].replace("%40", "@")
        found = [each for each in self.bookings.values() if wanted in each["attendee"].get("email", "")]
        pagination = {"next_cursor": None, "has_more": False}
        return Answer(200, {"success": True, "bookings": [dict(each) for each in found], "pagination": pagination})


def refusal(status: int, code: str, message: str) -> Answer:
    """The error envelope."""
    return Answer(status, {"success": False, "error": {"code": code, "message": message}})


def _document(booking_id: str, status: str, form: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": booking_id,
        "status": status,
        "event_type_id": form.get("event_type_id", "et_1"),
        "start_time": form.get("requested_time", "2026-11-20T12:30:00Z"),
        "attendee": form.get("attendee", {}),
        "metadata": form.get("metadata", {}),
    }
