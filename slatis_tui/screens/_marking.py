"""Marking rows, and planning a verb on those that are marked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from slatis_tui.domain.changes import Intent, Verb
from slatis_tui.domain.marks import Marks
from slatis_tui.domain.models import BookingRow
from slatis_tui.domain.plans import Plan, make_plan
from slatis_tui.domain.runs import RunPhase
from slatis_tui.domain.views import ViewKey
from slatis_tui.errors import SlatisError
from slatis_tui.presentation.booking_cells import subject
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.strip import verb_name
from slatis_tui.screens._deciding import DecidingScreen
from slatis_tui.screens._viewing import ViewingScreen
from slatis_tui.screens.desk import Decision, Desk
from slatis_tui.widgets.line_table import LineTable


class _Detour(NamedTuple):
    """From where the operator went to look at one attendee's bookings, and how it was left."""

    origin: ViewKey
    cursor: str
    marked: Sequence[str]
    target: ViewKey


class MarkingScreen(DecidingScreen, ViewingScreen):
    """A list of bookings whose rows can be marked. With rows marked, a verb means those, and opens a plan."""

    def __init__(self, desk: Desk, view: str) -> None:
        super().__init__(desk, view)
        self.marks = Marks()
        self._marked_for: dict[str, Sequence[str]] = {}
        """Of each bulk run that was started from the present view and still waits, what was marked for it."""
        self._detour: _Detour | None = None

    def show_position(self) -> None:
        """Where in the list one is, and how much is marked, as things stand now."""
        raise NotImplementedError

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away; a range ends by it."""
        self._follow_cursor()
        if self.marks.has_range:
            self.marks.end_range()
        elif self.table.cursor_key:
            self.marks.toggle(self.table.cursor_key)
        self._show_marks()

    def action_mark_range(self) -> None:
        """Start a range at the cursor, or end it."""
        self._follow_cursor()
        if self.marks.has_range:
            self.marks.end_range()
        elif self.table.cursor_key:
            self.marks.start_range(self.table.keys, self.table.cursor_index)
        self._show_marks()

    def action_mark_all(self) -> None:
        """Mark every loaded row that the filter shows."""
        self.marks.add(self.table.keys)
        self._show_marks()

    def on_line_table_highlighted(self, event: LineTable.Highlighted) -> None:
        """A range follows the cursor."""
        if self.marks.has_range:
            self._follow_cursor()
            self._show_marks()

    def escape_one(self) -> bool:
        """Marks go last."""
        self._follow_cursor()
        if super().escape_one():
            return True
        if not self.marks:
            return False
        self._unmark()
        return True

    def open_key(self, key: ViewKey) -> None:
        """Marks end with the view, not with its filters."""
        self._detour = None
        if key.view != self.key.view:
            self._unmark()
            self._marked_for.clear()
        super().open_key(key)

    def show_attendee(self, email: str) -> None:
        """All bookings of an attendee; taking that filter off leads back to the row, and to what was marked."""
        self._follow_cursor()
        origin, cursor, marked = self.key, self.table.cursor_key or "", self.marks.ids
        super().show_attendee(email)
        self._detour = _Detour(origin, cursor, marked, self.key)

    def peel_filter(self) -> None:
        """Back from an attendee's bookings, where nothing else has been looked at since."""
        detour = self._detour
        if detour is None or self.key != detour.target:
            super().peel_filter()
            return
        self.open_key(detour.origin)
        self.table.move_to(detour.cursor)
        self.marks.add(detour.marked)
        self._show_marks()

    def mark_recalled(self) -> None:
        """What was marked for a run that was recalled is marked again, to run it with a row less or more."""
        for run in self.desk.runs if self._marked_for else ():
            if run.phase is RunPhase.WAITING or run.run_id not in self._marked_for:
                continue
            marked = self._marked_for.pop(run.run_id)
            if run.recalled and not run.was_sent_here and not self.marks:
                self.marks.add(marked)
                self._show_marks()

    @contextmanager
    def rows_may_move(self) -> Iterator[None]:
        """Around setting rows: what is marked stays so, and a range goes on from where the cursor is then."""
        self._follow_cursor()
        before = self.table.keys
        yield
        table = self.table
        if self.marks.has_range and table.keys is not before and table.keys != before:
            self.marks.go_on_from(table.cursor_index)

    def marks_line(self) -> Line:
        """`3 marked`; nothing where none is."""
        if not self.marks:
            return []
        ends = f", {self.key_of('booking.mark-range')} ends the range" if self.marks.has_range else ""
        return [(f"  {len(self.marks)} marked", "mark"), (ends, "muted")]

    def plans(self, verb: Verb, reason: str = "") -> bool:
        """With rows marked, plan the verb on them; a reason may be there already."""
        self._follow_cursor()
        if not self.marks:
            return False
        self.marks.end_range()
        self._show_marks()
        refusal = self.desk.write_refusal()
        if refusal:
            self.say(refusal, "warning")
        else:
            self.explain_refusal(verb)
            self._open_plan(verb, reason)
        return True

    def needs_one(self, verb: Verb) -> bool:
        """With rows marked, a verb would mean all of those."""
        self._follow_cursor()
        if self.marks:
            ends = self.key_of("app.escape")
            self.say(
                f"{verb_name(verb)} is for one booking, and {len(self.marks)} marked: {ends} ends marks", "warning"
            )
        return bool(self.marks)

    def marked_rows(self) -> Sequence[BookingRow]:
        """All that are marked, in the order in which they were."""
        self._follow_cursor()
        found = (self.desk.store.get(booking_id) for booking_id in self.marks.ids)
        return [row for row in found if row is not None]

    def _open_plan(self, verb: Verb, reason: str) -> None:
        from slatis_tui.screens.planning import PlanDialog

        desk = self.desk
        plan = make_plan(
            verb,
            self.marks.ids,
            desk.store.get,
            now=desk.clock(),
            under_way={change.booking_id for change in desk.open_changes()},
            hidden=self._hidden_count(),
        )
        dialog = PlanDialog(
            plan,
            badge=desk.badge,
            rate=desk.link.rate,
            now=desk.clock(),
            reasons=desk.recent_reasons,
            reason=reason,
            partial=not self.view_list.whole,
        )
        self.app.push_screen(dialog, lambda reason: self._run(plan, reason))

    def _hidden_count(self) -> int:
        """How many marked rows are of this list, and not among those that are shown."""
        members = self.view_list.members
        if not self.needle and len(self.table.keys) == len(members):
            return 0
        shown = set(self.table.keys)
        return sum(booking_id in members and booking_id not in shown for booking_id in self.marks.ids)

    def _run(self, plan: Plan, reason: str | None) -> None:
        if reason is None:
            return
        self.desk.remember_reason(reason)
        self.desk.last_decision = Decision(plan.verb, reason)
        body = {"reason": reason} if reason else {}
        intents = [Intent(plan.verb, row.id, subject(row), row.status, body) for row in plan.rows]
        marked, view = self.marks.ids, self.key.view
        self._unmark()
        self.run_worker(self._start(intents, marked, view), group="submit")

    async def _start(self, intents: Sequence[Intent], marked: Sequence[str], view: str) -> None:
        try:
            run, left_out = await self.desk.outbox.runs.start(intents)
        except SlatisError as error:
            self.post_message(self.Said(error.explained()))
        else:
            if reason := intents[0].body.get("reason"):
                self.desk.run_reasons = {**self.desk.run_reasons, run.run_id: str(reason)}
            if view == self.key.view:
                self._marked_for[run.run_id] = marked
            if left_out:
                self.post_message(self.Said(f"{len(left_out)} left out. {left_out[0]}", "warning"))

    def _unmark(self) -> None:
        self.marks.clear()
        self._show_marks()

    def _follow_cursor(self) -> None:
        """The cursor tells of its moves a moment later than it makes them."""
        if self.marks.has_range and self.table.cursor_index >= 0:
            self.marks.extend(self.table.keys, self.table.cursor_index)

    def _show_marks(self) -> None:
        self.table.show_marks(self.marks)
        self.show_position()
