"""A bulk run: many changes that were planned, wait, are sent and are told of as one."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from slatis_tui.domain.changes import Change, Intent, Verb


class RunPhase(StrEnum):
    """Where a run is. After a pause it goes on; ended, what failed of it or was left can be sent again."""

    WAITING = "waiting"
    """In its undo window: recalled whole, or sent."""
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Run(NamedTuple):
    """How a run stands now."""

    run_id: str
    verb: Verb
    phase: RunPhase
    created_at: float
    """Unix seconds by the console's clock."""
    due_at: float
    """Unix seconds at which its undo window ends."""
    total: int
    waiting: int = 0
    """Not sent yet."""
    sending: int = 0
    done: int = 0
    failed: int = 0
    """Refused, or not sent because there was no connection."""
    review: int = 0
    """Nobody knows yet what became of them, or they were left unsent by a console that ended."""
    recalled: int = 0
    was_sent_here: bool = False
    """Whether its sending was begun by this console; otherwise an earlier one left it, or it still waits."""
    note: str = ""
    """Why it is paused, where the operator did not ask for it."""

    @property
    def is_open(self) -> bool:
        """Whether something of it may still be sent by itself."""
        return self.phase is not RunPhase.ENDED

    @property
    def needs_review(self) -> bool:
        """Whether it waits for a person."""
        return self.phase is RunPhase.ENDED and self.review > 0

    @property
    def settled(self) -> int:
        """How many have an end of whatever kind."""
        return self.total - self.waiting - self.sending

    @property
    def subject(self) -> str:
        """What a person reads of whom it concerns: `300 bookings`."""
        return "1 booking" if self.total == 1 else f"{self.total} bookings"


class BulkRuns(Protocol):
    """Changes that were planned together, and are waited for, sent and told of as one."""

    @property
    def all(self) -> Sequence[Run]:
        """Every run of this session, and those of which something was left, oldest first."""
        ...

    def changes_of(self, run_id: str) -> Sequence[Change]:
        """The changes of a run, in the order in which they are sent."""
        ...

    async def start(self, intents: Sequence[Intent]) -> tuple[Run, Sequence[str]]:
        """Write them all down at once; they are sent when the run's undo window ends, the first of them alone.

        Returns:
            The run, and of each that was left out what stands in its way.

        Raises:
            SlatisError: something stands in the way of every one of them.
            JournalError: they could not be written down; nothing is sent.
        """
        ...

    async def pause(self, run_id: str) -> None:
        """Send no more of it; what is under way is waited for."""
        ...

    async def resume(self, run_id: str) -> None:
        """Go on after a pause."""
        ...

    async def cancel(self, run_id: str) -> None:
        """Take back what was not sent yet."""
        ...

    async def send_again(self, run_id: str, unchanged: Collection[str] = ()) -> None:
        """Send what failed or needs review; of the latter each booking is read first, and left if it is another now.

        Args:
            run_id: which run.
            unchanged: ids of bookings that were read a moment ago and found as they were: those need not be read again.

        Raises:
            SlatisError: there is nothing that can be sent again.
        """
        ...

    async def drop(self, run_id: str) -> None:
        """Let go of what needs review."""
        ...

    async def save_receipt(self, run_id: str, text: str) -> str:
        """Keep a receipt in a file beside the journal, for its owner alone; where it is.

        Raises:
            JournalError: it can't be written.
        """
        ...
