"""The custom fields of an event type as a form: schema in, answers by key out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from slatis_tui.domain.fields import Raw
from slatis_tui.domain.forms import check_answer
from slatis_tui.domain.models import CustomField
from slatis_tui.widgets.date_input import Today
from slatis_tui.widgets.field_inputs import make_input
from slatis_tui.widgets.form_field import FormField


class SchemaForm(Vertical):
    """One input for each custom field, in display order. Answers stay with their keys when the schema changes.

    Widgets are told apart by their place, never by what the server named them.
    """

    def __init__(self, *, today: Today = date.today, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._today = today
        self.fields: tuple[CustomField, ...] = ()
        self._rows: list[FormField] = []
        self._answers: dict[str, Raw] = {}
        """What was answered under schemas that are not shown now; given again when their keys come back."""

    async def show_note(self, note: str) -> None:
        """Say this in the place of the fields, such as that they are being loaded; nothing takes no room."""
        await self.show_fields(())
        await self.remove_children()
        if note:
            await self.mount(Static(Content(note), classes="form-note"))

    async def show_fields(self, fields: Sequence[CustomField]) -> None:
        """Ask for these fields; what was answered under equal keys is kept."""
        if tuple(fields) == self.fields and self._rows:
            return
        focused = next((field.key for field, row in self._pairs() if row.has_focus_within), None)
        self._answers |= self.answers()
        self.fields = tuple(fields)
        self._rows = [
            FormField(
                field.label or field.key,
                make_input(field, self._today),
                required=field.required,
                check=partial(check_answer, field),
                id=f"field-{place}",
            )
            for place, field in enumerate(self.fields)
        ]
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(self._rows)
            self.give(self._answers)
        focused_row = None if focused is None else self.row_of(focused)
        if focused_row is not None:
            focused_row.take_focus()

    def replace(self, answers: Mapping[str, Raw]) -> None:
        """These answers and no others, also for fields that are yet to be shown."""
        self._answers = dict(answers)
        for field, row in self._pairs():
            row.input.raw = answers.get(field.key)

    def kept(self) -> dict[str, Raw]:
        """What was answered, by key; while no field is shown, what is remembered for those that will be."""
        answers = self.answers() if self.fields else self._answers
        return {key: raw for key, raw in answers.items() if raw not in (None, "", ())}

    def give(self, answers: Mapping[str, Raw]) -> None:
        """Fill in the answers whose keys the form asks for."""
        for field, row in self._pairs():
            if answers.get(field.key) is not None:
                row.input.raw = answers[field.key]

    def answers(self) -> dict[str, Raw]:
        """What every input holds, by key; of two fields with one key the first that was answered counts."""
        found: dict[str, Raw] = {}
        for field, row in self._pairs():
            if found.get(field.key) in (None, "", ()):
                found[field.key] = row.input.raw
        return found

    def row_of(self, key: str) -> FormField | None:
        """The form's row for that key."""
        for field, row in self._pairs():
            if field.key == key:
                return row
        return None

    def _pairs(self) -> Iterable[tuple[CustomField, FormField]]:
        return zip(self.fields, self._rows, strict=True)
