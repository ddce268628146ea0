"""The plan of a bulk run: what it would do and to whom, before anything is done."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Button, Input, Label

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.models import Rate
from slatis_tui.domain.plans import Plan
from slatis_tui.presentation.plan_text import plan_lines, plan_title, run_label
from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.content import plain


class ReasonInput(Input):
    """A reason; up and down bring back those that were given before."""

    BINDINGS: ClassVar = [
        Binding("down", "recent(1)", "Earlier reason", show=False),
        Binding("up", "recent(-1)", "Later reason", show=False),
    ]

    def __init__(self, reasons: Sequence[str], value: str) -> None:
        super().__init__(value, id="reason", placeholder="optional", max_length=500)
        self._offered = ["", *reasons]
        self._place = 0

    def action_recent(self, by: int) -> None:
        """The next of those given before; what was typed comes after the last."""
        if self.value != self._offered[self._place]:
            self._offered[0], self._place = self.value, 0
        self._place = (self._place + by) % len(self._offered)
        self.value = self._offered[self._place]
        self.cursor_position = len(self.value)


class PlanDialog(Dialog[str]):
    """Answers with the reason (perhaps empty) to run it, or None to do nothing."""

    destructive: ClassVar[bool] = True

    def __init__(
        self,
        plan: Plan,
        *,
        badge: str,
        rate: Rate | None,
        now: float,
        reasons: Sequence[str] = (),
        reason: str = "",
        partial: bool = False,
    ) -> None:
        lines = plan_lines(plan, badge=badge, rate=rate, now=now, partial=partial)
        super().__init__(plan_title(plan), "\n".join(lines), badge=badge)
        self._plan = plan
        self._reasons = reasons
        self._reason = reason

    @property
    def _asks_for_reason(self) -> bool:
        return bool(self._plan.rows) and self._plan.verb is Verb.CANCEL

    @property
    def _asks_for_number(self) -> bool:
        return bool(self._plan.rows) and self._is_live

    def choices(self) -> Sequence[Choice]:
        """Run it, where there is anything to run, or go back."""
        run = [Choice("run", run_label(self._plan), dangerous=True)] if self._plan.rows else []
        return [*run, Choice("back", "Back")]

    def compose_input(self) -> ComposeResult:
        """One reason for all, and on a live key the number of bookings, typed."""
        if self._asks_for_reason:
            yield Label("Reason", classes="field-label")
            yield ReasonInput(self._reasons, self._reason)
            if self._reasons:
                yield Label(plain(f"↓ {' · '.join(self._reasons)}"), classes="field-hint")
        if self._asks_for_number:
            yield Label(plain(f"Type {len(self._plan.rows)} to go on"), classes="field-label")
            yield Input(id="number", max_length=9)
            yield Label("", id="number-problem", classes="field-problem")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter moves on; the number is looked at by then."""
        event.stop()
        if event.input.id == "number":
            if self._number_is_right():
                self.query_one("#run", Button).focus()
        elif self._asks_for_number:
            self.query_one("#number", Input).focus()
        else:
            self.query_one("#run", Button).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was said of another number is said no more."""
        if event.input.id == "number":
            self.query_one("#number-problem", Label).update("")

    def answer(self, name: str) -> None:
        """The reason, once the number is right; or None."""
        if name != "run":
            self.dismiss(None)
        elif self._number_is_right():
            reasons = self.query(ReasonInput)
            self.dismiss(reasons.first().value.strip() if reasons else "")

    def _number_is_right(self) -> bool:
        """Whether it is, or is not asked for; where it is wrong, that is said under it, and it gets the focus."""
        if not self._asks_for_number:
            return True
        number = self.query_one("#number", Input)
        if number.value.strip() == str(len(self._plan.rows)):
            return True
        self.query_one("#number-problem", Label).update(plain(f"Type {len(self._plan.rows)}, the number of changes"))
        number.focus()
        return False
