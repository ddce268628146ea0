"""The reads of the team's time (vendor's documentation, team members and capacity)."""

import math
from datetime import date
from typing import Any

from slatis_tui.api._calls import Calls
from slatis_tui.api._models import models
from slatis_tui.api._offset_pages import offset_pages
from slatis_tui.api._values import instant, mapping, sequence, text, whole
from slatis_tui.domain.models import Member
from slatis_tui.domain.team import Capacity, DayLoad, Load, MemberDay, MemberLoad


class TeamReads(Calls):
    """A `TeamReader` over HTTP. Every method raises ApiError."""

    async def members_on(self, day: date, *, duration: int, team_id: str = "") -> list[MemberDay]:
        """`GET /team/members/available`: all pages of it; an id counts once."""
        query = [("date", day.isoformat()), ("duration", str(duration)), *_given(team_id=team_id)]
        found: dict[str, MemberDay] = {}
        async for items, _ in offset_pages(self._http, "team/members/available", "members", query):
            wire = await models()
            for item in items:
                member = wire.member(item)
                if member is not None and member.id not in found:
                    found[member.id] = _day(member, mapping(item.get("availability")))
        return list(found.values())

    async def capacity(
        self, start: date, end: date, *, team_id: str = "", member_id: str = "", group_by: str = "day"
    ) -> Capacity:
        """`GET /capacity`: how much is taken on those days, both included."""
        query = [("start_date", start.isoformat()), ("end_date", end.isoformat()), ("group_by", group_by)]
        answer = await self._http.read("capacity", [*query, *_given(team_id=team_id, member_id=member_id)])
        found, wire = answer.item("capacity"), await models()
        pairs = [(wire.member(item), mapping(item)) for item in sequence(found.get("members"))]
        return Capacity(
            overview=_overview(mapping(found.get("overview"))),
            members=tuple(_member_load(member, item) for member, item in pairs if member),
            timeline=tuple(_day_load(mapping(item)) for item in sequence(found.get("timeline"))),
        )


def _given(**parameters: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in parameters.items() if value]


def _day(member: Member, told: dict[str, Any]) -> MemberDay:
    is_available = told.get("is_available")
    return MemberDay(
        member,
        is_available if isinstance(is_available, bool) else None,
        _slot(told.get("next_available_slot")),
        whole(told.get("booked_slots")),
        whole(told.get("max_bookings_per_day")),
    )


def _slot(value: object) -> int | None:
    """The start of a slot, told as a date-time or, as availability has it, as an object with its start."""
    return instant(mapping(value).get("start") if isinstance(value, dict) else value)


def _overview(told: dict[str, Any]) -> Load:
    booked, free = whole(told.get("total_bookings")), whole(told.get("available_slots"))
    return Load(booked, None, _number(told.get("average_utilization")), free)


def _member_load(member: Member, item: dict[str, Any]) -> MemberLoad:
    told, hours = mapping(item.get("capacity")), mapping(item.get("workload"))
    load = Load(
        whole(told.get("current_bookings")),
        whole(told.get("max_bookings_in_range")),
        _number(told.get("utilization")),
        whole(told.get("available_slots")),
    )
    return MemberLoad(member, load, _number(hours.get("total_hours")), _number(hours.get("booked_hours")))


def _day_load(told: dict[str, Any]) -> DayLoad:
    booked, free = whole(told.get("total_bookings")), whole(told.get("available_slots"))
    return DayLoad(text(told.get("date")), Load(booked, None, _number(told.get("utilization")), free))


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)
