"""Finding the draft that a form offers again: one whose booking was made meanwhile is none."""

from contextlib import suppress

from slatis_tui.domain.changes import ChangeState
from slatis_tui.domain.drafts import Draft, Drafts
from slatis_tui.domain.ports import Outbox
from slatis_tui.errors import JournalError


async def left_draft(drafts: Drafts, outbox: Outbox, event_type_id: str) -> Draft | None:
    """The draft of that event type, unless one of its creates is done: then the console ended before it was dropped.

    Raises:
        DraftError: the drafts can't be read.
    """
    draft = await drafts.load(event_type_id)
    if draft is None:
        return None
    for op_id in draft.op_ids:
        with suppress(JournalError):
            if any(step.state is ChangeState.DONE for step in await outbox.trail(op_id)):
                await drafts.drop(event_type_id)
                return None
    return draft
