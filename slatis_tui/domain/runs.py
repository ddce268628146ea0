"""A bulk run: many changes that were planned, wait, are sent and are told of as one."""

from dataclasses import dataclass
from enum import StrEnum

from slatis_tui.domain.changes import Verb


class RunPhase(StrEnum):
    """Where a run is. After a pause it goes on; ended, what failed of it or was left can be sent again."""

    WAITING = "waiting"
    """In its undo window: recalled whole, or sent."""
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Run:
    """How a run stands now. Replaced, never altered."""

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
