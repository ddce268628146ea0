"""The line in which the console answers the operator: why a key did nothing, what went wrong, what was copied."""

from textual.timer import Timer
from textual.widgets import Static

from slatis_tui.widgets.content import plain

_SECONDS = {"information": 6.0, "warning": 12.0, "error": 0.0}
"""How long each stays; an error stays until something else is said or it is closed."""


class Notice(Static):
    """A message that takes room only while there is one."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, markup=False)
        self._timer: Timer | None = None
        self.display = False

    def say(self, text: str, severity: str = "information") -> None:
        """Show the text; `severity` is information, warning or error."""
        self._stop_timer()
        self.set_class(severity == "warning", "-warning")
        self.set_class(severity == "error", "-error")
        self.update(plain(text))
        self.display = True
        seconds = _SECONDS[severity]
        if seconds:
            self._timer = self.set_timer(seconds, self.clear)

    def clear(self) -> None:
        """Take the message away."""
        self._stop_timer()
        self.display = False

    @property
    def shows_error(self) -> bool:
        """Whether an error stands there, which stays."""
        return self.display and self.has_class("-error")

    def clear_error(self) -> bool:
        """Take away an error, which would stay; whether there was one."""
        if not self.shows_error:
            return False
        self.clear()
        return True

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
