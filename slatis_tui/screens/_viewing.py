"""Which bookings are on screen and in which order: the views as tabs, the filters as chips, the sort."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from slatis_tui.domain.days import days_begin
from slatis_tui.domain.filtering import TextFilter
from slatis_tui.domain.sorting import WHEN, Sort
from slatis_tui.domain.text import clean
from slatis_tui.domain.view_list import ViewList
from slatis_tui.domain.views import VIEWS, Filters, Moment, View, ViewKey
from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.columns import Column
from slatis_tui.presentation.filter_words import STATUSES, Named, Offered, chip_texts, without_last
from slatis_tui.presentation.frame import Span
from slatis_tui.presentation.times import day
from slatis_tui.screens._listing import ListScreen
from slatis_tui.screens.desk import Desk, ZoneMode
from slatis_tui.widgets.frame import FrameLine, TabLine
from slatis_tui.widgets.line_table import LineTable

_SORTED_AS = {"relative": WHEN, "mark": ""}
"""Columns that are no order of their own."""


class ViewingScreen(ListScreen):
    """A screen that shows one view at a time, and remembers which."""

    def __init__(self, desk: Desk, view: str) -> None:
        super().__init__(desk)
        self.key = ViewKey(view)
        """Which list is on screen."""
        self._days: tuple[Sequence[str], Zone, Sequence[int]] | None = None
        """Of which ids, in which zone, the days were found last."""
        self.text_filter = TextFilter(desk.store, desk.directory)

    @property
    def view_list(self) -> ViewList:
        """The list on screen."""
        return self.desk.store.view(self.key)

    @property
    def columns(self) -> Sequence[Column]:
        """Those of the table."""
        return self.desk.own.columns.columns

    def show(self, *, from_top: bool = False, redraw: bool = True, all_rows: bool = True) -> None:
        """Tabs, rows and the line below, as things stand now.

        Args:
            from_top: these are the rows of another list.
            redraw: False where nothing but the tabs may be others.
            all_rows: False where of the rows only those may say something else that an answer has told about.
        """
        raise NotImplementedError

    def load(self, *, anew: bool = False) -> None:
        """Load what is on screen to its end, then what the tabs say of the other views."""
        raise NotImplementedError

    def header_extra(self) -> str:
        """What the list is sorted by."""
        return f"sort {self.desk.store.sort}"

    def show_event_type(self, event_type_id: str) -> None:
        """All bookings of one event type."""
        self.open_key(ViewKey("all", Filters(event_type_id=event_type_id)))

    def show_member(self, member_id: str) -> None:
        """All bookings of one member."""
        self.open_key(ViewKey("all", Filters(assigned_to_id=member_id)))

    def escape_one(self) -> bool:
        """First the text filter, then the server's, from the last one on."""
        if super().escape_one():
            return True
        if not self.key.filters:
            return False
        self.peel_filter()
        return True

    def peel_filter(self) -> None:
        """Take the last of the server's filters off."""
        self.open_key(self.key._replace(filters=without_last(self.key.filters)))

    def action_server_filter(self) -> None:
        """Ask for the server's filters."""
        from slatis_tui.screens.filter_form import FilterDialog

        desk = self.desk
        dialog = FilterDialog(
            self.key.filters, self._offered(), zone=self._zone_of_dates(), now=desk.clock(), badge=desk.badge
        )
        self.app.push_screen(dialog, self._filter_as_typed)

    def action_pending(self) -> None:
        """Those that wait to be confirmed."""
        self.open_view("pending")

    def action_today(self) -> None:
        """Those that start today."""
        self.open_view("today")

    def action_upcoming(self) -> None:
        """Those still to come."""
        self.open_view("upcoming")

    def action_needs_outcome(self) -> None:
        """Those that ended without a word on how they went."""
        self.open_view("needs-outcome")

    def action_all(self) -> None:
        """Every booking."""
        self.open_view("all")

    async def action_filter(self) -> None:
        """Open the filter line; once it is drawn, gather what the first letter will look at."""
        await super().action_filter()
        self.call_after_refresh(lambda: self.text_filter.prepare(self.view_list))

    def action_sort(self) -> None:
        """By the next order."""
        self.sort_by(self.desk.store.sort.next)

    def action_sort_by(self) -> None:
        """By any column, either way, as chosen."""
        from slatis_tui.screens.sorting import SortDialog

        names = dict.fromkeys(_SORTED_AS.get(column.name, column.name) for column in self.columns)
        sorts = [Sort(name, ascending) for name in names if name for ascending in (True, False)]
        self.app.push_screen(SortDialog(sorts, self.desk.store.sort, badge=self.desk.badge), self._sort_as_chosen)

    def on_line_table_header_clicked(self, event: LineTable.HeaderClicked) -> None:
        """Sort by that column; where it is sorted by that already, the other way."""
        column = _SORTED_AS.get(event.column, event.column)
        before = self.desk.store.sort
        if column:
            self.sort_by(Sort(column, not (before.ascending and before.column == column)))

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """A click on a tab."""
        self.open_view(self._tabs()[event.place].name)

    def open_view(self, name: str, *, filters_too: bool = True) -> None:
        """Another view, with the same filters. A saved one brings its own text and order, and takes its text along."""
        before, view = self.view_list.view, self.desk.store.view_named(name)
        if view.text or (before.text and before.text == self.needle):
            self.set_needle(view.text)
        self._order_as(view)
        self.open_key(ViewKey(name, self.key.filters if filters_too else Filters()))

    def start_as_saved(self) -> None:
        """Take up the text and the order of the view that the console starts in, before its rows come."""
        view = self.view_list.view
        self.needle = view.text
        self._order_as(view)

    def open_key(self, key: ViewKey) -> None:
        """Another list."""
        if key.view != self.key.view:
            self._remember(key.view)
        self.key = key
        self.show(from_top=True)
        self.load()

    def days(self, ids: Sequence[str]) -> Sequence[int]:
        """The places in the list at which another day begins, where it is sorted by time and shown in one zone."""
        desk = self.desk
        if desk.store.sort.column != WHEN or desk.zone_mode is ZoneMode.ATTENDEE:
            return ()
        known, zone = self._days, desk.zone_of(None)
        if known is None or known[0] is not ids or known[1] != zone:
            starts = cast("Sequence[int]", self.text_filter.firsts(self.view_list))
            days = days_begin(starts, zone, ascending=desk.store.sort.ascending)
            known = self._days = (ids, zone, days)
        return known[2]

    def day_of(self, booking_id: str) -> str:
        """The day that begins with this booking, in words."""
        row = self.desk.store.get(booking_id)
        return day(row.start, self.desk.zone_of(None), self.desk.clock()) if row else ""

    def view_texts(self) -> list[str]:
        """What the list on screen is made of, in words: the view, what is filtered by, and the order."""
        view = self.view_list.view
        own, others = self._filter_texts()
        text = [f"text: {clean(self.needle, 60)}"] if self.needle else []
        return [clean(view.title), *own, *others, *text, f"sort {self.desk.store.sort}"]

    def sort_by(self, sort: Sort) -> None:
        """Put every list into this order; at once on screen, as the next key may ask for its first row."""
        self.desk.store.sort_by(sort)
        self.show_sort()
        self.show(all_rows=False)
        self.draw_frame()

    def show_sort(self) -> None:
        """Mark the column that is sorted by."""
        sort = self.desk.store.sort
        self.table.set_sort(sort.column, sort.ascending)

    def show_tabs(self) -> None:
        """The views with their counts."""
        store, filters = self.desk.store, self.key.filters
        self.query_one(TabLine).show_tabs(
            [
                (
                    self.key_of(f"view.{view.name if view in VIEWS else f'saved-{view.key}'}"),
                    clean(view.title),
                    store.count_text(ViewKey(view.name, filters)),
                    view.name == self.key.view,
                )
                for view in self._tabs()
            ]
        )

    def show_chips(self) -> None:
        """What is filtered by: what the view itself filters by in words, and as chips what can be taken off."""
        own, others = self._filter_texts()
        if self.needle:
            loosely = ", loosely: nothing has it as it stands" if self.text_filter.loose else ""
            others.append(f"text: {clean(self.needle, 60)}{loosely}")
        spans: list[Span] = [(f" {text} ", "muted") for text in own]
        for text in others:
            spans += [(f" {text} ", "chip"), (" ", "")]
        hint: list[Span] = [(f"  {self.key_of('app.escape')} clears one", "muted")] if others else []
        line = self.query_one("#chips", FrameLine)
        line.set_class(bool(spans), "-shown")
        line.show([*spans, *hint])

    def _tabs(self) -> Sequence[View]:
        return [view for view in self.desk.store.views if view.key]

    def _filter_texts(self) -> tuple[list[str], list[str]]:
        """Of the view's own filters, as they were meant when it was listed, and of those on top of them."""
        desk, view_list = self.desk, self.view_list
        own = view_list.view.own(view_list.standing.moment or Moment.at(desk.clock(), desk.zone))
        zone, names = self._zone_of_dates(), (desk.directory.event_type_name, desk.directory.member_name)
        return chip_texts(own, zone, *names), chip_texts(self.key.filters, zone, *names)

    def _order_as(self, view: View) -> None:
        if view.sort is not None and view.sort != self.desk.store.sort:
            self.sort_by(view.sort)

    def _remember(self, view: str) -> None:
        keeper = self.desk.own.keeper
        self.run_worker(asyncio.to_thread(keeper.remember, view), group="remember")

    def _offered(self) -> Offered:
        """Names for the filter form: those of the lists, and what bookings have named beyond them."""
        store, directory = self.desk.store, self.desk.directory
        known = {status for status, _ in STATUSES}
        return Offered(
            (*STATUSES, *((status, clean(status)) for status in sorted(store.statuses - known - {""}))),
            _by_name(store.event_type_ids | {one.id for one in directory.event_types}, directory.event_type_name),
            _by_name(store.member_ids | {one.id for one in directory.members}, directory.member_name),
        )

    def _zone_of_dates(self) -> Zone:
        return self.desk.zone_of(None)

    def _filter_as_typed(self, filters: Filters | None) -> None:
        """A status that the view has nothing of is shown among all."""
        if filters is None or filters == self.key.filters:
            return
        view = self.view_list.view
        excluded = filters.status and view.statuses and filters.status not in view.statuses
        self.open_key(ViewKey("all" if excluded else view.name, filters))
        if excluded:
            self.say(f"{view.title} holds none of that status: shown among all")

    def _sort_as_chosen(self, sort: Sort | None) -> None:
        if sort is not None:
            self.sort_by(sort)


def _by_name(ids: Iterable[str], name_of: Callable[[str], str]) -> tuple[Named, ...]:
    return tuple(sorted(((one, name_of(one)) for one in ids if one), key=lambda named: named[1].casefold()))
