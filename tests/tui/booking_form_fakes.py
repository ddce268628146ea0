"""A connection for the stories of the booking form: what it reads is given, what it sends is kept."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from slatis_tui.domain.changes import Change, ChangeState, Intent, Step
from slatis_tui.domain.drafts import Draft
from slatis_tui.domain.identity import Identity
from slatis_tui.domain.models import Booking, BookingPage, BookingQuery, EventType, Member, Slot
from slatis_tui.domain.moves import Moves
from slatis_tui.domain.ports import Clock, Link, OutboxNews, Unsubscribe
from slatis_tui.domain.runs import Run
from slatis_tui.domain.team import Capacity, Load, MemberDay
from slatis_tui.domain.webhooks import CompanyReader, DocumentList
from slatis_tui.errors import DraftError, NotFound, SlatisError

NOW = 1_795_165_200.0
"""Fri 20 Nov 2026 09:00 UTC, 10:00 in Berlin."""


class FakeReader:
    """Event types, members and slots as given."""

    def __init__(self) -> None:
        self.event_types: dict[str, EventType] = {}
        self.members: list[Member] = []
        self.slots: list[Slot] = []
        self.asked: list[tuple[str, date, date]] = []
        """Event type and days of each question for slots."""
        self.fields_error: SlatisError | None = None
        self.slots_error: SlatisError | None = None
        self.names_error: SlatisError | None = None

    async def list_bookings(
        self, query: BookingQuery, cursor: str | None = None, *, background: bool = False
    ) -> BookingPage:
        """None."""
        return BookingPage((), None)

    async def get_booking(self, booking_id: str, *, background: bool = False) -> Booking:
        """None."""
        raise NotFound("no such booking", status=404)

    async def list_event_types(self, *, background: bool = False) -> list[EventType]:
        """As a list gives them: active ones, without their fields."""
        if self.names_error is not None:
            raise self.names_error
        return [replace(one, fields=None) for one in self.event_types.values() if one.is_active is not False]

    async def get_event_type(self, event_type_id: str, *, background: bool = False) -> EventType:
        """With its fields."""
        if self.fields_error is not None:
            raise self.fields_error
        return self.event_types[event_type_id]

    async def list_members(self, *, background: bool = False) -> list[Member]:
        """All."""
        if self.names_error is not None:
            raise self.names_error
        return self.members

    async def get_member(self, member_id: str, *, background: bool = False) -> Member:
        """One."""
        return next(one for one in self.members if one.id == member_id)

    async def free_slots(self, event_type_id: str, start: date, end: date, timezone: str) -> list[Slot]:
        """Those given whose day, in UTC, is among the days."""
        self.asked.append((event_type_id, start, end))
        if self.slots_error is not None:
            raise self.slots_error
        return [one for one in self.slots if start <= datetime.fromtimestamp(one.start, UTC).date() <= end]


class NoRuns:
    """Nobody plans anything in bulk here."""

    all: Sequence[Run] = ()

    def changes_of(self, run_id: str) -> Sequence[Change]:
        """There is none."""
        raise NotImplementedError

    async def start(self, intents: Sequence[Intent]) -> tuple[Run, Sequence[str]]:
        """Nobody does."""
        raise NotImplementedError

    async def pause(self, run_id: str) -> None:
        """Nobody does."""

    async def resume(self, run_id: str) -> None:
        """Nobody does."""

    async def cancel(self, run_id: str) -> None:
        """Nobody does."""

    async def send_again(self, run_id: str, unchanged: Collection[str] = ()) -> None:
        """Nobody does."""

    async def drop(self, run_id: str) -> None:
        """Nobody does."""

    async def save_receipt(self, run_id: str, text: str) -> str:
        """Nobody does."""
        raise NotImplementedError


class FakeOutbox:
    """Keeps what is submitted; the story says what becomes of it."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.moves = Moves()
        self.runs = NoRuns()
        self.trouble = ""
        self.notice = ""
        self.intents: list[Intent] = []
        self.refuses: SlatisError | None = None
        self._listeners: list[Callable[[OutboxNews], None]] = []

    async def submit(self, intent: Intent) -> Change:
        """Take it."""
        if self.refuses is not None:
            raise self.refuses
        self.intents.append(intent)
        op_id = intent.op_id or f"op-{len(self.intents)}"
        change = Change(op_id, intent.verb, "", intent.subject, "", ChangeState.SENDING, NOW, NOW)
        self.changes.append(change)
        return change

    def settle(self, state: ChangeState, **words: str) -> None:
        """The newest change has come to this; `words` are its booking_id and error."""
        newest = replace(self.changes[-1], state=state, booking_id=words.get("booking_id", ""))
        self.tell(replace(newest, error=words.get("error", "")))

    def tell(self, change: Change) -> None:
        """The newest change is like this now."""
        self.changes[-1] = change
        for listener in tuple(self._listeners):
            listener(OutboxNews(change))

    async def recall(self) -> Change | None:
        """Nothing waits."""
        return None

    async def drop_waiting(self) -> int:
        """Nothing waits."""
        return 0

    async def send_again(self, op_id: str) -> Change:
        """Not in these stories."""
        raise NotImplementedError

    async def drop(self, op_id: str) -> Change:
        """Not in these stories."""
        raise NotImplementedError

    async def wanted(self, op_id: str) -> Mapping[str, Any]:
        """Not in these stories."""
        raise NotImplementedError

    async def trail(self, op_id: str) -> Sequence[Step]:
        """Where it stands, as its one step."""
        return [Step(NOW, one.state) for one in self.changes if one.op_id == op_id]

    def know_by(self, status_of: Callable[[str], str]) -> None:
        """Nothing is known."""

    async def reconsider(self, booking_ids: Collection[str]) -> None:
        """Nothing is known."""

    async def send_now(self, timeout: float) -> bool:
        """Nothing waits."""
        return True

    def watch(self, listener: Callable[[OutboxNews], None]) -> Unsubscribe:
        """Call the listener with every end."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)


class FakeDrafts:
    """A disk that a story can look at, and break."""

    def __init__(self) -> None:
        self.kept: dict[str, Draft] = {}
        self.error: DraftError | None = None

    def save(self, draft: Draft) -> asyncio.Future[None]:
        """Keep it, unless the disk is broken."""
        if self.error is None:
            self.kept[draft.event_type_id] = draft
        return self._ended()

    def drop(self, event_type_id: str) -> asyncio.Future[None]:
        """Forget it."""
        if self.error is None:
            self.kept.pop(event_type_id, None)
        return self._ended()

    async def load(self, event_type_id: str) -> Draft | None:
        """What was kept."""
        return self.kept.get(event_type_id)

    async def event_type_ids(self) -> list[str]:
        """Those that have one."""
        return list(self.kept)

    def _ended(self) -> asyncio.Future[None]:
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if self.error is None:
            ended.set_result(None)
        else:
            ended.set_exception(self.error)
        return ended


class FakeMonitor:
    """All is well."""

    link = Link()

    def watch(self, listener: Callable[[Link], None]) -> Unsubscribe:
        """Nothing happens."""
        return lambda: None


class FakeCompany:
    """Nobody works here."""

    async def members_on(self, day: date, *, duration: int, team_id: str = "") -> list[MemberDay]:
        """None."""
        return []

    async def capacity(
        self, start: date, end: date, *, team_id: str = "", member_id: str = "", group_by: str = "day"
    ) -> Capacity:
        """None."""
        return Capacity(Load(), (), ())

    async def list_webhooks(self) -> DocumentList:
        """None."""
        return DocumentList((), 0)

    async def list_deliveries(self, webhook_id: str) -> DocumentList:
        """None."""
        return DocumentList((), 0)


class FakeServices:
    """The connection."""

    def __init__(self, event_types: Sequence[EventType] = (), slots: Sequence[Slot] = ()) -> None:
        self.identity = Identity("TEST", "fake")
        self.clock: Clock = lambda: NOW
        self.reader = FakeReader()
        self.reader.event_types = {one.id: one for one in event_types}
        self.reader.slots = list(slots)
        self.outbox = FakeOutbox()
        self.drafts = FakeDrafts()
        self.monitor = FakeMonitor()

    @property
    def company(self) -> CompanyReader:
        """Not asked for by a form."""
        return FakeCompany()

    async def close(self) -> None:
        """Nothing is open."""
