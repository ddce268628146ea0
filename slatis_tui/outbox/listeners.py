"""Telling the screens, without their faults reaching the sender."""

import asyncio
from collections.abc import Callable

from slatis_tui.domain.ports import OutboxNews, Unsubscribe

Listener = Callable[[OutboxNews], None]


class Listeners:
    """Who wants to hear of changes. Each is called by the event loop itself, which also takes what it raises."""

    def __init__(self) -> None:
        self._listeners: dict[object, Listener] = {}

    def add(self, listener: Listener) -> Unsubscribe:
        """Tell this one too, until the returned function is called."""
        ticket = object()
        self._listeners[ticket] = listener

        def unsubscribe() -> None:
            self._listeners.pop(ticket, None)

        return unsubscribe

    def tell(self, news: OutboxNews) -> None:
        """Have every listener called with the news, in order, soon."""
        loop = asyncio.get_running_loop()
        for ticket in self._listeners:
            loop.call_soon(self._call, ticket, news)

    def _call(self, ticket: object, news: OutboxNews) -> None:
        listener = self._listeners.get(ticket)
        if listener is not None:
            listener(news)
