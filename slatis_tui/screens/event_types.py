"""Event types: the active ones, sorted by name."""

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from slatis_tui.domain.event_type_filter import EventTypeFilter
from slatis_tui.domain.text import clean
from slatis_tui.errors import SlatisError
from slatis_tui.presentation.columns import Cell
from slatis_tui.presentation.event_type_text import (
    EVENT_TYPE_COLUMNS,
    SCHEDULING_TYPES,
    event_type_cells,
    event_type_preview,
    event_type_search,
)
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.list_text import unconnected_lines
from slatis_tui.screens._event_type_choices import scheduling_choices, team_choices
from slatis_tui.screens._event_type_verbs import EventTypeVerbs
from slatis_tui.screens._pane import PaneScreen
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.messages import OpenEventType
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.frame import FrameLine
from slatis_tui.widgets.line_table import LineTable

_LONGEST_CHIP = 60


class EventTypesScreen(EventTypeVerbs, PaneScreen):
    """The list of event types; from here to one of them, its bookings, or a new booking of it."""

    kind: ClassVar[str] = "event types"
    heading: ClassVar[str] = "Event types"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._error = ""
        self._filter = EventTypeFilter()

    def compose_body(self) -> ComposeResult:
        """The filters, the table and the line below it."""
        yield FrameLine(id="chips")
        yield from self.compose_panes(LineTable(id="event-types"))
        yield FrameLine(id="position")

    def on_mount(self) -> None:
        """Show what is known, and ask for what is not."""
        table = self.table
        table.cells = self._cells
        table.set_columns(EVENT_TYPE_COLUMNS)
        super().on_mount()
        self.arrange_panes()
        self._show()
        if not self.desk.directory.event_types_loaded:
            self.refresh_data()

    def refresh_data(self) -> None:
        """Load the list again."""
        self.run_worker(self._load(), group="event-types", exclusive=True)

    async def _load(self) -> None:
        self._error = ""
        try:
            await self.desk.directory.load_event_types()
        except SlatisError as error:
            self._error = error.explained()
            self.desk.announce(Topic.DIRECTORY)
        if self.desk.is_public:  # with a secret key the bookings, which lie below, have the names loaded
            await self.desk.directory.load()

    def desk_changed(self, news: set[Topic]) -> None:
        """New names or a new list."""
        if Topic.DIRECTORY in news:
            self._show()

    def filter_changed(self) -> None:
        """Show what the needle leaves."""
        self._show()

    def look_at_target(self) -> None:
        """The fields of the one under the cursor, which the list does not say."""
        self.desk.directory.want_fields(self.target_id())

    def preview_lines(self, width: int) -> Sequence[Line]:
        """What is known of the one under the cursor."""
        directory = self.desk.directory
        known = directory.event_type(self.target_id())
        if known is None:
            return []
        team_name = directory.team_name(known.team_id)
        return event_type_preview(known, team_name=team_name, now=self.desk.clock(), zone=self.desk.zone, width=width)

    def on_line_table_opened(self, event: LineTable.Opened) -> None:
        """Open one."""
        self.post_message(OpenEventType(event.key))

    def target_id(self) -> str:
        """The one under the cursor."""
        return self.table.cursor_key or ""

    def action_only(self) -> None:
        """Ask which to list."""
        from slatis_tui.screens.fields_dialog import AskedField, FieldsDialog
        from slatis_tui.widgets.choice_input import ChoiceInput
        from slatis_tui.widgets.text_inputs import LineInput

        directory, given = self.desk.directory, self._filter
        teams = team_choices(directory, given.team_id)
        self.run_worker(self._load_teams(), group="teams", exclusive=True)
        fields = (
            AskedField("Team", ChoiceInput(teams, placeholder="any"), given.team_id),
            AskedField(
                "Scheduling type",
                ChoiceInput(scheduling_choices(given.scheduling_type), placeholder="any"),
                given.scheduling_type,
            ),
            AskedField("Text", LineInput(placeholder="in the name, link, description or id"), given.text),
        )

        def answered(held: tuple[str, ...] | None) -> None:
            if held is not None:
                self._filtered(EventTypeFilter(*held))

        self.app.push_screen(FieldsDialog("Filter event types", fields, badge=self.desk.badge), answered)

    def escape_one(self) -> bool:
        """First the text filter, then the others."""
        if super().escape_one():
            return True
        if not self._filter:
            return False
        self._filtered(EventTypeFilter())
        return True

    def _filtered(self, chosen: EventTypeFilter) -> None:
        self._filter = chosen
        self._show()

    async def _load_teams(self) -> None:
        """The members name the teams; without them a team is its id."""
        if not self.desk.directory.members:
            with suppress(SlatisError):
                await self.desk.directory.load_members()

    def _show(self) -> None:
        directory = self.desk.directory
        known = directory.event_types
        needle = self.needle.casefold()
        searched = ((one, event_type_search(one)) for one in known)
        found = [one.id for one, text in searched if needle in text and self._filter.admits(one, text)]
        self.table.empty_lines = self._empty_lines(bool(known))
        self.table.set_rows(found)
        if self.desk.saved in found:
            self.table.move_to(self.desk.saved)
            self.desk.saved = ""
        self._show_chips()
        self.follow()
        spans = [(f" {len(found)} of {len(known)}", "muted")] if directory.event_types_loaded else []
        if self._error and known:
            spans.append((f"  {self.key_of('app.refresh')} tries again: {self._error}", "error"))
        self.query_one("#position", FrameLine).show(spans)

    def _show_chips(self) -> None:
        team_id, scheduling, text = self._filter
        names = (
            ("team", self.desk.directory.team_name(team_id) if team_id else ""),
            ("scheduling type", SCHEDULING_TYPES.get(scheduling, clean(scheduling))),
            ("text", clean(text or self.needle, _LONGEST_CHIP)),
        )
        chips = [(f" {name}: {value} ", "chip") for name, value in names if value]
        line = self.query_one("#chips", FrameLine)
        line.set_class(bool(chips), "-shown")
        line.show([*chips, (f"  {self.key_of('app.escape')} clears", "muted")] if chips else [])

    def _empty_lines(self, any_known: bool) -> Sequence[str]:
        if self.desk.services is None:
            return unconnected_lines(self.desk.connection_problem, self.key_of)
        if any_known:
            what = "passes the filters" if self._filter else "has this text"
            return (f"No event type {what}. {self.key_of('app.escape')} clears the filter.",)
        if self._error:
            again = f"{self.key_of('app.refresh')} tries again."
            return ("The event types could not be loaded.", self._error, again)
        if self.desk.directory.event_types_loaded:
            return ("There is no active event type.", "The API lists active ones only.")
        return ("Loading …",)

    def _cells(self, key: str) -> Sequence[Cell]:
        event_type = self.desk.directory.event_type(key)
        return event_type_cells(event_type) if event_type else (Cell(clean(key)),)
