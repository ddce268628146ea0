"""Timezones by what people type of them."""

import pytest

from slatis_tui.domain.zone_names import suggested_zone_names, zone_of_city


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("New_Yo", "America/New_York"),
        ("são paulo", "America/Sao_Paulo"),
        ("europe/mad", "Europe/Madrid"),
        ("aires", "America/Argentina/Buenos_Aires"),
        ("tokio", "Asia/Tokyo"),
        ("kolkatta", "Asia/Kolkata"),
        ("UTC", "UTC"),
    ],
)
def test_a_city_a_part_of_it_and_a_misspelt_one_are_found(text: str, first: str) -> None:
    assert first in suggested_zone_names(text)[:2]


def test_what_is_like_nothing_finds_nothing() -> None:
    assert suggested_zone_names("") == suggested_zone_names("qqqqqq") == suggested_zone_names("x" * 5000) == []
    assert len(suggested_zone_names("a")) == 5


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("buenos aires", ""),  # two names of the database
        ("berli", ""),
        ("UTC", ""),
        ("", ""),
    ],
)
def test_a_city_means_its_zone_only_where_one_zone_has_it(text: str, zone: str) -> None:
    assert zone_of_city(text) == zone
