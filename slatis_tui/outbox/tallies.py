"""How many changes of a bulk run stand where, counted as they move: a screen asks for that many times a second."""

from collections import Counter

from slatis_tui.domain.changes import ChangeState


class Tally:
    """One bulk run's changes."""

    def __init__(self) -> None:
        self.op_ids: list[str] = []
        """In the order in which they are sent."""
        self.states: Counter[ChangeState] = Counter()
        """How many are in each state."""

    def count(self, op_id: str, before: ChangeState | None, after: ChangeState) -> None:
        """A change has come from one state into another; from None where it is new."""
        if before is None:
            self.op_ids.append(op_id)
        else:
            self.states[before] -= 1
        self.states[after] += 1

    @property
    def open_count(self) -> int:
        """How many may still be sent by themselves."""
        return self.states[ChangeState.WAITING] + self.states[ChangeState.SENDING]
