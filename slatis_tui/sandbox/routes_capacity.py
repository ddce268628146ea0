"""The team's capacity (vendor's documentation)."""

from starlette.routing import Route

from slatis_tui.sandbox.answers import operation
from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.capacity import GROUPS, Reckoning
from slatis_tui.sandbox.days import span_of
from slatis_tui.sandbox.keys import Scope
from slatis_tui.sandbox.members import matching
from slatis_tui.sandbox.refusals import invalid_field, not_found


def routes(backend: Backend, base: str) -> list[Route]:
    """The one operation. That it needs `team:read` is our reading."""
    return [operation(backend, "GET", f"{base}/capacity", (Scope.TEAM_READ,), _capacity)]


def _capacity(backend: Backend, call: Call) -> Answer:
    """Of all members, of one team's, or of one member."""
    start, end = span_of(call)
    group_by = call.query.get("group_by") or "day"
    if group_by not in GROUPS:
        raise invalid_field("group_by", f"must be one of {', '.join(GROUPS)}")
    member_id = call.query.get("member_id", "")
    rows = [row for row in matching(backend, call) if member_id in ("", row["id"])]
    if member_id and not rows:
        raise not_found("Member")
    reckoning = Reckoning(start, end, group_by)
    for row in rows:
        reckoning.add(backend.database, row)
    date_range = {"start": start.isoformat(), "end": end.isoformat(), "group_by": group_by}
    return Answer({"capacity": reckoning.to_object(), "date_range": date_range})
