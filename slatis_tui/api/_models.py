"""The models of all but bookings, imported late: with pydantic that takes longer than a key may wait."""

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slatis_tui.api._wire import Wire


async def models() -> "type[Wire]":
    """The models, imported in a thread."""
    return await asyncio.to_thread(_imported)


def _imported() -> "type[Wire]":
    from slatis_tui.api._wire import Wire

    return Wire
