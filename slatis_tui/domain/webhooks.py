"""Webhooks and what they delivered, and the reader of all that is about the company.

The documents say little of the shape of webhooks, so each is what the server sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from slatis_tui.domain.team import TeamReader


@dataclass(frozen=True, slots=True)
class Document:
    """One webhook or one delivery."""

    id: str
    """As the server gave it; empty where it gave none."""
    values: Mapping[str, Any]
    """The JSON object, not cleaned; clean what is shown of it."""


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The documents of every page that was read."""

    documents: tuple[Document, ...]
    total: int | None
    """As the server told it."""


class WebhookReader(Protocol):
    """Reads of webhooks. Each raises ApiError."""

    async def list_webhooks(self) -> DocumentList:
        """All webhooks."""
        ...

    async def list_deliveries(self, webhook_id: str) -> DocumentList:
        """The delivery history of one webhook, as far as it is worth reading."""
        ...


class CompanyReader(TeamReader, WebhookReader, Protocol):
    """Both."""
