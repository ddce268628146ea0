"""How the connection is doing, told to whoever listens (the header, doctor)."""

import asyncio
from collections.abc import Callable

from slatis_tui.domain.ports import Link, Unsubscribe

Listener = Callable[[Link], None]


class LinkState:
    """The last known `Link` and its listeners."""

    def __init__(self) -> None:
        self.link = Link()
        self._listeners: list[Listener] = []

    def watch(self, listener: Listener) -> Unsubscribe:
        """Call the listener, from the event loop itself, after each exchange that changed something."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def update(self, link: Link) -> None:
        """An exchange has ended. Listeners run after it, not within it: what they do can't spoil its outcome."""
        if link == self.link:
            return
        self.link = link
        loop = asyncio.get_running_loop()
        for listener in tuple(self._listeners):
            loop.call_soon(self._tell, listener, link)

    def _tell(self, listener: Listener, link: Link) -> None:
        if listener in self._listeners:
            listener(link)
