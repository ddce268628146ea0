"""A program in a terminal whose output is taken down with its time first and drawn afterwards.

So what the emulated terminal costs is in no figure: the time of a change is that of the bytes which made it.
"""

import os
import select
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.support.keys import sent_for
from tests.support.pty_terminal import Condition, PtyProgram

_QUIET_SECONDS = 0.03
"""Silence after which a burst of output is over."""
_LOOK_SECONDS = 1.0
"""Between two looks whether the program still runs."""
_PATIENCE = 60.0
"""Seconds that a start may take."""
_KEY_PATIENCE = 2.0
"""Seconds that a key may take: less than the minute in which the list changes by itself."""


@dataclass(frozen=True, slots=True)
class Output:
    """What was read at once, and when, as `perf_counter` tells it."""

    at: float
    data: bytes


class TimedProgram(PtyProgram):
    """A program whose starts and keys are timed, in seconds."""

    def until(self, condition: Condition, words: bytes) -> float:
        """From the start of the process to the output that made the condition hold of the screen.

        Args:
            condition: what is waited for.
            words: bytes that are part of it; the output is not drawn before they came.
        """
        deadline = time.perf_counter() + _PATIENCE
        while outputs := self._burst(deadline, words):
            words = b""
            at = self._drawn_until(outputs, lambda: self.has(condition))
            if at is not None:
                return at - self.started
        raise AssertionError(self._told(f"never {condition!r} in {_PATIENCE} s"))

    def of_key(self, key: str) -> float:
        """From writing the key to the first output that made the screen another."""
        before = self.screen_text()
        return self.until_after(key, lambda: "\n".join(self._emulator.lines()) != before)

    def until_after(self, key: str, holds: Callable[[], bool]) -> float:
        """From writing the key to the output that made the screen as is wished."""
        pressed = time.perf_counter()
        os.write(self._master, sent_for(key).encode())
        while outputs := self._burst(pressed + _KEY_PATIENCE):
            at = self._drawn_until(outputs, holds)
            if at is not None:
                return at - pressed
        raise AssertionError(self._told(f"{key!r} did not do what was wished in {_KEY_PATIENCE} s"))

    def of_key_until(self, key: str, words: bytes) -> float:
        """From writing the key to the output with which these words have come."""
        pressed = time.perf_counter()
        os.write(self._master, sent_for(key).encode())
        outputs = self._burst(pressed + _PATIENCE, words)
        for output in outputs:
            self._draw(output)
        seen = b""
        for output in outputs:
            seen = seen[-len(words) :] + output.data
            if words in seen:
                return output.at - pressed
        raise AssertionError(self._told(f"{key!r} never brought {words!r} in {_PATIENCE} s"))

    def leave_alone(self, seconds: float) -> None:
        """Let so much time pass, and draw what comes."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    def _drawn_until(self, outputs: list[Output], holds: Callable[[], bool]) -> float | None:
        """Draw them all; when the one came with which it held, None if it never did."""
        at = None
        for output in outputs:
            self._draw(output)
            if at is None and holds():
                at = output.at
        return at

    def _draw(self, output: Output) -> None:
        self._emulator.feed(self._decode(output.data))

    def _burst(self, deadline: float, words: bytes = b"") -> list[Output]:
        """What comes next: all until it is quiet, and until these words were among it; empty when nothing comes."""
        outputs: list[Output] = []
        while time.perf_counter() < deadline and self.process.poll() is None:
            whole = outputs and words in b"".join(output.data for output in outputs)
            if select.select([self._master], [], [], _QUIET_SECONDS if whole else _LOOK_SECONDS)[0]:
                data = os.read(self._master, 65536)
                outputs.append(Output(time.perf_counter(), data))
            elif whole:
                break
        return outputs
