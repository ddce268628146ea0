"""Which booking a reschedule has made of which. The server's answers need not say it, so it is kept here."""

from collections.abc import Iterable


class Moves:
    """What was rescheduled from this machine, in earlier sessions too."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Begin with these pairs of the original's id and the new booking's."""
        self._after: dict[str, str] = {}
        self._before: dict[str, str] = {}
        for original, new in pairs:
            self.add(original, new)

    def add(self, original: str, new: str) -> None:
        """The original was cancelled, and the new booking made in its place; an answer with the same id moves none."""
        if original and new and original != new:
            self._after[original] = new
            self._before[new] = original

    def after(self, booking_id: str) -> str:
        """The id of the booking that took its place; empty where none is known."""
        return self._after.get(booking_id, "")

    def before(self, booking_id: str) -> str:
        """The id of the booking whose place it took; empty where none is known."""
        return self._before.get(booking_id, "")
