"""Zones are found by name; whatever else is asked for is UTC with a warning."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slatis_tui.domain.times import UTC_ZONE, find_zone, local, my_zone, zone_exists

NO_MACHINE = Path("/nonexistent")


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "UTC", "GB-Eire"])
def test_an_iana_name_is_found(name: str) -> None:
    zone = find_zone(name)
    assert zone.name == name
    assert zone.warning == ""
    assert zone_exists(name)


@pytest.mark.parametrize(
    "name",
    ["", "Mars/Olympus", "America", "../etc/passwd", "/etc/passwd", "Europe/../Europe/Berlin", "Europe/Berlin\x00",
     "tzdata.zi", "localtime", "posix/Europe/Berlin", "europe/berlin", "CET-1CEST", "\ud800", "A" * 1_000_000],
)  # fmt: skip
def test_any_other_name_is_utc_with_a_warning(name: str) -> None:
    zone = find_zone(name)
    assert zone.info is UTC_ZONE.info
    assert zone.name == "UTC"
    assert "UTC" in zone.warning
    assert zone.warning.isprintable()
    assert not zone_exists(name)


@given(st.text(alphabet=st.characters(), max_size=80))
def test_no_name_is_an_error(name: str) -> None:
    assert local(0, find_zone(name)).tzinfo is not None


def test_a_zone_is_made_once() -> None:
    assert find_zone("Europe/Berlin") is find_zone("Europe/Berlin")


def test_my_zone_is_the_configured_one_before_the_variable() -> None:
    assert my_zone("Asia/Tokyo", {"TZ": "Europe/Berlin"}, NO_MACHINE).name == "Asia/Tokyo"


@pytest.mark.parametrize("variable", ["Europe/Berlin", ":Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin"])
def test_my_zone_is_that_of_the_variable(variable: str) -> None:
    assert my_zone("", {"TZ": variable}, NO_MACHINE).name == "Europe/Berlin"


def test_a_variable_that_names_no_zone_is_not_replaced_by_another_guess(tmp_path: Path) -> None:
    (tmp_path / "timezone").write_text("Europe/Berlin\n")
    assert "CET-1CEST" in my_zone("", {"TZ": "CET-1CEST"}, tmp_path).warning


def test_my_zone_is_the_machines(tmp_path: Path) -> None:
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/America/New_York")
    assert my_zone("", {}, tmp_path).name == "America/New_York"
    (tmp_path / "timezone").write_text("Europe/Berlin\n")
    assert my_zone("", {"TZ": ""}, tmp_path).name == "Europe/Berlin"
    (tmp_path / "timezone").write_bytes(b"\xff\xfe")
    assert my_zone("", {}, tmp_path).name == "America/New_York"


def test_a_machine_that_does_not_say_is_utc_with_a_warning() -> None:
    zone = my_zone("", {}, NO_MACHINE)
    assert zone.name == "UTC"
    assert "--timezone" in zone.warning
