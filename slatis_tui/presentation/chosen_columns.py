"""The columns that the operator chose: those of the bookings in another order, fewer of them, and custom fields."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from slatis_tui.domain.sorting import ANSWER
from slatis_tui.domain.text import clean
from slatis_tui.presentation.booking_cells import BOOKING_COLUMNS
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.presentation.lines import UNKNOWN

_PLACES = {column.name: place for place, column in enumerate(BOOKING_COLUMNS)}
_NAMES = {"event type": "event-type", "e-mail": "email"}
"""Columns that the config file calls by the words of their titles."""


class ChosenColumns(NamedTuple):
    """Columns, and where their cells come from."""

    columns: tuple[Column, ...] = BOOKING_COLUMNS
    places: tuple[int | str, ...] = ()
    """For each column the place among the cells of a booking, or the key of a custom field; empty for all as they are.
    """

    @classmethod
    def of(cls, names: Sequence[str]) -> "ChosenColumns":
        """The columns of these names behind the mark; all that there are where none is named."""
        if not names:
            return cls()
        places = (0, *map(_place, names))
        columns = (_custom(place) if isinstance(place, str) else BOOKING_COLUMNS[place] for place in places)
        return cls(tuple(columns), places)

    def arranged(self, cells: Sequence[Cell], answer: Callable[[str], str]) -> Sequence[Cell]:
        """The cells of a booking for these columns.

        Args:
            cells: in the order of `BOOKING_COLUMNS`.
            answer: gives the booking's answer to a custom field, as text.
        """
        if not self.places:
            return cells
        return [
            cells[place] if isinstance(place, int) else Cell(clean(answer(place)) or UNKNOWN) for place in self.places
        ]


def _place(name: str) -> int | str:
    return _PLACES.get(_NAMES.get(name, name), name)


def _custom(key: str) -> Column:
    return Column(f"{ANSWER}{key}", clean(key), 10, 16, 4, flexible=True, max_width=36)
