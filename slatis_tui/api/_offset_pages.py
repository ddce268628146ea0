"""Lists that come in offset pages (API Conventions page, "Offset-based pagination")."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from slatis_tui.api._answer import Answer
from slatis_tui.api._http import Http
from slatis_tui.api._values import mapping, spelt_flag, whole

A_PAGE = 100


async def offset_pages(
    http: Http,
    path: str,
    name: str,
    query: Sequence[tuple[str, str]] = (),
    *,
    most_pages: int = 100,
    background: bool = False,
) -> AsyncIterator[tuple[list[Any], Answer]]:
    """The items under that name and the answer, page after page.

    Stops at an empty page and after `most_pages`, whatever `has_more` says.
    """
    offset = 0
    for _ in range(most_pages):
        asked = [*query, ("limit", str(A_PAGE)), ("offset", str(offset))]
        answer = await http.read(path, asked, background=background)
        items = answer.items(name)
        yield items, answer
        pagination = mapping(answer.document.get("pagination"))
        if not items or spelt_flag(pagination.get("has_more")) is not True:
            return
        offset += max(whole(pagination.get("limit")) or len(items), 1)
