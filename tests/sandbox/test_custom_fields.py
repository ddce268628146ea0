"""Answers to custom fields (vendor's Event Types page, "Get custom fields")."""

import pytest

from tests.sandbox.api import ATTENDEE, Api, Json, wrong_fields

WHOLE: Json = {
    "company": "Acme Corp",
    "goals": "Two lines\nof text",
    "participants": 12,
    "billing_email": "billing@example.com",
    "contact_phone": "+1-555-0123",
    "website": "https://example.com/a?b=c",
    "go_live": "2026-07-01",
    "recording": False,
    "language": "日本語",
    "modules": ["Routing", "Webhooks"],
    "format": "Online",
    "signature": "Jane Smith",
}
REQUIRED = ["company", "goals", "participants", "recording", "language", "modules", "format"]


def workshop(answers: Json) -> Json:
    start = "2026-06-09T09:00:00Z"
    booking = {"event_type_id": "evt_03workshop", "requested_time": start, "attendee": ATTENDEE}
    return booking | {"custom_fields": answers}


def test_an_answer_of_every_type_is_kept_as_it_was_given(api: Api) -> None:
    booking = api.make("2026-06-08T09:00:00Z", "evt_03workshop", custom_fields=WHOLE)
    assert booking["custom_fields"] == WHOLE


def test_answers_to_unknown_keys_are_ignored(api: Api) -> None:
    booking = api.make("2026-06-08T11:00:00Z", "evt_03workshop", custom_fields=WHOLE | {"shoe_size": 43})
    assert booking["custom_fields"] == WHOLE


def test_optional_answers_may_be_missing_null_or_blank(api: Api) -> None:
    answers = WHOLE | {"website": None, "go_live": "", "signature": "  "}
    del answers["billing_email"]
    kept = api.make("2026-06-08T13:00:00Z", "evt_03workshop", custom_fields=answers)["custom_fields"]
    assert set(WHOLE) - set(kept) == {"website", "go_live", "signature", "billing_email"}


def test_every_missing_required_answer_is_named(api: Api) -> None:
    assert wrong_fields(api.post("/bookings", workshop({}))) == REQUIRED


@pytest.mark.parametrize("blank", ["", "   ", None, []])
def test_a_blank_answer_is_a_missing_one(api: Api, blank: object) -> None:
    assert wrong_fields(api.post("/bookings", workshop(WHOLE | {"company": blank}))) == ["company"]


def test_custom_fields_and_attendee_are_told_together(api: Api) -> None:
    request = workshop(WHOLE | {"format": "By letter"}) | {"attendee": {"name": "Jane", "email": "no"}}
    assert wrong_fields(api.post("/bookings", request)) == ["attendee.email", "format"]


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("company", 5), ("company", "x" * 10_001), ("goals", ["a"]), ("participants", "12"), ("participants", True),
        ("billing_email", "billing"), ("contact_phone", "call me"), ("website", "example.com"),
        ("website", "javascript:alert(1)"), ("go_live", "01.07.2026"), ("go_live", "2026-02-30"), ("go_live", 20260701),
        ("recording", "yes"), ("recording", 1), ("language", "Klingon"), ("language", ["English"]),
        ("modules", "Routing"), ("modules", ["Routing", "Teleport"]), ("modules", [["Routing"]]),
        ("format", "By letter"), ("signature", {"svg": ""}),
    ],
)  # fmt: skip
def test_an_answer_of_the_wrong_kind_is_named(api: Api, key: str, answer: object) -> None:
    assert wrong_fields(api.post("/bookings", workshop(WHOLE | {key: answer}))) == [key]


@pytest.mark.parametrize("number", [0, -3, 2.5, 1e6])
def test_a_number_may_be_any_number(api: Api, number: float) -> None:
    request = workshop(WHOLE | {"participants": number, "company": None})
    assert wrong_fields(api.post("/bookings", request)) == ["company"]
