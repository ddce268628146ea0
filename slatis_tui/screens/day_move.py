"""Move the day: new times for a member's bookings of one day, chosen by arrows, sent as one run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from slatis_tui.domain.changes import Change, ChangeState, Intent
from slatis_tui.domain.day_move import DayMove, Proposal, propose
from slatis_tui.domain.text import clean
from slatis_tui.errors import SlatisError
from slatis_tui.loading.member_day import DAYS_AHEAD
from slatis_tui.presentation.columns import Cell
from slatis_tui.presentation.day_move_text import (
    DAY_MOVE_COLUMNS,
    RUN_COLUMNS,
    beside_plan,
    day_move_cells,
    outcome_words,
    plan_words,
    run_text,
)
from slatis_tui.screens._day_asking import DayAskingScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.messages import OpenBooking
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.frame import FrameLine, KeyHints
from slatis_tui.widgets.line_table import LineTable

Step = Callable[[DayMove, int], DayMove]
"""From a plan and a place in it to the plan with another choice there."""

_CHOOSING = ("earlier", "later", "leave out")
_NOBODY = "choose a member and a day"
_LOADING = "loading the bookings and the free slots …"


class DayMoveScreen(DayAskingScreen):
    """A plan first; nothing is sent before `Run`, and then the run can be recalled whole within the undo window."""

    @dataclass
    class Started(Message):
        """The run is written down, save for those in whose way something stands."""

        run_id: str
        in_the_way: Sequence[str]

    kind: ClassVar[str] = "move day"
    heading: ClassVar[str] = "Move the day"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk, member_id: str = "", day: date | None = None) -> None:
        super().__init__(desk, member_id, day)
        self._plan = DayMove({})
        self._words = _NOBODY
        """What is said in the place of a plan."""
        self._run_id = ""

    def compose_body(self) -> ComposeResult:
        """Whose day, the plan, and what is said of it."""
        yield from self.compose_whose()
        yield LineTable(self._cells, id="moves")
        yield FrameLine(id="beside")
        yield FrameLine(id="position")

    def on_mount(self) -> None:
        """Nothing is planned yet."""
        super().on_mount()
        self.table.set_columns(DAY_MOVE_COLUMNS)
        self._show()
        if self.asked is None and self.knows_both:
            self.ask()

    @property
    def table(self) -> LineTable:
        """The plan."""
        return self.query_one(LineTable)

    def key_hints(self) -> Sequence[tuple[str, str]]:
        """Once the plan runs nothing is chosen in it any more, and Enter opens."""
        shown = super().key_hints()
        if not self._run_id or self.focused is not self.table:
            return shown
        return [(key, "open" if word == "run" else word) for key, word in shown if word not in _CHOOSING]

    def desk_changed(self, news: set[Topic]) -> None:
        """More names, another zone, or the run has moved on."""
        super().desk_changed(news)
        self._show()

    def refresh_data(self) -> None:
        """Ask for the day anew; what was chosen is proposed anew too."""
        if self._is_running:
            self.say("The plan runs; it can be made anew after that", "warning")
        else:
            self.ask()

    def day_asked(self) -> None:
        """The old plan goes at once."""
        self._plan, self._words, self._run_id = DayMove({}), _LOADING, ""
        self.table.set_columns(DAY_MOVE_COLUMNS)
        self._show(from_top=True)

    def on_day_asking_screen_loaded(self, event: DayAskingScreen.Loaded) -> None:
        """Propose, unless another day was asked for meanwhile."""
        if event.asked != self.asked:
            return
        self._plan = propose(event.rows, event.free, now=self.desk.clock(), zone=event.asked.zone)
        self._words = (
            "" if self._plan.proposals else "No active booking on that day: type another day, or choose another member"
        )
        self._show(from_top=True)
        if self._plan.proposals and self.is_waited_for:
            self.table.focus()

    def on_day_asking_screen_failed(self, event: DayAskingScreen.Failed) -> None:
        """Say so; nothing was changed."""
        if event.asked is None:
            self.say(f"The members could not be loaded: {event.error.explained()}", "warning")
        elif event.asked == self.asked:
            self._words = f"Could not be loaded: {event.error.explained()}"
            self._show()

    def action_earlier(self) -> None:
        """The slot before, for the booking under the cursor."""
        self._choose(lambda plan, place: plan.stepped(place, -1), "There is no earlier free slot")

    def action_later(self) -> None:
        """The slot after."""
        self._choose(lambda plan, place: plan.stepped(place, 1), f"There is no later free slot in {DAYS_AHEAD} days")

    def action_leave_out(self) -> None:
        """Leave it out, or take it in again."""
        self._choose(lambda plan, place: plan.toggled(place), "It stays")

    def action_run(self) -> None:
        """Ask for the reason and run the plan; once it has run, open the booking under the cursor."""
        key = self.table.cursor_key or ""
        if self._run_id:
            change = self._change_of(key)
            self.post_message(OpenBooking(change.result_id or change.booking_id if change else key))
            return
        refusal, moving = self.desk.write_refusal(), self._plan.moving
        if refusal or not moving:
            self.say(refusal or "Nothing to move", "warning")
            return
        from slatis_tui.screens.day_move_dialog import DayMoveDialog

        assert self.asked is not None
        dialog = DayMoveDialog(run_text(self._plan, self.asked.zone), len(moving), badge=self.desk.badge)
        self.app.push_screen(dialog, self._run)

    def on_line_table_opened(self) -> None:
        """Enter, or a second click."""
        self.action_run()

    def on_line_table_highlighted(self) -> None:
        """What stands beside the plan is about the booking under the cursor."""
        self._show_beside()

    def on_day_move_screen_started(self, event: Started) -> None:
        """From here on the rows say how it goes."""
        self._run_id = event.run_id
        self.table.set_columns(RUN_COLUMNS)
        self.query_one(KeyHints).set_hints(self.key_hints())
        if event.in_the_way:
            self.say("; ".join(clean(one) for one in event.in_the_way), "warning")
        self._show()

    def _choose(self, step: Step, at_the_end: str) -> None:
        place = self.table.cursor_index
        if self._run_id or not 0 <= place < len(self._plan.proposals):
            return
        one, self._plan = self._plan.proposals[place], step(self._plan, place)
        if self._plan.proposals[place] == one:
            self.say(f"{one.reason.capitalize()}" if one.fixed else at_the_end, "warning")
        self._show()

    def _run(self, reason: str | None) -> None:
        if reason is not None and not self._run_id:
            self.run_worker(self._start(self._plan.intents(reason)), group="run", exclusive=True)

    async def _start(self, intents: list[Intent]) -> None:
        try:
            run, in_the_way = await self.desk.outbox.runs.start(intents)
        except SlatisError as error:
            self.post_message(self.Said(error.explained()))
        else:
            self.post_message(self.Started(run.run_id, in_the_way))

    # --- What is shown -----------------------------------------------------------------------------------------

    @property
    def _changes(self) -> list[Change]:
        """The changes of the run; none before it has begun."""
        return list(self.desk.outbox.runs.changes_of(self._run_id)) if self._run_id else []

    @property
    def _is_running(self) -> bool:
        return any(change.state.is_open for change in self._changes)

    def _change_of(self, booking_id: str) -> Change | None:
        return next((change for change in self._changes if change.booking_id == booking_id), None)

    def _show(self, *, from_top: bool = False) -> None:
        changes = self._changes
        if changes and all(change.state is ChangeState.RECALLED for change in changes):
            self._run_id, changes = "", []  # taken back whole: the plan can be altered and run again
            self.table.set_columns(DAY_MOVE_COLUMNS)
            self.query_one(KeyHints).set_hints(self.key_hints())
        self.table.set_rows([one.row.id for one in self._plan.proposals], from_top=from_top)
        words = self._words or (outcome_words(changes) if changes else plan_words(self._plan))
        self.query_one("#position", FrameLine).show([(f" {words}", "muted")])
        self._show_beside()

    def _show_beside(self) -> None:
        key = self.table.cursor_key or ""
        one, change = self._proposal(key), self._change_of(key)
        line = beside_plan(one, self.desk.zone_of(one.row)) if one is not None else []
        if change is not None and change.error:
            line = [(change.error, "error")]
        self.query_one("#beside", FrameLine).show([(" ", ""), *line])

    def _proposal(self, booking_id: str) -> Proposal | None:
        return next((one for one in self._plan.proposals if one.row.id == booking_id), None)

    def _cells(self, key: str) -> Sequence[Cell]:
        one = self._proposal(key)
        if one is None:
            return ()
        desk = self.desk
        return day_move_cells(one, zone=desk.zone_of(one.row), now=desk.clock(), change=self._change_of(key))
