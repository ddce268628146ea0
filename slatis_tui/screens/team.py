"""Team: who there is, who is free on a day, and how much of the week is taken."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from slatis_tui.domain.instants import local_date, written, written_day
from slatis_tui.domain.member_filter import ACTIVE, LEFT, MemberFilter
from slatis_tui.domain.models import Member
from slatis_tui.domain.text import clean
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.presentation.frame import Span
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.list_text import unconnected_lines
from slatis_tui.presentation.team_text import (
    at_text,
    member_preview,
    member_search,
    short_day,
    team_cells,
    team_columns,
    week_lines,
)
from slatis_tui.presentation.team_week import LEGEND
from slatis_tui.screens._event_type_choices import activity_choices, skill_choices, team_choices
from slatis_tui.screens._pane import PaneScreen
from slatis_tui.screens._team_grid import TeamGridScreen
from slatis_tui.screens.desk import Desk
from slatis_tui.screens.messages import OpenMember
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.content import to_content
from slatis_tui.widgets.frame import FrameLine
from slatis_tui.widgets.line_table import LineTable
from slatis_tui.widgets.notice import Notice

_LEAST_FOR_WEEK = 20
"""Lines of a window in which the week stands below the members."""


class TeamScreen(TeamGridScreen, PaneScreen):
    """The list of members, for a day or for its week."""

    kind: ClassVar[str] = "team"
    heading: ClassVar[str] = "Team"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._members: dict[str, Member] = {}
        self._filter = MemberFilter()
        self._columns: tuple[Column, ...] = ()
        self._shows_pane = False
        self._said = ""
        """What of the errors was said last."""

    def compose_body(self) -> ComposeResult:
        """The day, the members, where in the list one is, and the week."""
        yield FrameLine(id="day")
        yield from self.compose_panes(LineTable(self._cells, id="members"))
        yield FrameLine(id="position")
        yield Static(id="week", markup=False)

    def on_mount(self) -> None:
        """The columns stand before anything is known."""
        self._set_columns()

    @property
    def is_previewing(self) -> bool:
        """Whether the pane is there: only once it was opened, as the days of a week need all the room."""
        return self._shows_pane

    def action_preview(self) -> None:
        """Open or close the pane."""
        self._shows_pane = not self._shows_pane
        self.arrange_panes()
        self.call_after_refresh(self._set_columns)

    def look_at_target(self) -> None:
        """All that is shown is known already."""

    def preview_lines(self, width: int) -> Sequence[Line]:
        """What is known of the one under the cursor."""
        member = self._members.get(self.target_id())
        if member is None:
            return []
        day = self.team_day.members.get(member.id) if self.team_day else None
        load = self.week.loads.get(member.id) if self.week else None
        zone, now = self.desk.zone_of(None), self.desk.clock()
        return member_preview(member, day, load, on=self.day, zone=zone, now=now, width=width)

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
        """First the text filter, then the others, then the time."""
        if super().escape_one():
            return True
        if self._filter:
            self._filter = MemberFilter()
            self.show_team()
            return True
        if self.moment is None:
            return False
        self.moment = None
        self.show_team()
        return True

    def action_at(self) -> None:
        """Ask for a time at which somebody has to be free."""
        if self.desk.is_public:
            self.say("Who is booked at a time needs a secret key; nothing was sent", "warning")
            return
        from slatis_tui.screens.team_dialogs import TimeDialog

        dialog = TimeDialog(self.desk.zone_of(None), self.desk.clock, self.day, badge=self.desk.badge)
        self.app.push_screen(dialog, self._asked)

    def _asked(self, instant: int | None) -> None:
        if instant is not None:
            self.shows_week = False
            self.go_to(local_date(instant, self.desk.zone_of(None)))
            self.load_moment(instant)

    def show_team(self) -> None:
        """The day, the rows, the line below, the week."""
        if not self.is_mounted:
            return
        self._set_columns()
        known = {one.id: one for one in self.desk.directory.members}
        if self.team_day is not None:
            known |= {one.member.id: one.member for one in self.team_day.members.values()}
        self._members = known
        needle = self.needle.casefold()
        by_name = sorted(known.values(), key=lambda one: (one.is_active is False, one.name.casefold(), one.id))
        found = [one.id for one in by_name if needle in member_search(one) and self._filter.admits(one)]
        self.table.empty_lines = self._empty_lines()
        self.table.set_rows(found)
        self.table.refresh_visible()
        self._show_day(found)
        self._show_week()
        self._say_errors()
        self.follow()

    def table_width(self) -> int:
        """Of the list, once it is known."""
        return self.table.size.width or self.app.size.width

    def on_resize(self) -> None:
        """The bars of a week's days are as long as there is room, and the week's own stand where there is any."""
        self.call_after_refresh(self._set_columns)
        self._show_week()

    def action_only(self) -> None:
        """Ask whom to list."""
        from slatis_tui.screens.fields_dialog import AskedField, FieldsDialog
        from slatis_tui.widgets.choice_input import ChoiceInput

        given = self._filter
        teams = team_choices(self.desk.directory, given.team_id)
        skills = skill_choices(self._members.values(), given.skill)
        fields = (
            AskedField("Team", ChoiceInput(teams, placeholder="any"), given.team_id),
            AskedField("Skill", ChoiceInput(skills, placeholder="any"), given.skill),
            AskedField("Active", ChoiceInput(activity_choices(), placeholder="any"), given.active),
        )

        def answered(held: tuple[str, ...] | None) -> None:
            if held is not None:
                self._filter = MemberFilter(*held)
                self.show_team()

        self.app.push_screen(FieldsDialog("Filter members", fields, badge=self.desk.badge), answered)

    def _set_columns(self) -> None:
        columns = self.columns_of_week() if self.shows_week else team_columns(with_time=self.moment is not None)
        if columns != self._columns:
            self._columns = columns
            self.table.set_columns(columns)

    def _chips(self) -> list[Span]:
        team_id, skill, active = self._filter
        names = (
            ("team", self.desk.directory.team_name(team_id) if team_id else ""),
            ("skill", clean(skill)),
            ("", {ACTIVE: "active", LEFT: "left"}.get(active, "")),
        )
        chips = [(f" {name}: {value} " if name else f" {value} ", "chip") for name, value in names if value]
        return [span for chip in chips for span in ((" ", ""), chip)]

    def _show_day(self, found: Sequence[str]) -> None:
        words = [(f" {written_day(self.day)} ", "strong")]
        if self.moment is not None:
            words.append((f" at {written(self.moment.instant, self.desk.zone_of(None))} ", "chip"))
        words += self._chips()
        changing = f"{self.key_of('team.previous')} {self.key_of('team.next')} change the day"
        words.append((f"  {LEGEND if self.shows_week else changing}", "muted"))
        self.query_one("#day", FrameLine).show(words)
        free = self.team_day.members if self.team_day else {}
        count = sum(one.is_available is True for one in free.values())
        spans = [(f" {len(found)} of {len(self._members)}", "muted")]
        spans.append((f"  {count} free on {short_day(self.day)}" if self.team_day else "  loading …", "muted"))
        if self.moment is not None:
            spans.append(("  by their bookings: working hours are not told", "muted"))
        if self.errors:
            spans = [spans[0], (f"  {' and '.join(self.errors)} could not be read", "error")]
        self.query_one("#position", FrameLine).show(spans)

    def _say_errors(self) -> None:
        """Why something is missing of what is on screen; an empty list says it itself."""
        missing = self.errors.items() if self._members else ()
        said = "; ".join(f"{what.capitalize()} could not be read: {why}" for what, why in missing)
        if said == self._said:
            return
        self._said = said
        if said:
            self.say(f"{said}. {self.key_of('app.refresh')} tries again", "error")
        else:
            self.query_one(Notice).clear_error()

    def _show_week(self) -> None:
        """Where the window is low the members have its room."""
        shown = self.query_one("#week", Static)
        shown.display = self.app.size.height >= _LEAST_FOR_WEEK
        if self.week is not None:
            capacity = self.week.capacity
            lines = week_lines(capacity.timeline, capacity.overview, title=f"Week of {short_day(self.week.monday)}")
            shown.update(to_content(lines))

    def _empty_lines(self) -> Sequence[str]:
        if self.desk.services is None:
            return unconnected_lines(self.desk.connection_problem, self.key_of)
        if self._members:
            what = "passes the filters" if self._filter else "has this text"
            return (f"No member {what}. {self.key_of('app.escape')} clears the filter.",)
        if self.errors:
            why = dict.fromkeys(self.errors.values())
            return ("The team could not be read.", *why, f"{self.key_of('app.refresh')} tries again.")
        return ("There are no members.",) if self.team_day else ("Loading …",)

    def _cells(self, key: str) -> Sequence[Cell]:
        member = self._members.get(key)
        if member is None:
            return ()
        if self.shows_week:
            return self.cells_of_week(member)
        day = self.team_day.members.get(key) if self.team_day else None
        load = self.week.loads.get(key) if self.week else None
        at = at_text(self.moment.busy.get(key, []), day, self.desk.zone_of(None)) if self.moment else None
        return team_cells(member, day, at, load, zone=self.desk.zone_of(None), now=self.desk.clock())
