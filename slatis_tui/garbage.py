"""Keeping the garbage collector away from keys: a full collection of all that a console holds lasts 25 to 150 ms."""

import gc

_MANY = 5_000
"""Rows that are looked through in a few milliseconds."""


class Garbage:
    """Takes out of every later collection what is there to stay: what the start has made, and the rows that came.

    Rows are freed without the collector, as nothing in them leads back to them. What else is there when they are taken
    out is never collected; so that happens only with thousands of rows at a time, and not where there are few at all,
    such as in a list that refreshes itself.
    """

    def __init__(self) -> None:
        self._new = 0
        """Rows that came since some were taken out last."""

    def settle(self) -> None:
        """The start is over: collect from now on, but never what it has made."""
        gc.freeze()
        gc.enable()

    def rows_came(self, new: int, known: int) -> None:
        """So many rows came, for the first time or again, of those that are known now.

        They are looked through once more, some thousands at a time, and never again.
        """
        self._new += new
        if min(self._new, known) >= _MANY and gc.isenabled():
            self._new = 0
            gc.collect()
            gc.freeze()
