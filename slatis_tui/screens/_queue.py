"""Working a list off: on to the next undecided row, and what the list tells beyond its rows."""

from contextlib import suppress

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.domain.models import Status
from slatis_tui.domain.view_list import ListState
from slatis_tui.domain.views import Filters, ViewKey
from slatis_tui.errors import SlatisError
from slatis_tui.loading.plan import LAST_WEEK, NEEDS_OUTCOME
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.list_text import last_week_text, no_shows_text
from slatis_tui.presentation.times import clock_time
from slatis_tui.screens._previewing import PreviewingScreen
from slatis_tui.screens._refreshing import RefreshingScreen

_OUTCOMES = frozenset({Verb.COMPLETE, Verb.NO_SHOW})
_RECORDED = frozenset({Status.COMPLETED, Status.NO_SHOW})
_DECIDED = frozenset({ChangeState.WAITING, ChangeState.SENDING, ChangeState.DONE, ChangeState.NEEDS_REVIEW})
_STALE = 60.0
"""Seconds that last week's figures may be older than the list before their time is told."""


class QueueScreen(PreviewingScreen, RefreshingScreen):
    """Needs outcome is a queue; the bookings of one attendee tell how often they did not come."""

    def has_decided(self, verb: Verb) -> None:
        """After an outcome the cursor goes to the next row that nobody has decided on, from the top after the last."""
        if verb not in _OUTCOMES or self.key.view != NEEDS_OUTCOME.view:
            return
        decided = {change.booking_id for change in self.desk.changes if change.state in _DECIDED}
        keys, cursor = self.table.keys, self.table.cursor_index
        for place in (*range(cursor + 1, len(keys)), *range(cursor)):
            if keys[place] not in decided:
                self.table.move_to(keys[place])
                return

    def recalled(self, change: Change) -> None:
        """Back to the row of an outcome that was taken back: it is to be given another."""
        if self.key.view == NEEDS_OUTCOME.view and change.verb in _OUTCOMES and not change.run_id:
            self.table.move_to(change.booking_id)

    async def look_back(self, key: ViewKey, *, anew: bool) -> None:
        """Know what stands beside the list; nothing is claimed of what could not be had."""
        if key == NEEDS_OUTCOME:
            with suppress(SlatisError):
                await self.desk.loading.look_back(self.desk.zone, anew=anew)

    @property
    def version(self) -> tuple[ViewKey, int, int]:
        """Which list is on screen, and which version of it and of what stands beside it."""
        beside = self.desk.store.view(LAST_WEEK).version if self.key == NEEDS_OUTCOME else 0
        return (self.key, self.view_list.version, beside)

    def remarks(self) -> Line:
        """What the line below the table says beside how far the list is."""
        if self.key == NEEDS_OUTCOME:
            text = self._last_week()
        elif email := self.key.filters.attendee_email:
            text = self._no_shows(email)
        else:
            text = ""
        return [(f"  {text}", "information")] if text else []

    def show_attendee(self, email: str) -> None:
        """All bookings of the attendee with that e-mail address."""
        self.open_key(ViewKey("all", Filters(attendee_email=email)))

    def _last_week(self) -> str:
        store = self.desk.store
        beside = store.view(LAST_WEEK)
        if not beside.whole or beside.as_of is None:
            return ""
        recorded = sum(store.rows[booking_id].status in _RECORDED for booking_id in beside.members)
        is_stale = beside.as_of < (self.view_list.as_of or 0.0) - _STALE
        as_of = clock_time(beside.as_of, self.desk.zone) if is_stale else ""
        return last_week_text(recorded, beside.loaded_count, as_of)

    def _no_shows(self, email: str) -> str:
        store = self.desk.store
        theirs = store.view(ViewKey("all", Filters(attendee_email=email)))
        if theirs.state is ListState.NEVER or not theirs.whole:
            return ""
        missed = sum(store.rows[booking_id].status == Status.NO_SHOW for booking_id in theirs.members)
        return no_shows_text(missed, theirs.loaded_count)
