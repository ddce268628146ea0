"""Event types, as the vendor's Event Types page documents reading them."""

from tests.sandbox.api import Api, refusal

KNOWN_TYPES = {
    "TEXT", "TEXTAREA", "NUMBER", "EMAIL", "PHONE", "URL", "DATE", "CHECKBOX", "SELECT", "MULTI_SELECT", "RADIO",
}  # fmt: skip


def test_the_list_has_the_active_ones_sorted_by_name(api: Api) -> None:
    answer = api.get("/event-types").json()
    names = [event_type["name"] for event_type in answer["event_types"]]
    assert answer["success"] is True
    assert len(names) >= 8
    assert names == sorted(names, key=str.lower)
    assert "Legacy kickoff" not in names


def test_a_list_entry_has_the_documented_keys_and_no_fields(api: Api) -> None:
    entry = api.get("/event-types").json()["event_types"][0]
    assert set(entry) == {
        "id", "name", "slug", "description", "duration", "slot_interval", "buffer_before", "buffer_after",
        "minimum_booking_notice", "scheduling_type", "team_id",
    }  # fmt: skip


def test_every_scheduling_type_is_there(api: Api) -> None:
    kinds = {event_type["scheduling_type"] for event_type in api.get("/event-types").json()["event_types"]}
    assert kinds == {"SOLO", "ROUND_ROBIN", "COLLECTIVE"}


def test_two_event_types_require_confirmation(api: Api) -> None:
    ids = [event_type["id"] for event_type in api.get("/event-types").json()["event_types"]]
    whole = [api.get(f"/event-types/{event_type_id}").json()["event_type"] for event_type_id in ids]
    assert sum(event_type["requires_confirmation"] for event_type in whole) == 2


def test_one_has_twelve_fields_of_every_known_type_and_one_unknown(api: Api) -> None:
    fields = api.get("/event-types/evt_03workshop").json()["event_type"]["custom_fields"]
    types = {field["type"] for field in fields}
    assert len(fields) == 12
    assert types > KNOWN_TYPES
    assert len(types - KNOWN_TYPES) == 1


def test_fields_come_in_display_order_with_options_only_where_there_are_some(api: Api) -> None:
    fields = api.get("/event-types/evt_03workshop").json()["event_type"]["custom_fields"]
    assert [field["order"] for field in fields] == list(range(1, 13))
    for field in fields:
        keys = {"id", "key", "label", "type", "required", "order"}
        assert set(field) == keys | ({"options"} if field["type"] in ("SELECT", "MULTI_SELECT", "RADIO") else set())


def test_the_fields_alone_are_those_of_the_event_type(api: Api) -> None:
    whole = api.get("/event-types/evt_03workshop").json()["event_type"]
    assert api.get("/event-types/evt_03workshop/fields").json() == {"success": True, "fields": whole["custom_fields"]}


def test_one_has_no_fields(api: Api) -> None:
    assert api.get("/event-types/evt_04question/fields").json()["fields"] == []


def test_an_inactive_one_can_still_be_read(api: Api) -> None:
    event_type = api.get("/event-types/evt_10legacy").json()["event_type"]
    assert (event_type["is_active"], event_type["deleted_at"]) == (False, None)


def test_an_unknown_one_is_not_found(api: Api) -> None:
    assert refusal(api.get("/event-types/evt_none")) == (404, "not_found")
    assert refusal(api.get("/event-types/evt_none/fields")) == (404, "not_found")
