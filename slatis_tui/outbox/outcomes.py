"""What becomes of an operation that was sent, and the words in which it is said."""

from dataclasses import dataclass, replace

from slatis_tui.domain.changes import ChangeState, Verb
from slatis_tui.domain.ports import WriteAnswer
from slatis_tui.errors import ApiError, Forbidden, NoAnswer, NotFound, RateLimited, Refused, Unreachable
from slatis_tui.outbox.ages import KEY_SECONDS
from slatis_tui.outbox.operations import MAYBE_DONE, Operation
from slatis_tui.outbox.patience import asked_delay

_GONE = "The booking is gone from the server, or it is not this key's"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an operation: done, rejected, in need of review, waiting again, or to be checked later."""

    state: ChangeState
    answer: WriteAnswer | None = None
    error: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    request_id: str = ""
    refused_status: int = 0
    refused_code: str = ""
    in_doubt: bool = False
    delay: float = 0.0
    """Seconds to wait before it goes again, where it does."""
    made_id: str = ""
    """The id of the event type that the answer names."""
    warning: str = ""
    """What the answer warned of."""
    answered: bool = True
    """Whether the server has said anything at all: what else waits for it would fare no better."""

    def applied_to(self, sent: Operation, now: float) -> Operation:
        """The operation as this outcome leaves it at `now` (Unix seconds)."""
        booking = self.answer.booking if self.answer else None
        change = replace(
            sent.change,
            state=self.state,
            due_at=now + self.delay if self.state.is_open else sent.change.due_at,
            booking_id=sent.change.booking_id or (booking.id if booking else self.made_id),
            result_status=booking.row.status if booking else "",
            result_id=booking.id if booking else "",
            replayed=self.answer.replayed if self.answer else False,
            error=self.error,
            problems=self.problems,
            request_id=self.answer.request_id if self.answer else self.request_id,
            warning=self.warning,
            refused_status=self.refused_status,
            refused_code=self.refused_code,
        )
        return replace(sent, change=change, in_doubt=self.in_doubt, checking=self.state is ChangeState.SENDING)


def parked(error: RateLimited) -> Outcome:
    """Refused for now by a 429: it waits as long as the server asked, unless that is longer than any key lasts."""
    delay = asked_delay(error)
    if delay > KEY_SECONDS:
        asked = f"Not sent: the server asked to wait {delay / 3600:.0f} h. Send it again after that"
        return Outcome(ChangeState.NEEDS_REVIEW, error=asked, request_id=error.request_id)
    return Outcome(ChangeState.WAITING, error="the server asked to wait", request_id=error.request_id, delay=delay)


def given_up(verb: Verb, error: ApiError, in_doubt: bool, now_is: str = "") -> Outcome:
    """Ended by an error: in need of review where it is in doubt, rejected otherwise; `now_is` says how things stand."""
    problems = tuple((each.field, each.message) for each in error.details) if isinstance(error, Refused) else ()
    state = ChangeState.NEEDS_REVIEW if in_doubt else ChangeState.REJECTED
    told = _told_in_doubt(verb, error, now_is) if in_doubt else _told(error, now_is)
    status, code = (error.status, error.code) if isinstance(error, Refused) else (0, "")
    return Outcome(
        state,
        error=told,
        problems=problems,
        request_id=error.request_id,
        refused_status=status,
        refused_code=code,
        in_doubt=in_doubt,
        answered=not isinstance(error, Unreachable | NoAnswer),
    )


def for_review(reason: str, *, in_doubt: bool, request_id: str = "") -> Outcome:
    """For a person to decide, with the reason as one sentence."""
    return Outcome(ChangeState.NEEDS_REVIEW, error=reason, in_doubt=in_doubt, request_id=request_id)


def decided_elsewhere(status: str, in_doubt: bool) -> str:
    """That the booking is in another status than the one that was decided on, and that nothing more is sent."""
    sent = MAYBE_DONE if in_doubt else "It was not sent"
    return f"{sent}: the booking is {status_in_words(status)} now. Someone else may have decided"


def status_in_words(status: str) -> str:
    """A status within a sentence: `pending confirmation`."""
    return status.replace("_", " ").lower() or "without a status"


def said(error: ApiError) -> str:
    """What one try met, for the trail: code, message, status and request id."""
    if isinstance(error, Refused):
        return error.explained()
    return f"{error.message} ({error.request_id})" if error.request_id else error.message


def _told_in_doubt(verb: Verb, error: ApiError, now_is: str) -> str:
    # The hint of the last error is about that request alone, not about those before it.
    met = error.explained() if isinstance(error, Refused) else error.message
    if verb is Verb.CREATE:
        return f"{MAYBE_DONE}: {met}. Sending the same form again can't book twice"
    return f"{MAYBE_DONE}: {met}. " + (now_is or "Look at the booking before doing it again")


def _told(error: ApiError, now_is: str) -> str:
    met = error.explained()
    if isinstance(error, Unreachable):
        return f"Not sent: {met}"
    if isinstance(error, NotFound):
        now_is = now_is or _GONE
    elif isinstance(error, Forbidden):
        now_is = now_is or "Nothing was changed"
    return f"{met.removesuffix('.')}. {now_is}" if now_is else met
