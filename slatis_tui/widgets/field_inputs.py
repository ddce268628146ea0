"""The registry from a field's kind to the input that asks for it."""

from collections.abc import Callable, Mapping
from datetime import date

from slatis_tui.domain.field_values import bounds_text
from slatis_tui.domain.fields import FieldKind, kind_of
from slatis_tui.domain.models import CustomField
from slatis_tui.widgets.choice_input import Choice, ChoiceInput
from slatis_tui.widgets.date_input import DateInput, Today
from slatis_tui.widgets.field_input import FieldInput
from slatis_tui.widgets.inline_inputs import AnyOf, OneOf, Tick
from slatis_tui.widgets.text_inputs import BlockInput, LineInput


def _line(placeholder: str) -> Callable[[CustomField], FieldInput]:
    return lambda _field: LineInput(placeholder=placeholder)


def _menu(field: CustomField) -> FieldInput:
    return ChoiceInput([Choice(option, option) for option in field.options])


def _number(field: CustomField) -> FieldInput:
    bounds = bounds_text(field.minimum, field.maximum)
    return LineInput(placeholder=f"a number {bounds}" if bounds else "a number, such as 12 or 12.5")


_INPUTS: Mapping[FieldKind, Callable[[CustomField], FieldInput]] = {
    FieldKind.TEXT: _line(""),
    FieldKind.TEXTAREA: lambda _field: BlockInput(),
    FieldKind.NUMBER: _number,
    FieldKind.EMAIL: _line("jane@example.com"),
    FieldKind.PHONE: _line("+49 30 1234567"),
    FieldKind.URL: _line("https://example.com"),
    FieldKind.CHECKBOX: lambda _field: Tick(),
    FieldKind.SELECT: _menu,
    FieldKind.RADIO: lambda field: OneOf(field.options),
    FieldKind.MULTI_SELECT: lambda field: AnyOf(field.options),
}


def make_input(field: CustomField, today: Today = date.today) -> FieldInput:
    """The input for this field, empty. There is one for every field: see `kind_of`."""
    kind = kind_of(field)
    return DateInput(today) if kind is FieldKind.DATE else _INPUTS[kind](field)
