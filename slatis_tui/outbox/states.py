"""Which state may follow which."""

from slatis_tui.domain.changes import ChangeState

_BEFORE: dict[ChangeState, frozenset[ChangeState]] = {
    # Back from sending after a refusal that will pass (429, 401); a create may be submitted again.
    ChangeState.WAITING: frozenset({ChangeState.SENDING, ChangeState.REJECTED, ChangeState.NEEDS_REVIEW}),
    # From itself where the way back to waiting could not be written down.
    ChangeState.SENDING: frozenset({ChangeState.WAITING, ChangeState.SENDING}),
    ChangeState.DONE: frozenset({ChangeState.SENDING}),
    ChangeState.REJECTED: frozenset({ChangeState.SENDING}),
    ChangeState.NEEDS_REVIEW: frozenset({ChangeState.WAITING, ChangeState.SENDING}),
    ChangeState.RECALLED: frozenset({ChangeState.WAITING}),
    ChangeState.DROPPED: frozenset({ChangeState.NEEDS_REVIEW}),
}


def may_follow(new: ChangeState, old: ChangeState) -> bool:
    """Whether a change may move from `old` to `new`. What is done, recalled or dropped stays so."""
    return old in _BEFORE[new]
