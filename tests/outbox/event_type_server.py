"""A server of event types that does what a test tells it."""

import json
from collections import deque
from dataclasses import dataclass, replace
from typing import Any

from slatis_tui.domain.event_type_writes import EventTypeAnswer
from slatis_tui.domain.models import EventType
from slatis_tui.errors import NotFound
from tests.outbox.fakes import Fault


@dataclass(frozen=True)
class Sent:
    """One request as it left."""

    method: str
    event_type_id: str
    body: bytes = b""


class EventTypeServer:
    """An EventTypeWriter, and the server behind."""

    def __init__(self) -> None:
        self.calls: list[Sent] = []
        self.looks: list[str] = []
        self.faults: deque[Fault | None] = deque()
        self.look_faults: deque[Fault | None] = deque()
        self.event_types: dict[str, dict[str, Any]] = {"evt_1": {"id": "evt_1", "name": "Call", "duration": 30}}
        self.warning = ""

    async def create_event_type(self, body: bytes) -> EventTypeAnswer:
        """Make one, every time."""
        return self._exchange(Sent("POST", "", body))

    async def update_event_type(self, event_type_id: str, body: bytes) -> EventTypeAnswer:
        """Take the change in."""
        return self._exchange(Sent("PATCH", event_type_id, body))

    async def delete_event_type(self, event_type_id: str) -> EventTypeAnswer:
        """Mark it as deleted."""
        return self._exchange(Sent("DELETE", event_type_id))

    async def get_event_type(self, event_type_id: str, *, background: bool = False) -> EventType:
        """As it is now."""
        self.looks.append(event_type_id)
        fault = self.look_faults.popleft() if self.look_faults else None
        if fault:
            raise fault.error
        return self._found(event_type_id)

    def _exchange(self, sent: Sent) -> EventTypeAnswer:
        self.calls.append(sent)
        fault = self.faults.popleft() if self.faults else None
        answer = self._carry_out(sent) if fault is None or fault.committed else None
        if fault:
            raise fault.error
        assert answer is not None
        return answer

    def _carry_out(self, sent: Sent) -> EventTypeAnswer:
        event_type_id = sent.event_type_id or f"evt_{len(self.event_types) + 1}"
        if sent.method == "POST":
            self.event_types[event_type_id] = {"id": event_type_id} | json.loads(sent.body)
        self._found(event_type_id)
        if sent.method == "PATCH":
            self.event_types[event_type_id] |= json.loads(sent.body)
        elif sent.method == "DELETE":
            self.event_types[event_type_id]["deleted_at"] = 1
        return EventTypeAnswer(self._found(event_type_id), self.warning, "req_9")

    def _found(self, event_type_id: str) -> EventType:
        if event_type_id not in self.event_types:
            raise NotFound("There is no such thing", status=404, code="not_found")
        has = self.event_types[event_type_id]
        found = EventType(event_type_id, has.get("name", ""), duration=has.get("duration"), document=has)
        return replace(found, deleted_at=has.get("deleted_at"))
