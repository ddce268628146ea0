"""From a filled-in booking form to the body that is sent, or to the problems under its fields."""

from dataclasses import replace

import pytest

from slatis_tui.domain import form_places as places
from slatis_tui.domain.fields import Raw
from slatis_tui.domain.forms import BookingForm, check_custom_fields, check_form
from slatis_tui.domain.models import CustomField
from slatis_tui.errors import FieldProblem

MAY_DAY = 1_777_644_000  # 2026-05-01 14:00 UTC
LEAST = BookingForm("evt_1", MAY_DAY, name="Jane Smith", email="jane@example.com")


def field(kind: str, key: str, *options: str, required: bool = False) -> CustomField:
    return CustomField(f"fld_{key}", key, key.title(), kind, required, 1, options)


def problems_of(form: BookingForm, *fields: CustomField) -> dict[str, str]:
    return {problem.field: problem.message for problem in check_form(form, fields).problems}


def test_the_least_form_gives_the_least_body() -> None:
    checked = check_form(LEAST, ())
    assert checked.problems == ()
    assert checked.body == {
        "event_type_id": "evt_1",
        "requested_time": "2026-05-01T14:00:00Z",
        "attendee": {"name": "Jane Smith", "email": "jane@example.com"},
    }


def test_the_whole_form_gives_the_whole_body() -> None:
    form = replace(
        LEAST,
        name=" Jane Smith ",
        phone=" +1-555-0123 ",
        timezone="America/New_York",
        custom={"company": "Acme Corp", "topic": "Product demo"},
        assign_to="mem_1",
        metadata="source=website, campaign=spring-promo",
    )
    fields = (field("TEXT", "company", required=True), field("SELECT", "topic", "Product demo"))
    assert check_form(form, fields).body == {
        "event_type_id": "evt_1",
        "requested_time": "2026-05-01T14:00:00Z",
        "attendee": {
            "name": "Jane Smith",
            "email": "jane@example.com",
            "phone": "+1-555-0123",
            "timezone": "America/New_York",
        },
        "custom_fields": {"company": "Acme Corp", "topic": "Product demo"},
        "metadata": {"source": "website", "campaign": "spring-promo"},
        "assign_to": "mem_1",
    }


def test_every_kind_of_answer_goes_into_the_body_as_its_own_json_type() -> None:
    fields = [
        field("TEXT", "text"),
        field("NUMBER", "number"),
        field("DATE", "date"),
        field("CHECKBOX", "checkbox"),
        field("MULTI_SELECT", "multi", "A", "B", "C"),
        field("RADIO", "radio", "A", "B"),
        field("SIGNATURE", "unknown"),
    ]
    raw: dict[str, Raw] = {
        "text": "x", "number": "7", "date": "2026-5-1", "checkbox": True, "multi": ("A", "C"), "radio": "B",
        "unknown": "me",
    }  # fmt: skip
    values, problems = check_custom_fields(fields, raw)
    assert not problems
    assert values == {
        "text": "x", "number": 7, "date": "2026-05-01", "checkbox": True, "multi": ["A", "C"], "radio": "B",
        "unknown": "me",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["TEXT", "NUMBER", "CHECKBOX", "DATE", "SIGNATURE"])
def test_an_optional_field_that_was_left_empty_is_left_out(kind: str) -> None:
    assert check_custom_fields([field(kind, "k")], {"k": None}) == ({}, [])
    assert "custom_fields" not in check_form(replace(LEAST, custom={"k": None}), [field(kind, "k")]).body


@pytest.mark.parametrize(("raw", "fine"), [(True, True), (False, False), (None, False)])
def test_a_required_box_must_be_ticked(raw: Raw, fine: bool) -> None:
    _, problems = check_custom_fields([field("CHECKBOX", "terms", required=True)], {"terms": raw})
    assert problems == ([] if fine else [FieldProblem("terms", "This must be ticked")])


def test_a_box_that_was_unticked_again_is_sent_as_false() -> None:
    assert check_custom_fields([field("CHECKBOX", "news")], {"news": False}) == ({"news": False}, [])


def test_a_required_field_without_an_answer_is_a_problem_of_that_field() -> None:
    fields = [field("TEXT", "company", required=True), field("MULTI_SELECT", "topics", "A", required=True)]
    assert problems_of(replace(LEAST, custom={"company": "  ", "topics": ()}), *fields) == {
        "custom_fields.company": "This is required",
        "custom_fields.topics": "This is required",
    }


