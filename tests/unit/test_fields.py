"""Kinds of custom fields, and the values that their answers become."""

import json

import pytest

from slatis_tui.domain.field_values import BadValue, FieldValue, to_value
from slatis_tui.domain.fields import FieldKind, Raw, is_empty, kind_of
from slatis_tui.domain.models import CustomField


def field(kind: str, *options: str, required: bool = False, key: str = "k") -> CustomField:
    return CustomField("fld_1", key, "Label", kind, required, 1, options)


@pytest.mark.parametrize("kind", [kind for kind in FieldKind if not kind.takes_options])
def test_a_known_type_is_its_kind(kind: FieldKind) -> None:
    assert kind_of(field(kind)) is kind


@pytest.mark.parametrize("kind", [kind for kind in FieldKind if kind.takes_options])
def test_a_known_choice_with_options_is_its_kind(kind: FieldKind) -> None:
    assert kind_of(field(kind, "A", "B")) is kind


@pytest.mark.parametrize("kind", ["SELECT", "RADIO", "MULTI_SELECT"])
def test_a_choice_without_options_is_a_text_because_nobody_could_answer_it(kind: str) -> None:
    assert kind_of(field(kind)) is FieldKind.TEXT


@pytest.mark.parametrize("name", ["SIGNATURE", "", "💥", "COLOUR[/]"])
def test_an_unknown_type_is_a_text_and_one_with_options_a_choice(name: str) -> None:
    assert kind_of(field(name)) is FieldKind.TEXT
    assert kind_of(field(name, "A")) is FieldKind.SELECT


@pytest.mark.parametrize("name", ["multi_select", "Multi-Select", " multi select "])
def test_the_spelling_of_a_type_does_not_matter(name: str) -> None:
    assert kind_of(field(name, "A")) is FieldKind.MULTI_SELECT


@pytest.mark.parametrize(
    ("kind", "raw", "empty"),
    [
        (FieldKind.TEXT, "", True),
        (FieldKind.TEXT, "  \n", True),
        (FieldKind.TEXT, None, True),
        (FieldKind.TEXT, "0", False),
        (FieldKind.SELECT, None, True),
        (FieldKind.SELECT, "", False),
        (FieldKind.MULTI_SELECT, (), True),
        (FieldKind.MULTI_SELECT, ("",), False),
        (FieldKind.CHECKBOX, None, True),
        (FieldKind.CHECKBOX, False, False),
    ],
)
def test_what_counts_as_no_answer(kind: FieldKind, raw: Raw, empty: bool) -> None:
    """An option with an empty name is an answer, and so is a box that was unticked again."""
    assert is_empty(kind, raw) is empty


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (FieldKind.TEXT, "  Acme Inc ", "Acme Inc"),
        (FieldKind.TEXTAREA, "  one\ntwo\n\n", "  one\ntwo"),
        (FieldKind.NUMBER, "12", 12),
        (FieldKind.NUMBER, " -7 ", -7),
        (FieldKind.NUMBER, "+3", 3),
        (FieldKind.NUMBER, "12.50", 12.5),
        (FieldKind.NUMBER, "12.0", 12),
        (FieldKind.NUMBER, "1e3", 1000),
        (FieldKind.NUMBER, ".5", 0.5),
        (FieldKind.NUMBER, "123456789012345678901234567890", 123456789012345678901234567890),
        (FieldKind.DATE, "2026-05-01", "2026-05-01"),
        (FieldKind.DATE, "2028-2-29", "2028-02-29"),
        (FieldKind.EMAIL, " Jane.O'Hara+x@example.co.uk ", "Jane.O'Hara+x@example.co.uk"),
        (FieldKind.EMAIL, '"jane doe"@example.com', '"jane doe"@example.com'),
        (FieldKind.EMAIL, "用户@例子.广告", "用户@例子.广告"),
        (FieldKind.PHONE, "+1-555-0123", "+1-555-0123"),
        (FieldKind.PHONE, "(030) 1234 ext. 5", "(030) 1234 ext. 5"),
        (FieldKind.URL, "https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
        (FieldKind.URL, "example.com", "example.com"),
        (FieldKind.URL, "http://[::1]:80/", "http://[::1]:80/"),
        (FieldKind.SELECT, " Product demo ", " Product demo "),
        (FieldKind.RADIO, "", ""),
        (FieldKind.MULTI_SELECT, ("A", " B"), ["A", " B"]),
        (FieldKind.CHECKBOX, True, True),
        (FieldKind.CHECKBOX, False, False),
    ],
)
def test_an_answer_becomes_the_value_of_its_kind(kind: FieldKind, raw: Raw, value: FieldValue) -> None:
    """Options go back exactly as the server gave them; what is typed loses the blanks around it."""
    found = to_value(kind, raw)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        *((FieldKind.NUMBER, raw) for raw in ("x", "nan", "inf", "-Infinity", "1e999", "1_000", "1,5", "٣", "0x1f")),
        (FieldKind.NUMBER, "9" * 5000),
        *((FieldKind.DATE, raw) for raw in ("01.05.2026", "2026-02-30", "2026-13-01", "20260501", "soon")),
        *((FieldKind.EMAIL, raw) for raw in ("jane", "@", "jane@", "@x.de", "a b@x.de", "a@b@c.de", "a@x..de")),
        *((FieldKind.PHONE, raw) for raw in ("none", "+", "12", "jane@example.com")),
        *((FieldKind.URL, raw) for raw in ("nowhere", "http://", "http://[", "https://exa mple.com")),
    ],
)  # fmt: skip
def test_what_is_certainly_wrong_is_refused_with_an_example_of_what_is_right(kind: FieldKind, raw: str) -> None:
    with pytest.raises(BadValue) as caught:
        to_value(kind, raw)
    assert "like" in str(caught.value) or "too large" in str(caught.value)


@pytest.mark.parametrize("raw", ["12", "12.5", "1e22", "9007199254740993", "0.1", "-0.0", "1e-400"])
def test_every_number_can_be_written_as_json(raw: str) -> None:
    json.dumps(to_value(FieldKind.NUMBER, raw), allow_nan=False)
