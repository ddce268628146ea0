"""The writes of event types. Each sends once, exactly the bytes it is given (vendor's Event Types page)."""

from slatis_tui.api._answer import Answer
from slatis_tui.api._calls import Calls
from slatis_tui.api._models import models
from slatis_tui.api._paths import path
from slatis_tui.api._values import text
from slatis_tui.domain.event_type_writes import EventTypeAnswer

_DOING = "Changing event types"
_WARNING_LIMIT = 1000


class EventTypeWrites(Calls):
    """The writes of an `EventTypeWriter` over HTTP."""

    async def create_event_type(self, body: bytes) -> EventTypeAnswer:
        """`POST /event-types`: make one."""
        self._key.must_be_secret(_DOING)
        return await _written(await self._http.write("POST", "event-types", body))

    async def update_event_type(self, event_type_id: str, body: bytes) -> EventTypeAnswer:
        """`PATCH /event-types/{id}`: what is not in the body stays as it is."""
        self._key.must_be_secret(_DOING)
        answer = await self._http.write("PATCH", path("event-types", event_type_id), body)
        return await _written(answer, event_type_id)

    async def delete_event_type(self, event_type_id: str) -> EventTypeAnswer:
        """`DELETE /event-types/{id}`: a soft delete."""
        self._key.must_be_secret(_DOING)
        answer = await self._http.write("DELETE", path("event-types", event_type_id))
        return await _written(answer, event_type_id)


async def _written(answer: Answer, asked: str = "") -> EventTypeAnswer:
    event_type = (await models()).event_type(answer.item("event_type"))
    if event_type is None:
        raise answer.odd("its event type has no usable id")
    if asked and event_type.id != asked:
        raise answer.odd("it is about another event type than the one asked for")
    return EventTypeAnswer(event_type, text(answer.document.get("warning"), _WARNING_LIMIT), answer.request_id)
