"""The whole config file is checked at the start: a mistake in a profile shows before that profile is needed."""

import re
from collections.abc import Collection, Iterable, Mapping

from slatis_tui.domain.text import clean
from slatis_tui.errors import UsageError
from slatis_tui.settings import readers
from slatis_tui.settings.config_file import ConfigFile
from slatis_tui.settings.given import BadSetting, nearest
from slatis_tui.settings.schema import IN_PROFILE, TABLES, TOP_LEVEL, Setting

_PROFILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
"""It names a folder."""


def check_config(config: ConfigFile, command_ids: Collection[str] | None) -> None:
    """Check every key and value.

    Args:
        config: the file.
        command_ids: what `[keys]` may name; None checks the form of that table only.

    Raises:
        UsageError: with the file, the line, the key and what it could be.
    """
    _check_values(config, {name: value for name, value in config.data.items() if name not in TABLES}, TOP_LEVEL)
    for name in TABLES:
        if name in config.data:
            config.given(name, config.data[name]).read(_table)
    for name in ("profiles", "views", "commands"):
        for entry, content in config.table(name).items():
            config.given(entry, content, name).read(_table)
    for profile in config.table("profiles"):
        _check_profile(config, profile)
    _check_keys(config, command_ids)


def _check_profile(config: ConfigFile, profile: str) -> None:
    content = config.table("profiles")[profile]
    if not _PROFILE_NAME.fullmatch(profile):
        place = config.given(profile, content, "profiles").origin
        raise UsageError(
            f"{place}: is no name for a profile", hint="Use letters, digits, dots, hyphens and underscores"
        )
    if isinstance(content, dict):
        _check_values(config, content, IN_PROFILE, "profiles", profile)


def _check_values(
    config: ConfigFile, values: Mapping[str, object], known: Mapping[str, Setting[object]], *table: str
) -> None:
    for key, value in values.items():
        given = config.given(key, value, *table)
        if key not in known:
            raise UsageError(f"{given.origin}: unknown key", hint=_hint(key, known, at_top=not table))
        given.read(known[key].read)


def _hint(key: str, known: Iterable[str], at_top: bool) -> str:
    if at_top and key in IN_PROFILE:
        return f'"{key}" stands in a profile: [profiles.NAME]'
    return nearest(key, [*known, *TABLES] if at_top else known)


def _check_keys(config: ConfigFile, command_ids: Collection[str] | None) -> None:
    for command_id, keys in config.table("keys").items():
        given = config.given(command_id, keys, "keys")
        if isinstance(keys, dict):
            raise UsageError(f"{given.origin}: is no command", hint='Put the id in quotes: "booking.confirm" = "c"')
        if command_ids is not None and command_id not in command_ids:
            raise UsageError(f"{given.origin}: unknown command", hint=nearest(command_id, command_ids))
        given.read(readers.text)


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise BadSetting(f"must be a table, not {clean(str(type(value).__name__), 20)}")
    return value
