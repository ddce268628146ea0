"""Keeping the garbage collector away from keys: a full collection of all that a console holds lasts 25 to 150 ms."""

import gc

_MANY = 5_000
"""Rows that are looked through in a few milliseconds."""


class Garbage:
    """Takes out of every later collection what is there to stay: what the start has made, and the rows that came.

    Rows are freed without the collector, as nothing in them leads back to them. What else is there when they are taken
    out is never collected; so that happens only while they become more, and not each time a list is loaded anew.
    """

    def __init__(self) -> None:
        self._rows = 0

    def settle(self) -> None:
        """The start is over: collect from now on, but never what it has made."""
        gc.freeze()
        gc.enable()

    def rows_are(self, count: int) -> None:
        """So many rows are loaded now; those that are new are looked through once more, and never again."""
        if count >= self._rows + _MANY and gc.isenabled():
            self._rows = count
            gc.collect()
            gc.freeze()
