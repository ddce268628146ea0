"""Team members (vendor's documentation): all of them, one, and who is available on a day."""

import sqlite3

from starlette.routing import Route

from slatis_tui.sandbox.answers import operation
from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.days import day_of
from slatis_tui.sandbox.incoming import whole_number
from slatis_tui.sandbox.keys import Scope
from slatis_tui.sandbox.member_days import MemberDays
from slatis_tui.sandbox.members import MEMBERS, matching, offset_page
from slatis_tui.sandbox.refusals import not_found
from slatis_tui.sandbox.wire import JsonObject, member_object

_READ = (Scope.TEAM_READ,)
_DEFAULT_DURATION = 30
"""Minutes: our reading, as is that a day is one in each member's own zone."""


def routes(backend: Backend, base: str) -> list[Route]:
    """List, who is available, and one."""
    return [
        operation(backend, "GET", f"{base}/team/members", _READ, _list),
        operation(backend, "GET", f"{base}/team/members/available", _READ, _available),
        operation(backend, "GET", f"{base}/team/members/{{id}}", _READ, _get),
    ]


def _list(backend: Backend, call: Call) -> Answer:
    """A page of those that pass the filters."""
    return offset_page(call, "members", matching(backend, call), member_object)


def _available(backend: Backend, call: Call) -> Answer:
    """The same, each with what is left of them on that day."""
    day = day_of(call, "date")
    duration = whole_number(call.query, "duration", _DEFAULT_DURATION, 1, 1440)
    days = MemberDays(backend, day, duration)

    def to_object(row: sqlite3.Row) -> JsonObject:
        return member_object(row) | {"availability": days.availability(row)}

    return offset_page(call, "members", matching(backend, call), to_object)


def _get(backend: Backend, call: Call) -> Answer:
    row = backend.database.row(f"{MEMBERS} WHERE members.id = ?", (call.path["id"],))
    if row is None:
        raise not_found("Member")
    return Answer({"member": member_object(row)})
