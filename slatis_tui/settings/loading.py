"""From all sources to one `Settings`: the first that says something wins, key by key."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, TypeVar

from slatis_tui.domain.text import clean
from slatis_tui.errors import KeyProblem, UsageError
from slatis_tui.settings import schema
from slatis_tui.settings.api_key import ApiKey, parse_key
from slatis_tui.settings.config_file import ConfigFile, read_config
from slatis_tui.settings.given import Given, nearest
from slatis_tui.settings.model import Options, Settings
from slatis_tui.settings.paths import config_path, state_folder
from slatis_tui.settings.schema import Setting

if TYPE_CHECKING:
    from slatis_tui.domain.saved_views import SavedView

T = TypeVar("T")

_VARIABLES = {"base_url": "SLATIS_BASE_URL", "profile": "SLATIS_PROFILE"}
_OPTIONS = ("base_url", "view", "undo_window", "read_only", "timezone", "theme", "refresh", "profile")


def load_settings(options: Options, environ: Mapping[str, str], command_ids: Collection[str] | None = None) -> Settings:
    """The settings of this run.

    Args:
        options: what the command line gave.
        environ: the environment's variables.
        command_ids: what the config's `[keys]` may name; None leaves that unchecked.

    Raises:
        UsageError: an option, a variable or the config file is wrong. No message quotes a key or a URL.
    """
    config = read_config(config_path(environ))
    if config.data:
        from slatis_tui.settings.checks import check_config

        check_config(config, command_ids)
    given, variables, top_level = _options(options), _environment(environ), _top_level(config)
    profile = _checked_profile(_Sources(given, variables, top_level).given("profile"), config)
    sources = _Sources(given, variables, _profile(config, profile), top_level)
    value = sources.value
    return Settings(
        profile=profile,
        base_url=value(schema.BASE_URL),
        key=_environment_key(environ),
        api_key_command=value(schema.API_KEY_COMMAND),
        read_only=value(schema.READ_ONLY),
        proxy=value(schema.PROXY),
        ca_file=value(schema.CA_FILE),
        undo_window=value(schema.UNDO_WINDOW),
        refresh=value(schema.REFRESH),
        theme=value(schema.THEME),
        theme_origin=sources.origin(schema.THEME),
        timezone=value(schema.TIMEZONE),
        view=_checked_view(sources, config),
        columns=value(schema.COLUMNS),
        borders=value(schema.BORDERS),
        motion=value(schema.MOTION),
        keymap={command_id: str(keys) for command_id, keys in config.table("keys").items()},
        views=_saved_views(config),
        commands=_tables(config, "commands"),
        config_file=config.path,
        state_folder=state_folder(environ, profile),
    )


def place_in_config(settings: Settings, table: str, key: str) -> str:
    """Where a key of a table stands: `FILE:LINE: "KEY" in [TABLE]`, for an error that is found later than here."""
    return read_config(settings.config_file).given(key, None, table).origin


class _Sources:
    """The layers, the strongest first."""

    def __init__(self, *layers: Mapping[str, Given]) -> None:
        self.layers = layers

    def given(self, name: str) -> Given | None:
        return next((layer[name] for layer in self.layers if name in layer), None)

    def value(self, setting: Setting[T]) -> T:
        given = self.given(setting.name)
        return setting.default if given is None else given.read(setting.read)

    def origin(self, setting: Setting[T]) -> str:
        given = self.given(setting.name)
        return "" if given is None else given.origin


def _options(options: Options) -> Mapping[str, Given]:
    values = {name: getattr(options, name) for name in _OPTIONS}
    return {name: Given(value, f"--{name.replace('_', '-')}") for name, value in values.items() if value is not None}


def _environment(environ: Mapping[str, str]) -> Mapping[str, Given]:
    """An empty variable counts as absent."""
    return {name: Given(environ[variable], variable) for name, variable in _VARIABLES.items() if environ.get(variable)}


def _top_level(config: ConfigFile) -> Mapping[str, Given]:
    return {name: config.given(name, value) for name, value in config.data.items() if name in schema.TOP_LEVEL}


def _profile(config: ConfigFile, profile: str) -> Mapping[str, Given]:
    content = _tables(config, "profiles").get(profile, {})
    return {name: config.given(name, value, "profiles", profile) for name, value in content.items()}


def _tables(config: ConfigFile, name: str) -> Mapping[str, Mapping[str, object]]:
    return {entry: content for entry, content in config.table(name).items() if isinstance(content, dict)}


def _saved_views(config: ConfigFile) -> "tuple[SavedView, ...]":
    if not config.table("views"):
        return ()
    from slatis_tui.settings.saved_views import read_saved_views

    return read_saved_views(config)


def _checked_profile(given: Given | None, config: ConfigFile) -> str:
    if given is None:
        return schema.PROFILE.default
    name = given.read(schema.PROFILE.read)
    known = config.table("profiles")
    if name != schema.PROFILE.default and name not in known:
        hint = nearest(name, known) if known else f"Write [profiles.NAME] into {config.path}"
        raise UsageError(f'{given.origin}: unknown profile "{clean(name, 40)}"', hint=hint)
    return name


def _checked_view(sources: _Sources, config: ConfigFile) -> str:
    given = sources.given("view")
    if given is None:
        return ""
    from slatis_tui.domain.views import VIEWS, plain_name

    name = given.read(schema.VIEW.read)
    known = [*(view.name for view in VIEWS), *config.table("views")]
    if plain_name(name) not in map(plain_name, known):
        raise UsageError(f'{given.origin}: unknown view "{clean(name, 40)}"', hint=nearest(name, known))
    return name


def _environment_key(environ: Mapping[str, str]) -> ApiKey | None:
    if not environ.get("SLATIS_API_KEY"):
        return None
    try:
        return parse_key(environ["SLATIS_API_KEY"])
    except KeyProblem as problem:
        raise UsageError(f"SLATIS_API_KEY: {problem}", hint=problem.hint) from None
