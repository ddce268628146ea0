"""A day: typed, also as `fri` or `+2d`, or stepped to with the arrows."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding

from slatis_tui.domain.field_values import BadValue, read_date
from slatis_tui.domain.instants import written_day
from slatis_tui.domain.typed_days import read_day
from slatis_tui.widgets.text_inputs import LineInput

Today = Callable[[], date]
"""The day that it is where the operator is."""


class DateInput(LineInput):
    """Holds `YYYY-MM-DD` once it is left. The arrows start at today."""

    BINDINGS: ClassVar = [
        Binding("up", "step(1)", "Next day", show=False),
        Binding("down", "step(-1)", "Previous day", show=False),
        Binding("pageup", "step_months(1)", "Next month", show=False),
        Binding("pagedown", "step_months(-1)", "Previous month", show=False),
    ]

    def __init__(self, today: Today) -> None:
        super().__init__(placeholder="YYYY-MM-DD, fri, +2d; ↑ ↓ step a day, PgUp PgDn a month")
        self._today = today

    @property
    def day(self) -> date | None:
        """The day that is meant; None where it is none."""
        text = self.value.strip()
        if not text:
            return None
        try:
            return date.fromisoformat(read_date(text))
        except BadValue:
            pass
        try:
            return read_day(text, self._today())
        except BadValue:
            return None

    @property
    def said(self) -> str:
        """The day with its weekday."""
        day = self.day
        return "" if day is None else written_day(day)

    def action_step(self, days: int) -> None:
        """To the next or the previous day."""
        day = self.day
        self._put(self._today() if day is None else _moved(day, days))

    def action_step_months(self, months: int) -> None:
        """To the same day of the next or the previous month, or its last."""
        day = self.day or self._today()
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if date.min.year <= year <= date.max.year:
            self._put(date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])))

    def on_blur(self) -> None:
        """Write it as it is sent."""
        day = self.day
        if day is not None:
            self._put(day)

    def _put(self, day: date) -> None:
        if self.value != day.isoformat():
            self.value = day.isoformat()
            self.action_end()


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
