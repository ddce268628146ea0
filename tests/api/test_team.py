"""The team's time and the webhooks, as a server can send them."""

from datetime import date
from typing import Any

import pytest

from slatis_tui.domain.models import Member
from slatis_tui.domain.team import Load, MemberDay
from tests.api.fakes import Server, client_of, said

DAY = date(2026, 5, 1)
ADA = {"object": "team_member", "id": "mem_1", "name": "Ada", "team": {"id": "team_01", "name": "Success"}}
FREE = {
    "is_available": True,
    "next_available_slot": "2026-05-01T14:00:00Z",
    "booked_slots": 3,
    "max_bookings_per_day": 8,
}


def members(*items: Any, **pagination: Any) -> dict[str, Any]:
    """A page of members."""
    return {"success": True, "members": list(items), "pagination": pagination}


async def test_availability_is_asked_for_by_day_and_duration_page_after_page() -> None:
    server = Server(
        said(members(ADA | {"availability": FREE}, limit=1, offset=0, total=2, has_more=True)),
        said(members(ADA | {"id": "mem_2", "availability": None}, limit=1, offset=1, total=2, has_more=False)),
    )
    found = await client_of(server).members_on(DAY, duration=45, team_id="team_01")
    assert server.targets == [
        "GET /v1/team/members/available?date=2026-05-01&duration=45&team_id=team_01&limit=100&offset=0",
        "GET /v1/team/members/available?date=2026-05-01&duration=45&team_id=team_01&limit=100&offset=1",
    ]
    assert found == [
        MemberDay(Member("mem_1", "Ada", team_id="team_01", team_name="Success"), True, 1_777_644_000, 3, 8),
        MemberDay(Member("mem_2", "Ada", team_id="team_01", team_name="Success")),
    ]


async def test_a_next_slot_may_be_an_object_with_its_start() -> None:
    told = FREE | {"next_available_slot": {"start": "2026-05-01T14:00:00Z", "end": "2026-05-01T14:30:00Z"}}
    found = await client_of(Server(said(members(ADA | {"availability": told})))).members_on(DAY, duration=30)
    assert found[0].next_slot == 1_777_644_000


async def test_members_that_never_end_are_left_after_a_hundred_pages() -> None:
    server = Server(lambda _: said(members(ADA | {"availability": FREE}, limit=1, has_more=True)))
    assert len(await client_of(server).members_on(DAY, duration=30)) == 1
    assert len(server.requests) == 100


CAPACITY = {
    "overview": {
        "total_members": 2,
        "active_members": 2,
        "average_utilization": 37.5,
        "total_bookings": 3,
        "available_slots": 5,
    },
    "members": [
        ADA
        | {
            "capacity": {
                "max_bookings_per_day": 8,
                "max_bookings_in_range": 8,
                "current_bookings": 3,
                "utilization": 0.375,
                "available_slots": 5,
            },
            "workload": {"total_hours": 8, "booked_hours": 2.5, "available_hours": 5.5},
            "bookings_by_status": {"SCHEDULED": 3},
        }
    ],
    "timeline": [
        {"date": "2026-05-01", "total_bookings": 3, "scheduled_bookings": 2, "utilization": 37.5, "available_slots": 5}
    ],
}


async def test_capacity_is_asked_for_by_range_and_read_whole() -> None:
    server = Server(said({"success": True, "capacity": CAPACITY}))
    found = await client_of(server).capacity(DAY, DAY, member_id="mem_1", group_by="week")
    assert server.targets == [
        "GET /v1/capacity?start_date=2026-05-01&end_date=2026-05-01&group_by=week&member_id=mem_1"
    ]
    (ada,) = found.members
    assert (ada.member.name, ada.load.share, ada.total_hours, ada.booked_hours) == ("Ada", 0.375, 8.0, 2.5)
    assert (found.timeline[0].day, found.timeline[0].load.share) == ("2026-05-01", 0.375)
    assert found.overview == Load(3, None, 37.5, 5)


ODD: tuple[Any, ...] = (None, [], {}, "x", True, 10**400, float(10**300), [None, 7, {}])


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
async def test_any_part_of_a_capacity_may_be_of_another_type(odd: object) -> None:
    item = dict.fromkeys(("capacity", "workload", "bookings_by_status"), odd)
    document = {"overview": odd, "timeline": odd, "members": [ADA | item, odd]}
    found = await client_of(Server(said({"success": True, "capacity": document}))).capacity(DAY, DAY)
    assert found.members[0].load.share is None


@pytest.mark.parametrize(
    ("load", "share"),
    [
        (Load(3, 8), 0.375),
        (Load(3, None, None, 5), 0.375),
        (Load(0, 0), 0.0),
        (Load(None, None, 40.0), 0.4),
        (Load(9, 8), 1.125),
        (Load(0, None, None, 0), 0.0),
        (Load(), None),
        (Load(3), None),
    ],
)
def test_a_share_is_of_counts_where_there_are_counts(load: Load, share: float | None) -> None:
    assert load.share == share


async def test_webhooks_and_deliveries_are_what_the_server_sent() -> None:
    server = Server(
        said({"webhooks": [{"id": "whk_1", "odd": [1]}, 7], "pagination": {"total": 2, "has_more": False}}),
        said({"deliveries": [{"status": "failed"}], "pagination": {"total": 1}}),
    )
    client = client_of(server)
    webhooks, deliveries = await client.list_webhooks(), await client.list_deliveries("whk/1")
    assert server.targets == [
        "GET /v1/webhooks?limit=100&offset=0",
        "GET /v1/webhooks/whk%2F1/deliveries?limit=100&offset=0",
    ]
    assert [(one.id, one.values) for one in webhooks.documents] == [
        ("whk_1", {"id": "whk_1", "odd": [1]}),
        ("", {"value": 7}),
    ]
    assert (webhooks.total, deliveries.total) == (2, 1)
    assert deliveries.documents[0].values == {"status": "failed"}
