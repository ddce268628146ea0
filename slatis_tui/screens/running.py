"""One bulk run: how far it is, what became of each booking, and what can be done about it."""

import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Button, Static

from slatis_tui.commands import command
from slatis_tui.domain.changes import Change, ChangeState
from slatis_tui.domain.lifecycle import WISHED
from slatis_tui.domain.plans import seconds_needed
from slatis_tui.domain.ports import Unsubscribe
from slatis_tui.domain.runs import Run, RunPhase
from slatis_tui.domain.text import clean
from slatis_tui.errors import SlatisError
from slatis_tui.loading.run_check import as_on_server
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.presentation.run_text import ServerSays, progress_text, receipt, result_of, results_first, run_what
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.bindings import bindings_for
from slatis_tui.widgets.content import plain
from slatis_tui.widgets.line_table import LineTable

_COLUMNS = (
    Column("who", "Booking", 12, 22, 0, flexible=True, max_width=30),
    Column("result", "Result", 14, 40, 0, flexible=True),
    Column("request", "Request id", 10, 32, 1, flexible=True, max_width=40),
)
_GATHER_SECONDS = 0.1
_TICK_SECONDS = 1.0
_MOMENT_SECONDS = 60.0
"""What the server has said holds for so long: what goes later is looked at once more."""
_CHOICES = (
    Choice("pause", "Pause"),
    Choice("resume", "Resume"),
    Choice("cancel", "Cancel run", dangerous=True),
    Choice("again", "Retry failed", dangerous=True),
    Choice("drop", "Drop", dangerous=True),
    Choice("copy", "Copy receipt"),
    Choice("save", "Save"),
    Choice("close", "Close"),
)
_MOVES = {"pagedown": "page_down", "pageup": "page_up", "home": "first", "end": "last"}


