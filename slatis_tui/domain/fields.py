"""The kinds of custom fields that a form knows how to ask for, and what their inputs give."""

from enum import StrEnum

from slatis_tui.domain.models import CustomField

Raw = str | bool | tuple[str, ...] | None
"""What an input holds: typed text or the chosen option; a tick; the chosen options; None where nothing was chosen."""


class FieldKind(StrEnum):
    """How a custom field is asked for and sent (TEXT and SELECT: Event Types page; the others: our reading)."""

    TEXT = "TEXT"
    SELECT = "SELECT"
    TEXTAREA = "TEXTAREA"
    NUMBER = "NUMBER"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    URL = "URL"
    DATE = "DATE"
    CHECKBOX = "CHECKBOX"
    MULTI_SELECT = "MULTI_SELECT"
    RADIO = "RADIO"

    @property
    def takes_options(self) -> bool:
        """Whether the answer is one or several of the field's options."""
        return self in (FieldKind.SELECT, FieldKind.RADIO, FieldKind.MULTI_SELECT)


def kind_of(field: CustomField) -> FieldKind:
    """How this field is asked for.

    The set of types is open: one that is not known is a text, or a choice where it has options. A choice
    without options is a text too, since nobody could answer it otherwise.
    """
    name = field.type.strip().upper().replace("-", "_").replace(" ", "_")
    try:
        kind = FieldKind(name)
    except ValueError:
        return FieldKind.SELECT if field.options else FieldKind.TEXT
    return FieldKind.TEXT if kind.takes_options and not field.options else kind


def is_empty(kind: FieldKind, raw: Raw) -> bool:
    """Whether nothing was answered. A box that was unticked again is an answer; one never touched is not."""
    if isinstance(raw, str) and not kind.takes_options:
        return not raw.strip()
    return raw is None or raw == ()
