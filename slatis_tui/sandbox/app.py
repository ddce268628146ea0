"""The sandbox as an ASGI application."""

from starlette.applications import Starlette
from starlette.types import ASGIApp

from slatis_tui.sandbox import (
    routes_availability,
    routes_bookings,
    routes_capacity,
    routes_event_types,
    routes_team,
    routes_webhooks,
)
from slatis_tui.sandbox.answers import EXCEPTION_HANDLERS
from slatis_tui.sandbox.backend import Backend
from slatis_tui.sandbox.front_door import FrontDoor


def build_app(backend: Backend, base: str) -> ASGIApp:
    """Every operation under the base path, behind the front door."""
    operations = [
        *routes_event_types.routes(backend, base),
        *routes_bookings.routes(backend, base),
        *routes_availability.routes(backend, base),
        *routes_team.routes(backend, base),
        *routes_capacity.routes(backend, base),
        *routes_webhooks.routes(backend, base),
    ]
    starlette = Starlette(routes=operations, exception_handlers=EXCEPTION_HANDLERS)
    starlette.router.redirect_slashes = False
    return FrontDoor(starlette, backend)
