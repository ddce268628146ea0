"""Webhooks and what they delivered, to be read: what the server says of them is shown as it comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message

from slatis_tui.domain.webhooks import Document, DocumentList, WebhookReader
from slatis_tui.errors import JournalError, SlatisError
from slatis_tui.presentation.columns import Cell
from slatis_tui.presentation.lines import Line
from slatis_tui.presentation.list_text import unconnected_lines
from slatis_tui.presentation.webhook_text import WEBHOOK_COLUMNS, webhook_cells, webhook_lines, webhook_search
from slatis_tui.screens._listing import ListScreen
from slatis_tui.screens.desk import Desk
from slatis_tui.widgets.bindings import bindings_of_screen
from slatis_tui.widgets.line_table import LineTable
from slatis_tui.widgets.text_block import TextBlock

if TYPE_CHECKING:
    from slatis_tui.presentation.copying import Copyable


class WebhooksScreen(ListScreen):
    """The list above, the one under the cursor with its deliveries below; opening it goes down to them."""

    @dataclass
    class Listed(Message):
        """The webhooks, or why they could not be read."""

        found: DocumentList | None
        error: str = ""

    @dataclass
    class Delivered(Message):
        """The deliveries of one, or why they could not be read."""

        webhook_id: str
        found: DocumentList | None
        error: str = ""

    kind: ClassVar[str] = "webhooks"
    heading: ClassVar[str] = "Webhooks"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of_screen(kind)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._webhooks: dict[str, Document] = {}
        self._error = ""
        self._is_loaded = False
        self._deliveries: dict[str, DocumentList | None] = {}
        self._delivery_errors: dict[str, str] = {}

    def compose_body(self) -> ComposeResult:
        """List and text."""
        yield LineTable(self._cells, id="webhooks")
        yield TextBlock()

    def on_mount(self) -> None:
        """Ask for the list."""
        self.table.set_columns(WEBHOOK_COLUMNS)
        super().on_mount()
        self._show()
        self.refresh_data()

    def refresh_data(self) -> None:
        """Read everything again."""
        self._deliveries.clear()
        self._delivery_errors.clear()
        self.run_worker(self._list(), group="webhooks", exclusive=True)

    def action_copy(self) -> None:
        """Copy the id under the cursor."""
        if chosen := self._chosen():
            self.copy_id(chosen.id)

    def copyables(self) -> "Sequence[Copyable]":
        """The row under the cursor, and its id."""
        from slatis_tui.presentation.copying import of_row

        chosen = self._chosen()
        return of_row(chosen.id, [cell.text for cell in webhook_cells(chosen)]) if chosen else []

    def filter_changed(self) -> None:
        """Show the webhooks that have the text."""
        self._show()

    def on_line_table_opened(self) -> None:
        """Down to its deliveries."""
        self.set_focus(self.query_one(TextBlock))

    def escape_one(self) -> bool:
        """From the deliveries back to the list; then the text filter."""
        if isinstance(self.focused, TextBlock):
            self.set_focus(self.table)
            return True
        return super().escape_one()

    def on_webhooks_screen_listed(self, event: Listed) -> None:
        """Show them."""
        self._error, self._is_loaded = event.error, True
        if event.found is not None:
            self._webhooks = {str(place): one for place, one in enumerate(event.found.documents)}
        self._show()
        self._ask_for_deliveries()

    def on_webhooks_screen_delivered(self, event: Delivered) -> None:
        """Show them with their webhook."""
        self._deliveries[event.webhook_id] = event.found
        self._delivery_errors[event.webhook_id] = event.error
        self._write()

    def on_line_table_highlighted(self) -> None:
        """Another one."""
        self._write(from_top=True)
        self._ask_for_deliveries()

    def _chosen(self) -> Document | None:
        return self._webhooks.get(self.table.cursor_key or "")

    def _ask_for_deliveries(self) -> None:
        chosen = self._chosen()
        if chosen is not None and chosen.id and chosen.id not in self._deliveries:
            self._deliveries[chosen.id] = None
            self.run_worker(self._read_deliveries(chosen.id), group="deliveries")

    def _show(self) -> None:
        self.table.empty_lines = self._empty_lines()
        needle = self.needle.casefold()
        self.table.set_rows([place for place, one in self._webhooks.items() if needle in webhook_search(one)])
        self._write()

    def _write(self, *, from_top: bool = False) -> None:
        self.query_one(TextBlock).show(self._lines, from_top=from_top)

    def _lines(self, width: int) -> list[Line]:
        chosen = self._chosen()
        if chosen is None:
            return []
        error = self._delivery_errors.get(chosen.id, "")
        return webhook_lines(chosen, self._deliveries.get(chosen.id), error, width=width)

    def _empty_lines(self) -> Sequence[str]:
        if self._error:
            return ("The webhooks could not be read.", self._error, f"{self.key_of('app.refresh')} tries again.")
        if self.desk.services is None:
            return unconnected_lines(self.desk.connection_problem, self.key_of)
        if self._webhooks:
            return (f"No webhook has this text. {self.key_of('app.escape')} clears the filter.",)
        return ("There are no webhooks.",) if self._is_loaded else ("Loading …",)

    def _cells(self, key: str) -> Sequence[Cell]:
        webhook = self._webhooks.get(key)
        return webhook_cells(webhook) if webhook else ()

    def _reader(self) -> WebhookReader:
        if self.desk.services is None:
            raise JournalError("Still connecting", hint="Nothing was sent; try again in a moment")
        return self.desk.services.company

    async def _list(self) -> None:
        try:
            self.post_message(self.Listed(await self._reader().list_webhooks()))
        except SlatisError as error:
            self.post_message(self.Listed(None, error.explained()))

    async def _read_deliveries(self, webhook_id: str) -> None:
        try:
            self.post_message(self.Delivered(webhook_id, await self._reader().list_deliveries(webhook_id)))
        except SlatisError as error:
            self.post_message(self.Delivered(webhook_id, None, error.explained()))
