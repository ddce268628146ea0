"""What was made last, kept so that it need not be made again."""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V]):
    """A dictionary of so many entries at most: the first that came goes first.

    Textual's caches are circles of links. Emptied, as lists are all the time while they load, they are garbage that
    only a garbage collection frees, in the middle of a key.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, value: V) -> None:
        if len(self) >= self._most and key not in self:
            del self[next(iter(self))]
        super().__setitem__(key, value)
