"""Keys typed ahead: each is handed on when the one before it has done its work."""

import asyncio
import math
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from time import monotonic

from textual import events
from textual.app import App
from textual.message import Message
from textual.widget import Widget

_ROUNDS = 3
"""How often the mark is sent up behind a key: a key can cause a message, and that another (Enter, Submitted, focus)."""
_LOOK_SECONDS = 0.01
_MOST_LOOKS = 25
"""Then the next key is handed on all the same: what the last one was given to may be waiting for something."""


class KeysInOrder(App[None]):
    """An app in which keys that come faster than they are handled go where they would have gone one by one.

    Textual gives a key to the widget that has the focus when the key comes in, while the one before it may still be
    on its way: of a Tab and a name that arrive together (typed ahead, or over a slow line) the name would land in the
    field before. Here a mark follows each key on its way up to the app. Only when that has arrived, and a screen that
    the key has opened stands, the next key is looked at.
    """

    @dataclass
    class Mark(Message):
        """All that was sent before it has been handled."""

        serial: int
        rounds: int

    @dataclass
    class Look(Message):
        """Time to look for a mark that has not come back."""

        serial: int
        looks: int

    last_key_at: float = -math.inf
    """When the last key or paste came in (`monotonic`)."""
    _serial = 0
    _target: Widget | None = None
    """Where the mark was sent that is under way."""
    _timer: asyncio.TimerHandle | None = None

    @cached_property
    def _held(self) -> deque[events.Key | events.Paste]:
        return deque()

    @property
    def is_settled(self) -> bool:
        """Whether no key is under way, and none waits."""
        return self._target is None and not self._held

    async def on_event(self, event: events.Event) -> None:
        """Hold keys and pastes back while one of them is under way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self.last_key_at = monotonic()
        self._held.append(event)
        await self._hand_on()

    async def on_keys_in_order_mark(self, mark: Mark) -> None:
        """The key has done its work; if another waits, further rounds make sure of what the work has caused."""
        if mark.serial != self._serial or not self._screen_stack:
            return
        if mark.rounds <= 1 or not self._held or not self._send_mark(self._receiver, mark.rounds - 1):
            await self._settled()

    async def on_keys_in_order_look(self, look: Look) -> None:
        """A mark that was sent to a screen which has closed meanwhile never comes back: send another."""
        if look.serial != self._serial or self._target is None or not self._screen_stack:
            return
        if look.looks >= _MOST_LOOKS:
            await self._settled()
        elif self._is_coming_back(self._target) or self._send_mark(self._receiver, 1):
            self._look_later(look.looks + 1)
        else:
            await self._settled()

    def _is_coming_back(self, target: Widget) -> bool:
        return target.is_attached and target.screen is self.screen

    @property
    def _receiver(self) -> Widget:
        """Who is given a key now."""
        return self.focused or self.screen

    async def _hand_on(self) -> None:
        while self._held and self._target is None and self._screen_stack:
            receiver = self._receiver
            await super().on_event(self._held.popleft())
            self._serial += 1
            if self._send_mark(receiver, _ROUNDS):
                self._look_later(1)

    async def _settled(self) -> None:
        self._target = None
        if self._timer is not None:
            self._timer.cancel()
        await self._hand_on()

    def _send_mark(self, receiver: Widget, rounds: int) -> bool:
        """Send it behind the key, or behind the making of the screen that the key has opened; whether it went."""
        self._target = receiver if receiver.post_message(self.Mark(self._serial, rounds)) else None
        return self._target is not None

    def _look_later(self, looks: int) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(_LOOK_SECONDS, self.post_message, self.Look(self._serial, looks))
