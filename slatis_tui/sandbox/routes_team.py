"""Team members (vendor's documentation), in offset pages (API Conventions page, "Offset-based pagination")."""

import json

from starlette.routing import Route

from slatis_tui.sandbox.answers import operation
from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.incoming import truth, whole_number
from slatis_tui.sandbox.keys import Scope
from slatis_tui.sandbox.refusals import not_found
from slatis_tui.sandbox.wire import JsonObject, member_object

_READ = (Scope.TEAM_READ,)
_DEFAULT_LIMIT = 25
_LARGEST_LIMIT = 100
_LARGEST_OFFSET = 999_999_999
_MEMBERS = "SELECT members.*, teams.name AS team_name FROM members JOIN teams ON teams.id = members.team_id"


def routes(backend: Backend, base: str) -> list[Route]:
    """List and one."""
    return [
        operation(backend, "GET", f"{base}/team/members", _READ, _list),
        operation(backend, "GET", f"{base}/team/members/{{id}}", _READ, _get),
    ]


def _list(backend: Backend, call: Call) -> Answer:
    """A page of those that pass the filters; of `skills` (separated by commas) a member must have each."""
    is_active = truth(call.query, "is_active")
    team_id = call.query.get("team_id", "")
    skills = {skill.strip().casefold() for skill in call.query.get("skills", "").split(",") if skill.strip()}
    limit = whole_number(call.query, "limit", _DEFAULT_LIMIT, 1, _LARGEST_LIMIT)
    offset = whole_number(call.query, "offset", 0, 0, _LARGEST_OFFSET)
    found: list[JsonObject] = [
        member_object(row)
        for row in backend.database.rows(f"{_MEMBERS} ORDER BY members.name, members.id")
        if is_active in (None, bool(row["is_active"]))
        and team_id in ("", row["team_id"])
        and skills <= {skill.casefold() for skill in json.loads(row["skills"])}
    ]
    page = found[offset : offset + limit]
    pagination = {
        "total": len(found),
        "limit": limit,
        "offset": offset,
        "has_more": offset + limit < len(found),
    }
    return Answer({"members": page, "pagination": pagination})


def _get(backend: Backend, call: Call) -> Answer:
    row = backend.database.row(f"{_MEMBERS} WHERE members.id = ?", (call.path["id"],))
    if row is None:
        raise not_found("Member")
    return Answer({"member": member_object(row)})