class RunDialog(Dialog[str]):
    """Follows a run until it is closed; answers with None, or with what went wrong with a decision."""

    @dataclass
    class Told(Message):
        """Something has been done, or could not be."""

        text: str
        is_problem: bool = False

    @dataclass
    class Asked(Message):
        """More is known of what the server has."""

        says: ServerSays

    BINDINGS: ClassVar = [
        *(Binding(key, f"move('{move}')", move, show=False) for key, move in _MOVES.items()),
        *bindings_for([command("app.recall")], namespace="app"),
    ]
    destructive: ClassVar[bool] = True

    def __init__(self, desk: Desk, run: Run) -> None:
        super().__init__(run_what(run), badge=desk.badge)
        self.run_id = run.run_id
        self._desk = desk
        self._changes: dict[str, Change] = {}
        self._stop_watching: Unsubscribe | None = None
        self._is_late = False
        self._phase: RunPhase | None = None
        self._says = ServerSays()
        self._asked_at = -math.inf
        """When the server was asked for the first of them (`monotonic`)."""

    @property
    def _run(self) -> Run:
        return next(run for run in self._desk.runs if run.run_id == self.run_id)

    @property
    def is_destructive(self) -> bool:
        """While something can be cancelled, dropped or sent again; what only closes is pressed at once."""
        return any(button.display and not button.disabled for button in self.query(".-dangerous"))

    def choices(self) -> Sequence[Choice]:
        """All there can be; those that mean nothing now are not shown."""
        return _CHOICES

    def compose_input(self) -> ComposeResult:
        """How far it is, and each booking."""
        yield Static(id="run-progress", markup=False)
        yield LineTable(self._cells, id="run-rows")
        yield Static(id="run-told", markup=False)

    def on_mount(self) -> None:
        """Show it as it stands, and go on with it."""
        super().on_mount()
        self.query_one(".dialog").add_class("-wide")
        table = self.query_one(LineTable)
        table.can_focus = False
        table.set_columns(_COLUMNS)
        self._stop_watching = self._desk.watch(self._heard)
        self._show()
        self.set_interval(_TICK_SECONDS, self._tick)
        self.query_one("#close", Button).focus()

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        if self._stop_watching is not None:
            self._stop_watching()

    def action_move(self, where: str) -> None:
        """Read on, or back; the buttons keep the focus."""
        getattr(self.query_one(LineTable), f"action_{where}")()

    def on_run_dialog_told(self, event: Told) -> None:
        """Say it below the rows."""
        event.stop()
        self.query_one("#run-told", Static).update(plain(event.text))

    def on_run_dialog_asked(self, event: Asked) -> None:
        """Show it with the rows; what is known too late, of a run that goes again, is not shown."""
        event.stop()
        if self._run.needs_review:
            self._says = event.says
            self._show()

    def answer(self, name: str) -> None:
        """Do what the button says; only the safe one closes."""
        runs = self._desk.outbox.runs
        steps: dict[str, Callable[[str], Awaitable[None]]] = {
            "pause": runs.pause,
            "resume": runs.resume,
            "cancel": runs.cancel,
            "again": partial(runs.send_again, unchanged=self._unchanged()),
            "drop": runs.drop,
        }
        if name in steps:
            self.workers.cancel_group(self, "ask")
            self._says = ServerSays(reason=self._says.reason)
            self.run_worker(self._decide(steps[name](self.run_id)), group="decide")
        elif name == "copy":
            self.app.copy_to_clipboard(self._receipt())
            self.post_message(self.Told("The receipt is on the clipboard"))
        elif name == "save":
            self.run_worker(self._save(), group="decide")
        else:
            self.dismiss(None)

    async def _decide(self, step: Awaitable[None]) -> None:
        try:
            await step
        except SlatisError as error:
            self.post_message(self.Told(error.explained(), is_problem=True))

    def _unchanged(self) -> frozenset[str]:
        """The bookings that stand on the server as they stood, as far as it was asked a moment ago."""
        if self._run.verb not in WISHED or monotonic() > self._asked_at + _MOMENT_SECONDS:
            return frozenset()
        changes = self._desk.outbox.runs.changes_of(self.run_id)
        statuses = self._says.statuses
        return frozenset(one.booking_id for one in changes if statuses.get(one.booking_id) == one.prior_status)

    async def _ask_server(self) -> None:
        """What became of those that need review; it ends with the dialog, or with a decision."""
        desk, statuses, problem = self._desk, dict[str, str](), ""
        changes = [one for one in desk.outbox.runs.changes_of(self.run_id) if one.state is ChangeState.NEEDS_REVIEW]
        reason = clean(str((await desk.outbox.wanted(changes[0].op_id)).get("reason", ""))) if changes else ""
        self.post_message(self.Asked(ServerSays(statuses, is_asking=True, reason=reason)))
        stamp, self._asked_at = desk.store.stamp(), monotonic()
        try:
            async for found in as_on_server(desk.reader, changes):
                for row in filter(None, found.values()):
                    desk.store.put_answer(row, stamp)
                statuses = statuses | {booking_id: row.status if row else "" for booking_id, row in found.items()}
                self.post_message(self.Asked(ServerSays(statuses, is_asking=True, reason=reason)))
                stamp = desk.store.stamp()
        except SlatisError as error:
            problem = error.explained()
        self.post_message(self.Asked(ServerSays(statuses, problem=problem, reason=reason)))

    async def _save(self) -> None:
        try:
            path = await self._desk.outbox.runs.save_receipt(self.run_id, self._receipt())
        except SlatisError as error:
            self.post_message(self.Told(error.explained(), is_problem=True))
        else:
            self.post_message(self.Told(f"The receipt is in {path}"))

    def _receipt(self) -> str:
        changes = self._desk.outbox.runs.changes_of(self.run_id)
        return receipt(self._run, changes, badge=self._desk.badge, place=self._desk.place, reason=self._reason)

    @property
    def _reason(self) -> str:
        return self._desk.run_reasons.get(self.run_id) or self._says.reason

    def _heard(self, topic: Topic) -> None:
        """Show what has come a few times a second at most."""
        if topic is Topic.OUTBOX and not self._is_late:
            self._is_late = True
            self.set_timer(_GATHER_SECONDS, self._show)

    def _show(self) -> None:
        self._is_late = False
        if not self.is_attached:
            return
        run = self._run
        self._show_progress(run)
        changes = results_first(self._desk.outbox.runs.changes_of(self.run_id), self._says)
        self._changes = {change.op_id: change for change in changes}
        table = self.query_one(LineTable)
        table.set_rows(list(self._changes), from_top=run.phase is not self._phase)
        if run.needs_review and run.phase is not self._phase:
            self.run_worker(self._ask_server(), group="ask", exclusive=True)
        self._phase = run.phase
        table.refresh_visible()
        self._show_buttons(run)

    def _tick(self) -> None:
        """What counts down moves every second while anything does."""
        if self._run.is_open or self._says.is_asking:
            self._show_progress(self._run)

    def _show_progress(self, run: Run) -> None:
        desk, now = self._desk, self._desk.clock()
        says = self._says if run.needs_review else None
        is_waited_for = run.is_open or self._says.is_asking
        text = progress_text(
            run,
            says,
            blocked=desk.link.blocked_until - now if is_waited_for else 0.0,
            left=seconds_needed(run.waiting + run.sending, desk.link.rate, now),
        )
        self.query_one("#run-progress", Static).update(plain(text))

    def _show_buttons(self, run: Run) -> None:
        wanted = _buttons_of(run)
        is_left = run.needs_review and not run.was_sent_here
        self.query_one("#again", Button).label = plain("Send again" if is_left else "Retry failed")
        self.query_one("#close", Button).label = plain("Back" if is_left else "Close")
        for choice in _CHOICES:
            self.query_one(f"#{choice.name}", Button).display = choice.name in wanted
        focused = self.focused
        if focused is None or not focused.display:
            self.query_one("#close", Button).focus()

    def _cells(self, op_id: str) -> Sequence[Cell]:
        change = self._changes.get(op_id)
        if change is None:
            return ()
        text, style = result_of(change, self._says)
        return (
            Cell(clean(change.subject) or clean(change.booking_id)),
            Cell(clean(text), style),
            Cell(clean(change.request_id), "muted"),
        )


def _buttons_of(run: Run) -> frozenset[str]:
    """The names of the buttons that mean something now."""
    if run.phase is RunPhase.WAITING:
        return frozenset({"cancel", "close"})
    if run.is_open:
        return frozenset({"resume" if run.phase is RunPhase.PAUSED else "pause", "cancel", "close"})
    again = {"again"} if run.failed or run.review else set()
    drop = {"drop"} if run.review else set()
    return frozenset({*again, *drop, "copy", "save", "close"})
