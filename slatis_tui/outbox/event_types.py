"""Sending changes of event types (vendor's Event Types page, "Write operations").

A create has no `Idempotency-Key`: once it is in doubt only a person may send it again. An update and a delete may go
again, after the event type was read: what is so already needs no second request.
"""

import json

from slatis_tui.domain.changes import ChangeState, Verb
from slatis_tui.domain.event_type_writes import EventTypeAnswer, EventTypeWriter
from slatis_tui.domain.models import EventType
from slatis_tui.errors import ApiError, NotAllowedHere, NotFound, RateLimited
from slatis_tui.outbox.operations import MAYBE_DONE, Operation
from slatis_tui.outbox.outcomes import Outcome, for_review, given_up, parked, said
from slatis_tui.outbox.tries import Tries, is_worth_repeating
from slatis_tui.outbox.wire import Wire

_GONE = "The event type is gone from the server, or it is not this key's"


class EventTypeWire:
    """Requests about event types; none of them leaves once the key was rejected."""

    def __init__(self, wire: Wire, event_types: EventTypeWriter | None) -> None:
        self._wire = wire
        self._event_types = event_types

    async def write(self, operation: Operation) -> EventTypeAnswer:
        """Send it once.

        Raises:
            ApiError: it was not answered as wished.
            KeyRejectedHere: it was not sent, or answered with a 401.
        """
        return await self._wire.guarded(self._call, operation)

    async def look(self, operation: Operation) -> EventType:
        """The operation's event type, as the server has it now; raises as `write` does."""
        return await self._wire.guarded(self._get, operation)

    async def _call(self, operation: Operation) -> EventTypeAnswer:
        writer, event_type_id = self._writer(), operation.change.booking_id
        match operation.change.verb:
            case Verb.CREATE_EVENT_TYPE:
                return await writer.create_event_type(operation.body)
            case Verb.DELETE_EVENT_TYPE:
                return await writer.delete_event_type(event_type_id)
            case _:
                return await writer.update_event_type(event_type_id, operation.body)

    async def _get(self, operation: Operation) -> EventType:
        return await self._writer().get_event_type(operation.change.booking_id)

    def _writer(self) -> EventTypeWriter:
        if self._event_types is None:
            raise NotAllowedHere("Event types can't be changed here", hint="Nothing was sent")
        return self._event_types


async def send_event_type(tries: Tries, wire: EventTypeWire) -> Outcome:
    """Send it, or find it done already."""
    while True:
        try:
            answer = await wire.write(tries.operation)
        except ApiError as error:
            tries.failed(error)
            if isinstance(error, RateLimited) and not tries.in_doubt:
                return parked(error)
            if outcome := await _after(tries, wire, error):
                return outcome
        else:
            return _done(answer)


async def _after(tries: Tries, wire: EventTypeWire, error: ApiError) -> Outcome | None:
    """What a failed try has come to; None when it may go again."""
    verb = tries.operation.change.verb
    if tries.in_doubt and verb is Verb.CREATE_EVENT_TYPE:
        return _create_in_doubt(error)
    if isinstance(error, NotFound) and verb is Verb.DELETE_EVENT_TYPE and tries.in_doubt:
        return _found(tries, "It is gone from the server")
    if not is_worth_repeating(error):
        return given_up(verb, error, tries.in_doubt, _GONE if isinstance(error, NotFound) else "")
    return await _clear_up(tries, wire, error)


async def _clear_up(tries: Tries, wire: EventTypeWire, error: ApiError) -> Outcome | None:
    """Wait, and after a doubt find out what became of it; None when it may go again."""
    while (pause := tries.patience_left(error)) is not None:
        await tries.pause(pause, error)
        if not tries.in_doubt:
            return None
        try:
            return await _as_wished(tries, wire)
        except ApiError as unread:
            tries.failed(unread)
            error = unread
    return await _last_word(tries, wire, error)


async def _last_word(tries: Tries, wire: EventTypeWire, error: ApiError) -> Outcome:
    """Nothing more is sent; done all the same where the event type is as wished."""
    verb = tries.operation.change.verb
    if not tries.in_doubt:
        return given_up(verb, error, in_doubt=False)
    try:
        if tries.wire.budget.spend(tries.wire.clock()) and (outcome := await _as_wished(tries, wire)):
            return outcome
    except ApiError as unread:
        error = unread
    return given_up(verb, error, in_doubt=True, now_is="Look at the event type before doing it again")


async def _as_wished(tries: Tries, wire: EventTypeWire) -> Outcome | None:
    """Done, where the server shows what was wished; None where it does not. Raises ApiError where it can't be read."""
    is_delete = tries.operation.change.verb is Verb.DELETE_EVENT_TYPE
    try:
        event_type = await wire.look(tries.operation)
    except NotFound as gone:
        if is_delete:
            return _found(tries, "It is gone from the server")
        return given_up(tries.operation.change.verb, gone, in_doubt=True, now_is=_GONE)
    if is_delete:
        return _found(tries, "The server shows it as deleted") if event_type.deleted_at is not None else None
    return _found(tries, "The server shows it so") if _agrees(event_type, tries.operation.body) else None


def _agrees(event_type: EventType, body: bytes) -> bool:
    """Whether the server's event type has every value of the body."""
    has = event_type.document or {}
    missing = object()
    return all(has.get(name, missing) == value for name, value in json.loads(body).items())


def _done(answer: EventTypeAnswer) -> Outcome:
    told = f"The server warns: {answer.warning}" if answer.warning else ""
    made_id, warning = answer.event_type.id, answer.warning
    return Outcome(ChangeState.DONE, error=told, request_id=answer.request_id, made_id=made_id, warning=warning)


def _found(tries: Tries, how: str) -> Outcome:
    return Outcome(ChangeState.DONE, error=how, made_id=tries.operation.change.booking_id)


def _create_in_doubt(error: ApiError) -> Outcome:
    reason = f"{MAYBE_DONE}: {said(error)}. Look for it among the event types before sending it again"
    return for_review(reason, in_doubt=True, request_id=error.request_id)
