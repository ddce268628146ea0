"""Things known by their ids: those that a list gave, and those that were asked for one by one."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, Protocol, TypeVar

from slatis_tui.domain.text import clean
from slatis_tui.errors import ApiError, Forbidden, NotAllowedHere, NotFound, Unauthorized

MOST_WANTED = 200
"""Single ids that wait to be fetched at one time; what is more is not remembered, and may be wanted again."""

FINAL = (Forbidden, NotAllowedHere, NotFound, Unauthorized)
"""Answers after which asking again in this session is of no use."""


class Named(Protocol):
    """What has an id and a name."""

    @property
    def id(self) -> str:
        """As the server gave it."""
        ...

    @property
    def name(self) -> str:
        """Cleaned."""
        ...


T = TypeVar("T", bound=Named)


class Known(Generic[T]):
    """One kind of thing. What the list lacks is fetched once in the background; until then its id is its name."""

    def __init__(
        self,
        fetch_all: Callable[[bool], Awaitable[Iterable[T]]],
        fetch_one: Callable[[str], Awaitable[T]],
        changed: Callable[[], None],
    ) -> None:
        """Made once per kind.

        Args:
            fetch_all: reads the list; told whether it is in the background.
            fetch_one: reads one in the background, by its id.
            changed: called whenever more is known.
        """
        self._fetch_all = fetch_all
        self._fetch_one = fetch_one
        self._changed = changed
        self._by_id: dict[str, T] = {}
        self._wanted: dict[str, None] = {}
        self._asked: dict[str, bool] = {}
        """Ids fetched one by one, and whether the answer was the last word."""
        self._fetching: asyncio.Task[None] | None = None
        self.listed: tuple[T, ...] = ()
        """What the list holds, sorted by name."""
        self.loaded = False
        """Whether the list was there."""
        self.refused = False
        """Whether asking for the list again is of no use."""

    def get(self, thing_id: str) -> T | None:
        """The thing, where it is known."""
        return self._by_id.get(thing_id)

    def name(self, thing_id: str) -> str:
        """The name, or the id itself, cleaned, until the name is known."""
        thing = self._by_id.get(thing_id)
        return (thing.name if thing else "") or clean(thing_id)

    def learn(self, thing: T) -> None:
        """Know this one from now on."""
        self._by_id[thing.id] = thing
        self._changed()

    def forget(self, thing_id: str) -> None:
        """It is no more in the list; its name stays known."""
        self.listed = tuple(thing for thing in self.listed if thing.id != thing_id)
        self._changed()

    async def load(self, *, background: bool) -> None:
        """Read the list anew, and ask again for single ones whose answer was not the last word.

        Raises:
            ApiError: the list could not be had; what is known stays.
        """
        try:
            things = await self._fetch_all(background)
        except FINAL:
            self.refused = True
            raise
        self.listed = tuple(sorted(things, key=lambda thing: (thing.name.casefold(), thing.id)))
        self.loaded, self.refused = True, False
        self._by_id.update((thing.id, thing) for thing in self.listed)
        for thing_id in [thing_id for thing_id, final in self._asked.items() if not final]:
            del self._asked[thing_id]
        self._changed()
        self._start_fetching()

    def want(self, thing_ids: Iterable[str]) -> None:
        """Fetch those of the ids that the list lacks, one after the other in the background, each once."""
        for thing_id in thing_ids:
            if thing_id and thing_id not in self._by_id and thing_id not in self._asked:
                if len(self._wanted) == MOST_WANTED:
                    break
                self._wanted[thing_id] = None
        self._start_fetching()

    def close(self) -> None:
        """Fetch no more."""
        self._wanted.clear()
        if self._fetching is not None:
            self._fetching.cancel()

    def _start_fetching(self) -> None:
        """Only once the list is there: what it holds needs no request of its own."""
        if self.loaded and self._wanted and (self._fetching is None or self._fetching.done()):
            self._fetching = asyncio.create_task(self._fetch_wanted())

    async def _fetch_wanted(self) -> None:
        while self._wanted:
            thing_id = next(iter(self._wanted))
            del self._wanted[thing_id]
            if thing_id in self._by_id:
                continue
            self._asked[thing_id] = True
            try:
                self.learn(await self._fetch_one(thing_id))
            except ApiError as error:
                self._asked[thing_id] = isinstance(error, FINAL)
