"""Writing event types, as the vendor's Event Types page documents it ("Write operations")."""

from typing import Any

import pytest

from tests.sandbox.api import Api, refusal, wrong_fields

BODY: dict[str, Any] = {
    "team_id": "team_01",
    "name": "Intro call",
    "duration": 30,
    "workload": {"prep": 5, "meeting": 30, "implementation": 0, "admin": 5},
}


def made(api: Api, **more: Any) -> dict[str, Any]:
    """A fresh event type."""
    answer = api.post("/event-types", BODY | more)
    assert answer.status_code == 201, answer.text
    event_type: dict[str, Any] = answer.json()["event_type"]
    return event_type


def test_a_create_answers_with_the_documented_keys_and_stands_in_the_list(api: Api) -> None:
    event_type = made(api, name="Discovery Call 2")
    assert set(event_type) >= {
        "id", "name", "slug", "duration", "mode", "is_active", "is_personal", "team_id", "created_at", "updated_at",
    }  # fmt: skip
    assert (event_type["slug"], event_type["mode"], event_type["is_active"]) == ("discovery-call-2", "SIMPLE", True)
    assert event_type["id"] in [one["id"] for one in api.get("/event-types").json()["event_types"]]
    assert api.get(f"/event-types/{event_type['id']}").json()["event_type"]["workload"] == BODY["workload"]


def test_what_was_made_can_be_booked(api: Api) -> None:
    assert api.book("2026-05-06T09:00:00Z", made(api)["id"])["status"] == "SCHEDULED"


def test_the_same_create_again_makes_another(api: Api) -> None:
    assert made(api)["id"] != made(api)["id"]


@pytest.mark.parametrize("name", ["team_id", "name", "duration", "workload"])
def test_every_required_field_is_missed(api: Api, name: str) -> None:
    assert wrong_fields(api.post("/event-types", {key: value for key, value in BODY.items() if key != name})) == [name]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"workload": {"prep": 0, "meeting": 0, "implementation": 0, "admin": 0}}, "workload.meeting"),
        ({"workload": {"prep": -1, "meeting": 1, "implementation": 0, "admin": 0}}, "workload.prep"),
        ({"workload": {"prep": 0, "meeting": 1, "implementation": -1, "admin": 0}}, "workload.implementation"),
        ({"workload": {"prep": 0, "meeting": 1, "implementation": 0}}, "workload.admin"),
        ({"workload": {"prep": 0, "meeting": 1.5, "implementation": 0, "admin": 0}}, "workload.meeting"),
        ({"workload": 30}, "workload"),
        ({"duration": 0}, "duration"),
        ({"duration": "30"}, "duration"),
        ({"name": "  "}, "name"),
        ({"team_id": "team_99"}, "team_id"),
        ({"scheduling_type": "RANDOM"}, "scheduling_type"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"buffer_before": -5}, "buffer_before"),
        ({"is_active": "yes"}, "is_active"),
        ({"durration": 30}, "durration"),
    ],
)
def test_a_wrong_field_is_named(api: Api, changed: dict[str, Any], field: str) -> None:
    assert wrong_fields(api.post("/event-types", BODY | changed)) == [field]


def test_a_patch_changes_what_it_holds_and_nothing_else(api: Api) -> None:
    before = made(api, description="first", buffer_after=10)
    answer = api.patch(f"/event-types/{before['id']}", {"duration": 45, "description": None}).json()
    after = answer["event_type"]
    assert "warning" not in answer
    assert (after["duration"], after["description"]) == (45, None)
    same = set(before) - {"duration", "description", "updated_at"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}


def test_disabling_one_with_active_bookings_is_warned_of_in_the_documented_words(api: Api) -> None:
    event_type = made(api)
    for start in ("2026-05-07T09:00:00Z", "2026-05-07T10:00:00Z"):
        booking = api.book(start, event_type["id"])
    answer = api.patch(f"/event-types/{event_type['id']}", {"is_active": False}).json()
    assert answer["warning"] == "This event type has 2 active bookings. Disabling it will not cancel them."
    assert answer["event_type"]["is_active"] is False
    assert api.booking(booking["id"])["status"] == "SCHEDULED"
    assert event_type["id"] not in [one["id"] for one in api.get("/event-types").json()["event_types"]]


def test_a_deleted_one_is_gone_from_the_list_and_its_bookings_stay(api: Api) -> None:
    event_type = made(api)
    booking = api.book("2026-05-08T09:00:00Z", event_type["id"])
    answer = api.http.delete(f"/event-types/{event_type['id']}").json()
    assert answer["success"] is True
    assert set(answer["event_type"]) == {"id", "deleted_at"}
    assert event_type["id"] not in [one["id"] for one in api.get("/event-types").json()["event_types"]]
    assert api.booking(booking["id"])["event_type_id"] == event_type["id"]
    kept = api.get(f"/event-types/{event_type['id']}").json()["event_type"]
    assert kept["deleted_at"] == answer["event_type"]["deleted_at"]
    assert api.http.delete(f"/event-types/{event_type['id']}").json() == answer
    assert refusal(api.patch(f"/event-types/{event_type['id']}", {"duration": 30})) == (404, "not_found")


def test_an_unknown_one_is_not_found(api: Api) -> None:
    assert refusal(api.patch("/event-types/evt_none", {"duration": 30})) == (404, "not_found")
    assert refusal(api.http.delete("/event-types/evt_none")) == (404, "not_found")


def test_a_public_key_may_not_write(api: Api, public_api: Api) -> None:
    event_type = made(api)
    assert refusal(public_api.post("/event-types", BODY)) == (403, "forbidden")
    assert refusal(public_api.patch(f"/event-types/{event_type['id']}", {"duration": 5})) == (403, "forbidden")
    assert refusal(public_api.http.delete(f"/event-types/{event_type['id']}")) == (403, "forbidden")
