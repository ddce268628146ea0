"""The files: where they are, who may read them, and that nothing is overwritten."""

import os
import re
import stat
from pathlib import Path

import pytest

from slatis_tui.errors import JournalError, SlatisError
from slatis_tui.settings import (
    Options,
    Settings,
    config_lines,
    config_template,
    ensure_state_folder,
    load_settings,
    write_template,
)
from slatis_tui.settings.schema import IN_PROFILE, TABLES, TOP_LEVEL


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a home that holds nothing yet."""
    return load_settings(Options(), {"HOME": str(tmp_path)})


def mode(path: Path) -> int:
    """The permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


def test_each_file_has_its_line(settings: Settings, tmp_path: Path) -> None:
    assert config_lines(settings) == [
        f"config: {tmp_path}/.config/slatis-tui/config.toml",
        f"journal: {tmp_path}/.local/state/slatis-tui/default/journal.db",
        f"drafts: {tmp_path}/.local/state/slatis-tui/default/drafts",
    ]


def test_the_starting_file_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    write_template(settings.config_file)
    assert load_settings(Options(), {"HOME": str(tmp_path)}) == settings
    assert mode(settings.config_file) == 0o600
    assert mode(settings.config_file.parent) == 0o700


def test_the_starting_file_lists_every_key_with_a_value_that_is_accepted(settings: Settings, tmp_path: Path) -> None:
    lines = config_template({"booking.confirm": "c"}).splitlines()
    taken = [line.removeprefix("# ") for line in lines if re.match(r'# (\[|"?[a-z_.]+"? = )', line)]
    written = {line.partition(" =")[0] for line in taken}
    assert {*TOP_LEVEL, *IN_PROFILE} <= written
    assert all(any(line.startswith(f"[{name}") for line in taken) for name in TABLES)
    settings.config_file.parent.mkdir(parents=True)
    settings.config_file.write_text("\n".join(taken))
    settings.config_file.chmod(0o600)
    loaded = load_settings(Options(), {"HOME": str(tmp_path)}, ("booking.confirm",))
    assert loaded.profile == "work"
    assert loaded.timezone == "Europe/Madrid"
    assert loaded.read_only


def test_a_config_file_is_never_overwritten(settings: Settings) -> None:
    settings.config_file.parent.mkdir(parents=True)
    settings.config_file.write_text("refresh = 60\n")
    with pytest.raises(SlatisError, match="is there already; nothing was written"):
        write_template(settings.config_file)
    assert settings.config_file.read_text() == "refresh = 60\n"


def test_a_link_is_not_followed_to_a_new_file(settings: Settings, tmp_path: Path) -> None:
    settings.config_file.parent.mkdir(parents=True)
    settings.config_file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SlatisError, match="is there already"):
        write_template(settings.config_file)
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, not a folder")
    with pytest.raises(SlatisError, match="can't be written"):
        write_template(tmp_path / "home" / ".config" / "slatis-tui" / "config.toml")


def test_the_state_folder_is_the_owners_alone(settings: Settings) -> None:
    settings.state_folder.parent.mkdir(parents=True, mode=0o755)
    folder = ensure_state_folder(settings)
    assert folder == settings.state_folder
    assert mode(folder) == mode(folder.parent) == 0o700
    assert ensure_state_folder(settings) == folder


def test_missing_folders_above_are_made_private_too(settings: Settings, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        ensure_state_folder(settings)
    finally:
        os.umask(before)
    assert mode(tmp_path / ".local") == mode(tmp_path / ".local" / "state") == 0o700


def test_a_state_folder_that_cannot_be_made_stops_writes_not_reads(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, not a folder")
    settings = load_settings(Options(), {"HOME": str(tmp_path / "home")})
    with pytest.raises(JournalError) as refused:
        ensure_state_folder(settings)
    assert "Browsing still works" in refused.value.explained()