def test_an_empty_form_names_every_missing_part_in_the_order_of_the_form() -> None:
    checked = check_form(BookingForm(), [field("TEXT", "company", required=True)])
    assert [problem.field for problem in checked.problems] == [
        places.EVENT_TYPE, places.WHEN, places.NAME, places.EMAIL, "custom_fields.company",
    ]  # fmt: skip


def test_a_time_that_was_not_understood_says_why() -> None:
    form = replace(LEAST, start=None, start_problem="02:30 is skipped that day")
    assert problems_of(form) == {places.WHEN: "02:30 is skipped that day"}


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("berlin", "did you mean Europe/Berlin?"),
        ("europe/berlin", "did you mean Europe/Berlin?"),
        ("New York", "did you mean America/New_York?"),
        ("Asia/Tokio", "did you mean Asia/Tokyo?"),
        ("../../etc/passwd", "like Europe/Berlin"),
        ("\x1b[31mzzz", "like Europe/Berlin"),
    ],
)
def test_an_unknown_timezone_is_refused_with_the_nearest_name(typed: str, advice: str) -> None:
    message = problems_of(replace(LEAST, timezone=typed))[places.TIMEZONE]
    assert advice in message
    assert message.isprintable()


def test_bad_answers_of_the_attendee_stand_at_their_places() -> None:
    form = replace(LEAST, email="jane", phone="none")
    assert set(problems_of(form)) == {places.EMAIL, places.PHONE}


@pytest.mark.parametrize(
    ("typed", "metadata"),
    [
        ("source=phone", {"source": "phone"}),
        (" a=1, b = x=y ,", {"a": "1", "b": "x=y"}),
        ('{"a": 1, "b": [true, null]}', {"a": 1, "b": [True, None]}),
    ],
)
def test_metadata_is_typed_as_pairs_or_as_json(typed: str, metadata: object) -> None:
    assert check_form(replace(LEAST, metadata=typed), ()).body["metadata"] == metadata


@pytest.mark.parametrize(
    "typed", ["source", "=x", "a=1, a=2", '{"a": 1', '{"a": NaN}', '{"a": 1, "a": 2}', '{"a":' + "[" * 100_000]
)
def test_metadata_that_is_neither_is_a_problem(typed: str) -> None:
    assert set(problems_of(replace(LEAST, metadata=typed))) == {places.METADATA}


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("company", "custom_fields.company"),
        ("custom_fields.company", "custom_fields.company"),
        ("custom_fields[company]", "custom_fields.company"),
        ('body.custom_fields["company"]', "custom_fields.company"),
        ("/custom_fields/company", "custom_fields.company"),
        ("custom_fields.a.b", "custom_fields.a.b"),
        ("event_type_id", places.EVENT_TYPE),
        ("requested_time", places.WHEN),
        ("attendee", places.NAME),
        ("attendee.name", places.NAME),
        ("attendee.email", places.EMAIL),
        ("attendee[email]", places.EMAIL),
        ("email", places.EMAIL),
        ("attendee.phone", places.PHONE),
        ("attendee.timezone", places.TIMEZONE),
        ("assign_to", places.ASSIGN_TO),
        ("metadata.source", places.METADATA),
        ("custom_fields.other", ""),
        ("limit", ""),
        ("", ""),
    ],
)
def test_the_servers_name_of_a_field_leads_to_its_place(path: str, place: str) -> None:
    assert places.place_of(path, ["company", "a.b"]) == place


def test_a_custom_field_named_like_a_common_one_comes_first() -> None:
    assert places.place_of("email", ["email"]) == "custom_fields.email"
    assert places.place_of("attendee.email", ["email"]) == places.EMAIL


def test_no_problem_of_the_server_is_lost() -> None:
    told = [
        FieldProblem("company", "too short"),
        FieldProblem("custom_fields.company", "no digits"),
        FieldProblem("", "closed today"),
        FieldProblem("limit", "odd"),
    ]
    placed, others = places.sort_problems(told, ["company"])
    assert placed == {"custom_fields.company": "too short; no digits"}
    assert others == told[2:]
