"""Keeping the garbage collector away from keys: a full collection of all that a console holds lasts 25 to 150 ms."""

import gc

_MANY = 1_000
"""Rows: about as many as are looked through in one millisecond."""


class Garbage:
    """Takes out of every later collection what is there to stay: what the start has made, and the rows that came.

    Rows are freed without the collector, as nothing in them leads back to them.
    """

    def __init__(self) -> None:
        self._new_rows = 0

    def settle(self) -> None:
        """The start is over: collect from now on, but never what it has made."""
        gc.freeze()
        gc.enable()

    def rows_came(self, count: int) -> None:
        """Rows were loaded; those that came since the last time are looked through once more, and never again."""
        self._new_rows += count
        if self._new_rows >= _MANY and gc.isenabled():
            self._new_rows = 0
            gc.collect()
            gc.freeze()
