"""The writes: one short method for each endpoint. Each sends once, exactly the bytes it is given."""

from slatis_tui.api._answer import Answer
from slatis_tui.api._calls import Calls
from slatis_tui.api._paths import path
from slatis_tui.domain.changes import Verb
from slatis_tui.domain.ports import WriteAnswer
from slatis_tui.errors import NotAllowedHere

_LONGEST_KEY = 255

_OPERATIONS = {
    Verb.CONFIRM: "confirm",
    # The Bookings page names these three; that their paths follow the pattern of `confirm` is our reading.
    Verb.COMPLETE: "complete",
    Verb.NO_SHOW: "no-show",
    Verb.CANCEL: "cancel",
}


class Writes(Calls):
    """A `BookingWriter` over HTTP. Every method raises ApiError; `uncertain` says what it does not know."""

    async def create(self, body: bytes, idempotency_key: str) -> WriteAnswer:
        """`POST /bookings` (Bookings page, "Idempotency"): the same key and bytes never book twice within 24 h."""
        if not _fits_a_header(idempotency_key):
            raise NotAllowedHere("The Idempotency-Key has 1 to 255 visible ASCII characters", hint="Nothing was sent")
        answer = await self._http.write("POST", "bookings", body, [("Idempotency-Key", idempotency_key)])
        return _written(answer)

    async def transition(
        self, verb: Verb, booking_id: str, body: bytes = b"", *, within: float | None = None
    ) -> WriteAnswer:
        """`POST /bookings/{id}/confirm`, `complete`, `no-show` or `cancel` (Bookings page, "Status transitions")."""
        self._key.must_be_secret("Changing a booking")
        answer = await self._http.write("POST", path("bookings", booking_id, _OPERATIONS[verb]), body, within=within)
        return _written(answer, booking_id)

    async def reschedule(self, booking_id: str, body: bytes) -> WriteAnswer:
        """`POST /bookings/{id}/reschedule`: the answer is the new booking. Path and body are our reading."""
        self._key.must_be_secret("Rescheduling a booking")
        return _written(await self._http.write("POST", path("bookings", booking_id, "reschedule"), body))

    async def edit_attendee(self, booking_id: str, body: bytes) -> WriteAnswer:
        """`PATCH /bookings/{id}` (Bookings page, "Update attendee details")."""
        self._key.must_be_secret("Editing an attendee")
        return _written(await self._http.write("PATCH", path("bookings", booking_id), body), booking_id)


def _written(answer: Answer, asked: str = "") -> WriteAnswer:
    replayed = answer.document.get("idempotent_replay") is True
    return WriteAnswer(answer.booking(asked), replayed, answer.request_id)


def _fits_a_header(value: str) -> bool:
    return 0 < len(value) <= _LONGEST_KEY and value.isascii() and value.isprintable() and value.strip() == value
