"""Drafts: what was typed into the booking form and is not booked yet, as it outlives the console.

One is kept for each event type, and one for a form in which none was chosen. It is written as one types and offered
again when that form is opened next; it goes when the booking is made.
"""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from slatis_tui.domain.fields import Raw


@dataclass(frozen=True, slots=True)
class FormContent:
    """What stands in the form's inputs, without what nobody typed there."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """Place of `form_places` → text, of those that are not empty."""
    answers: Mapping[str, Raw] = field(default_factory=dict)
    """Key of a custom field → what its input holds, of those that were answered."""
    when: str = ""
    """The time as it was typed; empty while it is the one that the form filled in."""
    instant: int | None = None
    """Unix seconds of that time, where it is one: `tomorrow 9:30` stays that day's."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not (self.texts or self.answers or self.when)


@dataclass(frozen=True, slots=True)
class Draft:
    """One form that was left before its booking was made."""

    event_type_id: str
    """Empty where none was chosen yet."""
    content: FormContent
    op_ids: tuple[str, ...] = ()
    """The creates that were made of it so far: once one of them is done, there is nothing left to offer."""
    saved_at: float = 0.0
    """Unix seconds by the console's clock."""

    def document(self) -> dict[str, Any]:
        """The draft as a JSON object."""
        content = self.content
        return {
            "event_type_id": self.event_type_id,
            "texts": dict(content.texts),
            "answers": {key: list(raw) if isinstance(raw, tuple) else raw for key, raw in content.answers.items()},
            "when": content.when,
            "instant": content.instant,
            "op_ids": list(self.op_ids),
            "saved_at": self.saved_at,
        }


def read_draft(document: object) -> Draft | None:
    """The draft that this JSON value is; None where it is none. Parts that are not as they should be are left out."""
    if not isinstance(document, dict) or not isinstance(document.get("event_type_id"), str):
        return None
    saved_at, instant = document.get("saved_at"), document.get("instant")
    content = FormContent(
        texts={key: text for key, text in _items(document.get("texts")) if isinstance(text, str) and text},
        answers={key: raw for key, value in _items(document.get("answers")) if (raw := _raw(value)) is not None},
        when=when if isinstance(when := document.get("when"), str) else "",
        instant=instant if type(instant) is int else None,
    )
    op_ids = document.get("op_ids")
    return Draft(
        event_type_id=document["event_type_id"],
        content=content,
        op_ids=tuple(one for one in op_ids if isinstance(one, str)) if isinstance(op_ids, list) else (),
        saved_at=float(saved_at) if isinstance(saved_at, int | float) else 0.0,
    )


class Drafts(Protocol):
    """Keeps the drafts. What is asked for first is done first; each raises DraftError."""

    def save(self, draft: Draft) -> Awaitable[None]:
        """Keep this one in the place of that event type's last. Under way when this returns, also if nobody waits."""
        ...

    def drop(self, event_type_id: str) -> Awaitable[None]:
        """Keep that event type's no longer. Under way when this returns, also if nobody waits."""
        ...

    async def load(self, event_type_id: str) -> Draft | None:
        """The draft of that event type; None where there is none, or none that can be read."""
        ...

    async def event_type_ids(self) -> Sequence[str]:
        """The event types that have one, the latest first."""
        ...


def _items(value: object) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _raw(value: object) -> Raw:
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return value if isinstance(value, str | bool) else None
