"""The week of the team, day by day: read once it is asked for, and shown in the place of the one day."""

from collections.abc import Sequence
from datetime import date, timedelta

from slatis_tui.domain.instants import local_date
from slatis_tui.domain.models import Member
from slatis_tui.domain.team_days import week_of
from slatis_tui.errors import SlatisError
from slatis_tui.loading.team import TeamDay, load_day
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.presentation.team_week import bar_width, week_cells, week_columns
from slatis_tui.screens._team_loading import TeamScreens
from slatis_tui.screens.desk import Desk


class TeamGridScreen(TeamScreens):
    """A list of members that can show their week, a bar for each day."""

    shows_week = False
    """Whether the rows are about the week now; else about the day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._days: dict[date, TeamDay] = {}
        """What is known of the week."""
        self._fresh: set[date] = set()
        """The days that need not be read again."""

    def action_week(self) -> None:
        """The week of each member, or the day again."""
        self.shows_week = not self.shows_week
        self.show_team()
        self._load_missing()

    def refresh_data(self) -> None:
        """Read the whole week again, where it is shown; what stands there stays until then."""
        self._fresh.clear()
        super().refresh_data()
        self._load_missing()

    def load_day(self) -> None:
        """Read the day, unless it stands in the week already; refreshing forgets that."""
        known = self._days.get(self.day) if self.shows_week and self.day in self._fresh else None
        if known is None:
            super().load_day()
        else:
            self.post_message(self.Loaded(known))

    def go_to(self, day: date) -> None:
        """Another day, perhaps of another week."""
        super().go_to(day)
        self._load_missing()

    def on_team_screens_loaded(self, event: TeamScreens.Loaded) -> None:
        """Keep what is of this week; the day itself is kept by the class below."""
        if isinstance(event.found, TeamDay) and event.found.day in self.week_days:
            self._days[event.found.day] = event.found
            self._fresh.add(event.found.day)
            self.errors.pop("the week's days", None)

    @property
    def week_days(self) -> Sequence[date]:
        """From Monday to Sunday."""
        monday, _ = week_of(self.day)
        return [monday + timedelta(days=number) for number in range(7)]

    def columns_of_week(self) -> tuple[Column, ...]:
        """A column for each day."""
        return week_columns(self.week_days[0], self.day, self._bar)

    def cells_of_week(self, member: Member) -> tuple[Cell, ...]:
        """A bar for each day."""
        known = [self._days.get(day) for day in self.week_days]
        today = local_date(self.desk.clock(), self.desk.zone_of(None))
        return week_cells(
            member,
            [None if day is None else day.members for day in known],
            first_with_room=sum(day < today for day in self.week_days),
            bar=self._bar,
        )

    @property
    def _bar(self) -> int:
        return bar_width(self.table_width())

    def table_width(self) -> int:
        """Cells of the list."""
        raise NotImplementedError

    def _load_missing(self) -> None:
        if not self.shows_week:
            return
        self._days = {day: found for day, found in self._days.items() if day in self.week_days}
        self._fresh &= self._days.keys()
        missing = [day for day in self.week_days if day not in self._fresh and day != self.day]
        if missing:
            self.run_worker(self._load_days(missing), group="days", exclusive=True)

    async def _load_days(self, days: Sequence[date]) -> None:
        """One after the other: they are many requests where there are many members."""
        for day in days:
            try:
                self.post_message(self.Loaded(await load_day(self.desk.team, day)))
            except SlatisError as error:
                self.post_message(self.NotLoaded("the week's days", error))
                return
