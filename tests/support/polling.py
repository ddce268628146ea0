"""Waiting for what another process does."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_PAUSE = 0.02
"""Seconds between two looks."""


def eventually(look: Callable[[], T], timeout: float = 40.0) -> T:
    """Look until the answer is true in the sense of Python, and give it; fail after so many seconds."""
    deadline = time.monotonic() + timeout
    while not (seen := look()):
        assert time.monotonic() < deadline, f"still {seen!r} after {timeout} s"
        time.sleep(_PAUSE)
    return seen
