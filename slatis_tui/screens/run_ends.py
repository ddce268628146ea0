"""When a bulk run has ended its results come by themselves, but never over what somebody is typing or deciding."""

from textual.app import App
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.running import RunDialog

_LOOK_SECONDS = 0.5
"""Between two looks whether a result that waits can be shown."""


class RunEnds:
    """Watches the runs of this session."""

    def __init__(self, app: App[None], desk: Desk) -> None:
        self._app = app
        self._desk = desk
        self._open = {run.run_id for run in desk.runs if run.is_open}
        self._ended: list[str] = []
        desk.watch(self._heard)

    def _heard(self, topic: Topic) -> None:
        if topic is not Topic.OUTBOX:
            return
        for run in self._desk.runs:
            if run.is_open:
                self._open.add(run.run_id)
            elif run.run_id in self._open:
                self._open.discard(run.run_id)
                if run.was_sent_here:
                    self._ended.append(run.run_id)
                    self._app.call_later(self._show)

    def _show(self) -> None:
        """The results of the run that ended first, as soon as nobody is disturbed by it."""
        if not self._ended or not self._app.is_running:
            return
        screen = self._app.screen
        if isinstance(screen, RunDialog) and screen.run_id == self._ended[0]:
            self._ended.pop(0)
        elif not isinstance(screen, ModalScreen) and not isinstance(self._app.focused, Input | TextArea):
            run_id = self._ended.pop(0)
            run = next(run for run in self._desk.runs if run.run_id == run_id)
            self._app.push_screen(RunDialog(self._desk, run))
        if self._ended:
            self._app.set_timer(_LOOK_SECONDS, self._show)
