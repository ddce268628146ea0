"""One value that someone gave, with where it came from, so that an error can name the place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from slatis_tui.errors import UsageError

T = TypeVar("T")


class BadSetting(Exception):
    """What is wrong with a value, to be put after the place it came from; `hint` is what to do next."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Given:
    """A value as it was given."""

    value: object = field(repr=False)
    origin: str
    """`--view`, `SLATIS_BASE_URL`, or the file, line and key."""

    def read(self, reader: Callable[[object], T]) -> T:
        """The value as the reader makes it.

        Raises:
            UsageError: the reader refused it; the message starts with the origin.
        """
        try:
            return reader(self.value)
        except BadSetting as problem:
            raise UsageError(f"{self.origin}: {problem}", hint=problem.hint) from None


def nearest(typed: str, known: Iterable[str]) -> str:
    """A hint: the known name that was probably meant, or all of them."""
    from difflib import get_close_matches

    names = list(known)
    close = get_close_matches(typed, names, n=1, cutoff=0.5)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"There are: {', '.join(names)}" if names else "There are none"
