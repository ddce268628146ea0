"""Which source wins, and that every wrong value is one line which names its place."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from slatis_tui.domain.saved_views import SavedView
from slatis_tui.errors import UsageError
from slatis_tui.settings import Options, Settings, load_settings

PROFILE = """
profile = "work"
undo_window = 7
refresh = 60

[profiles.work]
base_url = "https://work.example/v1"
undo_window = 9
read_only = true
api_key_command = "pass show work"
proxy = "http://proxy.example:3128"
ca_file = "/etc/work.pem"
[profiles.home]
theme = "slatis-light"
"""

Load = Callable[..., Settings]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads settings in a home of their own, with this config file, these options and variables."""

    def load(config: str = "", options: Options | None = None, **variables: str) -> Settings:
        file = tmp_path / "config" / "slatis-tui" / "config.toml"
        if config:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(config)
            file.chmod(0o600)
        homes = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_STATE_HOME": str(tmp_path / "state")}
        return load_settings(options or Options(), {**homes, **variables}, ("booking.confirm", "booking.cancel"))

    return load


def test_without_any_source_the_defaults_hold(load: Load, tmp_path: Path) -> None:
    settings = load()
    assert settings.profile == "default"
    assert settings.base_url == "https://api.slatis.com/v1"
    assert settings.key is None
    assert (settings.undo_window, settings.refresh) == (5.0, 30)
    assert (settings.read_only, settings.motion, settings.borders) == (False, True, "round")
    assert (settings.view, settings.timezone, settings.theme, settings.api_key_command) == ("", "", "", "")
    assert (settings.proxy, settings.ca_file, settings.columns) == (None, None, ())
    assert settings.config_file == tmp_path / "config/slatis-tui/config.toml"
    assert settings.journal == tmp_path / "state/slatis-tui/default/journal.db"


def test_a_profile_beats_the_top_level(load: Load, tmp_path: Path) -> None:
    settings = load(PROFILE)
    assert settings.profile == "work"
    assert (settings.undo_window, settings.refresh) == (9.0, 60)
    assert settings.base_url == "https://work.example/v1"
    assert settings.read_only
    assert settings.api_key_command == "pass show work"
    assert settings.proxy == "http://proxy.example:3128"
    assert settings.ca_file == Path("/etc/work.pem")
    assert settings.state_folder == tmp_path / "state/slatis-tui/work"


def test_the_environment_beats_the_profile(load: Load) -> None:
    settings = load(PROFILE, SLATIS_BASE_URL="http://127.0.0.1:8807/v1/", SLATIS_PROFILE="work")
    assert settings.base_url == "http://127.0.0.1:8807/v1"
    assert load(PROFILE, SLATIS_PROFILE="home").profile == "home"


def test_an_option_beats_the_environment(load: Load) -> None:
    options = Options(profile="work", base_url="https://other.example", undo_window=0, refresh=0)
    settings = load(PROFILE, options, SLATIS_BASE_URL="https://env.example", SLATIS_PROFILE="home")
    assert settings.profile == "work"
    assert settings.base_url == "https://other.example"
    assert (settings.undo_window, settings.refresh) == (0.0, 0)


def test_an_empty_variable_counts_as_absent(load: Load) -> None:
    assert load("", SLATIS_BASE_URL="", SLATIS_PROFILE="", SLATIS_API_KEY="").key is None


def test_the_default_profile_can_always_be_asked_for(load: Load) -> None:
    settings = load(PROFILE, Options(profile="default"))
    assert (settings.profile, settings.undo_window) == ("default", 7.0)


def test_the_environments_key_is_taken(load: Load) -> None:
    key = load("", SLATIS_API_KEY="sk_live_abcdefgh").key
    assert key is not None
    assert key.mode == "LIVE"


@pytest.mark.parametrize(
    "key", ["sk_test_abc", "hunter2hunter2", "sk_test_abcd\n", "sk_test_ab\u200bcd", " sk_test_abcd"]
)
def test_a_malformed_key_is_refused_and_never_quoted(load: Load, key: str) -> None:
    with pytest.raises(UsageError) as refused:
        load("", SLATIS_API_KEY=key)
    said = refused.value.explained()
    assert said.startswith("SLATIS_API_KEY: this is not an API key")
    assert key.strip() not in said
    assert "\n" not in said


