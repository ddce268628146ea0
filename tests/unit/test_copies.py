"""A booking as the start of another one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from slatis_tui.domain import form_places as places
from slatis_tui.domain.copies import copied_answers, copied_content
from slatis_tui.domain.field_values import BadValue
from slatis_tui.domain.fields import Raw
from slatis_tui.domain.forms import check_answer, check_custom_fields
from slatis_tui.domain.metadata import metadata_text, read_metadata
from slatis_tui.domain.models import Attendee, Booking, CustomField
from slatis_tui.domain.typed_days import read_day
from tests.tui.booking_form_story import known_booking
from tests.tui.form_apps import EVERY_KIND

ANSWERS: Mapping[str, Any] = {
    "k0": "Acme", "k1": "Green", "k2": "one\ntwo", "k3": 12.5, "k7": "2026-05-01", "k8": False, "k9": ["Tea", "Water"],
    "k10": "No", "k11": {"odd": 1}, "gone": "x",
}  # fmt: skip


def booking(**words: Any) -> Booking:
    row = known_booking("Jane", "jane@example.com", "Europe/Paris")
    whole = Booking(row, Attendee("Jane", "jane@example.com", "+33 1", ""), {}, {}, None, None, {})
    return replace(whole, **words)


def test_a_copy_has_the_attendee_and_the_metadata_without_the_reference_of_its_create() -> None:
    content = copied_content(booking(metadata={"source": "web", "client_ref": "op-1"}))
    assert content.texts == {
        places.NAME: "Jane", places.EMAIL: "jane@example.com", places.PHONE: "+33 1", places.TIMEZONE: "Europe/Paris",
        places.METADATA: "source=web",
    }  # fmt: skip
    assert content.when == ""


def test_its_answers_are_what_their_inputs_hold_and_come_out_as_they_were() -> None:
    raws = copied_answers(booking(document={"custom_fields": ANSWERS}), EVERY_KIND)
    expected: dict[str, Raw] = {
        "k0": "Acme", "k1": "Green", "k2": "one\ntwo", "k3": "12.5", "k7": "2026-05-01", "k8": False,
        "k9": ("Tea", "Water"), "k10": "No",
    }  # fmt: skip
    assert raws == expected
    values, problems = check_custom_fields(EVERY_KIND, raws)
    assert problems == []
    assert values == {key: value for key, value in ANSWERS.items() if key in expected}
    assert copied_answers(booking(document={"custom_fields": "odd"}), EVERY_KIND) == {}


@pytest.mark.parametrize(
    "metadata", [{}, {"a": "1", "b": "x, y"}, {"a": 1}, {"a=b": "c"}, {"a": "1\n2"}, {"a": "x, b=2"}]
)
def test_metadata_is_written_as_it_can_be_read_again(metadata: dict[str, Any]) -> None:
    assert read_metadata(metadata_text(metadata)) == metadata


def test_metadata_is_one_pair_a_line_and_a_comma_may_belong_to_a_value() -> None:
    assert read_metadata("source=phone\n\nnote=Hello, you\na=1, b=2") == {
        "source": "phone", "note": "Hello, you", "a": "1", "b": "2",
    }  # fmt: skip
    with pytest.raises(BadValue, match="twice"):
        read_metadata("a=1\na=2")


@pytest.mark.parametrize(
    ("minimum", "maximum", "answer", "problem"),
    [
        (None, None, "99999", ""),
        (1, 50, "50", ""),
        (1, 50, "0", "Write a number from 1 to 50"),
        (1, 50, "50.5", "Write a number from 1 to 50"),
        (0.5, None, "0", "Write a number of at least 0.5"),
        (None, 3, "4", "Write a number of at most 3"),
        (1, 50, "", ""),
        (1, 50, "x", "Not a number; write it like 12 or 12.5"),
    ],
)
def test_a_number_has_bounds_only_where_the_schema_sets_them(
    minimum: float | None, maximum: float | None, answer: str, problem: str
) -> None:
    field = CustomField("f", "k", "Seats", "NUMBER", True, 1, minimum=minimum, maximum=maximum)
    assert check_answer(field, answer) == problem


@pytest.mark.parametrize(
    ("text", "day"),
    [("fri", date(2026, 11, 20)), ("Sat", date(2026, 11, 21)), ("today", date(2026, 11, 20)),
     ("tomorrow", date(2026, 11, 21)), ("+2d", date(2026, 11, 22)), ("1 Dec", date(2026, 12, 1)),
     ("2027-2-3", date(2027, 2, 3))],
)  # fmt: skip
def test_a_day_is_meant_by_its_name(text: str, day: date) -> None:
    assert read_day(text, date(2026, 11, 20)) == day


@pytest.mark.parametrize("text", ["", "soon", "31 Feb", "x" * 100, "fri 15:00"])
def test_what_is_no_day_is_told(text: str) -> None:
    with pytest.raises(BadValue):
        read_day(text, date(2026, 11, 20))
