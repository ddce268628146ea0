"""Event types and members by id: the names behind what a booking says."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress

from slatis_tui.domain.models import CustomField, EventType, Member
from slatis_tui.domain.ports import BookingReader, Unsubscribe
from slatis_tui.domain.text import clean
from slatis_tui.errors import ApiError
from slatis_tui.loading.known import FINAL, Known


class Directory:
    """What the session knows of event types and members. Names are there at once; what they name may come later.

    A key that may not read members, and a server that does not answer, leave ids in the place of names.
    """

    def __init__(self, reader: BookingReader) -> None:
        self._reader = reader
        self._watchers: list[Callable[[], None]] = []
        self._whole: dict[str, EventType] = {}
        """Event types that were read one by one, with their fields."""
        self._asked_whole: dict[str, asyncio.Task[None]] = {}
        self._rereading: set[asyncio.Task[None]] = set()
        self._types = Known[EventType](self._list_types, self._get_type, self._tell)
        self._members = Known[Member](self._list_members, self._get_member, self._tell)

    @property
    def event_types(self) -> tuple[EventType, ...]:
        """The active ones, sorted by name, as the list gave them."""
        return self._types.listed

    @property
    def event_types_loaded(self) -> bool:
        """Whether that list was there."""
        return self._types.loaded

    @property
    def members(self) -> tuple[Member, ...]:
        """Those of the list, sorted by name."""
        return self._members.listed

    def event_type(self, event_type_id: str) -> EventType | None:
        """All that is known of one event type; its fields are None until it was read by itself."""
        return self._whole.get(event_type_id) or self._types.get(event_type_id)

    def member(self, member_id: str) -> Member | None:
        """All that is known of one member."""
        return self._members.get(member_id)

    def event_type_name(self, event_type_id: str) -> str:
        """Its name, or the id itself until that is known."""
        return self._types.name(event_type_id)

    def member_name(self, member_id: str) -> str:
        """Their name, or the id itself until that is known."""
        return self._members.name(member_id)

    @property
    def team_ids(self) -> tuple[str, ...]:
        """The teams that members or event types belong to. The API has no list of teams."""
        belongs = [*(one.team_id for one in self.members), *(one.team_id for one in self.event_types)]
        return tuple(dict.fromkeys(team_id for team_id in belongs if team_id))

    def team_name(self, team_id: str) -> str:
        """A team's name as its members tell it, or the id itself until one does."""
        names = (one.team_name for one in self.members if one.team_id == team_id)
        return next(filter(None, names), clean(team_id))

    def event_type_changed(self, event_type_id: str, *, deleted: bool = False) -> None:
        """Read in the background how it stands after a change, and the list too; a deleted one leaves that at once."""
        if deleted:
            self._types.forget(event_type_id)
        task = asyncio.create_task(self._read_changed(event_type_id))
        self._rereading.add(task)
        task.add_done_callback(self._rereading.discard)

    async def _read_changed(self, event_type_id: str) -> None:
        with suppress(ApiError):
            await self.load_event_type(event_type_id)
        with suppress(ApiError):
            await self.load_event_types()

    async def load(self) -> None:
        """What is missing of the two lists, in the background. What can't be had stays missing; raises nothing."""
        for known in (self._types, self._members):
            if not known.loaded and not known.refused:
                with suppress(ApiError):
                    await known.load(background=True)

    async def load_event_types(self, *, background: bool = False) -> None:
        """The list of event types, anew.

        Raises:
            ApiError: it could not be had; what is known stays.
        """
        await self._types.load(background=background)

    async def load_members(self, *, background: bool = False) -> None:
        """The list of members, anew.

        Raises:
            ApiError: it could not be had; what is known stays.
        """
        await self._members.load(background=background)

    async def load_event_type(self, event_type_id: str, *, background: bool = False) -> EventType:
        """One event type with its fields, as it is now.

        Raises:
            ApiError: it could not be had; what is known stays.
        """
        event_type = await self._reader.get_event_type(event_type_id, background=background)
        self._whole[event_type_id] = event_type
        self._types.learn(event_type)
        return event_type

    async def fields(self, event_type_id: str, *, refresh: bool = False) -> tuple[CustomField, ...]:
        """The fields of its form, in display order; asked for once unless to `refresh`.

        Raises:
            ApiError: they could not be had.
        """
        known = self._whole.get(event_type_id)
        if known is None or known.fields is None or refresh:
            known = await self.load_event_type(event_type_id)
        return known.fields or ()

    def want(self, event_type_ids: Iterable[str] = (), member_ids: Iterable[str] = ()) -> None:
        """Fetch in the background what the lists lack of these: an inactive event type, a member who left."""
        self._types.want(event_type_ids)
        self._members.want(member_ids)

    def want_fields(self, event_type_id: str) -> None:
        """Fetch in the background, once, the fields of this event type, for the labels of a booking's answers."""
        if event_type_id and event_type_id not in self._whole and event_type_id not in self._asked_whole:
            self._asked_whole[event_type_id] = asyncio.create_task(self._fetch_whole(event_type_id))

    async def _fetch_whole(self, event_type_id: str) -> None:
        try:
            await self.load_event_type(event_type_id, background=True)
        except FINAL:
            return
        except ApiError:
            del self._asked_whole[event_type_id]

    def close(self) -> None:
        """Fetch no more in the background."""
        self._types.close()
        self._members.close()
        for task in (*self._asked_whole.values(), *self._rereading):
            task.cancel()

    def watch(self, listener: Callable[[], None]) -> Unsubscribe:
        """Call the listener whenever more is known."""
        self._watchers.append(listener)
        return lambda: self._watchers.remove(listener) if listener in self._watchers else None

    def _tell(self) -> None:
        for listener in tuple(self._watchers):
            listener()

    async def _list_types(self, background: bool) -> list[EventType]:
        return await self._reader.list_event_types(background=background)

    async def _get_type(self, event_type_id: str) -> EventType:
        event_type = await self._reader.get_event_type(event_type_id, background=True)
        self._whole[event_type_id] = event_type
        return event_type

    async def _list_members(self, background: bool) -> list[Member]:
        return await self._reader.list_members(background=background)

    async def _get_member(self, member_id: str) -> Member:
        return await self._reader.get_member(member_id, background=True)
