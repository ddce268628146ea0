"""An answer of Slatis's, and what the endpoints take out of it."""

from dataclasses import dataclass
from typing import Any

from slatis_tui.api._pages import KeptAnswer, read_page
from slatis_tui.api._rows import read_booking
from slatis_tui.domain.models import Booking, BookingPage
from slatis_tui.errors import UnreadableAnswer


@dataclass(frozen=True, slots=True)
class Answer:
    """A 2xx that is a JSON object: `{"success": true, <named key>: …}` (vendor's Bookings and Event Types pages)."""

    document: dict[str, Any]
    body: bytes
    status: int
    request_id: str
    aftermath: str
    """What was and was not done, should the answer turn out to be unreadable after all."""

    def items(self, *names: str) -> list[Any]:
        """The list under the first of these keys that holds one.

        Raises:
            UnreadableAnswer: none does.
        """
        for name in names:
            if isinstance(found := self.document.get(name), list):
                return found
        raise self.odd(f"it has no list of {names[0].replace('_', ' ')}")

    def item(self, name: str) -> dict[str, Any]:
        """The object under that key.

        Raises:
            UnreadableAnswer: there is none.
        """
        if isinstance(found := self.document.get(name), dict):
            return found
        raise self.odd(f"it has no {name.replace('_', ' ')}")

    def page(self, cursor: str | None) -> BookingPage:
        """The page of bookings that was asked for with that cursor.

        Raises:
            UnreadableAnswer: it has no list of bookings.
        """
        return read_page(self.body, self.items("bookings"), self.document.get("pagination"), cursor)

    def booking(self, asked: str = "") -> Booking:
        """The one booking; where an id was asked for, that very one.

        Raises:
            UnreadableAnswer: it has none, or none with an id and a status, or another one.
        """
        booking = read_booking(self.item("booking"), KeptAnswer(self.body), 0)
        if booking.row.problem:
            raise self.odd("its booking has no usable id or no status")
        if asked and booking.id != asked:
            raise self.odd("it is about another booking than the one asked for")
        return booking

    def odd(self, reason: str) -> UnreadableAnswer:
        """The error for an answer of another shape."""
        message = f"The answer is not what Slatis's documentation says: {reason}"
        return UnreadableAnswer(message, status=self.status, hint=self.aftermath, request_id=self.request_id)
