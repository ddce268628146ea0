"""Webhooks and deliveries as the server sent them: the documents say little of their shape."""

from collections.abc import Mapping, Sequence
from typing import Any

from slatis_tui.domain.text import clean, clean_json
from slatis_tui.domain.webhooks import Document, DocumentList
from slatis_tui.presentation.answers import answer_text
from slatis_tui.presentation.columns import Cell, Column
from slatis_tui.presentation.lines import LABEL_WIDTH, Line, heading, labelled

WEBHOOK_COLUMNS = (
    Column("what", "Webhook", 20, 44, 0, flexible=True, max_width=90),
    Column("events", "Events", 10, 30, 1, flexible=True),
)
_PLACE = ("url", "endpoint", "target_url", "name")
_EVENTS = ("events", "event_types", "topics")
_LONGEST_CELL = 200
_BETWEEN = "  "


def webhook_cells(webhook: Document) -> tuple[Cell, ...]:
    """Where it delivers, and what; its id where the server does not say where."""
    place = _first(webhook.values, _PLACE)
    return (
        Cell(clean(place if isinstance(place, str) else webhook.id, _LONGEST_CELL) or "—"),
        Cell(clean(answer_text(_harmless(_first(webhook.values, _EVENTS))), _LONGEST_CELL), "muted"),
    )


def webhook_lines(webhook: Document, deliveries: DocumentList | None, error: str, *, width: int) -> list[Line]:
    """Everything that the server says of it, then each delivery on a line of its own."""
    lines: list[Line] = []
    for name, value in _harmless(webhook.values).items():
        lines += labelled(name, answer_text(value), width=width)
    lines += heading("Deliveries" if deliveries is None else f"Deliveries: {_count(deliveries)}")
    if error:
        return [*lines, [(error, "error")]]
    if deliveries is None:
        return [*lines, [("Loading …", "muted")]]
    if not deliveries.documents:
        return [*lines, [("none", "muted")]]
    for one in deliveries.documents:
        lines += _delivery_lines(one, width)
    return lines


def webhook_search(webhook: Document) -> str:
    """What a text filter looks in, casefolded."""
    return "\n".join(answer_text(value) for value in _harmless(webhook.values).values()).casefold()


def _delivery_lines(delivery: Document, width: int) -> list[Line]:
    """Its id, then what else is said of it, as many on a line as fit."""
    values = _harmless(delivery.values)
    label = clean(delivery.id, LABEL_WIDTH)
    told = [
        f"{name} {answer_text(value)}"
        for name, value in values.items()
        if value is not None and not (name == "id" and answer_text(value) == label)
    ]
    rows: list[str] = []
    for text in told:
        if rows and len(rows[-1]) + len(text) + len(_BETWEEN) <= width - LABEL_WIDTH - len(_BETWEEN):
            rows[-1] += _BETWEEN + text
        else:
            rows.append(text)
    lines: list[Line] = []
    for place, row in enumerate(rows or [""]):
        lines += labelled("" if place else label, row, width=width)
    return lines


def _count(deliveries: DocumentList) -> str:
    shown = len(deliveries.documents)
    return str(shown) if deliveries.total in (None, shown) else f"{shown} of {deliveries.total}"


def _first(values: Mapping[str, Any], names: Sequence[str]) -> Any:
    return next((values[name] for name in names if values.get(name)), "")


def _harmless(value: Any) -> Any:
    return clean_json(value)
