"""The form of the server's filters: what is typed here is asked for, not only looked for in what is loaded."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.suggester import SuggestFromList

from slatis_tui.domain.filter_days import edge_of
from slatis_tui.domain.typed_days import NotUnderstood
from slatis_tui.domain.views import Filters
from slatis_tui.domain.zones import Zone
from slatis_tui.presentation.filter_words import Named, NotFound, Offered, name_of, named
from slatis_tui.screens.dialogs import Choice, Dialog
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.form_field import FormField
from slatis_tui.widgets.text_inputs import LineInput


class NameInput(LineInput):
    """A name, completed while it is typed; up and down go through all of them, right takes the completion."""

    BINDINGS: ClassVar = [
        Binding("down", "other(1)", "Next", show=False),
        Binding("up", "other(-1)", "Previous", show=False),
    ]

    def __init__(self, names: Sequence[str], value: str) -> None:
        super().__init__(value, placeholder="any", suggester=SuggestFromList(names, case_sensitive=False))
        self._names = names

    def action_other(self, step: int) -> None:
        """Another of the names; before the first and after the last stands none of them."""
        around = ["", *self._names]
        place = around.index(self.value) if self.value in around else 0
        self.value = around[(place + step) % len(around)]
        self.cursor_position = len(self.value)


class FilterDialog(Dialog[Filters]):
    """Asks for the server's filters; Enter in any field applies. Answers with them, or None to leave them."""

    def __init__(self, filters: Filters, offered: Offered, *, zone: Zone, now: float, badge: str = "") -> None:
        """Made for one use.

        Args:
            filters: those that are set.
            offered: names to choose from.
            zone: the one on screen, for the dates.
            now: Unix seconds.
            badge: of the connection.
        """
        super().__init__("Server filters", badge=badge)
        self._filters = filters
        self._offered = offered
        self._zone = zone
        self._now = now

    def choices(self) -> Sequence[Choice]:
        """Apply, or back."""
        return [Choice("apply", "Apply"), Choice("back", "Back")]

    def compose_input(self) -> ComposeResult:
        """The six fields."""
        filters, offered = self._filters, self._offered
        with VerticalScroll(classes="dialog-fields", can_focus=False):
            yield _choice("Status", offered.statuses, filters.status, "status")
            yield _choice("Event type", offered.event_types, filters.event_type_id, "event-type")
            yield _choice("Assignee", offered.members, filters.assigned_to_id, "assignee")
            yield FormField("E-mail", LineInput(filters.attendee_email, placeholder="any"), id="email")
            days = "any; today, +7d, last mon, 2026-05-01"
            yield FormField("From", LineInput(filters.start_text, placeholder=days), id="from")
            yield FormField("Until", LineInput(filters.end_text, placeholder=days), id="until")

    def on_field_input_accepted(self, event: FieldInput.Accepted) -> None:
        """Enter applies."""
        event.stop()
        self.answer("apply")

    def answer(self, name: str) -> None:
        """The filters, once all of them are understood."""
        if name != "apply":
            self.dismiss(None)
            return
        filters = self._understood()
        if filters is not None:
            self.dismiss(filters)

    def _understood(self) -> Filters | None:
        """The filters as typed; None where something is wrong, which is said under its field."""
        statuses, event_types, members = self._offered
        wrong: list[FormField] = []

        def read(field_id: str, understand: Callable[[str], str | int]) -> str | int:
            field = self.query_one(f"#{field_id}", FormField)
            try:
                found = understand(self._typed(field_id))
            except (NotFound, NotUnderstood) as problem:
                field.show_problem(str(problem))
                wrong.append(field)
                return ""
            field.show_problem("")
            return found

        status = read("status", lambda typed: named(typed, statuses, "status"))
        event_type_id = read("event-type", lambda typed: named(typed, event_types, "event type"))
        assigned_to_id = read("assignee", lambda typed: named(typed, members, "assignee"))
        start = read("from", lambda typed: self._edge(typed, is_end=False))
        end = read("until", lambda typed: self._edge(typed, is_end=True))
        if isinstance(start, int) and isinstance(end, int) and end <= start:
            until = self.query_one("#until", FormField)
            until.show_problem("This is before From")
            wrong.append(until)
        if wrong:
            wrong[0].take_focus()
            return None
        return Filters(
            str(status),
            str(event_type_id),
            str(assigned_to_id),
            self._typed("email"),
            start if isinstance(start, int) else None,
            end if isinstance(end, int) else None,
            self._typed("from"),
            self._typed("until"),
        )

    def _edge(self, typed: str, *, is_end: bool) -> int | str:
        return edge_of(typed, self._zone, self._now, is_end=is_end) if typed else ""

    def _typed(self, field_id: str) -> str:
        return self.query_one(f"#{field_id} LineInput", LineInput).value.strip()


def _choice(label: str, known: Sequence[Named], value: str, field_id: str) -> FormField:
    names = [name for _, name in known]
    unique = [name if names.count(name) == 1 else known_id for known_id, name in known]
    return FormField(label, NameInput(unique, name_of(value, known)), id=field_id)
