"""One member: who they are, what is left of a day of theirs, and how their week is filled."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from slatis_tui.domain.models import Member
from slatis_tui.domain.text import clean
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.team_text import member_identity, member_lines, short_day, week_lines
from slatis_tui.screens._team_loading import TeamScreens
from slatis_tui.screens.desk import Desk
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.text_block import TextBlock


class MemberScreen(TeamScreens):
    """What the list knew stands at once; the week is this member's own."""

    kind: ClassVar[str] = "member"
    heading: ClassVar[str] = "Member"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk, member_id: str, day: date | None = None) -> None:
        super().__init__(desk, day)
        self.whose_week = member_id

    def compose_body(self) -> ComposeResult:
        """One block of text."""
        yield TextBlock()

    def on_mount(self) -> None:
        """Its keys are the block's."""
        self.query_one(TextBlock).focus()

    def target_id(self) -> str:
        """The one that is shown."""
        return self.whose_week

    def show_team(self) -> None:
        """Write it all anew."""
        self.query_one(TextBlock).show(self._lines)

    def _lines(self, width: int) -> list[Line]:
        member_id = self.whose_week
        day = self.team_day.members.get(member_id) if self.team_day else None
        known = self.desk.directory.member(member_id)
        member = known or (day.member if day else Member(member_id, clean(member_id)))
        load = self.week.loads.get(member_id) if self.week else None
        zone, now = self.desk.zone_of(None), self.desk.clock()
        lines = member_lines(member, day, load, on=self.day, zone=zone, now=now, width=width)
        if self.week is not None:
            capacity = self.week.capacity
            title = f"Week of {short_day(self.week.monday)}"
            lines += [[], *week_lines(capacity.timeline, capacity.overview, title=title)]
        lines += member_identity(member, width=width)
        for what, why in self.errors.items():
            lines += [[], [(f"{what.capitalize()} could not be read: {why}", "error")]]
        return lines
