"""A screen with a `When`: it keeps the input and its grid filled with the free slots of one event type."""

from datetime import date

from slatis_tui.domain.instants import local_date
from slatis_tui.domain.zones import Zone
from slatis_tui.screens import _slot_loading as loading
from slatis_tui.screens._base import ConsoleScreen
from slatis_tui.screens._slot_search import SlotSearch
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.widgets.slot_picker import SlotPicker
from slatis_tui.widgets.when_input import WhenInput


class SlotAskingScreen(ConsoleScreen):
    """Asks for slots when they are needed and shows what came, in the zone that is on screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.form_zone = desk.zone_of(None)
        """In which times stand on this screen, and are typed."""
        self._slots = SlotSearch(self.form_zone)
        self._slots_of = ""

    @property
    def when(self) -> WhenInput:
        """The typed time."""
        return self.query_one(WhenInput)

    def wanted_zone(self) -> Zone:
        """In which times should stand, as things are now; a form that knows the attendee's zone says more."""
        return self.desk.zone_of(None)

    def first_day(self) -> date:
        """The first day of the grid: today."""
        return local_date(self.desk.clock(), self.form_zone)

    def show_slots_of(self, event_type_id: str) -> None:
        """Load the free slots of this event type, and show those of no other; none where it is empty."""
        self._slots_of = event_type_id
        self._ask(self._slots.start(event_type_id, self.first_day()))

    def show_day_anew(self, instant: int) -> None:
        """Ask once more for the slots of the day on which this is: what is known of them is wrong."""
        if self._slots_of:
            self._ask(self._slots.day(local_date(instant, self.form_zone)), group="typed day")

    def follow_zone(self) -> None:
        """Show the times in the zone that is wanted now, if that is another; what was typed stays the same moment."""
        zone = self.wanted_zone()
        if zone != self.form_zone:
            self.form_zone = zone
            self._ask(self._slots.in_zone(zone, self.first_day()))

    def desk_changed(self, news: set[Topic]) -> None:
        """Another zone may be on screen now."""
        super().desk_changed(news)
        if Topic.ZONE in news:
            self.follow_zone()

    def on_slots_arrived(self, event: loading.SlotsArrived) -> None:
        """Show the slots; look further while there are none."""
        self._ask(self._slots.arrived(event.days, event.slots))

    def on_slots_failed(self, event: loading.SlotsFailed) -> None:
        """Say so; a time can be typed all the same."""
        self._slots.failed(event.days, event.error)
        self._ask(None)

    def on_slot_picker_more_wanted(self, event: SlotPicker.MoreWanted) -> None:
        """The grid was left at its end, or will be soon."""
        self._ask(self._slots.ahead() if event.ahead else self._slots.more(self.first_day()))

    def on_when_input_day_wanted(self, event: WhenInput.DayWanted) -> None:
        """A time was typed on a day that is not known."""
        if event.in_grid:
            self._ask(self._slots.reach(event.day))
        elif self._slots_of:
            self._ask(self._slots.day(event.day), group="typed day")

    def _ask(self, days: loading.Days | None, group: str = "slots") -> None:
        """Show what is known of the slots, and ask for these days besides."""
        self.when.show_free(self._slots.free, self._slots.status)
        if days is not None:
            work = loading.load_slots(self.desk.reader, days, self.post_message)
            self.run_worker(work, group=group, exclusive=True)
