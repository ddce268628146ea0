"""What the operator chose: command line, environment, profile, config file and defaults, as one frozen `Settings`.

An option beats the environment, which beats the profile, which beats the config's top level, which beats the
default. This room is on the way to the first frame: what it does not always need it imports late.
"""

from slatis_tui.settings.api_key import ApiKey, parse_key
from slatis_tui.settings.given import nearest
from slatis_tui.settings.key_sources import resolve_key, store_key
from slatis_tui.settings.loading import load_settings, place_in_config
from slatis_tui.settings.model import Options, Settings
from slatis_tui.settings.paths import config_lines, ensure_state_folder
from slatis_tui.settings.template import config_template, write_template
from slatis_tui.settings.view_keeper import ConfigViews, last_view

__all__ = [
    "ApiKey",
    "ConfigViews",
    "Options",
    "Settings",
    "config_lines",
    "config_template",
    "ensure_state_folder",
    "last_view",
    "load_settings",
    "nearest",
    "parse_key",
    "place_in_config",
    "resolve_key",
    "store_key",
    "write_template",
]
