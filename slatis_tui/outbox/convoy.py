"""One bulk run while it is being sent: what is still to come, what is written down as being sent, what is paused."""

from collections import deque
from collections.abc import Iterable

from slatis_tui.domain.changes import Change, ChangeState
from slatis_tui.domain.runs import Run, RunPhase
from slatis_tui.outbox.schedule import LANES
from slatis_tui.outbox.tallies import Tally

AHEAD = 2 * LANES
"""So many are written down as being sent and not yet answered: those under way, and the next, so that no lane waits
for the disk."""
_FEW = LANES + LANES // 2
"""With fewer than these the next are written down, several in one commit."""


class Convoy:
    """The operations of one run on their way. The first goes alone, until the server has answered it."""

    def __init__(self, run_id: str, op_ids: Iterable[str], now: float) -> None:
        self.run_id = run_id
        self.queue = deque(op_ids)
        """Not sent, and written down as waiting."""
        self.claimed: set[str] = set()
        """Written down as being sent, and not yet answered: one that is in the schedule was not sent."""
        self.is_open = False
        """Whether the server has answered one since the run was last started: the others may follow."""
        self.is_feeding = False
        self.is_paused = False
        self.note = ""
        """Why it is paused, where the operator did not ask for it."""
        self.alive_at = now
        """Unix seconds of the last sign of life; what goes long after that is looked at first."""

    @property
    def wanted(self) -> int:
        """How many are to be written down as being sent now."""
        if self.is_paused or not self.queue:
            return 0
        if not self.is_open:
            return 0 if self.claimed else 1
        return AHEAD - len(self.claimed) if len(self.claimed) < _FEW else 0

    def take(self) -> list[str]:
        """Take those off the queue."""
        return [self.queue.popleft() for _ in range(min(self.wanted, len(self.queue)))]

    def give_back(self, op_ids: Iterable[str]) -> None:
        """To the front of the queue, in their order."""
        self.queue.extendleft(reversed(list(op_ids)))

    def answered(self, op_id: str, now: float, *, finally_so: bool) -> None:
        """One of them was answered; only for now where the server asked to wait."""
        self.claimed.discard(op_id)
        self.alive_at = now
        self.is_open = self.is_open or finally_so

    def start(self, now: float) -> None:
        """Send, or go on sending: the first alone again."""
        self.is_paused, self.is_open, self.note, self.alive_at = False, False, "", now


def as_it_stands(tally: Tally, first: Change, convoy: Convoy | None) -> Run:
    """The run as it is told of. `first` is one of its changes; no convoy means that its sending has not begun here."""
    states = tally.states
    return Run(
        first.run_id,
        first.verb,
        _phase(tally.open_count, convoy),
        first.created_at,
        first.due_at,
        len(tally.op_ids),
        waiting=states[ChangeState.WAITING],
        sending=states[ChangeState.SENDING],
        done=states[ChangeState.DONE],
        failed=states[ChangeState.REJECTED],
        review=states[ChangeState.NEEDS_REVIEW],
        recalled=states[ChangeState.RECALLED] + states[ChangeState.DROPPED],
        was_sent_here=convoy is not None,
        note=convoy.note if convoy else "",
    )


def _phase(open_count: int, convoy: Convoy | None) -> RunPhase:
    if not open_count:
        return RunPhase.ENDED
    if convoy is None:
        return RunPhase.WAITING
    return RunPhase.PAUSED if convoy.is_paused else RunPhase.RUNNING
