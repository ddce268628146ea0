"""The tries of one operation: how many there were, whether it is in doubt, and whether another one may go."""

from slatis_tui.domain.changes import TRANSITIONS, ChangeState
from slatis_tui.domain.ports import WriteAnswer
from slatis_tui.errors import ApiError, RateLimited, Unreachable
from slatis_tui.outbox.operations import CHECKING, Operation
from slatis_tui.outbox.outcomes import Outcome, said
from slatis_tui.outbox.patience import asked_delay, patience_with, pause_after
from slatis_tui.outbox.wire import Wire


class Tries:
    """One delivery of an operation to the server, try by try."""

    def __init__(self, wire: Wire, operation: Operation) -> None:
        self.wire = wire
        self.operation = operation
        self.in_doubt = operation.in_doubt
        """Whether any request of it may have been carried out."""
        self.started = wire.clock()
        self._repeats = operation.checking
        self._failed = 0

    async def write(self) -> WriteAnswer | ApiError:
        """Send it once more; the answer, or the error, which is counted."""
        try:
            answer = await self.wire.write(self.operation, self._within())
        except ApiError as error:
            self.failed(error)
            return error
        if self._repeats:
            self.wire.budget.repeat_succeeded()
        return answer

    def failed(self, error: ApiError) -> None:
        """Count a try that met this error."""
        self._failed += 1
        self.in_doubt = self.in_doubt or error.uncertain

    def patience_left(self, error: ApiError) -> float | None:
        """Seconds to wait before the next try after this error; None when there shall be no next one."""
        pause = max(pause_after(self._failed), asked_delay(error))
        patience = patience_with(self.operation.change.verb, self.in_doubt)
        out_of_time = self.wire.clock() + pause > self.started + patience.seconds
        if self._failed >= patience.tries or out_of_time or not self.wire.budget.spend(self.wire.clock()):
            return None
        return pause

    def _within(self) -> float | None:
        """Of a transition in doubt: the seconds within which a repeat leaves, also if the rate limit holds it up."""
        if not self.in_doubt or self.operation.change.verb not in TRANSITIONS:
            return None
        patience = patience_with(self.operation.change.verb, in_doubt=True).seconds
        return min(patience, self.started + patience - self.wire.clock())

    async def pause(self, seconds: float, error: ApiError) -> None:
        """Write down what the last try met, and wait."""
        self._repeats = True
        doing = CHECKING if self.in_doubt else "Trying again"
        await self.wire.pause(self.operation, seconds, f"{doing}: {said(error)}")

    def done(self, answer: WriteAnswer, how: str = "") -> Outcome:
        """It is done; `how` where not simply by the server's answer."""
        return Outcome(ChangeState.DONE, answer, error=how)


def is_worth_repeating(error: ApiError) -> bool:
    """Whether sending the same again may bring another answer."""
    return error.uncertain or isinstance(error, Unreachable | RateLimited)
