"""Members as the team's endpoints find and page them (API Conventions page, "Offset-based pagination")."""

import json
import sqlite3
from collections.abc import Callable

from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.incoming import truth, whole_number
from slatis_tui.sandbox.wire import JsonObject

MEMBERS = "SELECT members.*, teams.name AS team_name FROM members JOIN teams ON teams.id = members.team_id"
_DEFAULT_LIMIT = 25
LARGEST_LIMIT = 100
_LARGEST_OFFSET = 999_999_999


def matching(backend: Backend, call: Call) -> list[sqlite3.Row]:
    """Those that pass `is_active`, `team_id` and `skills` (separated by commas; a member must have each), by name."""
    is_active = truth(call.query, "is_active")
    team_id = call.query.get("team_id", "")
    skills = {skill.strip().casefold() for skill in call.query.get("skills", "").split(",") if skill.strip()}
    return [
        row
        for row in backend.database.rows(f"{MEMBERS} ORDER BY members.name, members.id")
        if is_active in (None, bool(row["is_active"]))
        and team_id in ("", row["team_id"])
        and skills <= {skill.casefold() for skill in json.loads(row["skills"])}
    ]


def offset_page(
    call: Call, name: str, rows: list[sqlite3.Row], to_object: Callable[[sqlite3.Row], JsonObject]
) -> Answer:
    """The page of these rows that `limit` and `offset` ask for, under that name."""
    limit = whole_number(call.query, "limit", _DEFAULT_LIMIT, 1, LARGEST_LIMIT)
    offset = whole_number(call.query, "offset", 0, 0, _LARGEST_OFFSET)
    pagination = {"total": len(rows), "limit": limit, "offset": offset, "has_more": offset + limit < len(rows)}
    return Answer({name: [to_object(row) for row in rows[offset : offset + limit]], "pagination": pagination})
