"""Bookings (vendor's Bookings page). The paths of complete, no-show, cancel and reschedule are our reading."""

from starlette.routing import Route

from slatis_tui.sandbox.answers import operation
from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.booking_changes import create, edit_attendee, reschedule
from slatis_tui.sandbox.keys import Scope
from slatis_tui.sandbox.lifecycle import CANCEL, COMPLETE, CONFIRM, NO_SHOW, Transition, carry_out
from slatis_tui.sandbox.listing import list_bookings
from slatis_tui.sandbox.records import find, settle
from slatis_tui.sandbox.wire import booking_object

_READ = (Scope.BOOKINGS_READ, Scope.BOOKINGS_READ_OWN)


def routes(backend: Backend, base: str) -> list[Route]:
    """Every operation on bookings."""
    every, one = f"{base}/bookings", f"{base}/bookings/{{id}}"
    return [
        operation(backend, "GET", every, _READ, list_bookings),
        operation(backend, "POST", every, (Scope.BOOKINGS_CREATE,), create),
        operation(backend, "GET", one, _READ, _get),
        operation(backend, "PATCH", one, (Scope.BOOKINGS_UPDATE,), edit_attendee),
        operation(backend, "POST", f"{one}/reschedule", (Scope.BOOKINGS_RESCHEDULE,), reschedule),
        _transition(backend, one, Scope.BOOKINGS_TRANSITION, CONFIRM),
        _transition(backend, one, Scope.BOOKINGS_TRANSITION, COMPLETE),
        _transition(backend, one, Scope.BOOKINGS_TRANSITION, NO_SHOW),
        _transition(backend, one, Scope.BOOKINGS_CANCEL, CANCEL),
    ]


def _transition(backend: Backend, one: str, scope: Scope, transition: Transition) -> Route:
    def handler(backend: Backend, call: Call) -> Answer:
        return carry_out(backend, call, transition)

    return operation(backend, "POST", f"{one}/{transition.name}", (scope,), handler)


def _get(backend: Backend, call: Call) -> Answer:
    settle(backend.database, backend.clock.now_ms())
    return Answer({"booking": booking_object(find(backend.database, call.path["id"], call.principal))})
