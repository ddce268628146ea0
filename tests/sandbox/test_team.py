"""Team members in offset pages (API Conventions page, "Offset-based pagination")."""

import pytest

from tests.sandbox.api import Api, refusal, wrong_fields


def test_there_are_six_members_in_two_teams(api: Api) -> None:
    answer = api.get("/team/members").json()
    assert answer["pagination"] == {"total": 6, "limit": 25, "offset": 0, "has_more": False}
    assert len({member["team"]["id"] for member in answer["members"]}) == 2


def test_a_member_has_the_documented_shape(api: Api) -> None:
    listed = api.get("/team/members").json()["members"][0]
    assert set(listed) == {"object", "id", "name", "email", "avatar_url", "role", "skills", "is_active", "team"}
    assert set(listed["team"]) == {"id", "name"}
    assert api.get(f"/team/members/{listed['id']}").json() == {"success": True, "member": listed}


def test_pages_by_offset_hold_every_member_once(api: Api) -> None:
    pages = [api.get("/team/members", limit=4, offset=offset).json() for offset in (0, 4)]
    assert [page["pagination"]["has_more"] for page in pages] == [True, False]
    assert len({member["id"] for page in pages for member in page["members"]}) == 6


def test_a_page_beyond_the_end_is_empty(api: Api) -> None:
    answer = api.get("/team/members", offset=50).json()
    assert (answer["members"], answer["pagination"]["has_more"]) == ([], False)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"is_active": "false"}, 1),
        ({"is_active": "true"}, 5),
        ({"team_id": "team_02"}, 3),
        ({"skills": "onboarding,Renewals"}, 1),
        ({"team_id": "team_02", "is_active": "true", "skills": "migration"}, 1),
        ({"skills": "juggling"}, 0),
    ],
)
def test_filters_narrow_the_list(api: Api, query: dict[str, str], count: int) -> None:
    assert api.get("/team/members", **query).json()["pagination"]["total"] == count


@pytest.mark.parametrize("query", [{"is_active": "maybe"}, {"limit": "0"}, {"limit": "101"}, {"offset": "-1"}])
def test_a_wrong_parameter_is_named(api: Api, query: dict[str, str]) -> None:
    assert wrong_fields(api.get("/team/members", **query)) == list(query)


def test_an_unknown_member_is_not_found(api: Api) -> None:
    assert refusal(api.get("/team/members/mem_none")) == (404, "not_found")
