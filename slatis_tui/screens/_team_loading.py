"""What the team screens have in common: a day that can be changed, and what was read of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta

from textual.message import Message

from slatis_tui.domain.instants import local_date
from slatis_tui.domain.team_days import week_of
from slatis_tui.errors import SlatisError
from slatis_tui.loading.team import TeamDay, TeamMoment, TeamWeek, load_day, load_moment, load_week
from slatis_tui.screens._base import ConsoleScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.messages import MoveTheDay, ShowBookingsOf

Found = TeamDay | TeamWeek | TeamMoment


class TeamScreens(ConsoleScreen):
    """A screen about members on a day."""

    @dataclass
    class Loaded(Message):
        """Something was read."""

        found: Found

    @dataclass
    class NotLoaded(Message):
        """Something could not be read."""

        what: str
        error: SlatisError

    whose_week: str = ""
    """The member whose week is read; empty for everybody's."""

    def __init__(self, desk: Desk, day: date | None = None) -> None:
        super().__init__(desk)
        self.day = day or local_date(desk.clock(), desk.zone_of(None))
        self._awaits_clock = day is None and desk.services is None
        """Whether its day is today by this machine, until the connection brings the clock that counts."""
        self.team_day: TeamDay | None = None
        self.week: TeamWeek | None = None
        self.moment: TeamMoment | None = None
        self.errors: dict[str, str] = {}
        """What could not be read → why."""

    def target_id(self) -> str:
        """The member that a verb means now; empty for none."""
        raise NotImplementedError

    def show_team(self) -> None:
        """Draw what is known."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show what is known, and ask for the rest."""
        super().on_mount()
        self.show_team()
        self.refresh_data()

    def desk_changed(self, news: set[Topic]) -> None:
        """More names, another zone, another minute, the clock that counts."""
        if self._awaits_clock and self.desk.services is not None:
            self.action_today()
        if news & {Topic.DIRECTORY, Topic.ZONE, Topic.CLOCK}:
            self.show_team()

    def refresh_data(self) -> None:
        """Read the day and its week again."""
        self.load_day()
        self._load_week()
        self._read("names", self._names, "names")

    def load_day(self) -> None:
        """Read the day, and who is booked at the time that was asked for."""
        self._read("the day", lambda: load_day(self.desk.team, self.day), "day")
        if self.moment is not None:
            self.load_moment(self.moment.instant)

    def load_moment(self, instant: int) -> None:
        """Read who is booked at that time (Unix seconds)."""
        self._read("the bookings", lambda: load_moment(self.desk.reader, instant), "moment")

    def action_previous(self) -> None:
        """The day before."""
        self.go_to(self.day - timedelta(days=1))

    def action_next(self) -> None:
        """The day after."""
        self.go_to(self.day + timedelta(days=1))

    def action_today(self) -> None:
        """Today."""
        self.moment = None
        self.go_to(local_date(self.desk.clock(), self.desk.zone_of(None)))

    def go_to(self, day: date) -> None:
        """Another day; what is known of the former is not shown as if it were its own."""
        self._awaits_clock = False
        if day == self.day:
            self.show_team()
            return
        self.day, self.team_day = day, None
        if self.moment is not None and local_date(self.moment.instant, self.desk.zone_of(None)) != day:
            self.moment = None
        self.show_team()
        self.load_day()
        if self.week is None or self.week.monday != week_of(day)[0]:
            self.week = None
            self._load_week()

    def action_bookings(self) -> None:
        """The bookings of the member."""
        if target := self.target_id():
            self.post_message(ShowBookingsOf(member_id=target))

    def action_move_day(self) -> None:
        """Propose new times for what the member has that day."""
        target = self.target_id()
        if refusal := self.desk.write_refusal():
            self.say(refusal, "warning")
        elif target:
            self.post_message(MoveTheDay(target, self.day))

    def on_team_screens_loaded(self, event: Loaded) -> None:
        """Keep it, unless another day was chosen meanwhile."""
        found = event.found
        if isinstance(found, TeamDay) and found.day == self.day:
            self.team_day = found
            self.errors.pop("the day", None)
        elif isinstance(found, TeamWeek) and found.monday == week_of(self.day)[0]:
            self.week = found
            self.errors.pop("the week", None)
        elif isinstance(found, TeamMoment):
            self.moment = found
            self.errors.pop("the bookings", None)
        self.show_team()

    def on_team_screens_not_loaded(self, event: NotLoaded) -> None:
        """Say what is missing."""
        self.errors[event.what] = event.error.explained()
        self.show_team()

    def _load_week(self) -> None:
        self._read("the week", lambda: load_week(self.desk.team, self.day, self.whose_week), "week")

    async def _names(self) -> None:
        await self.desk.directory.load_members()

    def _read(self, what: str, read: Callable[[], Awaitable[Found | None]], group: str) -> None:
        async def run() -> None:
            try:
                found = await read()
            except SlatisError as error:
                self.post_message(self.NotLoaded(what, error))
            else:
                if found is not None:
                    self.post_message(self.Loaded(found))

        self.run_worker(run(), group=group, exclusive=True)
