"""The reads of webhooks. That they exist and are paged by offset is documented; the path of the deliveries is ours."""

from typing import Any

from slatis_tui.api._calls import Calls
from slatis_tui.api._offset_pages import offset_pages
from slatis_tui.api._paths import path
from slatis_tui.api._values import identifier, mapping, whole
from slatis_tui.domain.webhooks import Document, DocumentList

_MOST_PAGES = 5
"""Of a delivery history the last few hundred tell what is wrong."""


class WebhookReads(Calls):
    """A `WebhookReader` over HTTP. Every method raises ApiError."""

    async def list_webhooks(self) -> DocumentList:
        """`GET /webhooks`: all of them."""
        return await self._documents("webhooks", "webhooks")

    async def list_deliveries(self, webhook_id: str) -> DocumentList:
        """`GET /webhooks/{id}/deliveries`: the first few hundred, in the server's order."""
        return await self._documents(path("webhooks", webhook_id, "deliveries"), "deliveries")

    async def _documents(self, where: str, name: str) -> DocumentList:
        self._key.must_be_secret("Reading webhooks")
        found: list[Any] = []
        total: int | None = None
        async for items, answer in offset_pages(self._http, where, name, most_pages=_MOST_PAGES):
            found += items
            total = whole(mapping(answer.document.get("pagination")).get("total"))
        objects = (item if isinstance(item, dict) else {"value": item} for item in found)
        return DocumentList(tuple(Document(identifier(item.get("id")), item) for item in objects), total)
