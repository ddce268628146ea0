"""A wrong config file is refused with file, line, key and what was probably meant."""

import os
from pathlib import Path

import pytest

from slatis_tui.errors import UsageError
from slatis_tui.settings import Options, load_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the config file is looked for."""
    path = tmp_path / "slatis-tui" / "config.toml"
    path.parent.mkdir()
    return path


def refusal(file: Path, content: str | bytes | None = None) -> str:
    """What is said about the config file with that content."""
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        file.chmod(0o600)
    environ = {"XDG_CONFIG_HOME": str(file.parents[1]), "HOME": "/nonexistent"}
    with pytest.raises(UsageError) as refused:
        load_settings(Options(), environ, ("booking.confirm", "booking.cancel"))
    said = refused.value.explained()
    assert "\n" not in said
    return said.replace(str(file), "FILE")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("\nundo_windw = 3", 'FILE:2: "undo_windw": unknown key. Did you mean "undo_window"?'),
        ("[profiles.a]\n[profiles.b]\nbase_ur = 1", 'FILE:3: "base_ur" in [profiles.b]: unknown key. Did you mean "'),
        ("[profile.a]\nread_only = 1", 'FILE:1: "profile": must be one line of text'),
        ("[profils.a]", 'FILE:1: "profils": unknown key. Did you mean "profiles"?'),
        ("base_url = 'https://x'", 'FILE:1: "base_url": unknown key. "base_url" stands in a profile: [profiles.NAME]'),
        ("[profiles.a]\nprofile = 'b'", 'FILE:2: "profile" in [profiles.a]: unknown key. '),
        ("api_key = 'sk_test_hunter2hunter2'", 'FILE:1: "api_key": unknown key. '),
        ("undo_window = '5'", 'FILE:1: "undo_window": must be a number from 0 to 3600'),
        ("undo_window = true", 'FILE:1: "undo_window": must be a number'),
        ("undo_window = nan", 'FILE:1: "undo_window": must be a number'),
        ("refresh = 1.5", 'FILE:1: "refresh": must be a whole number from 0 to 86400'),
        ("refresh = -1", 'FILE:1: "refresh": must be a whole number'),
        ("motion = 'no'", 'FILE:1: "motion": must be true or false'),
        ("borders = 'thick'", 'FILE:1: "borders": must be one of round, ascii'),
        ("columns = 'when'", 'FILE:1: "columns": must be a list of columns: status, when'),
        ("columns = ['wehn']", 'FILE:1: "columns": has no column "wehn". Did you mean "when"?'),
        ("columns = [[1]]", 'FILE:1: "columns": has no column'),
        ("columns = ['attendees']", 'FILE:1: "columns": has no column "attendees". Did you mean "attendee"?'),
        ("columns = ['when', 'when']", 'FILE:1: "columns": names a column twice'),
        ("theme = ''", 'FILE:1: "theme": must be one line of text'),
        ("timezone = 'Berlin'", 'FILE:1: "timezone": unknown timezone "Berlin". Did you mean Europe/Berlin?'),
        ("# first\nview = 'nope'", 'FILE:2: "view": unknown view "nope". There are: pending, today'),
        ("profile = 'gone'", 'FILE:1: "profile": unknown profile "gone". Write [profiles.NAME]'),
        ("[profiles.a]\nbase_url = 'https://ada:hunter2@x'", 'FILE:2: "base_url" in [profiles.a]: must not hold cred'),
        ("[profiles.a]\nproxy = 'hunter2'", 'FILE:2: "proxy" in [profiles.a]: must be a URL such as'),
        ("[profiles.a]\nca_file = 'here.pem'", 'FILE:2: "ca_file" in [profiles.a]: must be an absolute path'),
        ("[profiles.a]\napi_key_command = \"echo 'x\"", 'FILE:2: "api_key_command" in [profiles.a]: must be a command'),
        ("[profiles.'../../x']\nread_only = true", 'FILE:1: "../../x" in [profiles]: is no name for a profile'),
        ("profiles = 3", 'FILE:1: "profiles": must be a table'),
        ("[profiles]\na = 3", 'FILE:2: "a" in [profiles]: must be a table'),
        ("[views]\nmine = 'x'", 'FILE:2: "mine" in [views]: must be a table'),
        ("[[commands]]\n", 'FILE:1: "commands": must be a table'),
        ('[keys]\n\n"booking.confrim" = "c"', 'FILE:3: "booking.confrim" in [keys]: unknown command. Did you mean'),
        ('[keys]\n"booking.confirm" = 3', 'FILE:2: "booking.confirm" in [keys]: must be one line of text'),
        ('[keys]\nbooking.confirm = "c"', 'FILE:2: "booking" in [keys]: is no command. Put the id in quotes'),
        ("a = 1\nb = = 2", "FILE:2: is not TOML: Invalid value"),
        ("a = 1\nb = [", "FILE:2: is not TOML: "),
        (b"a = 1\n\xff = 2", "FILE:2: is not UTF-8 text"),
        ("a = " + "[" * 100_000, "FILE: is nested too deeply"),
        ('"\\u001b[2J" = 1', 'FILE:1: "␛[2J": unknown key'),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(file: Path, content: str | bytes, says: str) -> None:
    said = refusal(file, content)
    assert said.startswith(says)
    assert "hunter2" not in said


def test_a_file_that_others_can_write_to_is_not_trusted(file: Path) -> None:
    file.write_text("refresh = 60\n")
    file.chmod(0o620)
    assert "others can write to it" in refusal(file)
    file.chmod(0o602)
    assert "chmod go-w" in refusal(file)


def test_a_file_of_someone_else_is_not_trusted(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("refresh = 60\n")
    file.chmod(0o600)
    me = os.getuid()
    if me == 0:
        os.chown(file, 12345, -1)
    else:
        monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert "belongs to someone else" in refusal(file)


def test_what_is_no_file_is_refused(file: Path) -> None:
    file.mkdir()
    assert "is not a config file" in refusal(file)
    file.rmdir()
    os.mkfifo(file)
    assert "is not a config file" in refusal(file)


def test_a_giant_file_is_refused(file: Path) -> None:
    assert "is not a config file" in refusal(file, "#" * 1_000_001)


def test_every_mistake_shows_also_in_a_profile_that_is_not_in_use(file: Path) -> None:
    assert '"refresh" in [profiles.spare]' in refusal(file, "[profiles.spare]\nrefresh = 'often'\n")