def test_the_preferences_are_read(load: Load) -> None:
    settings = load(
        """
        theme = "slatis-light"
        timezone = "Asia/Tokyo"
        view = "Needs outcome"
        columns = ["when", "attendee"]
        borders = "ascii"
        motion = false
        [views.mine]
        status = "SCHEDULED"
        [commands.page]
        run = "true"
        [keys]
        "booking.confirm" = "C"
        """
    )
    assert (settings.theme, settings.timezone, settings.view) == ("slatis-light", "Asia/Tokyo", "Needs outcome")
    assert (settings.columns, settings.borders, settings.motion) == (("when", "attendee"), "ascii", False)
    assert settings.views == (SavedView("mine", status="SCHEDULED"),)
    assert settings.commands == {"page": {"run": "true"}}
    assert settings.keymap == {"booking.confirm": "C"}


def test_it_is_known_where_the_theme_was_given_for_only_others_know_the_themes(load: Load, tmp_path: Path) -> None:
    assert load('theme = "nope"').theme_origin == f'{tmp_path}/config/slatis-tui/config.toml:1: "theme"'
    assert load('theme = "nope"', Options(theme="other")).theme_origin == "--theme"


def test_a_theme_that_nobody_gave_comes_from_nowhere(load: Load) -> None:
    assert load().theme_origin == ""


def test_a_saved_view_can_be_the_first_one(load: Load) -> None:
    assert load('view = "My-View"\n[views."my view"]\n').view == "My-View"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (Options(profile="wrk"), '--profile: unknown profile "wrk". Did you mean "work"?'),
        (Options(view="pendign"), '--view: unknown view "pendign". Did you mean "pending"?'),
        (
            Options(timezone="Europe/Berlyn"),
            '--timezone: unknown timezone "Europe/Berlyn". Did you mean Europe/Berlin?',
        ),
        (Options(timezone="/etc/passwd"), '--timezone: unknown timezone "/etc/passwd"'),
        (Options(undo_window=-1), "--undo-window: must be a number from 0 to 3600"),
        (Options(undo_window=float("nan")), "--undo-window: must be a number"),
        (Options(refresh=100_000), "--refresh: must be a whole number from 0 to 86400"),
        (Options(base_url="http://api.slatis.com"), "--base-url: http:// is only for 127.0.0.1, [::1] and localhost"),
        (Options(view="\x1b[2J"), "--view: must be one line of text"),
    ],
)
def test_a_wrong_option_is_named(load: Load, options: Options, says: str) -> None:
    with pytest.raises(UsageError) as refused:
        load(PROFILE, options)
    assert refused.value.explained().startswith(says)


def test_a_wrong_variable_is_named(load: Load) -> None:
    with pytest.raises(UsageError, match="SLATIS_PROFILE: unknown profile"):
        load("", SLATIS_PROFILE="work")
    with pytest.raises(UsageError, match="SLATIS_BASE_URL: must not hold credentials"):
        load("", SLATIS_BASE_URL="https://ada:hunter2@api.slatis.com")


def test_no_secret_shows_in_a_repr(load: Load) -> None:
    config = '[profiles.default]\nproxy = "http://ada:hunter2@proxy.example"\napi_key_command = "echo hunter2"\n'
    shown = repr(load(config, SLATIS_API_KEY="sk_test_hunter2hunter2hunter2"))
    assert "hunter2" not in shown


def test_a_relative_or_missing_xdg_folder_means_the_home_folder() -> None:
    environ = {"HOME": "/made-up", "XDG_STATE_HOME": "relative"}
    settings = load_settings(Options(), environ)
    assert settings.config_file == Path("/made-up/.config/slatis-tui/config.toml")
    assert settings.state_folder == Path("/made-up/.local/state/slatis-tui/default")


def test_loading_without_a_config_file_imports_nothing_costly() -> None:
    costly = (
        "{'tomllib', 'keyring', 'subprocess', 'hashlib', 'difflib', 'zoneinfo', 'platformdirs', 'textual', 'httpx'}"
    )
    code = (
        "import sys; from slatis_tui.settings import Options, load_settings;"
        "load_settings(Options(), {'HOME': '/nonexistent', 'SLATIS_API_KEY': 'sk_test_abcdefgh'});"
        f"print(sorted({costly} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
