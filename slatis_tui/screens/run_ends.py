"""When a bulk run has ended its results come by themselves, but never over what somebody is typing or deciding."""

from collections.abc import Callable
from time import monotonic

from textual.app import App
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.running import RunDialog

_LOOK_SECONDS = 0.5
"""Between two looks whether a result that waits can be shown."""
_REST_SECONDS = 0.5
"""After a key: who presses one after the other, such as `d` for each row, presses none into the results."""


class RunEnds:
    """Watches the runs of this session."""

    def __init__(self, app: App[None], desk: Desk, last_key_at: Callable[[], float]) -> None:
        """`last_key_at` tells when the operator has pressed a key last (`monotonic`)."""
        self._app = app
        self._last_key_at = last_key_at
        self._desk = desk
        self._over = {run.run_id for run in desk.runs if not run.is_open}
        """Runs that have ended, the results of which were shown or are to be shown."""
        self._ended: list[str] = []
        self._is_looking = False
        desk.watch(self._heard)

    def _heard(self, topic: Topic) -> None:
        """News of a run come by the hundred: one look does for all that come together."""
        if topic is Topic.OUTBOX and not self._is_looking:
            self._is_looking = True
            self._app.call_later(self._look)

    def _look(self) -> None:
        self._is_looking = False
        before = len(self._ended)
        for run in self._desk.runs:
            if run.is_open:
                self._over.discard(run.run_id)
            elif run.run_id not in self._over:
                self._over.add(run.run_id)
                if run.was_sent_here:
                    self._ended.append(run.run_id)
        if len(self._ended) > before:
            self._show()

    @property
    def _is_busy(self) -> bool:
        return monotonic() < self._last_key_at() + _REST_SECONDS

    def _show(self) -> None:
        """The results of the run that ended first, as soon as nobody is disturbed by it."""
        if not self._ended or not self._app.is_running:
            return
        screen = self._app.screen
        if isinstance(screen, RunDialog) and screen.run_id == self._ended[0]:
            self._ended.pop(0)
        elif not (isinstance(screen, ModalScreen) or isinstance(self._app.focused, Input | TextArea) or self._is_busy):
            run_id = self._ended.pop(0)
            run = next(run for run in self._desk.runs if run.run_id == run_id)
            self._app.push_screen(RunDialog(self._desk, run))
        if self._ended:
            self._app.set_timer(_LOOK_SECONDS, self._show)
