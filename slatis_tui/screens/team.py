"""Team: who there is, who is free on a day, and how much of the week is taken."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from slatis_tui.domain.instants import local_date, written, written_day
from slatis_tui.domain.models import Member
from slatis_tui.presentation.columns import Cell
from slatis_tui.presentation.list_text import unconnected_lines
from slatis_tui.presentation.team_text import (
    at_text,
    member_search,
    short_day,
    team_cells,
    team_columns,
    week_lines,
)
from slatis_tui.screens._listing import ListScreen
from slatis_tui.screens._team_loading import TeamScreens
from slatis_tui.screens.desk import Desk
from slatis_tui.screens.messages import OpenMember
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.content import to_content
from slatis_tui.widgets.frame import FrameLine
from slatis_tui.widgets.line_table import LineTable


class TeamScreen(TeamScreens, ListScreen):
    """The list of members, for a day."""

    kind: ClassVar[str] = "team"
    heading: ClassVar[str] = "Team"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._members: dict[str, Member] = {}
        self._has_time = False

    def compose_body(self) -> ComposeResult:
        """The day, the members, where in the list one is, and the week."""
        yield FrameLine(id="day")
        yield LineTable(self._cells, id="members")
        yield FrameLine(id="position")
        yield Static(id="week", markup=False)

    def on_mount(self) -> None:
        """The columns stand before anything is known."""
        self.table.set_columns(team_columns(with_time=False))

    def target_id(self) -> str:
        """The one under the cursor."""
        return self.table.cursor_key or ""

    def filter_changed(self) -> None:
        """Show what the needle leaves."""
        self.show_team()

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Open one."""
        self.post_message(OpenMember(event.key, self.day))

    def escape_one(self) -> bool:
        """First the text filter, then the time."""
        if super().escape_one():
            return True
        if self.moment is None:
            return False
        self.moment = None
        self.show_team()
        return True

    def action_at(self) -> None:
        """Ask for a time at which somebody has to be free."""
        from slatis_tui.screens.team_dialogs import TimeDialog

        dialog = TimeDialog(self.desk.zone, self.desk.clock, self.day, badge=self.desk.badge)
        self.app.push_screen(dialog, self._asked)

    def _asked(self, instant: int | None) -> None:
        if instant is not None:
            self.go_to(local_date(instant, self.desk.zone))
            self.load_moment(instant)

    def show_team(self) -> None:
        """The day, the rows, the line below, the week."""
        if not self.is_mounted:
            return
        if self._has_time is not (self.moment is not None):
            self._has_time = self.moment is not None
            self.table.set_columns(team_columns(with_time=self._has_time))
        known = {one.id: one for one in self.desk.directory.members}
        if self.team_day is not None:
            known |= {one.member.id: one.member for one in self.team_day.members.values()}
        self._members = known
        needle = self.needle.casefold()
        by_name = sorted(known.values(), key=lambda one: (one.is_active is False, one.name.casefold(), one.id))
        found = [one.id for one in by_name if needle in member_search(one)]
        self.table.empty_lines = self._empty_lines()
        self.table.set_rows(found)
        self.table.refresh_visible()
        self._show_day(found)
        self._show_week()

    def _show_day(self, found: Sequence[str]) -> None:
        words = [(f" {written_day(self.day)} ", "strong")]
        if self.moment is not None:
            words.append((f" at {written(self.moment.instant, self.desk.zone)} ", "chip"))
        words.append((f"  {self.key_of('team.previous')} {self.key_of('team.next')} change the day", "muted"))
        self.query_one("#day", FrameLine).show(words)
        free = self.team_day.members if self.team_day else {}
        count = sum(one.is_available is True for one in free.values())
        spans = [(f" {len(found)} of {len(self._members)}", "muted")]
        spans.append((f"  {count} free on {short_day(self.day)}" if self.team_day else "  loading …", "muted"))
        if self.errors:
            what, why = next(iter(self.errors.items()))
            spans = [spans[0], (f"  {what} could not be read: {why}", "error")]
        self.query_one("#position", FrameLine).show(spans)

    def _show_week(self) -> None:
        if self.week is not None:
            capacity = self.week.capacity
            lines = week_lines(capacity.timeline, capacity.overview, title=f"Week of {short_day(self.week.monday)}")
            self.query_one("#week", Static).update(to_content(lines))

    def _empty_lines(self) -> Sequence[str]:
        if self.desk.services is None:
            return unconnected_lines(self.desk.connection_problem, self.key_of)
        if self._members:
            return (f"No member has this text. {self.key_of('app.escape')} clears the filter.",)
        if self.errors:
            why = dict.fromkeys(self.errors.values())
            return ("The team could not be read.", *why, f"{self.key_of('app.refresh')} tries again.")
        return ("There are no members.",) if self.team_day else ("Loading …",)

    def _cells(self, key: str) -> Sequence[Cell]:
        member = self._members.get(key)
        if member is None:
            return ()
        day = self.team_day.members.get(key) if self.team_day else None
        load = self.week.loads.get(key) if self.week else None
        at = at_text(self.moment.busy.get(key, []), day, self.desk.zone) if self.moment else None
        return team_cells(member, day, at, load, zone=self.desk.zone_of(None), now=self.desk.clock())
